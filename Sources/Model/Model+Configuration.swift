import BooleanLogic
import Facts

extension Model {
  /// Whether one thing can be there without any of several others, and where.
  enum Split {
    /// Where the configuration is as the text says.
    case at(String)
    case never
    case unknown(String)
  }

  /// When a piece of a translation unit with a condition of its own is there.
  func presence(_ condition: Formula, in translationUnit: String) -> Presence {
    let (inside, outside) = (condition.seen(inModule: true), condition.seen(inModule: false))
    // A header is wherever it is included.
    if translationUnit.hasSuffix(".h") { return Presence(builtIn: outside, modules: [:]) }
    guard let placement = configuration?.placement(translationUnit) else {
      let isBuilt = Formula.atom(.opaque("'\(translationUnit)' is built in"))
      let isModule = Formula.atom(.opaque("'\(translationUnit)' is built as a module"))
      return Presence(
        builtIn: .and(of: [isBuilt, outside]), modules: [translationUnit: .and(of: [isModule, inside])])
    }
    return Presence(
      builtIn: .and(of: [placement.builtIn, outside]),
      modules: placement.modules.mapValues { .and(of: [$0, inside]) })
  }

  func presence(ofEntry row: Int) -> Presence {
    presence(entries[row].fact.condition, in: sets[entries[row].set].translationUnit)
  }

  /// When any function of a name is there: the definitions that were found, and whatever else in the tree has the name.
  func presences(ofFunction name: String, definitions rows: [Int]) -> [Presence] {
    rows.map { presence(definitions[$0].fact.condition, in: definitions[$0].translationUnit) }
      + (otherFunctions[name] ?? []).map { presence($0.condition, in: $0.path) }
  }

  /// Finds a configuration that has the one and, in the same kernel or module, none of the others.
  func split(_ one: Presence, from others: [Presence], needsBTF: Bool = true) -> Split {
    var reason: String?
    for image in one.images {
      let missing = Formula.not(of: .or(of: others.map { $0.isReachable(from: image) }))
      let formula = Formula.and(of: [one.isIn(image), missing])
      // Most questions are answered by the formulas themselves, without a look at Kconfig.
      if formula == .never || isContradiction(formula) { continue }
      guard let configuration else {
        reason = "there is no kernel tree, so which configurations there are is not known"
        continue
      }
      let given = needsBTF ? KernelConfiguration.symbolsOfBTF(inModule: image.isModule) : []
      switch configuration.oracle.witness(for: formula, given: given) {
      case .satisfiable(let witness): return .at(witness.text)
      case .impossible: continue
      case .unknown(let why): reason = reason ?? why
      }
    }
    return reason.map { .unknown($0) } ?? .never
  }

  /// Whether some configuration of the tree has a piece of source with a condition.
  func existence(of condition: Formula) -> TriState {
    if condition == .never || isContradiction(condition) { return .no }
    guard let configuration else { return .unknown }
    switch configuration.oracle.witness(for: condition, given: []) {
    case .satisfiable: return .yes
    case .impossible: return .no
    case .unknown: return .unknown
    }
  }

  private func isContradiction(_ formula: Formula) -> Bool {
    formula.atoms.count <= 6 && formula.implies(.never) == .yes
  }

  /// Whether a call can be part of a module.
  func isModular(registration row: Int) -> TriState {
    isModular(registrations[row].isModular, translationUnit: registrations[row].translationUnit)
  }

  /// Whether an object can be part of a module.
  func isModular(idSet row: Int) -> TriState {
    isModular(idSets[row].isModular, translationUnit: idSets[row].translationUnit)
  }

  /// Whether code of a translation unit can be part of a module, as far as its Makefile alone does not tell.
  func isModular(_ answer: TriState, translationUnit: String) -> TriState {
    guard answer == .unknown, let configuration, let placement = configuration.placement(translationUnit) else {
      return answer
    }
    switch configuration.oracle.isAnyPossible(placement.modules.values.sorted { $0.description < $1.description }) {
    case true?: return .yes
    case false?: return .no
    case nil: return .unknown
    }
  }

  /// The modules that code is part of, with a configuration for each: those that can be.
  func modularWitness(translationUnit: String) -> String? {
    guard let configuration, let placement = configuration.placement(translationUnit) else { return nil }
    for (_, condition) in placement.modules.sorted(by: { $0.key < $1.key }) {
      if case .satisfiable(let witness) = configuration.oracle.witness(for: condition, given: []) {
        return witness.text.isEmpty ? nil : witness.text
      }
    }
    return nil
  }
}

extension ConfigurationOracle {
  /// Whether one of several conditions can hold; nil when that is not known.
  fileprivate func isAnyPossible(_ conditions: [Formula]) -> Bool? {
    var isUnknown = false
    for condition in conditions {
      switch witness(for: condition, given: []) {
      case .satisfiable: return true
      case .impossible: continue
      case .unknown: isUnknown = true
      }
    }
    return isUnknown ? nil : false
  }
}
