#if canImport(Glibc)
  import Glibc
#endif

/// Reads whole regular files. A pipe, device or directory is refused instead of waited for.
public final class FileReader {
  /// Files larger than this are not source code; 64 MiB.
  public static let sizeLimit = 64 << 20

  private var buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)

  /// Makes a reader whose buffer serves many files one after another.
  public init() {}

  deinit { buffer.deallocate() }

  /// Returns the bytes of a regular file of at most ``sizeLimit`` bytes, nil when it cannot be read or is something else.
  public static func bytes(of path: String) -> [UInt8]? {
    FileReader().withBytes(of: path) { Array($0) }
  }

  /// Calls the body with the bytes of a file, which are valid during the call only. Returns nil as ``bytes(of:)`` does.
  public func withBytes<Result>(of path: String, _ body: (UnsafeRawBufferPointer) -> Result) -> Result? {
    // O_NONBLOCK: opening a pipe must not wait for a writer.
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size <= FileReader.sizeLimit
    else { return nil }
    let size = Int(status.st_size)
    if buffer.count < size {
      buffer.deallocate()
      buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: size * 2, alignment: 16)
    }
    var count = 0
    while count < size, let base = buffer.baseAddress {
      let got = read(descriptor, base + count, size - count)
      if got <= 0 { break }
      count += got
    }
    // A file that shrank meanwhile is read as far as it goes.
    return body(UnsafeRawBufferPointer(rebasing: buffer[0..<count]))
  }
}
