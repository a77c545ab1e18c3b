import Diagnostics
import SourceText

/// A `/* kfunclint: ignore RULE: reason */` comment, one for each rule that it names.
public struct InlineSuppression: Hashable, Sendable {
  /// The name as written; empty when the comment names none.
  public var rule: String
  /// Empty when the author gave none; then it covers nothing.
  public var reason: String
  /// The comment.
  public var range: SourceRange
  /// The lines whose findings it covers, from 1.
  public var lines: ClosedRange<Int>

  public init(rule: String, reason: String, range: SourceRange, lines: ClosedRange<Int>) {
    self.rule = rule
    self.reason = reason
    self.range = range
    self.lines = lines
  }

  /// Tells whether the comment is about a finding: of the same rule, beginning on a covered line.
  func covers(_ finding: Finding, names: RuleNames) -> Bool {
    !reason.isEmpty && range.path == finding.range.path && lines.contains(finding.range.start.line)
      && names.id(of: rule) == finding.rule
  }
}
