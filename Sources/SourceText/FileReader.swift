#if canImport(Glibc)
  import Glibc
#endif

/// Reads many regular files one after another through one buffer, as a search through a whole tree does. A pipe, device or
/// directory is refused instead of waited for; ``RegularFile`` reads single files and says why it cannot.
public final class FileReader {
  /// Files larger than this are not source code; 64 MiB.
  public static let sizeLimit = 64 << 20

  private var buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)

  /// Makes a reader whose buffer serves many files one after another.
  public init() {}

  deinit { buffer.deallocate() }

  /// Calls the body with the bytes of a file, which are valid during the call only. Returns nil when the
  /// file cannot be read, is larger than ``sizeLimit``, or is no regular file.
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
