/// Files as a change leaves them: those on disk, with some replaced, added or removed in memory.
///
/// Everything that reads the files of a kernel tree reads them through a view, so that a patch or another side of a comparison can be
/// analysed without touching the tree.
public struct FileView: Hashable, Sendable {
  /// What a file is in the view, when it is not what is on disk.
  public enum Content: Hashable, Sendable {
    case bytes([UInt8])
    case removed
  }

  /// The files that differ from the disk, by absolute path without symbolic links.
  public private(set) var changes: [String: Content]

  /// - Parameter changes: by absolute path without symbolic links or `.` and `..`.
  public init(changes: [String: Content] = [:]) { self.changes = changes }

  /// The files on disk.
  public static let disk = FileView()

  /// Whether the view is that of the disk.
  public var isDisk: Bool { changes.isEmpty }

  /// Returns the bytes of a regular file; symbolic links on disk are followed.
  ///
  /// - Throws: ``RegularFile/Failure``; a removed file is missing.
  public func read(_ path: String, limit: Int = RegularFile.defaultLimit) throws(RegularFile.Failure) -> [UInt8] {
    switch changes[path] {
    case .bytes(let bytes): return bytes
    case .removed: throw .missing
    case nil: return try RegularFile.read(path, limit: limit)
    }
  }

  /// Returns the bytes of a regular file, or nil when it cannot be read.
  public func bytes(of path: String) -> [UInt8]? { try? read(path) }

  /// Returns the text of a regular file with invalid UTF-8 repaired, or nil when it cannot be read.
  public func text(_ path: String) -> String? { bytes(of: path).map { String(decoding: $0, as: UTF8.self) } }

  /// Tells whether the path names a regular file.
  public func exists(_ path: String) -> Bool {
    switch changes[path] {
    case .bytes: true
    case .removed: false
    case nil: RegularFile.exists(path)
    }
  }

  /// Returns the names in a directory, sorted by their bytes; empty when it cannot be read. A directory that exists only because a file
  /// was added below a new one of its directories is not listed.
  public func names(inDirectory path: String) -> [String] {
    let onDisk = RegularFile.names(inDirectory: path)
    guard !isDisk else { return onDisk }
    var names = Set(onDisk)
    for (changed, content) in changes where changed.hasPrefix(path + "/") {
      let name = String(changed.dropFirst(path.utf8.count + 1))
      guard !name.contains("/") else { continue }
      if content == .removed { names.remove(name) } else { names.insert(name) }
    }
    return names.sorted()
  }

  /// Calls the body with the bytes of a file, read through the reader's buffer unless they are in memory. Returns nil when the file
  /// cannot be read.
  public func withBytes<Result>(
    of path: String, _ reader: FileReader, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result? {
    switch changes[path] {
    case .bytes(let bytes): bytes.withUnsafeBytes(body)
    case .removed: nil
    case nil: reader.withBytes(of: path, body)
    }
  }
}
