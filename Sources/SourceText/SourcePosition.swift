/// A place in a source file.
///
/// Columns count bytes, not characters: compilers and `--format json` do the same. Reports that need
/// another unit (SARIF's UTF-16 code units) convert with ``LineTable``.
public struct SourcePosition: Codable, Hashable, Comparable, Sendable {
  /// Bytes from the start of the file, from 0.
  public var offset: Int
  /// Line, from 1.
  public var line: Int
  /// Byte within the line, from 1.
  public var column: Int

  public init(offset: Int, line: Int, column: Int) {
    self.offset = offset
    self.line = line
    self.column = column
  }

  /// The first byte of a file.
  public static let start = SourcePosition(offset: 0, line: 1, column: 1)

  public static func < (left: SourcePosition, right: SourcePosition) -> Bool {
    left.offset < right.offset
  }
}
