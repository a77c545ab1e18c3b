import Facts
import Preprocessor

extension CommentReader {
  /// Returns what comments with a line that begins with `kfunclint:` say, one fact for each rule. Lines that follow in the same
  /// comment continue the reason.
  func suppressions() -> [SuppressionFact] {
    guard text.contains(CommentReader.marker) else { return [] }
    return text.stream.comments.flatMap { comment -> [SuppressionFact] in
      let body = text.file.bytes[comment.span]
      guard body.firstRange(of: CommentReader.marker.utf8) != nil else { return [] }
      let directives = CommentReader.directives(in: String(decoding: body, as: UTF8.self))
      guard !directives.isEmpty else { return [] }
      let range = text.file.range(comment.span)
      let lines = CoveredLines(of: comment, in: text.stream).lines
      return directives.flatMap { directive -> [SuppressionFact] in
        let (rules, reason) = CommentReader.parse(directive)
        return (rules.isEmpty ? [""] : rules).map {
          SuppressionFact(rule: $0, reason: reason, range: range, lines: lines)
        }
      }
    }
  }

  private static let marker = "kfunclint:"

  /// The texts after `kfunclint:`, each up to the next one, an empty line or the end of the comment.
  private static func directives(in comment: String) -> [String] {
    var directives: [String] = []
    var isInside = false
    let inner = comment.hasPrefix("/*") && comment.hasSuffix("*/") ? comment.dropLast(2) : comment[...]
    for line in inner.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      // `/*`, `/**`, `//` and the stars before lines.
      let words = String(line.drop { $0 == " " || $0 == "\t" }.drop { $0 == "/" || $0 == "*" }).trimmingSpaces
      if words.hasPrefix(marker) {
        directives.append(String(words.dropFirst(marker.count)).trimmingSpaces)
        isInside = true
      } else if words.isEmpty {
        isInside = false
      } else if isInside, let last = directives.popLast() {
        directives.append(last + " " + words)
      }
    }
    return directives
  }

  /// Reads `ignore RULE, RULE: reason`; no rule for anything else.
  private static func parse(_ directive: String) -> (rules: [String], reason: String) {
    let parts = directive.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let words = (parts.first ?? "").split { $0 == "," || $0 == " " || $0 == "\t" }.map { String($0) }
    guard words.first == "ignore" else { return ([], "") }
    return (Array(words.dropFirst()), parts.count > 1 ? String(parts[1]).trimmingSpaces : "")
  }
}
