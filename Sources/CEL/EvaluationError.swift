/// Why an expression has no value.
public struct EvaluationError: Error, Hashable, Sendable {
  /// What went wrong, in one clause without full stop.
  public var message: String
  /// The bytes of the expression whose evaluation failed. Functions leave it nil; the evaluator fills in the call.
  public var range: Range<Int>?

  public init(_ message: String, range: Range<Int>? = nil) {
    self.message = message
    self.range = range
  }

  /// Returns the error with a place, unless it has one already.
  func at(_ range: Range<Int>) -> EvaluationError {
    EvaluationError(message, range: self.range ?? range)
  }
}

/// What evaluating a program gives.
public enum Outcome: Sendable, Equatable {
  case value(Value)
  case unknown(UnknownSet)
  case error(EvaluationError)
}
