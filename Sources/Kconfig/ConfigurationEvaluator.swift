import BooleanLogic

/// Computes what symbols are when a `.config` with given values is completed, as `make olddefconfig` does
/// (scripts/kconfig/symbol.c:sym_calc_value). Only what a question needs is computed.
///
/// Symbols that can be set and are not among the given values are off. Whatever depends on something that is not
/// understood has several possible values.
struct ConfigurationEvaluator {
  let tree: KconfigTree
  /// What the `.config` says, by symbol.
  private let settings: [Int32: Tristate]
  /// Symbols that are `y` unless they certainly cannot be.
  private let given: Set<Int32>
  private var known: [PossibleValues?]
  private var isBeingComputed: [Bool]

  init(tree: KconfigTree, settings: [Int32: Tristate], given: Set<Int32>) {
    self.tree = tree
    self.settings = settings
    self.given = given
    known = Array(repeating: nil, count: tree.symbols.count)
    isBeingComputed = Array(repeating: false, count: tree.symbols.count)
  }

  /// Returns what a symbol can be.
  mutating func value(of symbol: Int32) -> PossibleValues {
    let place = Int(symbol)
    if let value = known[place] { return value }
    // Kconfig refuses symbols that depend on themselves.
    if isBeingComputed[place] { return .all }
    isBeingComputed[place] = true
    var value = computeValue(of: symbol)
    if given.contains(symbol), value.contains(.yes) { value = .yes }
    isBeingComputed[place] = false
    known[place] = value
    return value
  }

  /// Returns what an expression can be.
  mutating func value(ofExpression place: Int32) -> PossibleValues {
    switch tree.expressions[Int(place)] {
    case .constant(let value): return PossibleValues(value)
    case .unknown: return .all
    case .modularConstant: return hasModules.combined(.module, min)
    case .symbol(let symbol): return value(of: symbol)
    case .not(let inner): return value(ofExpression: inner).negated
    case .isOn(let inner): return PossibleValues(value(ofExpression: inner).elements.map { $0 == .no ? .no : .yes })
    case .and(let left, let right):
      let first = value(ofExpression: left)
      return first == .no ? .no : first.and(value(ofExpression: right))
    case .or(let left, let right):
      let first = value(ofExpression: left)
      return first == .yes ? .yes : first.or(value(ofExpression: right))
    case .compare(let comparison, let left, let right): return compare(comparison, left, right)
    }
  }

  /// The lines of a `.config` with which everything computed so far has the value that it has, sorted by name.
  func relevantSettings() -> [ConfigurationSetting] {
    // The value of a member is that of the whole group.
    let groups = Set(tree.symbols.indices.compactMap { known[$0] == nil ? nil : tree.symbols[$0].choice })
    var result: [ConfigurationSetting] = []
    for place in tree.symbols.indices {
      let symbol = tree.symbols[place]
      guard known[place] != nil || symbol.choice.map({ groups.contains($0) }) == true else { continue }
      guard symbol.kind == .bool || symbol.kind == .tristate, !symbol.prompts.isEmpty else { continue }
      let value = given.contains(Int32(place)) ? .yes : settings[Int32(place)] ?? .no
      // A member that is not named leaves the default to its group.
      if symbol.choice != nil, value != .yes { continue }
      result.append(ConfigurationSetting(symbol: "CONFIG_" + symbol.name, value: value.letter))
    }
    return result.sorted { $0.symbol < $1.symbol }
  }

  // MARK: Symbols

  private mutating func computeValue(of place: Int32) -> PossibleValues {
    let symbol = tree.symbols[Int(place)]
    if symbol.trouble != nil { return .all }
    switch symbol.kind {
    case .undefined, .text: return .no
    case .bool, .tristate: break
    }
    if let choice = symbol.choice { return member(place, of: tree.choices[Int(choice)]) }
    let visible = promoted(visibility(of: symbol), symbol)
    let forced = promoted(demands(symbol.selectedBy), symbol)
    var result: PossibleValues = []
    if visible != .no {
      let chosen = settings[place] ?? (given.contains(place) ? .yes : .no)
      result = visible.subtracting(.no).and(PossibleValues(chosen)).or(forced)
    }
    if visible.contains(.no) { result.formUnion(unattended(symbol).or(forced)) }
    return promoted(result, symbol)
  }

  /// What a symbol is that cannot be set: its default and what implies it.
  private mutating func unattended(_ symbol: KconfigSymbol) -> PossibleValues {
    let value = defaultValue(of: symbol.defaults)
    let implied = promoted(demands(symbol.impliedBy), symbol)
    guard implied != .no else { return value }
    var result: PossibleValues = implied.contains(.no) ? value : []
    let most = promoted(directDependency(of: symbol), symbol)
    result.formUnion(implied.subtracting(.no).or(value).and(most))
    return result
  }

  private mutating func visibility(of symbol: KconfigSymbol) -> PossibleValues {
    var result = PossibleValues.no
    for prompt in symbol.prompts where result != .yes { result = result.or(value(ofExpression: prompt)) }
    return result
  }

  /// A definition without dependency counts for nothing beside one with (scripts/kconfig/expr.c:expr_alloc_or).
  private mutating func directDependency(of symbol: KconfigSymbol) -> PossibleValues {
    var result: PossibleValues?
    for dependency in symbol.dependencies where dependency >= 0 {
      let value = value(ofExpression: dependency)
      result = result.map { $0.or(value) } ?? value
    }
    return result ?? .yes
  }

  private mutating func demands(_ demands: [KconfigSymbol.Demand]) -> PossibleValues {
    var result = PossibleValues.no
    for demand in demands where result != .yes {
      let from = value(of: demand.from)
      if from != .no { result = result.or(from.and(value(ofExpression: demand.condition))) }
    }
    return result
  }

  /// The first default whose condition holds counts.
  private mutating func defaultValue(of defaults: [KconfigSymbol.Conditional]) -> PossibleValues {
    var result: PossibleValues = []
    for candidate in defaults {
      let condition = value(ofExpression: candidate.condition)
      if condition == .no { continue }
      result.formUnion(value(ofExpression: candidate.value).and(condition.subtracting(.no)))
      if !condition.contains(.no) { return result }
    }
    return result.union(.no)
  }

  /// Whether modules are switched on, `y` or `n`.
  private var hasModules: PossibleValues {
    mutating get { tree.modules.map { value(of: $0) } ?? .no }
  }

  /// `m` is `y` for symbols that cannot be `m`.
  private mutating func promoted(_ values: PossibleValues, _ symbol: KconfigSymbol) -> PossibleValues {
    guard values.contains(.module) else { return values }
    if symbol.kind == .bool { return values.promoted }
    let modules = hasModules
    if modules == .no { return values.promoted }
    return modules.contains(.no) ? values.union(values.promoted) : values
  }

  // MARK: Choices

  /// The value of a member: one that the `.config` names, else the first default, else the first that can be seen.
  private mutating func member(_ symbol: Int32, of choice: KconfigChoice) -> PossibleValues {
    let unknown = PossibleValues.yesOrNo
    if choice.trouble != nil { return unknown }
    let isShown = visibility(of: tree.symbols[Int(symbol)]).promoted
    if isShown == .no { return .no }
    for other in choice.members where settings[other] == .yes {
      switch visibility(of: tree.symbols[Int(other)]).promoted {
      case .yes: return other == symbol ? isShown : .no
      case .no: continue
      default: return unknown
      }
    }
    if choice.isOptional { return .no }
    for candidate in choice.defaults {
      let condition = value(ofExpression: candidate.condition)
      if condition == .no { continue }
      guard !condition.contains(.no), case .symbol(let chosen) = tree.expressions[Int(candidate.value)] else {
        return unknown
      }
      switch visibility(of: tree.symbols[Int(chosen)]).promoted {
      case .yes: return chosen == symbol ? .yes : .no
      case .no: continue
      default: return unknown
      }
    }
    for other in choice.members {
      switch visibility(of: tree.symbols[Int(other)]).promoted {
      case .yes: return other == symbol ? .yes : .no
      case .no: continue
      default: return unknown
      }
    }
    return unknown
  }
}
