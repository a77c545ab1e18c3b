import Dialect

/// Follows the paths through a graph, with what each knows about values, and collects what happens on them.
///
/// Paths that know the same at the same step are one. Loops end because nothing counts: a value that a loop changes is unknown.
struct PathExplorer {
  /// One parameter of the function.
  struct Parameter: Sendable {
    var name: String
    var type: TypeName
  }

  let graph: FlowGraph
  let parameters: [Parameter]
  let locals: Set<String>
  let returnsPointer: Bool
  let knowledge: KernelKnowledge
  /// The summary of a function of the same file, nil for others.
  let callee: (String) -> FunctionSummary?
  /// The text of tokens, for steps.
  let text: (Range<Int>) -> String

  var symbols = SymbolTable()
  var summary = FunctionSummary()
  var unknownCallees = Set<String>()
  /// The path to the step at hand: for each state, the one before and the branch taken.
  private var trail: [(parent: Int, node: Int, taken: Bool?)] = []
  var position = 0

  /// The structs that parameters were cast to.
  var views: [Int: String] = [:]
  /// The types of local variables.
  var localTypes: [String: TypeName] = [:]
  /// Comparisons of sums that can wrap, by symbol of the sum; sums that were tested for it; and parameters that were bounded somewhere.
  var sums: [Int: [FunctionSummary.Step]] = [:]
  var testedSums = Set<Int>()
  var bounded = Set<Int>()

  /// No function that people can read has more states; those that have are reported as not followed to the end.
  private static let stateLimit = 6000

  init(
    graph: FlowGraph, parameters: [Parameter], locals: Set<String>, returnsPointer: Bool, knowledge: KernelKnowledge,
    callee: @escaping (String) -> FunctionSummary?, text: @escaping (Range<Int>) -> String
  ) {
    self.graph = graph
    self.parameters = parameters
    self.locals = locals
    self.returnsPointer = returnsPointer
    self.knowledge = knowledge
    self.callee = callee
    self.text = text
  }

  /// Follows all paths.
  mutating func run() -> FunctionSummary {
    // Paths can only meet where several steps lead to one.
    var meetings: [Int: Set<PathState>] = Dictionary(
      uniqueKeysWithValues: graph.meetings.map { ($0, Set<PathState>()) })
    var pending: [(node: Int, state: PathState, trail: Int)] = []
    var start = PathState()
    for (number, parameter) in parameters.enumerated() where !parameter.name.isEmpty {
      start.places[parameter.name] = .symbol(symbols.symbol(.parameter(number)))
    }
    trail.append((-1, graph.entry, nil))
    pending.append((graph.entry, start, 0))
    var count = 0
    var gaps = Set<String>()
    while let item = pending.popLast() {
      if meetings[item.node]?.insert(item.state).inserted == false { continue }
      count += 1
      if count > Self.stateLimit {
        gaps.insert("it has too many paths")
        break
      }
      position = item.trail
      if case .unknown(let reason) = graph.nodes[item.node].kind { gaps.insert(reason) }
      for (next, state, taken) in step(item.node, item.state).reversed() {
        trail.append((item.trail, item.node, taken))
        pending.append((next, state, trail.count - 1))
      }
    }
    addWrappingSums()
    summary.gaps = gaps.sorted()
    summary.unknownCallees = unknownCallees.sorted()
    summary.isEmpty = graph.nodes.allSatisfy { node in
      switch node.kind {
      case .join, .declare: true
      case .return(let value): value == nil
      default: false
      }
    }
    return summary
  }

  /// Executes a step; returns the steps behind it with what holds there.
  private mutating func step(_ number: Int, _ before: PathState) -> [(Int, PathState, Bool?)] {
    let node = graph.nodes[number]
    var state = before
    func all(_ state: PathState) -> [(Int, PathState, Bool?)] { node.next.map { ($0, state, nil) } }
    switch node.kind {
    case .join: return all(state)
    case .unknown:
      // Whatever it did: nothing is known of what variables hold.
      state.places = state.places.mapValues { value in
        if case .symbol(let symbol) = value, case .parameter = symbols.origins[symbol] { value } else { .unknown }
      }
      return all(state)
    case .evaluate(let expression):
      _ = evaluate(expression, &state)
      return isStopped(expression) ? [] : all(state)
    case .assign(let target, let operation, let expression):
      var value = evaluate(expression, &state)
      if operation == nil, case .name(let name) = target.kind, let type = localTypes[name] {
        note(cast: value, to: type)
      }
      if operation != nil {
        _ = evaluate(target, &state)
        value = .symbol(symbols.symbol(.opaque(node.tokens.lowerBound)))
        if case .symbol(let symbol) = value { state[symbol] = SymbolState() }
      }
      assign(value, to: target, &state)
      return isStopped(expression) ? [] : all(state)
    case .declare(let declarator):
      localTypes[declarator.name] = declarator.type
      state.places = state.places.filter { $0.key != declarator.name && !$0.key.hasPrefix(declarator.name + ".") }
      if declarator.isArray || declarator.isStatic {
        state.places[declarator.name] =
          declarator.isArray ? .address(declarator.name) : .symbol(symbols.symbol(.global(declarator.name)))
      }
      return all(state)
    case .branch(let condition):
      var result: [(Int, PathState, Bool?)] = []
      for (index, truth) in [true, false].enumerated() where node.next.indices.contains(index) {
        if let refined = assuming(condition, truth, state) { result.append((node.next[index], refined, truth)) }
      }
      return result
    case .loop(let call):
      var inside = state
      if case .call(_, let arguments) = call.kind {
        for argument in arguments {
          guard case .name(let name) = argument.kind, locals.contains(name) else { continue }
          let symbol = symbols.symbol(.opaque(argument.tokens.lowerBound))
          inside.places[name] = .symbol(symbol)
          inside[symbol] = SymbolState(null: .nonNull, error: .no, hasLower: true, hasUpper: true)
          state.places[name] = .unknown
        }
      }
      return zip(node.next, [inside, state]).map { ($0, $1, nil) }
    case .enterGuard(let name, let call):
      changeGuard(name, call, by: 1, &state, node.tokens)
      return all(state)
    case .leaveGuard(let name, let call):
      changeGuard(name, call, by: -1, &state, node.tokens)
      return all(state)
    case .cleanUp(let function, let variable):
      if let known = knowledge["__free(\(function))"], let value = state.places[variable], value != .null {
        drop(value, known, by: "__free(\(function))", &state, node.tokens)
      }
      return all(state)
    case .return(let value):
      returned(value, state, node.tokens)
      return []
    }
  }

  private func isStopped(_ expression: Expression) -> Bool {
    expression.callee.flatMap { knowledge[$0]?.stops } ?? false
  }

  // MARK: Places

  /// The name of what an expression designates, nil when it has none.
  mutating func place(_ expression: Expression, _ state: inout PathState) -> String? {
    switch expression.kind {
    case .name(let name): return name
    case .temporary(let number): return "#\(number)"
    case .member(let base, let name, let arrow):
      if arrow {
        switch evaluate(base, &state) {
        case .symbol(let symbol): return "\(symbol)->\(name)"
        case .address(let place): return place + "." + name
        default: return nil
        }
      }
      return place(base, &state).map { $0 + "." + name }
    case .dereference(let inner):
      switch evaluate(inner, &state) {
      case .symbol(let symbol): return "\(symbol)->*"
      case .address(let place): return place
      default: return nil
      }
    case .cast(_, let inner): return place(inner, &state)
    default: return nil
    }
  }

  mutating func assign(_ value: Value, to target: Expression, _ state: inout PathState) {
    noteWrite(to: target, &state)
    guard let place = place(target, &state) else { return }
    state.places = state.places.filter { !$0.key.hasPrefix(place + ".") }
    state.places[place] = value
  }

  /// A write through a parameter.
  private mutating func noteWrite(to target: Expression, _ state: inout PathState) {
    let pointer: Expression
    switch target.kind {
    case .member(let base, _, arrow: true): pointer = base
    case .member(let base, _, arrow: false):
      noteWrite(to: base, &state)
      return
    case .dereference(let inner): pointer = inner
    case .index(let base, let index):
      use(base, index, &state, target.tokens)
      pointer = base
    default: return
    }
    let value = evaluate(pointer, &state)
    dereference(value, &state, target.tokens)
    if let number = symbols.parameter(value) {
      state.written.insert(number)
      if summary.parameters[number]?.written == nil {
        summary.parameters[number, default: .init()].written = step(target.tokens)
      }
      if case .dereference = target.kind { state.initialised.insert(number) }
    }
  }

  // MARK: Regions

  private mutating func changeGuard(
    _ name: String, _ call: Expression, by amount: Int, _ state: inout PathState, _ tokens: Range<Int>
  ) {
    guard let known = knowledge["guard(\(name))"] else { return }
    if amount > 0, known.sleep == .always, !state.dependsOnCaller { sleeps("guard(\(name))", tokens, []) }
    for region in known.enters { change(region, subject: call, by: amount, &state, tokens) }
  }

  mutating func change(
    _ region: FunctionKnowledge.Region, subject: Expression?, by amount: Int, _ state: inout PathState,
    _ tokens: Range<Int>
  ) {
    let key = regionKey(region, subject: subject)
    state.regions[key, default: 0] += amount
    if state.regions[key] == 0 { state.regions[key] = nil }
    lastChange[key] = tokens
  }

  /// Where each region was last entered or left.
  private var lastChange: [String: Range<Int>] = [:]

  func regionKey(_ region: FunctionKnowledge.Region, subject: Expression?) -> String {
    switch region {
    case .rcu, .preempt, .migrate, .irq, .bh: region.rawValue
    case .spin, .mutex, .semaphore: region.rawValue + (subject.map { " " + text($0.tokens) } ?? "")
    }
  }

  // MARK: Returns

  private mutating func returned(_ expression: Expression?, _ before: PathState, _ tokens: Range<Int>) {
    var state = before
    let value = expression.map { evaluate($0, &state) }
    if summary.imbalance == nil, !summary.hasUnknownRegions,
      let (key, depth) = state.regions.min(by: { $0.key < $1.key }), depth != 0
    {
      let place = lastChange[key].map { [step($0)] } ?? []
      summary.imbalance = (place + path(to: tokens), key, depth > 0)
    }
    var nulls = Set<Int>()
    var known: [Int: SymbolState] = [:]
    for number in parameters.indices {
      let parameter = state[symbols.symbol(.parameter(number))]
      if parameter.null == .null, parameters[number].type.isPointer { nulls.insert(number) }
      known[number] = parameter
    }
    var hasReference: Bool?
    if case .symbol(let symbol)? = value {
      hasReference = state[symbol].references > 0 || state[symbols.root(symbol)].references > 0
      noteUnderRCU(symbol, state, tokens, hasReference: hasReference == true)
    }
    for outcome in outcomes(of: value, state) {
      let result = FunctionSummary.Return(
        value: outcome.value, steps: path(to: tokens) + outcome.steps,
        nullParameters: nulls.union(outcome.nullParameters), parameters: known,
        hasReference: hasReference, initialised: state.initialised, written: state.written)
      summary.returns.append(result)
    }
  }

  /// What a returned value can be, with the steps that explain it.
  private struct Outcome {
    var value: FunctionSummary.Returned
    var steps: [FunctionSummary.Step] = []
    /// Parameters that are NULL then.
    var nullParameters: Set<Int> = []
  }

  /// - Parameter depth: how many calls were looked through; loops can make a result its own argument.
  private func outcomes(of value: Value?, _ state: PathState, depth: Int = 0) -> [Outcome] {
    guard let value else { return [Outcome(value: .nothing)] }
    switch value {
    case .null: return [Outcome(value: .null)]
    case .integer(let number): return [Outcome(value: returnsPointer && number == 0 ? .null : .integer(number))]
    case .error: return [Outcome(value: .error)]
    case .address: return [Outcome(value: .object)]
    case .unknown: return [Outcome(value: .unknown)]
    case .symbol(let symbol):
      let known = state[symbol]
      if known.isVague { return [Outcome(value: .unknown)] }
      if known.null == .null { return [Outcome(value: .null)] }
      if known.error == .yes { return [Outcome(value: .error)] }
      switch symbols.origins[symbol] {
      case .parameter(let number): return [Outcome(value: .parameter(number))]
      // The address of a part of something is an object, whatever the pointer to the whole is.
      case .derived(_, let how) where how.hasPrefix("&"): return [Outcome(value: .object)]
      case .derived(let base, _):
        return [Outcome(value: state[symbols.root(base)].null == .nonNull ? .object : .unknown)]
      case .global, .load, .sum, .opaque:
        return [Outcome(value: known.null == .nonNull && known.error == .no ? .object : .unknown)]
      case .call(let name, let token): return outcomes(ofCall: name, symbol, at: token, state, depth: depth)
      }
    }
  }

  private func outcomes(
    ofCall name: String, _ symbol: Int, at token: Int, _ state: PathState, depth: Int
  ) -> [Outcome] {
    let known = state[symbol]
    let here = FunctionSummary.Step(tokens: token..<token + 1, text: "'\(name)' is called")
    if let result = knowledge[name]?.result {
      let mayBeNull = (result == .null || result == .nullOrError) && known.null == .unspecified
      let mayBeError = (result == .error || result == .nullOrError) && known.error == .unspecified
      var outcomes = [Outcome(value: .object)]
      if mayBeNull { outcomes.append(Outcome(value: .null, steps: [here.saying("'\(name)' may return NULL")])) }
      if mayBeError { outcomes.append(Outcome(value: .error, steps: [here.saying("'\(name)' may return an ERR_PTR")])) }
      return outcomes
    }
    guard let inner = callee(name), inner.gaps.isEmpty || !inner.returns.isEmpty else {
      return [Outcome(value: known.null == .nonNull && known.error == .no ? .object : .call(name))]
    }
    var outcomes: [Outcome] = inner.gaps.isEmpty ? [] : [Outcome(value: .unknown)]
    for outcome in inner.returns {
      guard let nulls = nullParameters(outcome, of: symbol, state) else { continue }
      let steps = [here] + outcome.steps
      switch outcome.value {
      case .null where known.null == .nonNull, .error where known.error == .no: continue
      case .integer(0) where returnsPointer: outcomes.append(Outcome(value: .null, steps: steps, nullParameters: nulls))
      case .parameter(let number):
        outcomes += handedBack(number, outcome, of: symbol, state, depth: depth).map {
          Outcome(value: $0.value, steps: steps + $0.steps, nullParameters: nulls.union($0.nullParameters))
        }
      default: outcomes.append(Outcome(value: outcome.value, steps: steps, nullParameters: nulls))
      }
    }
    return outcomes
  }

  /// What an argument can be that a callee returns, by what the callee and the conditions behind the call know of it.
  private func handedBack(
    _ number: Int, _ outcome: FunctionSummary.Return, of call: Int, _ state: PathState, depth: Int
  ) -> [Outcome] {
    guard depth < 4, let values = symbols.arguments[call], values.indices.contains(number) else {
      return [Outcome(value: .unknown)]
    }
    let learnt = outcome.parameters[number] ?? SymbolState()
    if learnt.isVague { return [Outcome(value: .unknown)] }
    let isObject = learnt.null == .nonNull || state[call].null == .nonNull
    let isNoError = learnt.error == .no || state[call].error == .no
    var refined = state
    if case .symbol(let argument) = values[number] {
      if isObject { refined[argument].null = .nonNull }
      if isNoError { refined[argument].error = .no }
    }
    return outcomes(of: values[number], refined, depth: depth + 1).filter {
      !($0.value == .null && isObject) && !($0.value == .error && isNoError)
    }
  }

  /// The own parameters that must be NULL for a callee to return so; nil when an argument that must be NULL is not.
  private func nullParameters(_ outcome: FunctionSummary.Return, of call: Int, _ state: PathState) -> Set<Int>? {
    var result = Set<Int>()
    for number in outcome.nullParameters {
      guard let values = symbols.arguments[call], values.indices.contains(number) else { continue }
      switch values[number] {
      case .address, .error: return nil
      case .symbol(let argument):
        if state[argument].null == .nonNull { return nil }
        if case .parameter(let own) = symbols.origins[argument] { result.insert(own) }
      case .null, .integer, .unknown: break
      }
    }
    return result
  }

  // MARK: Steps

  func step(_ tokens: Range<Int>, _ words: String? = nil) -> FunctionSummary.Step {
    FunctionSummary.Step(tokens: tokens, text: words ?? text(tokens))
  }

  /// The last condition on the way to the step at hand, and the step.
  func path(to tokens: Range<Int>, saying words: String? = nil) -> [FunctionSummary.Step] {
    var steps: [FunctionSummary.Step] = []
    var index = position
    while index >= 0 {
      let (parent, node, taken) = trail[index]
      if let taken {
        let condition = graph.nodes[node].tokens
        let words = text(condition)
        let isCase = words.hasPrefix("case ")
        steps.append(
          step(condition, "'\(words)' is " + (isCase ? (taken ? "taken" : "not taken") : taken ? "true" : "false")))
        break
      }
      index = parent
    }
    return steps + [step(tokens, words)]
  }
}

extension FunctionSummary.Step {
  func saying(_ words: String) -> FunctionSummary.Step { FunctionSummary.Step(tokens: tokens, text: words) }
}
