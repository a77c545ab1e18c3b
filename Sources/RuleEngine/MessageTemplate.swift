import CEL

/// A message with compiled expressions in it.
struct MessageTemplate: Sendable {
  enum Part: Sendable {
    case text(String)
    case expression(RuleExpression)
  }

  let parts: [Part]

  /// Returns the text for an object, or why an expression failed. What is not known is shown as such.
  func render(_ evaluate: (RuleExpression) -> Outcome) throws(EvaluationError) -> String {
    var text = ""
    for part in parts {
      switch part {
      case .text(let literal): text += literal
      case .expression(let expression):
        switch evaluate(expression) {
        case .value(let value): text += value.messageText
        case .unknown: text += "(unknown)"
        case .error(let error): throw error
        }
      }
    }
    return text
  }
}
