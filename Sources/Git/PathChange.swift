import Patches

/// How one path differs between two trees, as `git diff-tree --raw` tells it.
public struct PathChange: Hashable, Sendable {
  /// The path on either side; the same except for renames.
  public var oldPath: String
  public var newPath: String
  /// What is there; nil for nothing.
  public var old: Side?
  public var new: Side?

  public init(oldPath: String, newPath: String, old: Side?, new: Side?) {
    self.oldPath = oldPath
    self.newPath = newPath
    self.old = old
    self.new = new
  }

  /// A side of a change.
  public struct Side: Hashable, Sendable {
    /// As in git; 0o160000 for a submodule, 0o120000 for a symbolic link.
    public var mode: Int
    /// The name of the content; nil for what is only on disk.
    public var blob: String?

    public init(mode: Int, blob: String?) {
      self.mode = mode
      self.blob = blob
    }

    /// Whether it is a file, of any permissions.
    public var isFile: Bool { mode & 0o170000 == 0o100000 }
  }

  /// What keeps git from running other programs for a diff.
  static let options = ["--no-ext-diff", "--no-textconv", "--ita-invisible-in-index"]

  /// Reads `:MODE MODE NAME NAME STATUS NUL PATH NUL [PATH NUL]`. Paths outside of the tree are an error, other than UTF-8 passed over.
  ///
  /// - Throws: ``GitError/unmerged(path:)``.
  static func read(_ output: [UInt8]) throws(GitError) -> [PathChange] {
    var fields = output.split(separator: 0, omittingEmptySubsequences: true)[...]
    var changes: [PathChange] = []
    while let head = fields.popFirst() {
      let words = head.dropFirst().split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
      guard head.first == UInt8(ascii: ":"), words.count == 5, let oldPath = fields.popFirst() else { break }
      let status = words[4].first
      let newPath = status == "R" || status == "C" ? fields.popFirst() ?? oldPath : oldPath
      if status == "U" { throw .unmerged(path: String(decoding: oldPath, as: UTF8.self)) }
      guard PathCheck.problem(Array(oldPath)) == nil, PathCheck.problem(Array(newPath)) == nil else { continue }
      var change = PathChange(
        oldPath: String(decoding: oldPath, as: UTF8.self), newPath: String(decoding: newPath, as: UTF8.self),
        old: side(mode: words[0], blob: words[2]), new: side(mode: words[1], blob: words[3]))
      if status == "C" {
        // A copy leaves its source alone.
        change.oldPath = change.newPath
        change.old = nil
      }
      changes.append(change)
    }
    return changes
  }

  private static func side(mode: String, blob: String) -> Side? {
    guard let mode = Int(mode, radix: 8), mode != 0 else { return nil }
    return Side(mode: mode, blob: blob.allSatisfy { $0 == "0" } ? nil : blob)
  }
}
