import Glibc

/// Reads files of trees that are not trusted: never waits on a FIFO, never reads a device.
public enum RegularFile {
  /// Why a file could not be read.
  public enum Failure: Error, Hashable, Sendable {
    case missing
    /// A directory, FIFO, socket or device.
    case notRegular
    case tooLarge(limit: Int)
    case system(errno: Int32)
  }

  /// No file of a kernel tree that is read here is larger than this many bytes.
  public static let defaultLimit = FileReader.sizeLimit

  /// Returns the bytes of a regular file; symbolic links are followed.
  ///
  /// O_NONBLOCK keeps `open` from waiting for the writer of a FIFO, and the type is tested on the open descriptor so
  /// that the file cannot be exchanged in between.
  public static func read(_ path: String, limit: Int = defaultLimit) throws(Failure) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw errno == ENOENT || errno == ENOTDIR ? .missing : .system(errno: errno)
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .system(errno: errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notRegular }
    guard status.st_size <= limit else { throw .tooLarge(limit: limit) }
    // One byte more than the file has shows its end without a second call.
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size) + 1)
    var used = 0
    while true {
      if used == bytes.count {
        guard bytes.count <= limit else { throw .tooLarge(limit: limit) }
        bytes.append(contentsOf: [UInt8](repeating: 0, count: max(4096, bytes.count)))
      }
      let count = bytes.withUnsafeMutableBytes { buffer in
        Glibc.read(descriptor, buffer.baseAddress.map { $0 + used }, buffer.count - used)
      }
      if count == 0 { break }
      guard count > 0 else {
        if errno == EINTR { continue }
        throw .system(errno: errno)
      }
      used += count
    }
    bytes.removeLast(bytes.count - used)
    return bytes
  }

  /// Returns the bytes of a regular file, or nil when it cannot be read.
  public static func bytes(of path: String) -> [UInt8]? { try? read(path) }

  /// Returns the text of a regular file with invalid UTF-8 repaired, or nil when it cannot be read.
  public static func text(_ path: String) -> String? {
    guard let bytes = try? read(path) else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Tells whether the path names a regular file, after symbolic links.
  public static func exists(_ path: String) -> Bool { type(of: path) == S_IFREG }

  /// Tells whether the path names a directory, after symbolic links.
  public static func isDirectory(_ path: String) -> Bool { type(of: path) == S_IFDIR }

  /// Returns the names in a directory, sorted by their bytes; empty when it cannot be read.
  public static func names(inDirectory path: String) -> [String] {
    guard let directory = opendir(path) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Returns when a file was last written, in nanoseconds since 1970, as `make` compares it; nil when nothing is there.
  public static func modificationTime(of path: String) -> Int64? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
  }

  /// Returns the absolute path without symbolic links, or nil when nothing is there.
  public static func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  private static func type(of path: String) -> mode_t? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return status.st_mode & S_IFMT
  }
}

extension RegularFile.Failure: CustomStringConvertible {
  public var description: String {
    switch self {
    case .missing: "no such file"
    case .notRegular: "not a regular file"
    case .tooLarge(let limit): "larger than \(limit >> 20) MiB"
    case .system(let code): "system error \(code)"
    }
  }
}
