/// Expands macros over token texts, for the few places where a macro hides declarations from the recorded expansions:
/// libclang does not record an expansion inside another macro's body.
///
/// Follows C11 6.10.3 for argument substitution, `#`, `##` and rescanning, with GNU's `, ## __VA_ARGS__`. Which names are no
/// longer replaced is kept per token (Prosser's hide sets). Names in `opaqueNames` are left as they are.
public struct MacroExpander {
  /// Returns the definition in force at the place of the expansion.
  public let definition: (String) -> MacroDefinition?
  /// Macros to keep unexpanded, because their use is what the caller looks for.
  public let opaqueNames: Set<String>
  /// The number of tokens an expansion may produce before it is given up.
  public static let tokenLimit = 100_000
  /// How deep macro uses may nest in each other's arguments.
  private static let nestingLimit = 200

  public init(opaqueNames: Set<String>, definition: @escaping (String) -> MacroDefinition?) {
    self.opaqueNames = opaqueNames
    self.definition = definition
  }

  /// Why an expansion was given up.
  public enum Failure: Error, Hashable, Sendable {
    case tooLong
    case unbalanced(macro: String)
  }

  /// A token with the macros that are not to be replaced in it. An empty text is the place of an empty argument beside `##`.
  private struct Item {
    var text: String
    var hidden: Set<String> = []
  }

  /// What an expansion may still cost.
  private struct Budget {
    var tokens = MacroExpander.tokenLimit
    var depth = 0

    mutating func spend(_ count: Int) throws(Failure) {
      tokens -= count
      if tokens < 0 { throw .tooLong }
    }
  }

  /// Returns the tokens after expansion.
  ///
  /// - Throws: ``Failure`` when it grows beyond ``tokenLimit`` or a macro's argument list does not end.
  public func expand(_ tokens: [String]) throws(Failure) -> [String] {
    var budget = Budget()
    return try expand(tokens.map { Item(text: $0) }, budget: &budget).map(\.text)
  }

  private func expand(_ items: [Item], budget: inout Budget) throws(Failure) -> [Item] {
    guard budget.depth < MacroExpander.nestingLimit else { throw .tooLong }
    budget.depth += 1
    defer { budget.depth -= 1 }
    var result: [Item] = []
    // The next token is the last one: a macro's replacement takes its place in front of what follows.
    var pending = Array(items.reversed())
    while let item = pending.popLast() {
      try budget.spend(1)
      guard !item.hidden.contains(item.text), !opaqueNames.contains(item.text), let macro = definition(item.text) else {
        result.append(item)
        continue
      }
      var bound: [String: [Item]] = [:]
      var hidden = item.hidden
      if let parameters = macro.parameters {
        guard pending.last?.text == "(" else {
          result.append(item)
          continue
        }
        guard let (arguments, count) = MacroExpander.split(pending.reversed(), text: \.text) else {
          throw .unbalanced(macro: item.text)
        }
        // Hidden is what is hidden at both ends of the use.
        hidden.formIntersection(pending[pending.count - count].hidden)
        pending.removeLast(count)
        bound = bind(arguments, to: parameters, isVariadic: macro.isVariadic)
      }
      hidden.insert(item.text)
      for replacement in try substitute(bound, in: macro, budget: &budget).reversed() {
        pending.append(Item(text: replacement.text, hidden: replacement.hidden.union(hidden)))
      }
    }
    return result
  }

  /// Splits an argument list of token texts. Returns the arguments and the index behind the closing parenthesis.
  public static func arguments(of tokens: [String], open: Int) -> (arguments: [[String]], next: Int)? {
    split(tokens[open...], text: \.self).map { ($0.arguments, open + $0.count) }
  }

  /// Splits an argument list that begins with its parenthesis; only parentheses nest. Returns how many tokens it has.
  private static func split<List: Sequence>(
    _ list: List, text: (List.Element) -> String
  ) -> (arguments: [[List.Element]], count: Int)? {
    var arguments: [[List.Element]] = [[]]
    var depth = 0
    var count = 0
    for element in list {
      count += 1
      switch text(element) {
      case "(":
        depth += 1
        if depth > 1 { arguments[arguments.count - 1].append(element) }
      case ")":
        depth -= 1
        if depth == 0 { return (arguments, count) }
        arguments[arguments.count - 1].append(element)
      case "," where depth == 1: arguments.append([])
      default: arguments[arguments.count - 1].append(element)
      }
    }
    return nil
  }

  private func bind(_ arguments: [[Item]], to parameters: [String], isVariadic: Bool) -> [String: [Item]] {
    var bound: [String: [Item]] = [:]
    for (position, parameter) in parameters.enumerated() {
      if isVariadic, position == parameters.count - 1 {
        let rest = position < arguments.count ? arguments[position...] : []
        bound[parameter] = Array(rest.joined(separator: [Item(text: ",")]))
      } else {
        bound[parameter] = position < arguments.count ? arguments[position] : []
      }
    }
    return bound
  }

  /// Returns the replacement list with its parameters replaced and its neighbours of `##` joined.
  private func substitute(
    _ bound: [String: [Item]], in macro: MacroDefinition, budget: inout Budget
  ) throws(Failure) -> [Item] {
    let body = macro.body
    var result: [Item] = []
    var index = 0
    while index < body.count {
      let before = result.count
      if body[index] == "##", index + 1 < body.count, let left = result.last {
        let name = body[index + 1]
        if macro.isVariadic, name == macro.parameters?.last, body[index - 1] == ",", let rest = bound[name] {
          // GNU: the comma goes with empty arguments, and is not joined to others.
          if rest.isEmpty { result.removeLast() } else { result += try expand(rest, budget: &budget) }
          index += 2
        } else {
          let (right, next) = operand(at: index + 1, in: body, bound)
          result[result.count - 1] = Item(
            text: left.text + (right.first?.text ?? ""), hidden: left.hidden.intersection(right.first?.hidden ?? []))
          result += right.dropFirst()
          index = next
        }
      } else if let argument = bound[body[index]], index + 1 == body.count || body[index + 1] != "##" {
        result += try expand(argument, budget: &budget)
        index += 1
      } else {
        let (operand, next) = operand(at: index, in: body, bound)
        result += operand
        index = next
      }
      try budget.spend(max(1, result.count - before))
    }
    return result.filter { !$0.text.isEmpty }
  }

  /// Returns an operand of `##`, which is not expanded, and the index behind it; never nothing.
  private func operand(at index: Int, in body: [String], _ bound: [String: [Item]]) -> (items: [Item], next: Int) {
    if body[index] == "#", index + 1 < body.count, let argument = bound[body[index + 1]] {
      return ([Item(text: "\"" + argument.map(\.text).joined(separator: " ") + "\"")], index + 2)
    }
    guard let argument = bound[body[index]] else { return ([Item(text: body[index])], index + 1) }
    return (argument.isEmpty ? [Item(text: "")] : argument, index + 1)
  }
}
