import Preprocessor
import SourceText
import Synchronization

/// The tokens and functions of the files that mistakes are planted into, each file read once.
final class SourceTokens: Sendable {
  /// One file.
  struct File: Sendable {
    let stream: TokenStream
    let functions: [FileOutline.Function]
  }

  private let known = Mutex<[String: File]>([:])

  /// Returns a file by its path, read at the first request.
  func file(_ path: String, _ read: () -> [UInt8]) -> File {
    if let file = known.withLock({ $0[path] }) { return file }
    let stream = TokenStream(file: SourceFile(path: path, bytes: read()))
    let file = File(
      stream: stream, functions: FileOutline(stream, directives: stream.directives()).functions)
    known.withLock { $0[path] = file }
    return file
  }
}
