/// Writes the lines of a plain text mail.
enum MailText {
  /// The width of a mail's own text; quoted lines are as wide as they are.
  static let width = 72
  /// A line of a mail may have 998 bytes (RFC 5322 §2.1.1).
  private static let longestLine = 900

  /// Returns the words of a text on lines of at most ``width`` columns; a longer word has a line of its own.
  ///
  /// - Parameter indentation: what stands before each line but the first.
  static func wrapped(_ text: String, indentation: String = "") -> [String] {
    var lines: [String] = []
    var line = ""
    var columns = 0
    for word in visible(text).split(whereSeparator: { $0 == " " || $0 == "\t" }) {
      let wordWidth = DisplayWidth.of(String(word))
      if columns == 0 {
        line = String(word)
        columns = wordWidth
      } else if columns + 1 + wordWidth <= width {
        line += " " + word
        columns += 1 + wordWidth
      } else {
        lines.append(line)
        line = indentation + word
        columns = indentation.utf8.count + wordWidth
      }
    }
    if columns > 0 { lines.append(line) }
    return lines.map(cut)
  }

  /// Returns a line of code as it is, but for what a terminal would obey and what no mail may hold.
  static func code(_ bytes: some Sequence<UInt8>) -> String {
    var text = visible(String(decoding: Array(bytes), as: UTF8.self))
    while text.last == " " || text.last == "\t" { text.removeLast() }
    return cut(text)
  }

  /// Spells out what has no glyph of its own, tabs excepted; the CR of a line end goes.
  private static func visible(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars where scalar != "\r" && scalar != "\n" {
      if scalar != "\t", VisibleText.isInvisible(scalar) {
        result += VisibleText.codePoint(scalar)
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func cut(_ line: String) -> String {
    guard line.utf8.count > longestLine else { return line }
    var kept = ""
    var length = 0
    for scalar in line.unicodeScalars {
      length += UTF8.width(scalar)
      guard length <= longestLine else { break }
      kept.unicodeScalars.append(scalar)
    }
    return kept + "..."
  }
}
