import SourceText

/// Shows mistakes in rule files with the line concerned and a caret under the mistake.
public struct RuleDiagnosticRenderer {
  private let files: [String: SourceFile]

  /// - Parameter files: the rule files as they were read; a mistake in another one is shown without its line.
  public init(files: [SourceFile]) {
    self.files = Dictionary(files.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Returns the mistakes in order, each on lines of its own, with a final line feed.
  public func render(_ diagnostics: [RuleDiagnostic]) -> String {
    diagnostics.sorted().map { render($0) }.joined()
  }

  private func render(_ diagnostic: RuleDiagnostic) -> String {
    let range = diagnostic.range
    guard let file = files[range.path], let line = file.lines.range(ofLine: range.start.line, in: file.bytes) else {
      return "\(diagnostic)\n"
    }
    let number = "\(range.start.line)"
    let start = range.start.column - 1
    // Of a mistake that goes over several lines the first is underlined.
    let end = range.end.line == range.start.line ? range.end.column - 1 : line.count
    let before = file.text(line.lowerBound..<min(line.lowerBound + start, line.upperBound))
    let marked = file.text(min(line.lowerBound + start, line.upperBound)..<min(line.lowerBound + end, line.upperBound))
    let indent = String(before.map { $0 == "\t" ? "\t" : " " })
    let caret = "^" + String(repeating: "~", count: max(0, marked.count - 1))
    let gutter = String(repeating: " ", count: number.utf8.count)
    return """
      \(diagnostic)
       \(number) | \(Self.visible(file.text(line)))
       \(gutter) | \(indent)\(caret)

      """
  }

  /// Returns the text with control characters replaced, so that a rule file cannot steer the terminal.
  private static func visible(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { $0.value < 0x20 && $0 != "\t" || $0.value == 0x7f ? "\u{FFFD}" : $0 }))
  }
}
