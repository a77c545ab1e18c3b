import Dialect

extension PathExplorer {
  /// Returns what an expression is worth, and notes what it does.
  mutating func evaluate(_ expression: Expression, _ state: inout PathState) -> Value {
    switch expression.kind {
    case .number(let value): return value.map { .integer($0) } ?? .unknown
    case .string: return .address("\"\"")
    case .constant, .unknown: return .unknown
    case .name(let name): return value(ofName: name, &state)
    case .temporary(let number): return state.places["#\(number)"] ?? .unknown
    case .member(let base, let name, let arrow):
      if arrow {
        let pointer = evaluate(base, &state)
        dereference(pointer, &state, expression.tokens)
        switch pointer {
        case .symbol(let symbol): return load("\(symbol)->\(name)", .load(symbol, member: name), state)
        case .address(let place): return state.places[place + "." + name] ?? .unknown
        default: return .unknown
        }
      }
      guard let place = place(base, &state) else {
        _ = evaluate(base, &state)
        return .unknown
      }
      if case .member(_, _, arrow: true) = base.kind { _ = evaluate(base, &state) }
      return state.places[place + "." + name] ?? memberValue(place, name)
    case .dereference(let inner):
      let pointer = evaluate(inner, &state)
      dereference(pointer, &state, expression.tokens)
      switch pointer {
      case .symbol(let symbol): return load("\(symbol)->*", .load(symbol, member: "*"), state)
      case .address(let place): return state.places[place] ?? .unknown
      default: return .unknown
      }
    case .index(let base, let index):
      use(base, index, &state, expression.tokens)
      return fresh(.opaque(expression.tokens.lowerBound), &state)
    case .addressOf(let inner): return address(of: inner, &state)
    case .not(let inner):
      switch evaluate(inner, &state) {
      case .integer(let value): return .integer(value == 0 ? 1 : 0)
      case .null: return .integer(1)
      default: return .unknown
      }
    case .arithmetic(let inner):
      if case .number(let value?) = inner.kind { return .integer(-value) }
      if case .name(let name) = inner.kind, let number = Self.errorNumber(name) { return .integer(-number) }
      _ = evaluate(inner, &state)
      return .unknown
    case .binary(let operation, let left, let right):
      let first = evaluate(left, &state)
      let second = evaluate(right, &state)
      if operation == .shift { scalarUse(second, state, expression.tokens, "shifted by") }
      // Whoever counts elements has looked at the size.
      if operation == .divide || operation == .shift, case .symbol(let symbol) = first { state[symbol].hasLower = true }
      if operation == .add || operation == .subtract {
        for value in [first, second] {
          if case .symbol(let symbol) = value, isPointer(symbol) {
            return .symbol(symbols.symbol(.derived(symbol, "+")))
          }
        }
      }
      return operation == .add ? sum(of: (left, first), (right, second)) : .unknown
    case .cast(let type, let inner):
      let value = evaluate(inner, &state)
      note(cast: value, to: type)
      return value
    case .comma(let first, let second):
      _ = evaluate(first, &state)
      return evaluate(second, &state)
    case .initializer(let values):
      for value in values { _ = evaluate(value, &state) }
      return .unknown
    case .call: return call(expression, &state)
    case .assign(_, let target, let value):
      let result = evaluate(value, &state)
      assign(result, to: target, &state)
      return result
    case .logical, .conditional, .statements: return .unknown
    }
  }

  /// A number for a constant such as `EINVAL`: not that of the C library, but one of its own and not zero.
  private static func errorNumber(_ name: String) -> Int? {
    guard name.count > 2, name.hasPrefix("E"), name.allSatisfy({ $0.isUppercase || $0.isNumber }) else { return nil }
    return name.utf8.reduce(1_000_000) { $0 &* 31 % 1_000_000_007 &+ Int($1) }
  }

  private mutating func value(ofName name: String, _ state: inout PathState) -> Value {
    if let value = state.places[name] { return value }
    switch name {
    case "NULL": return .null
    case "true": return .integer(1)
    case "false": return .integer(0)
    default: break
    }
    if locals.contains(name) { return .unknown }
    return .symbol(symbols.symbol(.global(name)))
  }

  private mutating func load(_ place: String, _ origin: Origin, _ state: PathState) -> Value {
    state.places[place] ?? .symbol(symbols.symbol(origin))
  }

  /// A member of a struct that is no local variable has a value of its own.
  private mutating func memberValue(_ place: String, _ name: String) -> Value {
    let base = String(place.prefix { $0 != "." && $0 != "-" })
    if locals.contains(base) { return .unknown }
    return .symbol(symbols.symbol(.global(place + "." + name)))
  }

  private mutating func address(of inner: Expression, _ state: inout PathState) -> Value {
    switch inner.kind {
    case .name(let name):
      return locals.contains(name)
        ? .address(name) : .symbol(symbols.symbol(.derived(symbols.symbol(.global(name)), "&")))
    case .member(let base, let name, let arrow):
      if arrow {
        // The address of a member: nothing is read.
        switch evaluate(base, &state) {
        case .symbol(let symbol): return .symbol(symbols.symbol(.derived(symbol, "&" + name)))
        case .address(let place): return .address(place + "." + name)
        default: return .unknown
        }
      }
      switch address(of: base, &state) {
      case .symbol(let symbol): return .symbol(symbols.symbol(.derived(symbol, "&" + name)))
      case .address(let place): return .address(place + "." + name)
      default: return .unknown
      }
    case .dereference(let pointer): return evaluate(pointer, &state)
    case .index(let base, let index):
      let array = evaluate(base, &state)
      let place = evaluate(index, &state)
      scalarUse(place, state, inner.tokens, "used as an index")
      if case .symbol(let symbol) = array { return .symbol(symbols.symbol(.derived(symbol, "&[]"))) }
      return .unknown
    default:
      _ = evaluate(inner, &state)
      return .unknown
    }
  }

  private func isPointer(_ symbol: Int) -> Bool {
    switch symbols.origins[symbol] {
    case .parameter(let number): parameters[number].type.isPointer
    case .derived: true
    default: false
    }
  }

  // MARK: Uses

  /// `base[index]`.
  mutating func use(_ base: Expression, _ index: Expression, _ state: inout PathState, _ tokens: Range<Int>) {
    let array = evaluate(base, &state)
    let place = evaluate(index, &state)
    dereference(array, &state, tokens)
    scalarUse(place, state, tokens, "used as an index")
    noteExtent(of: array, base, counting: place, state, tokens)
    guard case .symbol(let symbol) = array, case .parameter(let number) = symbols.origins[symbol], place != .integer(0)
    else { return }
    if summary.parameters[number]?.beyondFirst == nil {
      summary.parameters[number, default: .init()].beyondFirst = path(to: tokens)
    }
  }

  /// A scalar parameter decides which element of something is meant.
  mutating func scalarUse(_ value: Value, _ state: PathState, _ tokens: Range<Int>, _ words: String) {
    guard case .symbol(let symbol) = value, case .parameter(let number) = symbols.origins[symbol],
      !parameters[number].type.isPointer
    else { return }
    let known = state[symbol]
    let isBounded = known.hasUpper && (known.hasLower || parameters[number].type.isUnsigned)
    guard !known.isVague, !isBounded, known.null != .null, summary.parameters[number]?.index == nil else { return }
    summary.parameters[number, default: .init()].index = [
      step(tokens, "'\(parameters[number].name)' is \(words) here")
    ]
  }

  /// Memory behind a pointer is accessed, by a function of the same file where a call with its steps is given.
  ///
  /// - Parameter isMeasured: whether only as much is accessed as the parameter behind the pointer says.
  mutating func dereference(
    _ value: Value, _ state: inout PathState, _ tokens: Range<Int>,
    isMeasured: Bool = false, through call: (name: String, steps: [FunctionSummary.Step])? = nil
  ) {
    guard case .symbol(let symbol) = value else { return }
    let root = symbols.root(symbol)
    if case .parameter(let number) = symbols.origins[root] {
      let known = state[root]
      if known.null != .null, summary.parameters[number]?.accessed == nil {
        summary.parameters[number, default: .init()].accessed =
          [step(tokens, call.map { "'\($0.name)' is called" } ?? "'\(parameters[number].name)' is dereferenced")]
          + (call?.steps ?? [])
      }
      if !known.isVague, known.null != .nonNull, summary.parameters[number]?.untested == nil {
        let words = call.map { "'\($0.name)' is called" } ?? "'\(parameters[number].name)' is dereferenced"
        summary.parameters[number, default: .init()].untested =
          (known.null == .null ? path(to: tokens, saying: words) : [step(tokens, words)]) + (call?.steps ?? [])
      }
      // What a callee takes it for, and whether it has looked at the size, is in its own summary.
      if call == nil, !isMeasured { noteView(of: number, state, [step(tokens)]) }
    }
    // Behind the access the pointer is none that faults.
    var known = state[root]
    if known.null == .unspecified, !known.isVague {
      if case .parameter = symbols.origins[root] { return }
      known.null = .nonNull
      known.error = .no
      state[root] = known
    }
  }

  mutating func note(cast value: Value, to type: TypeName) {
    guard type.stars == 1, let tag = type.tag, case .symbol(let symbol) = value,
      case .parameter(let number) = symbols.origins[symbol]
    else { return }
    views[number] = tag
    if tag != parameters[number].type.tag { summary.parameters[number, default: .init()].views.insert(tag) }
  }
}
