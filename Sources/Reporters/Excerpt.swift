import SourceText

/// The source lines of a range with the range underlined, laid out for a terminal.
struct Excerpt {
  /// One line of an excerpt.
  struct Line: Equatable {
    /// From 1; nil stands for lines that were left out.
    var number: Int?
    var text: String
    /// Spaces, then `^` and `~` under the bytes of the range; nil where nothing of the range is visible.
    var underline: String?
  }

  /// A range of more lines than this is shown by its first lines and its last one.
  private static let mostLines = 6

  let lines: [Line]

  /// Lays out the lines of `range` in at most `limit` columns each. Without any line when the file does not reach
  /// that far: the analysed file was another one then, and a wrong excerpt is worse than none.
  init(_ range: SourceRange, in file: SourceFile, limit: Int) {
    let start = range.start
    guard let firstLine = file.lines.range(ofLine: start.line, in: file.bytes) else {
      lines = []
      return
    }
    var endLine = min(max(range.end.line, start.line), file.lines.lineCount)
    var endColumn = range.end.line > endLine ? Int.max : range.end.column
    if range.end.line < start.line { endColumn = start.column }
    if endLine > start.line, endColumn <= 1 {
      // The range ends with the line feed of the line before.
      endLine -= 1
      endColumn = Int.max
    }
    var lines: [Line] = []
    for number in Excerpt.shownNumbers(start.line...endLine) {
      guard let number, let line = number == start.line ? firstLine : file.lines.range(ofLine: number, in: file.bytes)
      else {
        lines.append(Line(number: nil, text: DisplayLine.ellipsis, underline: nil))
        continue
      }
      let bytes = file.bytes[line]
      // Whole lines of a range are underlined from their first visible character.
      let indentation = bytes.prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.count
      let lower = number == start.line ? max(start.column, 1) - 1 : indentation
      let upper = number == endLine ? max(endColumn, 1) - 1 : bytes.count
      lines.append(
        Excerpt.line(number, bytes, underlined: lower..<max(lower, upper), first: number == start.line, limit: limit))
    }
    self.lines = lines
  }

  private static func shownNumbers(_ numbers: ClosedRange<Int>) -> [Int?] {
    if numbers.count <= mostLines { return Array(numbers) }
    return numbers.prefix(mostLines - 2).map(Optional.some) + [nil, numbers.upperBound]
  }

  private static func line(
    _ number: Int, _ bytes: ArraySlice<UInt8>, underlined: Range<Int>, first: Bool, limit: Int
  ) -> Line {
    let display = DisplayLine(bytes, around: underlined)
    let columns = display.columns(of: underlined)
    let window = display.window(limit: limit, focus: columns)
    // The caret of an empty range, or of one after the last character, stands in the column after it.
    let visible = columns.clamped(to: window.visible.lowerBound..<max(window.visible.upperBound, columns.lowerBound))
    let length = max(visible.count, first ? 1 : 0)
    guard length > 0 else { return Line(number: number, text: window.text, underline: nil) }
    let mark = first ? "^" + String(repeating: "~", count: length - 1) : String(repeating: "~", count: length)
    let underline = String(repeating: " ", count: max(0, visible.lowerBound - window.shift)) + mark
    return Line(number: number, text: window.text, underline: underline)
  }
}
