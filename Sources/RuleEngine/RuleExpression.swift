import CEL

/// A compiled expression of a rule together with its text, which further expressions take for granted.
struct RuleExpression: Sendable {
  let text: String
  let program: Program
}

extension CELType {
  /// Whether messages can show values of the type.
  var isRenderable: Bool {
    switch self {
    case .string, .int, .uint, .double, .bool: true
    case .list(let element): element.isRenderable
    default: false
    }
  }
}

extension Value {
  /// The value in a sentence: a text as it is, a list as `A, B and C`.
  var messageText: String {
    switch self {
    case .string(let string): string
    case .list(let elements): Value.enumeration(elements.map(\.messageText))
    case .incompleteList(let elements, _): Value.enumeration(elements.map(\.messageText) + ["possibly others"])
    case .unknown: "(unknown)"
    default: description
    }
  }

  /// The value in a finding's identity: a text as it is, a list with commas.
  var identityText: String {
    switch self {
    case .string(let string): string
    case .list(let elements), .incompleteList(let elements, _): elements.map(\.identityText).joined(separator: ",")
    default: description
    }
  }

  private static func enumeration(_ texts: [String]) -> String {
    guard let last = texts.last else { return "nothing" }
    return texts.count == 1 ? last : texts.dropLast().joined(separator: ", ") + " and " + last
  }
}
