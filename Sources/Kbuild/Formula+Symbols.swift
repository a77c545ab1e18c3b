import BooleanLogic

extension Formula {
  /// The formula with what one atom of a symbol says about its others taken out.
  ///
  /// Nested directives repeat themselves: `CONFIG_X && IS_ENABLED(CONFIG_X) && !IS_MODULE(CONFIG_X)` is `CONFIG_X`.
  var withoutRedundantSymbols: Formula {
    switch self {
    case .constant, .atom: return self
    case .not(let inner): return .not(of: inner.withoutRedundantSymbols)
    case .and(let parts):
      let parts = Set(parts.map(\.withoutRedundantSymbols))
      if parts.contains(where: { Self.excluded(by: $0).contains(where: parts.contains) }) { return .never }
      let implied = Set(parts.flatMap { Self.implied(by: $0) })
      return .and(of: Array(parts.subtracting(implied)))
    case .or(let parts):
      let parts = Set(parts.map(\.withoutRedundantSymbols))
      // A part that implies another one adds nothing to a disjunction.
      return .or(of: parts.filter { part in !Self.implied(by: part).contains(where: parts.contains) })
    }
  }

  /// What follows from a symbol being `y` or `m`.
  private static func implied(by part: Formula) -> [Formula] {
    switch part {
    case .atom(.builtIn(let name)): [.atom(.enabled(name)), .atom(.reachable(name)), .not(.atom(.module(name)))]
    case .atom(.module(let name)): [.atom(.enabled(name)), .not(.atom(.builtIn(name)))]
    case .atom(.reachable(let name)): [.atom(.enabled(name))]
    case .not(.atom(.enabled(let name))): [.not(.atom(.builtIn(name))), .not(.atom(.module(name)))]
    default: []
    }
  }

  private static func excluded(by part: Formula) -> [Formula] {
    switch part {
    case .atom(.builtIn(let name)): [.atom(.module(name)), .not(.atom(.enabled(name)))]
    case .atom(.module(let name)): [.not(.atom(.enabled(name)))]
    default: []
    }
  }
}
