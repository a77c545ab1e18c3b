/// What may stand at one place of a rule file. The loader checks files against it and the JSON Schema is made from it.
indirect enum RuleShape: Sendable {
  /// Any text that is not empty.
  case text
  /// One of some words.
  case choice([String])
  /// A text with a form of its own.
  case form(RuleTextForm)
  /// An expression of the rule language, in a style that keeps its place.
  case expression
  /// A text with expressions in braces.
  case template
  case list(RuleShape)
  case mapping([RuleKey])
  /// A text of the first shape, or else a list or mapping of the second.
  case either(RuleShape, RuleShape)

  /// The shape as messages name it.
  var expectation: String {
    switch self {
    case .text: "a text"
    case .choice(let words): words.count == 1 ? "'\(words[0])'" : "one of \(words.joined(separator: ", "))"
    case .form(let form): form.expectation
    case .expression: "an expression"
    case .template: "a message"
    case .list: "a list"
    case .mapping: "a mapping"
    case .either(let first, let second): "\(first.expectation) or \(second.expectation)"
    }
  }
}

/// A key of a mapping in a rule file.
struct RuleKey: Sendable {
  let name: String
  let shape: RuleShape
  var isRequired = false
  /// One sentence for the JSON Schema, which editors show.
  let doc: String

  init(_ name: String, _ shape: RuleShape, isRequired: Bool = false, _ doc: String) {
    self.name = name
    self.shape = shape
    self.isRequired = isRequired
    self.doc = doc
  }
}
