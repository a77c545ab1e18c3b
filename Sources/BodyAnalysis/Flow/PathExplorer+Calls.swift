import Dialect

extension PathExplorer {
  /// Evaluates a call: what it does to its arguments, to the state and to the summary, and what it returns.
  mutating func call(_ expression: Expression, _ state: inout PathState) -> Value {
    guard case .call(let function, let arguments) = expression.kind else { return .unknown }
    guard let name = expression.callee, !locals.contains(name), !parameters.contains(where: { $0.name == name }) else {
      _ = evaluate(function, &state)
      let values = arguments.map { evaluate($0, &state) }
      escape(values, &state)
      unknownCallees.insert("a function pointer")
      return fresh(.opaque(expression.tokens.lowerBound), &state)
    }
    let known = knowledge[name]
    if let known, let shape = known.shape, let value = macro(shape, known, name, arguments, &state) { return value }
    let values = arguments.map { evaluate($0, &state) }
    let result = symbols.symbol(.call(callee: name, token: expression.tokens.lowerBound))
    symbols.arguments[result] = values
    for value in values { if let number = symbols.parameter(value) { state.written.insert(number) } }
    state[result] = SymbolState()
    state.pending[result] = nil
    if let known {
      apply(known, name, arguments, values, result, expression.tokens, &state)
      if let constant = known.constant { return .integer(constant) }
    } else if let inner = callee(name) {
      apply(inner, name, values, result, expression.tokens, &state)
    } else {
      unknownCallees.insert(name)
      escape(values, &state)
    }
    forgetAddressed(values, &state)
    return .symbol(result)
  }

  mutating func fresh(_ origin: Origin, _ state: inout PathState) -> Value {
    let symbol = symbols.symbol(origin)
    state[symbol] = SymbolState()
    return .symbol(symbol)
  }

  /// A macro that is more, or less, than a call; nil when its arguments do not fit.
  private mutating func macro(
    _ shape: FunctionKnowledge.Shape, _ known: FunctionKnowledge, _ name: String, _ arguments: [Expression],
    _ state: inout PathState
  ) -> Value? {
    if shape == .compileTime || (shape == .context && arguments.isEmpty) { return .unknown }
    guard arguments.indices.contains(known.argument) else { return nil }
    let argument = arguments[known.argument]
    switch shape {
    case .compileTime, .loop: return nil
    case .checked, .context:
      for other in arguments { _ = evaluate(other, &state) }
      return .unknown
    case .transparent, .bounded:
      var value = Value.unknown
      for (index, other) in arguments.enumerated() {
        let result = evaluate(other, &state)
        if index == known.argument { value = result }
      }
      if known.needsRCU {
        needRCU(name, argument.tokens, state)
        if case .symbol(let symbol) = value { state[symbol].isUnderRCU = true }
      }
      return shape == .transparent ? value : .unknown
    case .moves:
      let value = evaluate(argument, &state)
      assign(.null, to: argument, &state)
      return value
    case .isError, .isNullOrError:
      _ = evaluate(argument, &state)
      return .unknown
    case .makesError:
      _ = evaluate(argument, &state)
      return .error
    case .derived:
      let value = evaluate(argument, &state)
      for (index, other) in arguments.enumerated() where index != known.argument {
        if case .constant = other.kind { continue }
        if case .name = other.kind, name.hasPrefix("container_of") { continue }
        scalarUse(evaluate(other, &state), state, other.tokens, "used to choose an element")
      }
      guard case .symbol(let symbol) = value else { return .unknown }
      if name.hasPrefix("container_of"), let number = symbols.parameter(value),
        summary.parameters[number]?.containerOf == nil
      {
        summary.parameters[number, default: .init()].containerOf = step(argument.tokens)
      }
      return .symbol(symbols.symbol(.derived(symbol, name)))
    case .stopsIf:
      if let rest = assuming(argument, false, state) { state = rest }
      return .unknown
    case .stores:
      guard arguments.count > 1 else { return nil }
      let value = evaluate(arguments[1 - min(1, known.argument)], &state)
      assign(value, to: argument, &state)
      return value
    }
  }

  // MARK: Known functions

  private mutating func apply(
    _ known: FunctionKnowledge, _ name: String, _ arguments: [Expression], _ values: [Value], _ result: Int,
    _ tokens: Range<Int>, _ state: inout PathState
  ) {
    func value(_ index: Int?) -> Value? { index.flatMap { values.indices.contains($0) ? values[$0] : nil } }
    switch known.sleep {
    case .always: if !state.dependsOnCaller { sleeps(name, tokens, []) }
    case .flags:
      let flags = known.flagsArgument.flatMap { arguments.indices.contains($0) ? arguments[$0] : nil }
      switch flags.flatMap(mayBlock) {
      case true?:
        if !state.dependsOnCaller, let flags {
          sleeps(name, tokens, [step(flags.tokens, "'\(text(flags.tokens))' lets it sleep")])
        }
      case false?: break
      case nil: summary.hasUnknownSleep = true
      }
    case .never: break
    case nil: summary.hasUnknownSleep = true
    }
    if known.isDestructive, summary.destructive == nil { summary.destructive = path(to: tokens) }
    if known.needsRCU { needRCU(name, tokens, state) }
    for index in known.memory.keys.sorted() where !known.acceptsNull.contains(index) && !known.probes.contains(index) {
      if let memory = value(index) {
        let size = known.memory[index].flatMap { value($0) }
        if let size { noteExtent(of: memory, size, inBytes: true, state, tokens) }
        if size != .integer(0) {
          dereference(memory, &state, tokens, isMeasured: isMeasured(size, of: memory, arguments, known.memory[index]))
        }
      }
    }
    for index in known.dereferences {
      if let pointer = value(index) { dereference(pointer, &state, tokens) }
    }
    for index in known.indexes {
      if let number = value(index) { scalarUse(number, state, tokens, "used as an index") }
    }
    for index in known.strings {
      guard let string = value(index) else { continue }
      dereference(string, &state, tokens)
      if let number = symbols.parameter(string), summary.parameters[number]?.string == nil {
        summary.parameters[number, default: .init()].string = [step(tokens, "'\(name)' reads it up to a NUL byte")]
      }
    }
    if let dynptr = value(known.initialisesDynptr), let number = symbols.parameter(dynptr) {
      state.initialised.insert(number)
      if summary.parameters[number]?.initialised == nil {
        summary.parameters[number, default: .init()].initialised = step(tokens)
      }
    }
    if let object = value(known.takesArgument) {
      if !known.acceptsNull.contains(known.takesArgument ?? 0) { dereference(object, &state, tokens) }
      take(object, known.taking ?? .unconditional, result, tokens, &state)
    }
    if known.takesResult { state[result].references = 1 }
    if let object = value(known.dropsArgument) {
      if !known.acceptsNull.contains(known.dropsArgument ?? 0) { dereference(object, &state, tokens) }
      drop(object, known, by: name, &state, tokens)
    }
    if known.needsRCU, !known.takesResult, known.result != .value { state[result].isUnderRCU = true }
    if known.result == .object {
      state[result].null = .nonNull
      state[result].error = .no
    }
    enterOrLeave(known, arguments, result, tokens, &state)
  }

  private mutating func enterOrLeave(
    _ known: FunctionKnowledge, _ arguments: [Expression], _ result: Int, _ tokens: Range<Int>, _ state: inout PathState
  ) {
    for region in known.enters {
      if known.tries || known.triesWithZero {
        let key = regionKey(region, subject: arguments.first)
        state.pending[result] = PathState.Pending(effect: .entered(key), onTrue: !known.triesWithZero)
      } else {
        change(region, subject: arguments.first, by: 1, &state, tokens)
      }
    }
    for region in known.leaves { change(region, subject: arguments.first, by: -1, &state, tokens) }
  }

  private mutating func take(
    _ object: Value, _ taking: FunctionKnowledge.Taking, _ result: Int, _ tokens: Range<Int>, _ state: inout PathState
  ) {
    guard case .symbol(let symbol) = object else { return }
    let root = symbols.root(symbol)
    if taking == .notZero {
      state.pending[result] = PathState.Pending(effect: .took(root), onTrue: true)
      return
    }
    state[root].references += 1
    if let number = symbols.parameter(object), summary.parameters[number]?.taken == nil {
      summary.parameters[number, default: .init()].taken = step(tokens)
    }
  }

  mutating func drop(
    _ object: Value, _ known: FunctionKnowledge, by name: String, _ state: inout PathState, _ tokens: Range<Int>
  ) {
    guard case .symbol(let symbol) = object else { return }
    let root = symbols.root(symbol)
    noteFree(of: root, known, state, tokens)
    // An object is freed where its count became zero: that is one reference, not two.
    if state[root].wasDropped, known.dropping == .immediate || known.dropping == .deferred { return }
    state[root].references -= 1
    state[root].wasDropped = true
    guard state[root].references < 0, case .parameter(let number) = symbols.origins[root],
      summary.parameters[number]?.dropped == nil
    else { return }
    summary.parameters[number, default: .init()].dropped = (path(to: tokens), known.dropping ?? .count)
    summary.parameters[number, default: .init()].dropPlace = name + symbols.way(to: symbol)
  }

  mutating func sleeps(_ name: String, _ tokens: Range<Int>, _ more: [FunctionSummary.Step]) {
    if summary.sleep == nil {
      summary.sleep = path(to: tokens, saying: "'\(name)' may sleep") + more
    }
  }

  private mutating func needRCU(_ name: String, _ tokens: Range<Int>, _ state: PathState) {
    if summary.needsRCU == nil, !state.isRCUReader { summary.needsRCU = [step(tokens)] }
  }

  /// Whether allocation flags let the allocator sleep; nil when they are no constants.
  private func mayBlock(_ flags: Expression) -> Bool? {
    switch flags.kind {
    case .name(let name):
      guard name.contains("GFP_") else { return nil }
      if name.hasPrefix("__GFP_") { return name == "__GFP_DIRECT_RECLAIM" || name == "__GFP_RECLAIM" }
      return name != "GFP_ATOMIC" && name != "GFP_NOWAIT"
    case .binary(.or, let left, let right):
      guard let first = mayBlock(left), let second = mayBlock(right) else { return nil }
      return first || second
    case .cast(_, let inner): return mayBlock(inner)
    default: return nil
    }
  }

  // MARK: Functions of the same file

  private mutating func apply(
    _ inner: FunctionSummary, _ name: String, _ values: [Value], _ result: Int, _ tokens: Range<Int>,
    _ state: inout PathState
  ) {
    let here = step(tokens, "'\(name)' is called")
    for callee in inner.unknownCallees { unknownCallees.insert(callee) }
    summary.hasUnknownSleep = summary.hasUnknownSleep || inner.hasUnknownSleep
    if summary.sleep == nil, !state.dependsOnCaller, let steps = inner.sleep { summary.sleep = [here] + steps }
    if summary.destructive == nil, let steps = inner.destructive { summary.destructive = [here] + steps }
    if summary.needsRCU == nil, !state.isRCUReader, let steps = inner.needsRCU {
      summary.needsRCU = [here] + steps
    }
    if inner.imbalance != nil || inner.hasUnknownRegions || !inner.gaps.isEmpty { summary.hasUnknownRegions = true }
    if !inner.gaps.isEmpty {
      // Paths are missing on which it may do anything.
      unknownCallees.insert(name)
      escape(values, &state)
    }
    for (index, use) in inner.parameters.sorted(by: { $0.key < $1.key }) where values.indices.contains(index) {
      let value = values[index]
      if let steps = use.untested { dereference(value, &state, tokens, through: (name, steps)) }
      if let freed = use.freed, let number = symbols.parameter(value), summary.parameters[number]?.freed == nil {
        summary.parameters[number, default: .init()].freed = ([here] + freed.steps, freed.kind)
      }
      if let extent = use.extent, values.indices.contains(extent.by) {
        noteExtent(
          of: value, values[extent.by], inBytes: extent.inBytes, state, tokens, through: [here] + extent.steps)
      }
      if let drop = use.dropped {
        var known = FunctionKnowledge()
        known.dropping = drop.kind
        self.drop(value, known, by: use.dropPlace ?? name, &state, tokens)
      }
      if let taken = use.taken, case .symbol(let symbol) = value {
        state[symbols.root(symbol)].references += 1
        if let number = symbols.parameter(value) { merge(\.taken, taken, number) }
      }
      if let steps = use.index, case .symbol(let symbol) = value, case .parameter(let number) = symbols.origins[symbol],
        !state[symbol].isVague,
        !(state[symbol].hasUpper && (state[symbol].hasLower || parameters[number].type.isUnsigned))
      {
        merge(\.index, [here] + steps, number)
      }
      if let viewed = use.viewed {
        noteView(of: value, viewed, asArgument: index, of: values, state, through: here)
      }
      guard let number = symbols.parameter(value) else { continue }
      if let steps = use.accessed { merge(\.accessed, [here] + steps, number) }
      if let steps = use.string { merge(\.string, [here] + steps, number) }
      if let steps = use.beyondFirst { merge(\.beyondFirst, [here] + steps, number) }
      if let written = use.written { merge(\.written, written, number) }
      if let place = use.containerOf { merge(\.containerOf, place, number) }
      summary.parameters[number, default: .init()].views.formUnion(use.views)
      if let place = use.initialised {
        merge(\.initialised, place, number)
        state.initialised.insert(number)
      }
      if !use.testedMembers.isEmpty {
        summary.parameters[number, default: .init()].testedMembers.formUnion(use.testedMembers)
      }
      if use.escapes { summary.parameters[number, default: .init()].escapes = true }
    }
    if inner.returnsUnderRCU != nil { state[result].isUnderRCU = true }
    if inner.gaps.isEmpty, !inner.returns.isEmpty {
      if inner.returns.allSatisfy({ $0.value == .object }) {
        state[result].null = .nonNull
        state[result].error = .no
      }
      let objects = inner.returns.filter { $0.value != .null && $0.value != .error }
      if !objects.isEmpty, objects.allSatisfy({ $0.hasReference == true || handsBack($0, values, state) }) {
        state[result].references = 1
      }
    }
  }

  /// Whether a callee returns an argument that comes with a reference.
  private func handsBack(_ outcome: FunctionSummary.Return, _ values: [Value], _ state: PathState) -> Bool {
    guard case .parameter(let number) = outcome.value, values.indices.contains(number),
      case .symbol(let symbol) = values[number]
    else { return false }
    return state[symbol].references > 0 || state[symbols.root(symbol)].references > 0
  }

  private mutating func merge<Detail>(
    _ path: WritableKeyPath<FunctionSummary.ParameterUse, Detail?>, _ value: Detail, _ number: Int
  ) {
    if summary.parameters[number]?[keyPath: path] == nil {
      summary.parameters[number, default: .init()][keyPath: path] = value
    }
  }

  // MARK: Unknown functions

  /// Values go where nobody sees what happens to them.
  private mutating func escape(_ values: [Value], _ state: inout PathState) {
    for value in values {
      if let number = symbols.parameter(value) { summary.parameters[number, default: .init()].escapes = true }
    }
  }

  /// A function that gets the address of a variable may change it.
  private mutating func forgetAddressed(_ values: [Value], _ state: inout PathState) {
    for case .address(let place) in values {
      state.places = state.places.filter { $0.key != place && !$0.key.hasPrefix(place + ".") }
    }
  }
}
