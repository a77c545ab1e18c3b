import Diagnostics

extension RuleID: ExpressibleByStringLiteral {
  /// Rules are spelt out all over the operators.
  public init(stringLiteral name: String) { self.init(name) }
}
