import Patches

/// Reads the contents of blobs (`git cat-file --batch`).
public struct ObjectReader: Sendable {
  private let repository: Repository

  /// Bytes that the blobs of one request may have together.
  public static let limit = GitProcess.outputLimit

  public init(_ repository: Repository) { self.repository = repository }

  /// Returns the contents of blobs by their names; abbreviated names are good where they are unique. Names that the repository does not
  /// have are left out.
  ///
  /// - Throws: ``GitError``, ``GitError/tooLarge(what:limit:)`` and ``GitError/partialClone`` among them.
  public func blobs(_ names: Set<String>) async throws(GitError) -> [String: [UInt8]] {
    let sorted = names.sorted()
    guard !sorted.isEmpty else { return [:] }
    let request = Array(sorted.map { $0 + "\n" }.joined().utf8)
    let result = try await repository.git.run(["cat-file", "--batch"], input: request)
    guard result.isSuccess else {
      // The words depend on whether git knows GIT_NO_LAZY_FETCH (2.45) or is kept from fetching by `protocol.allow`.
      let isPartial = ["lazy fetching disabled", "promisor", "transport"].contains { result.complaint.contains($0) }
      throw isPartial ? .partialClone : .failed(command: "cat-file", message: result.complaint)
    }
    let output = result.output
    var blobs: [String: [UInt8]] = [:]
    var rest = output[...]
    for name in sorted {
      // `NAME TYPE SIZE LF CONTENTS LF`, or one line for what is missing or ambiguous.
      guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else { break }
      let words = rest[..<end].split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
      rest = rest[(end + 1)...]
      guard words.count == 3, let size = Int(words[2]), size >= 0, size < rest.count else { continue }
      if words[1] == "blob" { blobs[name] = Array(rest.prefix(size)) }
      rest = rest.dropFirst(size + 1)
    }
    return blobs
  }

  /// Returns what is at the paths of one side of changes, contents included.
  ///
  /// - Throws: ``GitError/missingObject(_:)`` for blobs that a partial clone lacks.
  public func entries(
    of changes: [PathChange], _ side: KeyPath<PathChange, PathChange.Side?> & Sendable, wanted: (String) -> Bool
  ) async throws(GitError) -> [String: TreeEntry] {
    let isOld = side == \PathChange.old
    let sides = changes.map { (path: isOld ? $0.oldPath : $0.newPath, side: $0[keyPath: side]) }
      .filter { wanted($0.path) }
    let contents = try await blobs(Set(sides.compactMap { $0.side.flatMap { $0.isFile ? $0.blob : nil } }))
    var entries: [String: TreeEntry] = [:]
    for (path, side) in sides {
      guard let side else {
        // A rename onto a path that another one leaves is there twice; what is there counts.
        if entries[path] == nil { entries[path] = .missing }
        continue
      }
      if side.isFile {
        guard let blob = side.blob else { continue }
        guard let bytes = contents[blob] else { throw .missingObject(blob) }
        entries[path] = .file(bytes, mode: side.mode)
      } else {
        entries[path] = side.mode == 0o120000 ? .symbolicLink : .submodule
      }
    }
    return entries
  }
}
