extension Formula {
  /// Three-valued result of a question about formulas.
  public enum Answer: Sendable, Hashable {
    case yes
    case no
    /// The formulas hold more atoms than the search is willing to enumerate.
    case unknown
  }

  /// The largest number of distinct atoms that ``implies(_:)`` enumerates.
  static let enumerationLimit = 14

  /// Tells whether every configuration that satisfies this formula satisfies the other one.
  ///
  /// Relations between the atoms of one symbol (`IS_ENABLED(X)` is `X || IS_MODULE(X)`, `y` and `m` exclude each
  /// other) are respected; relations between symbols, which Kconfig states, are not. O(2^atoms).
  public func implies(_ other: Formula) -> Answer {
    let atoms = Set(self.atoms).union(other.atoms).sorted { $0.description < $1.description }
    guard atoms.count <= Formula.enumerationLimit else { return .unknown }
    for assignment in 0..<(1 << atoms.count) {
      var values: [Atom: Bool] = [:]
      for (bit, atom) in atoms.enumerated() { values[atom] = assignment & (1 << bit) != 0 }
      guard Formula.isConsistent(values) else { continue }
      if evaluate(values), !other.evaluate(values) { return .no }
    }
    return .yes
  }

  private static func isConsistent(_ values: [Atom: Bool]) -> Bool {
    for (atom, value) in values {
      guard value else { continue }
      switch atom {
      case .builtIn(let name):
        if values[.module(name)] == true || values[.enabled(name)] == false || values[.reachable(name)] == false {
          return false
        }
      case .module(let name):
        if values[.enabled(name)] == false { return false }
      case .enabled(let name):
        if values[.builtIn(name)] == false, values[.module(name)] == false { return false }
      case .reachable(let name):
        if values[.enabled(name)] == false { return false }
      case .modularCode, .opaque: break
      }
    }
    return true
  }

  private func evaluate(_ values: [Atom: Bool]) -> Bool {
    switch self {
    case .constant(let value): value
    case .atom(let atom): values[atom] ?? false
    case .not(let inner): !inner.evaluate(values)
    case .and(let parts): parts.allSatisfy { $0.evaluate(values) }
    case .or(let parts): parts.contains { $0.evaluate(values) }
    }
  }
}
