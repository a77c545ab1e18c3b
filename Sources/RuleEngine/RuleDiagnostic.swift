import SourceText

/// One mistake in a rule file, for the author of the rule.
public struct RuleDiagnostic: Error, Hashable, Sendable {
  /// Where the mistake is. Empty at a place where something is missing.
  public var range: SourceRange
  /// What is wrong, in one clause without full stop.
  public var message: String
  /// What is allowed at this place.
  public var expected: String?
  /// An allowed name that resembles the one that is not.
  public var suggestion: String?

  public init(range: SourceRange, message: String, expected: String? = nil, suggestion: String? = nil) {
    self.range = range
    self.message = message
    self.expected = expected
    self.suggestion = suggestion
  }
}

extension RuleDiagnostic: CustomStringConvertible {
  /// The message with its place: `flags/x.yaml:7:12: error: unknown key 'asert'; did you mean 'assert'`.
  public var description: String { "\(range.path):\(range.start.line):\(range.start.column): error: \(text)" }

  /// The message with what was expected and the suggestion.
  public var text: String {
    message + (expected.map { "; expected \($0)" } ?? "") + (suggestion.map { "; did you mean '\($0)'" } ?? "")
  }
}

extension RuleDiagnostic: Comparable {
  /// Orders by file and place, then by text.
  public static func < (left: RuleDiagnostic, right: RuleDiagnostic) -> Bool {
    left.range != right.range ? left.range < right.range : left.text < right.text
  }
}
