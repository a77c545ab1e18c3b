import BooleanLogic

extension KconfigTree {
  /// What a condition of the sources is about.
  enum Meaning {
    case symbol(Int32)
    /// A symbol that no file defines, so that it is off.
    case never
    case unknown
  }

  /// Finds the symbol of an atom.
  func meaning(of atom: Atom) -> Meaning {
    switch atom {
    case .modularCode, .opaque: return .unknown
    case .builtIn(let name), .module(let name), .enabled(let name), .reachable(let name):
      guard name.hasPrefix("CONFIG_") else { return .unknown }
      guard let place = place(named: String(name.dropFirst("CONFIG_".count))) else { return .never }
      switch symbols[Int(place)].kind {
      case .undefined: return .never
      // A number or text is defined where it is visible or has a value.
      case .text: return .unknown
      case .bool, .tristate: return .symbol(place)
      }
    }
  }

  /// The symbols of a formula.
  func symbols(of formula: Formula) -> Set<Int32> {
    Set(
      formula.atoms.compactMap { atom in
        if case .symbol(let symbol) = meaning(of: atom) { symbol } else { nil }
      })
  }
}

extension ConfigurationEvaluator {
  /// What a formula can be: `y` for true, `n` for false.
  mutating func value(of formula: Formula, in tree: KconfigTree) -> PossibleValues {
    switch formula {
    case .constant(let value): return value ? .yes : .no
    case .atom(let atom): return value(of: atom, in: tree)
    case .not(let inner): return value(of: inner, in: tree).negated
    case .and(let parts):
      var result = PossibleValues.yes
      for part in parts { result = result.and(value(of: part, in: tree)) }
      return result
    case .or(let parts):
      var result = PossibleValues.no
      for part in parts { result = result.or(value(of: part, in: tree)) }
      return result
    }
  }

  private mutating func value(of atom: Atom, in tree: KconfigTree) -> PossibleValues {
    switch tree.meaning(of: atom) {
    case .never: return .no
    case .unknown: return .yesOrNo
    case .symbol(let symbol):
      let values = value(of: symbol).elements
      return PossibleValues(values.flatMap { ConfigurationEvaluator.truths(of: atom, where: $0).elements })
    }
  }

  private static func truths(of atom: Atom, where value: Tristate) -> PossibleValues {
    switch atom {
    case .builtIn: value == .yes ? .yes : .no
    case .module: value == .module ? .yes : .no
    case .enabled: value == .no ? .no : .yes
    case .reachable: value == .yes ? .yes : value == .no ? .no : .yesOrNo
    case .modularCode, .opaque: .yesOrNo
    }
  }
}
