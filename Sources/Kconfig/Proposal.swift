import BooleanLogic

/// A configuration that satisfies the constraints of a cone, to be checked against everything else.
struct Proposal {
  private let tree: KconfigTree
  private let encoder: ConstraintEncoder
  private let solution: SatisfiabilitySolver.Solution
  private let given: Set<Int32>
  private var evaluator: ConfigurationEvaluator

  init(
    tree: KconfigTree, encoder: ConstraintEncoder, solution: SatisfiabilitySolver.Solution, given: Set<Int32>
  ) {
    self.tree = tree
    self.encoder = encoder
    self.solution = solution
    self.given = given
    var settings: [Int32: Tristate] = [:]
    for symbol in encoder.cone.symbols { settings[symbol] = encoder.value(of: symbol, in: solution) }
    evaluator = ConfigurationEvaluator(tree: tree, settings: settings, given: given)
  }

  /// Returns the configuration if the formula certainly holds in it.
  mutating func witness(for formula: Formula) -> ConfigurationWitness? {
    for symbol in given where evaluator.value(of: symbol) != .yes { return nil }
    guard evaluator.value(of: formula, in: tree) == .yes else { return nil }
    var decisive: [ConfigurationSetting] = []
    for atom in reasons(formula, holds: true) {
      guard case .symbol(let symbol) = tree.meaning(of: atom), !given.contains(symbol),
        let value = evaluator.value(of: symbol).certain
      else { continue }
      let setting = ConfigurationSetting(symbol: "CONFIG_" + tree.symbols[Int(symbol)].name, value: value.letter)
      if !decisive.contains(setting) { decisive.append(setting) }
    }
    return ConfigurationWitness(decisive: decisive, settings: evaluator.relevantSettings())
  }

  /// Symbols of the cone that turned out to have another value than the constraints allow for.
  mutating func symbolsToExpand(limit: Int) -> Set<Int32> {
    var result = Set<Int32>()
    for symbol in encoder.cone.symbols {
      let place = tree.symbols[Int(symbol)]
      guard place.selectedBy.count + place.impliedBy.count <= limit else { continue }
      let isForced = encoder.isForcedFromOutside(symbol, in: solution)
      let isSame = evaluator.value(of: symbol).certain == encoder.value(of: symbol, in: solution)
      if isForced || !isSame { result.insert(symbol) }
    }
    return result
  }

  /// Says what keeps the formula from being certain.
  mutating func doubt(about formula: Formula) -> String {
    for atom in formula.atoms {
      switch tree.meaning(of: atom) {
      case .never: continue
      case .unknown: return "'\(atom)' is not known"
      case .symbol(let symbol):
        let name = "CONFIG_" + tree.symbols[Int(symbol)].name
        if evaluator.value(of: symbol).certain == nil { return "what '\(name)' is depends on more than Kconfig says" }
      }
    }
    return "no configuration was found"
  }

  /// The atoms whose values make a formula what it is, as few as suffice. It must have that value.
  private mutating func reasons(_ formula: Formula, holds: Bool) -> [Atom] {
    switch formula {
    case .constant: return []
    case .atom(let atom): return [atom]
    case .not(let inner): return reasons(inner, holds: !holds)
    case .and(let parts): return reasons(parts, needsAll: holds, holds: holds)
    case .or(let parts): return reasons(parts, needsAll: !holds, holds: holds)
    }
  }

  private mutating func reasons(_ parts: [Formula], needsAll: Bool, holds: Bool) -> [Atom] {
    var results: [[Atom]] = []
    for part in parts where evaluator.value(of: part, in: tree) == (holds ? .yes : .no) {
      results.append(reasons(part, holds: holds))
    }
    if needsAll { return results.flatMap { $0 } }
    return results.min { $0.count < $1.count } ?? []
  }
}
