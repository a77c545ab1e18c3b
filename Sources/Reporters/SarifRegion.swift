import SARIF
import SourceText

/// A range of a known file as a SARIF text region (`SARIF 2.1.0 §3.30.2`).
struct SarifRegion {
  let region: SarifLog.Region
  /// The bytes of the file that the region covers.
  let bytes: Range<Int>

  /// Converts a range; places outside the file are moved to its nearest end, and places within a character to
  /// the end of the character that makes the region larger.
  init(_ range: SourceRange, in file: SourceFile) {
    let start = Place(range.start, in: file, roundsUp: false)
    let end = Place(range.end, in: file, roundsUp: range.end != range.start)
    let last = end.offset < start.offset ? start : end
    bytes = start.offset..<last.offset
    region = SarifLog.Region(
      startLine: start.line, startColumn: start.column, endLine: last.line, endColumn: last.column)
  }

  /// A place in the file, with its column in UTF-16 code units.
  private struct Place {
    var line: Int
    var column: Int
    var offset: Int

    init(_ position: SourcePosition, in file: SourceFile, roundsUp: Bool) {
      let lineCount = file.lines.lineCount
      line = min(max(position.line, 1), lineCount)
      var content = Place.bytes(ofLine: line, in: file)
      var byteColumn = position.line > lineCount ? content.count : max(position.column, 1) - 1
      if line == lineCount, line > 1, content.isEmpty {
        // What follows the last line feed is no line in SARIF: the end of the file is a column after that line feed.
        line -= 1
        content = Place.bytes(ofLine: line, in: file)
        byteColumn = content.count
      }
      (column, offset) = Place.convert(min(byteColumn, content.count), in: content, line: line, roundsUp: roundsUp)
      offset += content.startIndex
    }

    /// The bytes of a line with its line end.
    private static func bytes(ofLine line: Int, in file: SourceFile) -> ArraySlice<UInt8> {
      let start = file.lines.range(ofLine: line, in: file.bytes)?.lowerBound ?? 0
      let end = file.lines.range(ofLine: line + 1, in: file.bytes)?.lowerBound ?? file.bytes.count
      return file.bytes[start..<end]
    }

    private static func convert(
      _ byteColumn: Int, in content: ArraySlice<UInt8>, line: Int, roundsUp: Bool
    ) -> (column: Int, offset: Int) {
      var units = 0
      for element in UTF8Scalars(bytes: content) {
        if element.offset >= byteColumn { return (units + 1, element.offset) }
        let end = element.offset + element.byteCount
        if end > byteColumn, !roundsUp { return (units + 1, element.offset) }
        // Broken UTF-8 is read as U+FFFD. A byte order mark is not part of the text (`SARIF 2.1.0 §3.30.2`).
        let isByteOrderMark = line == 1 && element.offset == 0 && element.scalar == "\u{FEFF}"
        units += isByteOrderMark ? 0 : element.scalar.map { $0.utf16.count } ?? 1
        if end > byteColumn { return (units + 1, end) }
      }
      return (units + 1, content.count)
    }
  }
}
