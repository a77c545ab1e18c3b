import BooleanLogic
import Synchronization

/// The configurations of a kernel, as its Kconfig files allow them. No file is read before a question is asked.
public final class KconfigConfigurations: ConfigurationOracle {
  private let load: @Sendable () -> KconfigTree
  private let state = Mutex(State())

  private struct State {
    var tree: KconfigTree?
    var answers: [Question: ConfigurationAnswer] = [:]
  }

  private struct Question: Hashable {
    var formula: Formula
    var given: [String]
  }

  /// Rounds of proposing and checking a configuration, and dead ends in each. Questions about real kernels take a few.
  private static let roundLimit = 24
  private static let conflictLimit = 4000
  /// Selectors of one symbol that are worth taking in.
  private static let selectorLimit = 600

  /// - Parameters:
  ///   - file: where reading begins.
  ///   - architecture: the directory below `arch/`.
  ///   - bytes: returns a file given relative to the tree; nil when there is none.
  public init(file: String, architecture: String, bytes: @escaping @Sendable (String) -> [UInt8]?) {
    // scripts/subarch.include; builds for both sizes of x86 say ARCH=x86.
    let variables = ["SRCARCH": architecture, "ARCH": architecture, "SUBARCH": architecture, "srctree": "."]
    load = { KconfigReader.read(file, variables: variables, bytes: bytes) }
  }

  public func isTristate(_ symbol: String) -> Bool? {
    let tree = tree()
    guard case .symbol(let place) = tree.meaning(of: .enabled(symbol)) else { return tree.gaps.isEmpty ? false : nil }
    let found = tree.symbols[Int(place)]
    return found.trouble == nil ? found.kind == .tristate : nil
  }

  public func witness(for formula: Formula, given: [String]) -> ConfigurationAnswer {
    let question = Question(formula: formula, given: given)
    if let known = state.withLock({ $0.answers[question] }) { return known }
    let answer = answer(question, tree())
    state.withLock { $0.answers[question] = answer }
    return answer
  }

  /// How many symbols the files define, and what could not be read of them.
  public func inventory() -> (symbols: Int, gaps: [String]) {
    let tree = tree()
    return (tree.symbols.count { $0.kind != .undefined }, tree.gaps.map(\.description))
  }

  private func tree() -> KconfigTree {
    state.withLock { state in
      if let tree = state.tree { return tree }
      let tree = load()
      state.tree = tree
      return tree
    }
  }

  // MARK: Search

  private func answer(_ question: Question, _ tree: KconfigTree) -> ConfigurationAnswer {
    if question.formula == .never { return .impossible }
    if let gap = tree.gaps.first { return .unknown(gap.description) }
    var given = Set<Int32>()
    for name in question.given {
      switch tree.meaning(of: .builtIn(name)) {
      case .symbol(let symbol): given.insert(symbol)
      case .never: return .impossible
      case .unknown: return .unknown("'\(name)' is not a switch")
      }
    }
    let roots = tree.symbols(of: question.formula).union(given)
    var expanded = Set<Int32>()
    for _ in 0..<Self.roundLimit {
      var encoder = ConstraintEncoder(tree: tree, roots: roots, expanded: expanded)
      encoder.require(question.formula)
      for symbol in given { encoder.require(yes: symbol) }
      switch encoder.solver.solve(conflictLimit: Self.conflictLimit) {
      case .unsatisfiable: return .impossible
      case .undecided: return .unknown("the conditions are too intricate")
      case .satisfiable(let solution):
        var proposal = Proposal(tree: tree, encoder: encoder, solution: solution, given: given)
        if let witness = proposal.witness(for: question.formula) {
          let decisive = withoutImplied(witness.decisive, given, tree)
          return .satisfiable(ConfigurationWitness(decisive: decisive, settings: witness.settings))
        }
        let more = proposal.symbolsToExpand(limit: Self.selectorLimit).subtracting(expanded)
        guard !more.isEmpty else { return .unknown(proposal.doubt(about: question.formula)) }
        expanded.formUnion(more)
      }
    }
    return .unknown("the conditions are too intricate")
  }

  /// Leaves out settings that follow from what is given and the others: where `CONFIG_INET=y`, nobody need be told that
  /// `CONFIG_NET=y`.
  private func withoutImplied(
    _ settings: [ConfigurationSetting], _ given: Set<Int32>, _ tree: KconfigTree
  ) -> [ConfigurationSetting] {
    var kept = settings
    // What is on follows from something else more often than what is off.
    for setting in settings.filter({ $0.value != "n" }) + settings.filter({ $0.value == "n" }) {
      let others = kept.filter { $0 != setting }
      let formula = Formula.and(of: others.map(\.formula) + [.not(of: setting.formula)])
      var encoder = ConstraintEncoder(tree: tree, roots: tree.symbols(of: formula).union(given), expanded: [])
      encoder.require(formula)
      for symbol in given { encoder.require(yes: symbol) }
      if case .unsatisfiable = encoder.solver.solve(conflictLimit: Self.conflictLimit) { kept = others }
    }
    return kept
  }
}

extension ConfigurationSetting {
  /// That the symbol has the value.
  fileprivate var formula: Formula {
    switch value {
    case "y": .atom(.builtIn(symbol))
    case "m": .atom(.module(symbol))
    default: .not(of: .atom(.enabled(symbol)))
    }
  }
}
