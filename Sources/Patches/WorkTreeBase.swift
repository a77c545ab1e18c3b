import Glibc

/// The files of a directory as they are on disk.
public struct WorkTreeBase: PatchBase, Sendable {
  private let root: String
  private let limit: Int

  /// - Parameters:
  ///   - root: the absolute path of the tree.
  ///   - limit: bytes of the largest file that is read.
  public init(root: String, limit: Int = PatchLimits().fileBytes) {
    self.root = root
    self.limit = limit
  }

  /// Opens one directory after another with `O_NOFOLLOW`, so that no link leads out of the tree, not even one that is put there
  /// meanwhile. Pipes and devices are not waited for.
  public func entry(at path: String) -> TreeEntry {
    var components = path.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
    guard PathCheck.problem(Array(path.utf8)) == nil, let name = components.popLast() else { return .missing }
    var directory = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard directory >= 0 else { return .unreadable("the tree '\(root)' cannot be opened") }
    defer { close(directory) }
    for component in components {
      let next = openat(directory, component, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
      guard next >= 0 else { return Self.obstacle(component, in: directory, code: errno) }
      close(directory)
      directory = next
    }
    let file = openat(directory, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else {
      switch errno {
      case ENOENT: return .missing
      case ELOOP: return .symbolicLink
      default: return .unreadable("it cannot be read")
      }
    }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { return .unreadable("it cannot be read") }
    if status.st_mode & S_IFMT == S_IFDIR { return .directory }
    guard status.st_mode & S_IFMT == S_IFREG else { return .unreadable("it is neither file nor directory") }
    guard status.st_size <= limit else { return .unreadable("it is larger than \(limit >> 20) MiB") }
    guard let bytes = Self.read(file, size: Int(status.st_size), limit: limit) else {
      return .unreadable("it cannot be read")
    }
    return .file(bytes, mode: status.st_mode & S_IXUSR == 0 ? 0o100644 : 0o100755)
  }

  /// Why a directory of a path could not be entered. `O_DIRECTORY` gives the same error for a link as for a file.
  private static func obstacle(_ name: String, in directory: Int32, code: Int32) -> TreeEntry {
    if code == ENOENT { return .missing }
    var status = stat()
    guard fstatat(directory, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
      return .unreadable("a directory of its path cannot be entered")
    }
    switch status.st_mode & S_IFMT {
    case S_IFLNK: return .behindSymbolicLink
    case S_IFDIR: return .unreadable("a directory of its path cannot be entered")
    default: return .behindFile
    }
  }

  /// Reads to the end, which may have moved since the size was looked up.
  private static func read(_ file: Int32, size: Int, limit: Int) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(size)
    var buffer = [UInt8](repeating: 0, count: min(max(size, 1), 1 << 20))
    while true {
      let count = buffer.withUnsafeMutableBytes { Glibc.read(file, $0.baseAddress, $0.count) }
      if count == 0 { return bytes }
      if count < 0 {
        if errno == EINTR { continue }
        return nil
      }
      bytes += buffer[..<count]
      guard bytes.count <= limit else { return nil }
    }
  }
}
