import Diagnostics
import SourceText

/// Writes findings with their excerpts, related places, notes and fixes.
struct FindingText {
  private let style: TextStyle
  private let width: Int
  private let sources: SourceCache
  /// The lines written so far, without line feeds.
  private(set) var lines: [String] = []

  /// The narrowest excerpt worth showing, for terminals narrower than that.
  private static let leastCodeWidth = 40
  /// Fewest columns for line numbers, so that most findings of a report are aligned.
  private static let leastNumberWidth = 5
  /// More removed or added lines of one change than this are only counted.
  private static let mostChangedLines = 12

  init(style: TextStyle, width: Int, sources: SourceCache) {
    self.style = style
    self.width = width
    self.sources = sources
  }

  /// Writes one finding.
  mutating func append(_ finding: Finding) {
    let preview = finding.fix.map { FixPreview($0, sources: sources) }
    let numbers =
      [finding.range.end.line] + (finding.flow + finding.related).map(\.range.end.line)
      + (preview?.hunks.flatMap { ($0.removed + $0.added).map(\.number) } ?? [])
    let numberWidth = max(FindingText.leastNumberWidth, numbers.map { String(max($0, 0)).utf8.count }.max() ?? 0)

    if !lines.isEmpty { lines.append("") }
    lines.append(
      header(finding.range, finding.severity, finding.message) + " [\(VisibleText.escaped(finding.rule.rawValue))]")
    appendExcerpt(finding.range, numberWidth: numberWidth, caret: .caret)
    for note in finding.notes { appendRemark("note", note, numberWidth: numberWidth) }
    if finding.isNew == false {
      appendRemark("note", "This was there before the change under review.", numberWidth: numberWidth)
    }
    for location in finding.numberedFlow + finding.related {
      lines.append(header(location.range, .note, location.message))
      appendExcerpt(location.range, numberWidth: numberWidth, caret: .relatedCaret)
    }
    if let fix = finding.fix, let preview {
      appendRemark(FindingText.label(of: fix.safety), fix.description, numberWidth: numberWidth)
      appendPreview(preview, of: finding.range.path, numberWidth: numberWidth)
    }
  }

  private func header(_ range: SourceRange, _ severity: Severity, _ message: String) -> String {
    let place = "\(VisibleText.escaped(range.path)):\(range.start.line):\(range.start.column):"
    return style.paint(place, .place) + " " + style.paint(severity.rawValue + ":", .severity(severity)) + " "
      + style.paint(VisibleText.escaped(message), .headline)
  }

  private static func label(of safety: Fix.Safety) -> String {
    switch safety {
    case .safe: "fix"
    case .unsafe: "fix (--unsafe-fixes)"
    case .displayOnly: "suggestion"
    }
  }

  private func codeWidth(numberWidth: Int) -> Int {
    max(FindingText.leastCodeWidth, width - numberWidth - " | ".utf8.count)
  }

  private mutating func appendExcerpt(_ range: SourceRange, numberWidth: Int, caret: TextStyle.Role) {
    guard let file = sources.file(at: range.path) else { return }
    for line in Excerpt(range, in: file, limit: codeWidth(numberWidth: numberWidth)).lines {
      appendCode(line.number.map(String.init) ?? "", "|", line.text, numberWidth: numberWidth)
      guard let underline = line.underline else { continue }
      let indentation = underline.prefix { $0 == " " }
      appendCode(
        "", "|", indentation + style.paint(String(underline.dropFirst(indentation.count)), caret),
        numberWidth: numberWidth)
    }
  }

  private mutating func appendCode(_ number: String, _ sign: String, _ text: String, numberWidth: Int) {
    let gutter = FindingText.padded(number, to: numberWidth) + " " + sign
    lines.append(style.paint(gutter, .gutter) + (text.isEmpty ? "" : " " + text))
  }

  private mutating func appendRemark(_ label: String, _ text: String, numberWidth: Int) {
    let gutter = FindingText.padded("", to: numberWidth) + " ="
    lines.append(
      style.paint(gutter, .gutter) + " " + style.paint(label + ":", .label) + " " + VisibleText.escaped(text))
  }

  private mutating func appendPreview(_ preview: FixPreview, of path: String, numberWidth: Int) {
    var shownPath = path
    for hunk in preview.hunks {
      if hunk.path != shownPath {
        shownPath = hunk.path
        lines.append(FindingText.padded("", to: numberWidth) + " > " + VisibleText.escaped(hunk.path))
      }
      appendChange(hunk.removed, "-", .removed, against: hunk.added, numberWidth: numberWidth)
      appendChange(hunk.added, "+", .added, against: hunk.removed, numberWidth: numberWidth)
    }
  }

  private mutating func appendChange(
    _ changed: [FixPreview.Line], _ sign: String, _ role: TextStyle.Role, against others: [FixPreview.Line],
    numberWidth: Int
  ) {
    for (index, line) in changed.prefix(FindingText.mostChangedLines).enumerated() {
      // A line that does not fit is cut where it begins to differ.
      let same = index < others.count ? zip(line.bytes, others[index].bytes).prefix { $0 == $1 }.count : 0
      let display = DisplayLine(line.bytes, around: same..<same)
      let window = display.window(
        limit: codeWidth(numberWidth: numberWidth), focus: display.columns(of: same..<same))
      let gutter = FindingText.padded(String(line.number), to: numberWidth) + " "
      lines.append(
        style.paint(gutter, .gutter) + style.paint(sign + (window.text.isEmpty ? "" : " " + window.text), role))
    }
    let hidden = changed.count - FindingText.mostChangedLines
    if hidden > 0 {
      let text = "\(sign) ... and \(CountedNoun.text(hidden, "line")) more"
      lines.append(FindingText.padded("", to: numberWidth) + " " + style.paint(text, role))
    }
  }

  private static func padded(_ text: String, to width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.utf8.count)) + text
  }
}
