/// Expands macros over token texts, for the few places where a macro hides declarations from the recorded expansions:
/// libclang does not record an expansion inside another macro's body.
///
/// Follows C11 6.10.3 for argument substitution, `#`, `##` and rescanning. Names in `opaqueNames` are left as they are.
public struct MacroExpander {
  /// Returns the definition in force at the place of the expansion.
  public let definition: (String) -> MacroDefinition?
  /// Macros to keep unexpanded, because their use is what the caller looks for.
  public let opaqueNames: Set<String>
  /// The number of tokens an expansion may produce before it is given up.
  public static let tokenLimit = 100_000

  public init(opaqueNames: Set<String>, definition: @escaping (String) -> MacroDefinition?) {
    self.opaqueNames = opaqueNames
    self.definition = definition
  }

  /// Why an expansion was given up.
  public enum Failure: Error, Hashable, Sendable {
    case tooLong
    case unbalanced(macro: String)
  }

  /// Returns the tokens after expansion.
  ///
  /// - Throws: ``Failure`` when it grows beyond ``tokenLimit`` or a macro's argument list does not end.
  public func expand(_ tokens: [String]) throws(Failure) -> [String] {
    var budget = MacroExpander.tokenLimit
    return try expand(tokens, hidden: [], budget: &budget)
  }

  private func expand(_ tokens: [String], hidden: Set<String>, budget: inout Int) throws(Failure) -> [String] {
    var result: [String] = []
    var index = 0
    while index < tokens.count {
      let token = tokens[index]
      budget -= 1
      if budget < 0 { throw .tooLong }
      guard !hidden.contains(token), !opaqueNames.contains(token), let macro = definition(token) else {
        result.append(token)
        index += 1
        continue
      }
      guard let parameters = macro.parameters else {
        result += try expand(paste(macro.body), hidden: hidden.union([token]), budget: &budget)
        index += 1
        continue
      }
      guard index + 1 < tokens.count, tokens[index + 1] == "(" else {
        result.append(token)
        index += 1
        continue
      }
      guard let (arguments, next) = MacroExpander.arguments(of: tokens, open: index + 1) else {
        throw .unbalanced(macro: token)
      }
      let bound = bind(arguments, to: parameters, isVariadic: macro.isVariadic)
      let body = try substitute(bound, in: macro.body, hidden: hidden, budget: &budget)
      result += try expand(paste(body), hidden: hidden.union([token]), budget: &budget)
      index = next
    }
    return result
  }

  /// Splits an argument list of token texts. Returns the arguments and the index behind the closing parenthesis.
  public static func arguments(of tokens: [String], open: Int) -> (arguments: [[String]], next: Int)? {
    var arguments: [[String]] = [[]]
    var depth = 0
    for index in open..<tokens.count {
      switch tokens[index] {
      case "(", "[", "{":
        depth += 1
        if depth > 1 { arguments[arguments.count - 1].append(tokens[index]) }
      case ")", "]", "}":
        depth -= 1
        if depth == 0 { return (arguments, index + 1) }
        arguments[arguments.count - 1].append(tokens[index])
      case "," where depth == 1: arguments.append([])
      default: arguments[arguments.count - 1].append(tokens[index])
      }
    }
    return nil
  }

  private func bind(_ arguments: [[String]], to parameters: [String], isVariadic: Bool) -> [String: [String]] {
    var bound: [String: [String]] = [:]
    for (position, parameter) in parameters.enumerated() {
      if isVariadic, position == parameters.count - 1 {
        bound[parameter] = position < arguments.count ? Array(arguments[position...].joined(separator: [","])) : []
      } else {
        bound[parameter] = position < arguments.count ? arguments[position] : []
      }
    }
    return bound
  }

  private func substitute(
    _ bound: [String: [String]], in body: [String], hidden: Set<String>, budget: inout Int
  ) throws(Failure) -> [String] {
    var result: [String] = []
    var index = 0
    while index < body.count {
      if body[index] == "#", index + 1 < body.count, let argument = bound[body[index + 1]] {
        result.append("\"" + argument.joined(separator: " ") + "\"")
        index += 2
        continue
      }
      if let argument = bound[body[index]] {
        let isPasted =
          (index > 0 && body[index - 1] == "##") || (index + 1 < body.count && body[index + 1] == "##")
        result += isPasted ? argument : try expand(argument, hidden: hidden, budget: &budget)
      } else {
        result.append(body[index])
      }
      index += 1
    }
    return result
  }

  /// Joins the neighbours of each `##`.
  private func paste(_ tokens: [String]) -> [String] {
    guard tokens.contains("##") else { return tokens }
    var result: [String] = []
    var joinsNext = false
    for token in tokens {
      if token == "##" {
        joinsNext = true
      } else if joinsNext, let last = result.popLast() {
        result.append(last + token)
        joinsNext = false
      } else {
        result.append(token)
        joinsNext = false
      }
    }
    return result
  }
}
