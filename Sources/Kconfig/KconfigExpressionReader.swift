/// Reads expressions (Documentation/kbuild/kconfig-language.rst, "Menu dependencies") into a tree.
struct KconfigExpressionReader {
  /// What `$(NAME)` stands for; anything else is not known.
  let variables: [String: String]
  /// Whether a bare `m` asks for modules, as in dependencies; in values it is a constant.
  let isCondition: Bool

  /// Deeper nesting is no Kconfig file.
  private static let depthLimit = 100

  /// Returns the place of the expression that comes next; nil when none does.
  func read(_ words: inout KconfigWords, into tree: inout KconfigTree) -> Int32? {
    disjunction(&words, &tree, depth: 0)
  }

  private func disjunction(_ words: inout KconfigWords, _ tree: inout KconfigTree, depth: Int) -> Int32? {
    guard var result = conjunction(&words, &tree, depth: depth) else { return nil }
    while words.take("||") {
      guard let next = conjunction(&words, &tree, depth: depth) else { return nil }
      result = tree.or(result, next)
    }
    return result
  }

  private func conjunction(_ words: inout KconfigWords, _ tree: inout KconfigTree, depth: Int) -> Int32? {
    guard var result = operand(&words, &tree, depth: depth) else { return nil }
    while words.take("&&") {
      guard let next = operand(&words, &tree, depth: depth) else { return nil }
      result = tree.and(result, next)
    }
    return result
  }

  private func operand(_ words: inout KconfigWords, _ tree: inout KconfigTree, depth: Int) -> Int32? {
    guard depth < Self.depthLimit else { return nil }
    if words.take("(") {
      guard let inner = disjunction(&words, &tree, depth: depth + 1), words.take(")") else { return nil }
      return inner
    }
    if words.take("!") {
      return operand(&words, &tree, depth: depth + 1).map { tree.add(.not($0)) }
    }
    guard let left = words.value(variables) else { return nil }
    guard let comparison = comparison(&words) else { return term(left, &tree) }
    guard let right = words.value(variables) else { return nil }
    return tree.add(.compare(comparison, compared(left, &tree), compared(right, &tree)))
  }

  private func comparison(_ words: inout KconfigWords) -> KconfigExpression.Comparison? {
    if words.take("!=") { return .unequal }
    if words.take("<=") { return .lessOrEqual }
    if words.take(">=") { return .greaterOrEqual }
    if words.take("=") { return .equal }
    if words.take("<") { return .less }
    if words.take(">") { return .greater }
    return nil
  }

  private func term(_ value: KconfigWords.Value, _ tree: inout KconfigTree) -> Int32 {
    switch value {
    case .unknown: return KconfigTree.unknown
    case .text(let text): return constant(text, &tree) ?? KconfigTree.never
    case .word(let word): return constant(word.text, &tree) ?? tree.add(.symbol(tree.place(of: word)))
    }
  }

  private func constant(_ text: String, _ tree: inout KconfigTree) -> Int32? {
    switch text {
    case "y": KconfigTree.always
    case "n": KconfigTree.never
    case "m": tree.add(isCondition ? .modularConstant : .constant(.module))
    default: nil
    }
  }

  private func compared(_ value: KconfigWords.Value, _ tree: inout KconfigTree) -> KconfigOperand {
    switch value {
    case .unknown: return .unknown
    case .text(let text): return .literal(tree.literal(text))
    case .word(let word):
      let text = word.text
      return ["y", "m", "n"].contains(text) ? .literal(tree.literal(text)) : .symbol(tree.place(of: word))
    }
  }
}
