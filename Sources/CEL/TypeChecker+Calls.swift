extension TypeChecker {
  private func overloads(_ name: String) -> [FunctionDeclaration] {
    (StandardLibrary.functions[name] ?? []) + (hostFunctions[name] ?? [])
  }

  mutating func checkCall(_ name: String, _ receiver: Syntax?, _ arguments: [Syntax], _ syntax: Syntax) -> Expression {
    if let receiver {
      // `optional.of(x)` is a function whose name has a dot, not a method of a variable `optional`.
      if let qualified = qualifiedName(receiver) {
        let functionName = QualifiedName(name: "\(qualified.name).\(name)", hasLeadingDot: qualified.hasLeadingDot)
        for candidate in candidates(functionName) where overloads(candidate).contains(where: { !$0.isMember }) {
          return resolveCall(candidate, isMember: false, arguments.map { check($0) }, syntax)
        }
      }
      let checkedReceiver = check(receiver)
      return resolveCall(name, isMember: true, [checkedReceiver] + checkArguments(arguments, of: name), syntax)
    }
    let hasLeadingDot = name.hasPrefix(".")
    let plainName = hasLeadingDot ? String(name.dropFirst()) : name
    let qualified = QualifiedName(name: plainName, hasLeadingDot: hasLeadingDot)
    let resolved = candidates(qualified).first { candidate in overloads(candidate).contains { !$0.isMember } }
    return resolveCall(
      resolved ?? plainName, isMember: false, checkArguments(arguments, of: resolved ?? plainName), syntax)
  }

  /// Checks the arguments of a call; not those of a function that does not exist, which is often a misspelt macro
  /// whose variable would be reported too.
  private mutating func checkArguments(_ arguments: [Syntax], of name: String) -> [Expression] {
    environment.checksTypes && overloads(name).isEmpty ? [] : arguments.map { check($0) }
  }

  /// Finds the result type among the overloads that the types of the arguments allow.
  private mutating func resolveCall(
    _ name: String, isMember: Bool, _ arguments: [Expression], _ syntax: Syntax
  ) -> Expression {
    let all = overloads(name).filter { $0.isMember == isMember }
    let fitting = all.filter { $0.parameters.count == arguments.count }
    guard environment.checksTypes else {
      return make(.call(name, overloads: fitting, arguments: arguments), .dyn, syntax)
    }
    var result: CELType?
    let argumentTypes = arguments.map(\.type)
    for overload in fitting where !overload.isDynamicOnly {
      let instance = inference.instantiate(overload.parameters + [overload.result])
      guard inference.isAssignable(argumentTypes, to: Array(instance.dropLast())) else { continue }
      let type = inference.resolve(instance[instance.count - 1])
      result = result == nil || result == type ? type : .dyn
    }
    guard let result else {
      reportCall(name, isMember: isMember, all, arguments, syntax)
      return make(.failure("unresolved call"), commonResult(of: all), syntax)
    }
    if name == "matches", case .constant(.string(let pattern)) = arguments[1].kind {
      return compiledMatch(arguments[0], pattern, arguments[1].range, syntax)
    }
    // All overloads, not only those whose types agree: what was `dyn` may turn out to be of another type.
    return make(.call(name, overloads: fitting, arguments: arguments), result, syntax)
  }

  private mutating func compiledMatch(
    _ subject: Expression, _ pattern: String, _ range: Range<Int>, _ syntax: Syntax
  ) -> Expression {
    switch RegularExpression.compile(pattern) {
    case .success(let expression):
      return make(.matches(subject, expression), .bool, syntax)
    case .failure(let problem):
      fail(.syntax, problem.message, range)
      return make(.failure(problem.message), .bool, syntax)
    }
  }

  /// The type that all overloads return, so that an error in a call does not cause further ones.
  private func commonResult(of overloads: [FunctionDeclaration]) -> CELType {
    let results = Set(overloads.map(\.result))
    guard results.count == 1, let result = results.first, result.arguments.isEmpty else { return .dyn }
    if case .parameter = result { return .dyn }
    return result
  }

  private mutating func reportCall(
    _ name: String, isMember: Bool, _ declared: [FunctionDeclaration], _ arguments: [Expression], _ syntax: Syntax
  ) {
    let kind = isMember ? "method" : "function"
    if declared.isEmpty {
      if isMember, let usage = Macro.usage[name] {
        return fail(.type, "'\(name)' has a wrong number of arguments", syntax.nameRange, expected: usage)
      }
      if !isMember, name == "has" {
        return fail(.type, "'has' has a wrong number of arguments", syntax.nameRange, expected: "(selection)")
      }
      if overloads(name).isEmpty {
        return fail(
          .name, "unknown \(kind) '\(name)'", syntax.nameRange,
          suggestion: NameSuggestion.closest(to: name, among: callableNames(isMember: isMember)))
      }
      return fail(
        .type, "'\(name)' is not a \(kind)", syntax.nameRange,
        expected: isMember ? "'\(name)(…)'" : "'receiver.\(name)(…)'")
    }
    let given = arguments.dropFirst(isMember ? 1 : 0).map { describe($0.type) }.joined(separator: ", ")
    let isOperator = Token.Symbol(rawValue: name) != nil || name == "[]" || name == "[?]"
    let subject =
      isOperator ? "operator '\(name)'" : isMember ? "'\(name)' of \(describe(arguments[0].type))" : "'\(name)'"
    fail(
      .type, "\(subject) does not take (\(given))", isOperator ? syntax.range : syntax.nameRange,
      expected: expectation(declared, arguments))
  }

  /// Lists the signatures that would do, those for the first argument if there are any.
  private func expectation(_ declared: [FunctionDeclaration], _ arguments: [Expression]) -> String {
    var signatures: [String] = []
    var others: [String] = []
    for overload in declared where !overload.isDynamicOnly {
      var attempt = inference
      var instance = overload
      instance.parameters = attempt.instantiate(overload.parameters)
      if let first = arguments.first, let parameter = instance.parameters.first,
        attempt.isAssignable(first.type, to: parameter)
      {
        instance.parameters = instance.parameters.map { attempt.resolveCompletely($0) }
        signatures.append(instance.signature)
      } else {
        others.append(
          overload.isMember ? "\(overload.parameters[0]).\(overload.name)\(overload.signature)" : overload.signature)
      }
    }
    return (signatures.isEmpty ? others : signatures).joined(separator: " or ")
  }

  private func callableNames(isMember: Bool) -> [String] {
    let declared = StandardLibrary.functions.values.joined() + environment.functions
    let names = declared.filter { $0.isMember == isMember }.map(\.name)
    return names + (isMember ? Array(Macro.usage.keys) : ["has"])
  }
}
