import Dialect

extension PathExplorer {
  /// Returns what holds where a condition is true, or false; nil when it cannot be so on this path.
  mutating func assuming(_ condition: Expression, _ truth: Bool, _ before: PathState) -> PathState? {
    var state = before
    switch condition.kind {
    case .not(let inner): return assuming(inner, !truth, before)
    case .binary(let operation, let left, let right):
      switch operation {
      case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
        return comparing(operation, left, right, truth, before)
      default: break
      }
    case .call(_, let arguments):
      if let known = condition.callee.flatMap({ knowledge[$0] }), arguments.indices.contains(known.argument) {
        switch known.shape {
        case .transparent: return assuming(arguments[known.argument], truth, before)
        case .isError:
          let value = evaluate(arguments[known.argument], &state)
          return assumingError(value, truth, state)
        case .isNullOrError:
          let value = evaluate(arguments[known.argument], &state)
          if truth { return assumingNullOrError(value, state) }
          return assumingError(value, false, state).flatMap { assuming(value, true, $0) }
        default: break
        }
      }
      if condition.callee.flatMap({ knowledge[$0]?.shape }) == .context { state.dependsOnCaller = true }
    default: break
    }
    let value = evaluate(condition, &state)
    noteTest(value, condition.tokens)
    if let callee = condition.callee, knowledge[callee] == nil, self.callee(callee) == nil,
      case .call(_, let arguments) = condition.kind
    {
      // A function that nobody knows decided: what it looked at is no longer known.
      for argument in arguments { blur(evaluate(argument, &state), &state) }
    }
    return assuming(value, truth, state)
  }

  private mutating func blur(_ value: Value, _ state: inout PathState) {
    if case .symbol(let symbol) = value { state[symbols.root(symbol)].isVague = true }
  }

  /// A test of a pointer parameter for NULL, or of a member of what it points to.
  private mutating func noteTest(_ value: Value, _ tokens: Range<Int>, isNull: Bool = true) {
    if case .symbol(let symbol) = value, case .load(let base, let member) = symbols.origins[symbol],
      case .parameter(let number) = symbols.origins[symbols.root(base)]
    {
      summary.parameters[number, default: .init()].testedMembers.insert(member)
    }
    guard isNull, case .symbol(let symbol) = value, case .parameter(let number) = symbols.origins[symbol],
      parameters[number].type.isPointer, summary.parameters[number]?.nullTest == nil
    else { return }
    summary.parameters[number, default: .init()].nullTest = step(tokens)
  }

  /// Returns what holds where a value is not zero, or zero.
  private mutating func assuming(_ value: Value, _ truth: Bool, _ before: PathState) -> PathState? {
    switch value {
    case .null: return truth ? nil : before
    case .integer(let number): return (number != 0) == truth ? before : nil
    case .error, .address: return truth ? before : nil
    case .unknown: return before
    case .symbol(let symbol):
      var state = before
      let known = state[symbol]
      if known.isVague { return state }
      if case .derived = symbols.origins[symbol] { return state }
      if known.null == .null, truth { return nil }
      if known.null == .nonNull, !truth { return nil }
      if known.error == .yes, !truth { return nil }
      state[symbol].null = truth ? .nonNull : .null
      if !truth {
        state[symbol].error = .no
        state[symbol].hasLower = true
        state[symbol].hasUpper = true
      }
      settle(symbol, truth, &state)
      return learning(from: symbol, truth, state)
    }
  }

  /// Carries out what a result decided about.
  private mutating func settle(_ symbol: Int, _ truth: Bool, _ state: inout PathState) {
    guard let pending = state.pending[symbol] else { return }
    state.pending[symbol] = nil
    guard pending.onTrue == truth else { return }
    switch pending.effect {
    case .entered(let region): state.regions[region, default: 0] += 1
    case .took(let root): state[root].references += 1
    }
  }

  /// What the result of a function of the same file says about its arguments.
  private mutating func learning(from symbol: Int, _ truth: Bool, _ before: PathState) -> PathState? {
    guard case .call(let name, _) = symbols.origins[symbol], knowledge[name] == nil, let inner = callee(name),
      let values = symbols.arguments[symbol]
    else { return before }
    if !inner.gaps.isEmpty {
      var state = before
      for value in values { blur(value, &state) }
      return state
    }
    guard !inner.returns.isEmpty else { return before }
    let outcomes = inner.returns.filter { outcome in
      switch outcome.value {
      case .null, .integer(0): !truth
      case .object, .error, .integer: truth
      case .parameter, .call, .nothing, .unknown: true
      }
    }
    var state = before
    guard !outcomes.isEmpty else { return nil }
    if outcomes.contains(where: { $0.value.isOpen }) {
      // It hands on what somebody else decided, who may have looked at anything.
      for value in values { blur(value, &state) }
      return state
    }
    for (index, value) in values.enumerated() {
      guard case .symbol(let argument) = value else { continue }
      let states = outcomes.map { $0.parameters[index] ?? SymbolState() }
      if states.contains(where: \.isVague) { state[argument].isVague = true }
      if states.allSatisfy({ $0.null == .nonNull }) {
        if state[argument].null == .null { return nil }
        state[argument].null = .nonNull
      }
      if states.allSatisfy({ $0.null == .null }) {
        if state[argument].null == .nonNull { return nil }
        state[argument].null = .null
      }
      if states.allSatisfy(\.hasLower) { state[argument].hasLower = true }
      if states.allSatisfy(\.hasUpper) { state[argument].hasUpper = true }
    }
    return state
  }

  private func assumingError(_ value: Value, _ truth: Bool, _ before: PathState) -> PathState? {
    switch value {
    case .error: return truth ? before : nil
    case .null, .integer, .address: return truth ? nil : before
    case .unknown: return before
    case .symbol(let symbol):
      var state = before
      let known = state[symbol]
      if known.isVague { return state }
      if known.error == .yes, !truth { return nil }
      if known.error == .no || known.null == .null, truth { return nil }
      state[symbol].error = truth ? .yes : .no
      if truth { state[symbol].null = .nonNull }
      return state
    }
  }

  /// Either of the two: the value is nothing that is known, but no object.
  private func assumingNullOrError(_ value: Value, _ before: PathState) -> PathState? {
    switch value {
    case .null, .error: return before
    case .integer(let number): return number == 0 ? before : nil
    case .address: return nil
    case .unknown: return before
    case .symbol(let symbol):
      var state = before
      let known = state[symbol]
      if known.null == .nonNull, known.error == .no { return nil }
      if known.null == .unspecified, known.error == .unspecified { state[symbol].isVague = true }
      return state
    }
  }

  // MARK: Comparisons

  private mutating func comparing(
    _ operation: Expression.Operator, _ left: Expression, _ right: Expression, _ truth: Bool, _ before: PathState
  ) -> PathState? {
    var state = before
    let first = evaluate(left, &state)
    let second = evaluate(right, &state)
    if operation == .equal || operation == .notEqual {
      for (value, side) in [(first, left), (second, right)] { noteTest(value, side.tokens, isNull: false) }
      let isEqual = (operation == .equal) == truth
      if second == .null || second == .integer(0) {
        noteTest(first, left.tokens)
        return assuming(first, !isEqual, state)
      }
      if first == .null || first == .integer(0) {
        noteTest(second, right.tokens)
        return assuming(second, !isEqual, state)
      }
      if case .integer(let a) = first, case .integer(let b) = second { return (a == b) == isEqual ? state : nil }
      if isEqual {
        bound(first, lower: true, upper: true, &state)
        bound(second, lower: true, upper: true, &state)
        if case .symbol(let symbol) = first, case .integer = second { state[symbol].null = .nonNull }
      }
      return state
    }
    if case .integer(let a) = first, case .integer(let b) = second {
      let holds =
        switch operation {
        case .less: a < b
        case .lessOrEqual: a <= b
        case .greater: a > b
        default: a >= b
        }
      return holds == truth ? state : nil
    }
    let isLess = (operation == .less || operation == .lessOrEqual) == truth
    noteSum(first, comparedWith: second, state, left.tokens)
    noteSum(second, comparedWith: first, state, right.tokens)
    if case .symbol(let small) = isLess ? first : second, case .symbol(let large) = isLess ? second : first {
      state[small].upperBy = large
    }
    // A comparison as unsigned numbers excludes negative ones too.
    bound(first, lower: !isLess || isUnsigned(left), upper: isLess, &state)
    bound(second, lower: isLess || isUnsigned(right), upper: !isLess, &state)
    return state
  }

  private func isUnsigned(_ expression: Expression) -> Bool {
    guard case .cast(let type, _) = expression.kind else { return false }
    return type.isUnsigned
  }

  private mutating func bound(_ value: Value, lower: Bool, upper: Bool, _ state: inout PathState) {
    guard case .symbol(let symbol) = value else { return }
    if lower { state[symbol].hasLower = true }
    guard upper else { return }
    state[symbol].hasUpper = true
    if case .parameter(let number) = symbols.origins[symbol] { bounded.insert(number) }
  }
}
