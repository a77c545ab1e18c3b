import Model

/// Checks a rule file against ``RuleKeys``: keys, YAML types, words and forms. What the texts mean is checked later.
struct RuleShapeChecker {
  private(set) var mistakes: [RuleDiagnostic] = []

  /// Checks a whole file, given its root node.
  mutating func check(_ root: RuleNode) {
    check(root, .mapping(RuleKeys.file), "the file")
  }

  private mutating func check(_ node: RuleNode, _ shape: RuleShape, _ name: String) {
    guard isPlainYAML(node) else { return }
    switch shape {
    case .mapping(let keys):
      guard node.node.mapping != nil else { return wrongType(node, shape, name) }
      checkKeys(of: node, keys, name)
    case .list(let element):
      guard node.node.sequence != nil else { return wrongType(node, shape, name) }
      if node.elements.isEmpty { mistakes.append(node.mistake("\(name) is empty")) }
      for item in node.elements { check(item, element, "an element of \(name)") }
    case .either(let text, let other): check(node, node.node.scalar != nil ? text : other, name, of: shape)
    case .text, .choice, .form, .expression, .template: checkText(node, shape, name)
    }
  }

  /// Checks an alternative that was chosen by the node's type, but names the whole shape if that type is wrong.
  private mutating func check(_ node: RuleNode, _ chosen: RuleShape, _ name: String, of whole: RuleShape) {
    switch (chosen, node.node) {
    case (.list, .mapping), (.mapping, .sequence): wrongType(node, whole, name)
    default: check(node, chosen, name)
    }
  }

  /// Refuses what would make a text stand in another place than where it is used (YAML 1.2 §3.2.2.2), and tags.
  private mutating func isPlainYAML(_ node: RuleNode) -> Bool {
    let sign = node.start < node.file.bytes.count ? node.file.bytes[node.start] : 0
    let place = node.file.range(node.start..<node.start + 1)
    // A quoted or block scalar begins with another sign, and a plain one cannot begin with these.
    switch sign {
    case UInt8(ascii: "&"), UInt8(ascii: "*"):
      mistakes.append(RuleDiagnostic(range: place, message: "anchors and aliases are not allowed in rule files"))
      return false
    case UInt8(ascii: "!"):
      mistakes.append(RuleDiagnostic(range: place, message: "YAML tags are not allowed in rule files"))
      return false
    default: return true
    }
  }

  private mutating func checkKeys(of node: RuleNode, _ keys: [RuleKey], _ name: String) {
    for (key, value) in node.pairs where isPlainYAML(key) {
      let text = key.string ?? key.kind
      if DuplicateKeys.isRenamed(text) { continue }
      if let known = keys.first(where: { $0.name == text }) {
        check(value, known.shape, "'\(text)'")
      } else {
        mistakes.append(
          key.mistake(
            "unknown key '\(text)' in \(name)", suggestion: NearestName.of(text, among: keys.map(\.name))))
      }
    }
    for key in keys where key.isRequired && node[key.name] == nil {
      mistakes.append(node.mistake("\(name) lacks '\(key.name)'", expected: key.shape.expectation))
    }
  }

  private mutating func checkText(_ node: RuleNode, _ shape: RuleShape, _ name: String) {
    guard let text = node.string else { return wrongType(node, shape, name) }
    if case .expression = shape {
      // `true` and `1` are expressions, whatever YAML takes them for.
    } else if node.kind != "a text" {
      // The value is lost where YAML reads 6.10 as the number 6.1.
      return mistakes.append(node.mistake("\(name) is \(node.kind), put it in quotes", expected: shape.expectation))
    }
    guard !text.allSatisfy(\.isWhitespace) else {
      return mistakes.append(node.mistake("\(name) is empty", expected: shape.expectation))
    }
    switch shape {
    case .choice(let words):
      guard !words.contains(text) else { return }
      mistakes.append(
        node.mistake(
          "'\(text)' is no value of \(name)", expected: shape.expectation,
          suggestion: NearestName.of(text, among: words)))
    case .form(let form):
      if !form.accepts(text) {
        mistakes.append(node.mistake("'\(text)' is no value of \(name)", expected: form.expectation))
      }
    case .text, .expression, .template, .list, .mapping, .either: break
    }
  }

  private mutating func wrongType(_ node: RuleNode, _ shape: RuleShape, _ name: String) {
    mistakes.append(node.mistake("\(name) is \(node.kind)", expected: shape.expectation))
  }
}
