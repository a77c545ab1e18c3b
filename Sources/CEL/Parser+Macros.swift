extension Parser {
  /// Makes the node of a call, which for a macro is what the macro stands for.
  ///
  /// A name is a macro only with the right number of arguments, so that a host may declare other functions of that name.
  mutating func call(
    _ name: String, receiver: Syntax?, arguments: [Syntax], _ range: Range<Int>, name nameRange: Range<Int>
  ) -> Syntax {
    if let receiver {
      if case .identifier("cel", hasLeadingDot: false) = receiver.kind, name == "bind", arguments.count == 3 {
        return bind(arguments, range, name: nameRange)
      }
      if let variableCount = Macro.variableCount(name, argumentCount: arguments.count) {
        return comprehension(
          name, receiver: receiver, arguments: arguments, variableCount: variableCount, range, name: nameRange)
      }
      if name == "optMap" || name == "optFlatMap", arguments.count == 2 {
        guard let variable = variableName(arguments[0], of: name) else { return node(.invalid, range) }
        return node(
          .optionalMap(receiver, variable: variable, body: arguments[1], isFlat: name == "optFlatMap"), range,
          name: nameRange, children: [receiver, arguments[1]])
      }
    } else if name == "has", arguments.count == 1 {
      return presenceTest(arguments[0], range)
    }
    return node(
      .call(name, receiver: receiver, arguments: arguments), range, name: nameRange,
      children: (receiver.map { [$0] } ?? []) + arguments)
  }

  private mutating func presenceTest(_ argument: Syntax, _ range: Range<Int>) -> Syntax {
    guard case .select(let operand, let field, .value) = argument.kind else {
      if case .invalid = argument.kind { return argument }
      fail("'has' cannot test this", argument.range, expected: "a selection such as 'has(a.b)'")
      return node(.invalid, range)
    }
    return node(
      .select(operand, field: field, mode: .presence), range, name: argument.nameRange, children: [operand])
  }

  private mutating func bind(_ arguments: [Syntax], _ range: Range<Int>, name: Range<Int>) -> Syntax {
    guard let variable = variableName(arguments[0], of: "cel.bind") else { return node(.invalid, range) }
    return node(
      .bind(variable: variable, value: arguments[1], body: arguments[2]), range, name: name,
      children: [arguments[1], arguments[2]])
  }

  private mutating func comprehension(
    _ macro: String, receiver: Syntax, arguments: [Syntax], variableCount: Int, _ range: Range<Int>, name: Range<Int>
  ) -> Syntax {
    var variables: [String] = []
    for argument in arguments.prefix(variableCount) {
      guard let variable = variableName(argument, of: macro) else { return node(.invalid, range) }
      if variables.contains(variable) {
        fail("'\(macro)' has two variables '\(variable)'", argument.range)
      }
      variables.append(variable)
    }
    let rest = Array(arguments.dropFirst(variableCount))
    let kind: ComprehensionKind =
      switch macro {
      case "exists": .exists
      case "all": .all
      case "exists_one", "existsOne": .existsOne
      case "transformMap": .map
      default: .list
      }
    let isTransform = kind == .map || (kind == .list && macro != "filter")
    let comprehension = SyntaxComprehension(
      kind: kind, macro: macro, range: receiver, variables: variables,
      predicate: isTransform && rest.count == 1 ? nil : rest.first, transform: isTransform ? rest.last : nil)
    return node(.comprehension(comprehension), range, name: name, children: [receiver] + rest)
  }

  private mutating func variableName(_ argument: Syntax, of macro: String) -> String? {
    if case .identifier(let name, hasLeadingDot: false) = argument.kind { return name }
    if case .invalid = argument.kind { return nil }
    fail("'\(macro)' needs a name for its variable", argument.range, expected: "a simple name")
    return nil
  }
}

/// The macros that are called as methods, by name and number of arguments.
enum Macro {
  /// Returns how many variables the macro declares, or nil if this is no macro.
  static func variableCount(_ name: String, argumentCount: Int) -> Int? {
    switch (name, argumentCount) {
    case ("exists", 2), ("all", 2), ("exists_one", 2), ("existsOne", 2), ("filter", 2), ("map", 2), ("map", 3): 1
    case ("exists", 3), ("all", 3), ("exists_one", 3), ("existsOne", 3): 2
    case ("transformList", 3), ("transformList", 4), ("transformMap", 3), ("transformMap", 4): 2
    default: nil
    }
  }

  /// How the macros are called, for messages about calls with a wrong number of arguments.
  static let usage: [String: String] = [
    "exists": "(variable, condition)", "all": "(variable, condition)", "exists_one": "(variable, condition)",
    "existsOne": "(variable, condition)", "filter": "(variable, condition)",
    "map": "(variable, value) or (variable, condition, value)",
    "transformList": "(index, variable, value) or (index, variable, condition, value)",
    "transformMap": "(key, variable, value) or (key, variable, condition, value)",
    "optMap": "(variable, value)", "optFlatMap": "(variable, optional)",
  ]
}
