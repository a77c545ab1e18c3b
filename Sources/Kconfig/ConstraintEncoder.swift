import BooleanLogic

/// Translates what Kconfig files say about some symbols into clauses.
///
/// Every symbol has two variables, "at least `m`" and "`y`". The clauses allow at least what Kconfig allows: what is not
/// understood, and selects by symbols that are left out, are free. No solution therefore proves that there is no
/// configuration; a solution has to be confirmed by ``ConfigurationEvaluator``.
struct ConstraintEncoder {
  /// "At least `m`" and "`y`".
  struct Pair {
    var low: Literal
    var high: Literal
  }

  typealias Literal = SatisfiabilitySolver.Literal

  private let tree: KconfigTree
  /// Symbols whose selects and implies are all taken in.
  private let expanded: Set<Int32>
  let cone: SymbolCone
  private(set) var solver = SatisfiabilitySolver()
  private var symbols: [Int32: Pair] = [:]
  private var expressions: [Int32: Pair] = [:]
  private var opaque: [Atom: Literal] = [:]
  /// That something outside of the cone forces a symbol.
  private var outsideForces: [Int32: Literal] = [:]

  /// - Parameters:
  ///   - roots: symbols that the question is about.
  ///   - expanded: symbols for which everything that selects or implies them is taken in.
  init(tree: KconfigTree, roots: Set<Int32>, expanded: Set<Int32>) {
    self.tree = tree
    self.expanded = expanded
    cone = SymbolCone(tree: tree, roots: roots, expanded: expanded)
    // First to be decided: nothing comes from outside unless it must.
    for symbol in cone.symbols where !expanded.contains(symbol) { outsideForces[symbol] = solver.makeVariable() }
    for symbol in cone.symbols { declare(symbol) }
    for symbol in cone.symbols { constrain(symbol) }
    for choice in Set(cone.symbols.compactMap { tree.symbols[Int($0)].choice }).sorted() { constrain(choice: choice) }
  }

  /// Demands that a formula holds.
  mutating func require(_ formula: Formula) { solver.add([literal(of: formula)]) }

  /// Demands that a symbol is `y`.
  mutating func require(yes symbol: Int32) { solver.add([pair(symbol).high]) }

  /// The value of a symbol of the cone in a solution.
  func value(of symbol: Int32, in solution: SatisfiabilitySolver.Solution) -> Tristate {
    guard let pair = symbols[symbol] else { return .no }
    return solution[pair.high] ? .yes : solution[pair.low] ? .module : .no
  }

  /// Whether a solution wants something outside of the cone to force a symbol.
  func isForcedFromOutside(_ symbol: Int32, in solution: SatisfiabilitySolver.Solution) -> Bool {
    outsideForces[symbol].map { solution[$0] } ?? false
  }

  // MARK: Symbols

  private var always: Pair { Pair(low: solver.truth, high: solver.truth) }
  private var never: Pair { Pair(low: !solver.truth, high: !solver.truth) }

  private mutating func free(isTristate: Bool) -> Pair {
    let low = solver.makeVariable()
    guard isTristate else { return Pair(low: low, high: low) }
    let high = solver.makeVariable()
    solver.add([!high, low])
    return Pair(low: low, high: high)
  }

  private mutating func declare(_ symbol: Int32) {
    switch tree.symbols[Int(symbol)].kind {
    case .undefined, .text: symbols[symbol] = never
    case .bool: symbols[symbol] = free(isTristate: false)
    case .tristate: symbols[symbol] = free(isTristate: true)
    }
  }

  private func pair(_ symbol: Int32) -> Pair { symbols[symbol] ?? never }

  private mutating func constrain(_ place: Int32) {
    let symbol = tree.symbols[Int(place)]
    guard symbol.kind == .bool || symbol.kind == .tristate, symbol.trouble == nil, symbol.choice == nil else { return }
    let value = pair(place)
    if symbol.kind == .tristate { solver.add([!value.low, value.high, modules]) }
    let visible = promoted(disjunction(symbol.prompts.map { self.value(of: $0) }), symbol)
    let forced = promoted(demand(symbol.selectedBy, on: place), symbol)
    let unattended = promoted(unattended(symbol, place), symbol)
    solver.add([!forced.low, value.low])
    solver.add([!forced.high, value.high])
    solver.add([visible.low, !unattended.low, value.low])
    solver.add([visible.low, !unattended.high, value.high])
    solver.add([!value.low, visible.low, forced.low, unattended.low])
    solver.add([!value.high, visible.high, forced.high, unattended.high])
  }

  private mutating func unattended(_ symbol: KconfigSymbol, _ place: Int32) -> Pair {
    var value = never
    for candidate in symbol.defaults.reversed() {
      let condition = self.value(of: candidate.condition)
      let limited = and(self.value(of: candidate.value), condition)
      value = Pair(
        low: either(condition.low, limited.low, value.low), high: either(condition.low, limited.high, value.high))
    }
    guard !symbol.impliedBy.isEmpty else { return value }
    let implied = promoted(demand(symbol.impliedBy, on: place), symbol)
    let most = promoted(directDependency(of: symbol), symbol)
    let raised = and(or(value, implied), most)
    return Pair(low: either(implied.low, raised.low, value.low), high: either(implied.low, raised.high, value.high))
  }

  private mutating func directDependency(of symbol: KconfigSymbol) -> Pair {
    let dependencies = symbol.dependencies.filter { $0 >= 0 }
    return dependencies.isEmpty ? always : disjunction(dependencies.map { value(of: $0) })
  }

  private mutating func demand(_ demands: [KconfigSymbol.Demand], on symbol: Int32) -> Pair {
    var operands: [Pair] = []
    for demand in demands where cone.contains(demand.from) {
      operands.append(and(pair(demand.from), value(of: demand.condition)))
    }
    let isComplete = demands.allSatisfy { cone.contains($0.from) }
    if !isComplete, let outside = outsideForces[symbol] { operands.append(Pair(low: outside, high: outside)) }
    return disjunction(operands)
  }

  private mutating func constrain(choice place: Int32) {
    let choice = tree.choices[Int(place)]
    guard choice.trouble == nil else { return }
    let members = choice.members.map { pair($0).high }
    for (index, member) in members.enumerated() {
      let prompts = tree.symbols[Int(choice.members[index])].prompts.map { value(of: $0) }
      let visible = disjunction(prompts).low
      solver.add([!member, visible])
      if !choice.isOptional { solver.add([!visible] + members) }
      for other in members[(index + 1)...] { solver.add([!member, !other]) }
    }
  }

  private var modules: Literal { tree.modules.map { pair($0).low } ?? !solver.truth }

  private mutating func promoted(_ value: Pair, _ symbol: KconfigSymbol) -> Pair {
    if symbol.kind == .bool { return Pair(low: value.low, high: value.low) }
    let promotion = conjunction(value.low, !modules)
    return Pair(low: value.low, high: disjunction(value.high, promotion))
  }

  // MARK: Expressions

  private mutating func value(of place: Int32) -> Pair {
    if let known = expressions[place] { return known }
    let result: Pair
    switch tree.expressions[Int(place)] {
    case .constant(let value):
      result = Pair(
        low: value == .no ? !solver.truth : solver.truth, high: value == .yes ? solver.truth : !solver.truth)
    case .modularConstant: result = Pair(low: modules, high: !solver.truth)
    case .symbol(let symbol): result = pair(symbol)
    case .not(let inner):
      let value = value(of: inner)
      result = Pair(low: !value.high, high: !value.low)
    case .isOn(let inner):
      let low = value(of: inner).low
      result = Pair(low: low, high: low)
    case .and(let left, let right): result = and(value(of: left), value(of: right))
    case .or(let left, let right): result = or(value(of: left), value(of: right))
    case .compare(let comparison, let left, let right):
      let literal = compare(comparison, left, right)
      result = Pair(low: literal, high: literal)
    case .unknown: result = free(isTristate: true)
    }
    expressions[place] = result
    return result
  }

  /// A comparison that says whether a symbol is `y`, `m` or `n`; any other is free.
  private mutating func compare(
    _ comparison: KconfigExpression.Comparison, _ left: KconfigOperand, _ right: KconfigOperand
  ) -> Literal {
    let isEqual: Literal
    switch (left, right) {
    case (.symbol(let symbol), .literal(let literal)), (.literal(let literal), .symbol(let symbol)):
      let kind = tree.symbols[Int(symbol)].kind
      guard kind == .bool || kind == .tristate else { return solver.makeVariable() }
      switch tree.literals[Int(literal)] {
      case "y": isEqual = pair(symbol).high
      case "m": isEqual = conjunction(pair(symbol).low, !pair(symbol).high)
      case "n": isEqual = !pair(symbol).low
      default: return solver.makeVariable()
      }
    case (.literal(let first), .literal(let second)):
      isEqual = tree.literals[Int(first)] == tree.literals[Int(second)] ? solver.truth : !solver.truth
    default: return solver.makeVariable()
    }
    switch comparison {
    case .equal: return isEqual
    case .unequal: return !isEqual
    case .less, .lessOrEqual, .greater, .greaterOrEqual: return solver.makeVariable()
    }
  }

  // MARK: Formulas

  private mutating func literal(of formula: Formula) -> Literal {
    switch formula {
    case .constant(let value): return value ? solver.truth : !solver.truth
    case .atom(let atom): return literal(of: atom)
    case .not(let inner): return !literal(of: inner)
    case .and(let parts):
      return !parts.reduce(!solver.truth) { disjunction($0, !literal(of: $1)) }
    case .or(let parts): return parts.reduce(!solver.truth) { disjunction($0, literal(of: $1)) }
    }
  }

  private mutating func literal(of atom: Atom) -> Literal {
    switch tree.meaning(of: atom) {
    case .symbol(let symbol):
      let value = pair(symbol)
      switch atom {
      case .builtIn: return value.high
      case .module: return conjunction(value.low, !value.high)
      case .enabled: return value.low
      case .reachable:
        let fromModule = conjunction(value.low, literal(of: .modularCode))
        return disjunction(value.high, fromModule)
      case .modularCode, .opaque: break
      }
    case .never: return !solver.truth
    case .unknown: break
    }
    if let known = opaque[atom] { return known }
    let literal = solver.makeVariable()
    opaque[atom] = literal
    return literal
  }

  // MARK: Gates

  private mutating func and(_ left: Pair, _ right: Pair) -> Pair {
    Pair(low: conjunction(left.low, right.low), high: conjunction(left.high, right.high))
  }

  private mutating func or(_ left: Pair, _ right: Pair) -> Pair {
    Pair(low: disjunction(left.low, right.low), high: disjunction(left.high, right.high))
  }

  private mutating func disjunction(_ operands: [Pair]) -> Pair {
    operands.reduce(never) { or($0, $1) }
  }

  private mutating func disjunction(_ left: Literal, _ right: Literal) -> Literal { !conjunction(!left, !right) }

  /// A literal that holds exactly where both do.
  private mutating func conjunction(_ left: Literal, _ right: Literal) -> Literal {
    if left == right || right == solver.truth { return left }
    if left == solver.truth { return right }
    if left == !right || left == !solver.truth || right == !solver.truth { return !solver.truth }
    let result = solver.makeVariable()
    solver.add([!result, left])
    solver.add([!result, right])
    solver.add([result, !left, !right])
    return result
  }

  /// `condition ? first : second`.
  private mutating func either(_ condition: Literal, _ first: Literal, _ second: Literal) -> Literal {
    let taken = conjunction(condition, first)
    let other = conjunction(!condition, second)
    return disjunction(taken, other)
  }
}
