import Subprocess

/// What a child process may read from its standard input, and need not: one that ends before it has read everything is no error.
///
/// The inputs of the library end this process in that case.
public struct ChildInput: InputProtocol {
  private let bytes: [UInt8]

  public init(_ bytes: [UInt8]) { self.bytes = bytes }

  public func write(with writer: StandardInputWriter) async throws {
    BrokenPipes.becomeErrors()
    _ = try? await writer.write(bytes)
  }
}

extension InputProtocol where Self == ChildInput {
  /// Bytes that the child may read.
  public static func bytes(_ bytes: [UInt8]) -> Self { ChildInput(bytes) }

  /// Text that the child may read, in UTF-8.
  public static func text(_ text: String) -> Self { ChildInput(Array(text.utf8)) }
}
