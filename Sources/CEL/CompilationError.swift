/// One thing wrong with an expression.
public struct CompilationError: Error, Hashable, Sendable {
  /// What kind of rule of the language the expression breaks.
  public enum Kind: Hashable, Sendable {
    case syntax
    case type
    /// A name that is not declared: identifier, field or function.
    case name
    /// Evaluation could take longer than ``Environment/Limits/maximumCost`` allows.
    case cost
    /// The expression nests too deep or is too long.
    case size
  }

  public var kind: Kind
  /// What is wrong, in one clause without full stop.
  public var message: String
  /// The bytes of the expression that are wrong; empty at a place where something is missing.
  public var range: Range<Int>
  /// What the language allows at this place.
  public var expected: String?
  /// A declared name that resembles the one that is not.
  public var suggestion: String?

  public init(
    kind: Kind, message: String, range: Range<Int>, expected: String? = nil, suggestion: String? = nil
  ) {
    self.kind = kind
    self.message = message
    self.range = range
    self.expected = expected
    self.suggestion = suggestion
  }
}

extension CompilationError: CustomStringConvertible {
  /// The message with what was expected and the suggestion: `unknown field 'nam' of 'entry'; did you mean 'name'`.
  public var description: String {
    message + (expected.map { "; expected \($0)" } ?? "") + (suggestion.map { "; did you mean '\($0)'" } ?? "")
  }
}

/// Everything wrong with an expression, in the order of the text.
public struct CompilationErrors: Error, Sendable {
  /// The errors, at least one, ordered by the start of their ranges.
  public let errors: [CompilationError]

  init(_ errors: [CompilationError], limit: Int) {
    let ordered = errors.sorted {
      ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
    }
    self.errors = Array(ordered.prefix(limit))
  }
}
