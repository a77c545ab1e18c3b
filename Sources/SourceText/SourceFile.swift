/// The bytes of one source file, its name, and its line table.
public struct SourceFile: Sendable {
  /// The name used in every range of this file (see ``SourceRange/path``).
  public let path: String
  public let bytes: [UInt8]
  public let lines: LineTable

  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
    lines = LineTable(bytes)
  }

  /// Returns the range with lines and columns for a span of bytes.
  public func range(_ span: Range<Int>) -> SourceRange {
    SourceRange(
      path: path, start: lines.position(at: span.lowerBound), end: lines.position(at: span.upperBound))
  }

  /// Returns a span as text; invalid UTF-8 is repaired with U+FFFD.
  public func text(_ span: Range<Int>) -> String {
    String(decoding: bytes[span.clamped(to: 0..<bytes.count)], as: UTF8.self)
  }
}
