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
  /// other, `IS_REACHABLE(X)` is `X || IS_MODULE(X) && MODULE`) are respected; relations between symbols, which Kconfig
  /// states, are not. O(2^atoms).
  public func implies(_ other: Formula) -> Answer {
    guard let rows = truths(of: [other]) else { return .unknown }
    return rows.contains([false]) ? .no : .yes
  }

  /// Returns what the given formulas are in the configurations that satisfy this one: one row of values for each combination that
  /// occurs, in no particular order. nil when there are too many atoms to enumerate. O(2^atoms).
  public func truths(of formulas: [Formula]) -> Set<[Bool]>? {
    let atoms = formulas.reduce(into: Set(self.atoms)) { $0.formUnion($1.atoms) }.sorted {
      $0.description < $1.description
    }
    guard atoms.count <= Formula.enumerationLimit else { return nil }
    var rows = Set<[Bool]>()
    for assignment in 0..<(1 << atoms.count) {
      var values: [Atom: Bool] = [:]
      for (bit, atom) in atoms.enumerated() { values[atom] = assignment & (1 << bit) != 0 }
      guard Formula.isConsistent(values), evaluate(values) else { continue }
      rows.insert(formulas.map { $0.evaluate(values) })
    }
    return rows
  }

  /// What a symbol can be.
  private enum SymbolValue: CaseIterable {
    case no, builtIn, module
  }

  /// Tells whether some configuration, seen from built-in or from modular code, gives every atom its value.
  private static func isConsistent(_ values: [Atom: Bool]) -> Bool {
    let codes = values[.modularCode].map { [$0] } ?? [false, true]
    let symbols = Set(values.keys.compactMap(\.symbol))
    return codes.contains { isModular in
      symbols.allSatisfy { symbol in
        SymbolValue.allCases.contains { value in
          let truths: [(Atom, Bool)] = [
            (.builtIn(symbol), value == .builtIn), (.module(symbol), value == .module),
            (.enabled(symbol), value != .no),
            (.reachable(symbol), value == .builtIn || (value == .module && isModular)),
          ]
          return truths.allSatisfy { atom, isTrue in values[atom].map { $0 == isTrue } ?? true }
        }
      }
    }
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

extension Atom {
  /// The configuration symbol that the atom speaks about, nil for the others.
  fileprivate var symbol: String? {
    switch self {
    case .builtIn(let name), .module(let name), .enabled(let name), .reachable(let name): name
    case .modularCode, .opaque: nil
    }
  }
}
