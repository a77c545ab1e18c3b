import Diagnostics
import SourceText

/// What a reviewer would write about a finding.
struct ReviewComment {
  private let finding: Finding
  private let sources: SourceCache
  /// The place under which the comment stands, which needs no mention.
  private let anchor: Finding.RelatedLocation?

  /// A fix of more lines is described in words only.
  private static let mostFixLines = 8

  init(_ finding: Finding, sources: SourceCache, under anchor: Finding.RelatedLocation? = nil) {
    self.finding = finding
    self.sources = sources
    self.anchor = anchor
  }

  /// The lines of the comment, paragraphs with empty lines between them.
  ///
  /// - Parameter withPlace: whether it begins with file and line, since it does not stand under the line that it is about.
  func lines(withPlace: Bool) -> [String] {
    let nit = finding.severity == .note ? "Nit: " : ""
    var paragraphs = [MailText.wrapped("\(nit)\(finding.message) [\(finding.rule)]")]
    if withPlace { paragraphs[0].insert(place(finding.range) + ":", at: 0) }
    paragraphs.append(MailText.wrapped(finding.notes.joined(separator: " ")))
    let steps = finding.numberedFlow.map {
      MailText.wrapped("\(place($0.range)): \($0.message)", indentation: "    ")
    }
    let others = finding.related.filter { $0 != anchor }.map {
      MailText.wrapped("\(place($0.range)): \($0.message)", indentation: "  ")
    }
    paragraphs.append(Array((steps + others).joined()))
    paragraphs += fix
    return Array(paragraphs.filter { !$0.isEmpty }.joined(separator: [""]))
  }

  private func place(_ range: SourceRange) -> String { MailText.code("\(range.path):\(range.start.line)".utf8) }

  /// What to do instead: in words, and the lines as they should be.
  private var fix: [[String]] {
    guard let fix = finding.fix else { return [] }
    let hunks = FixPreview(fix, sources: sources).hunks
    let count = hunks.reduce(0) { $0 + $1.added.count }
    guard count > 0, count <= ReviewComment.mostFixLines else { return [MailText.wrapped(fix.description)] }
    let words = fix.description.hasSuffix(".") ? fix.description.dropLast() + ":" : fix.description[...]
    let code = hunks.map { hunk in hunk.added.map { MailText.code([UInt8(ascii: "\t")] + $0.bytes) } }
    return [MailText.wrapped(String(words)), Array(code.joined())]
  }
}
