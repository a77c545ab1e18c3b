import Testing

@testable import BooleanLogic

struct FormulaTests {
  private let a = Formula.atom(.builtIn("CONFIG_A"))
  private let b = Formula.atom(.builtIn("CONFIG_B"))
  private let c = Formula.atom(.module("CONFIG_C"))

  @Test func constantsFold() {
    #expect(Formula.and(of: []) == .always)
    #expect(Formula.or(of: []) == .never)
    #expect(Formula.and(of: [a, .always]) == a)
    #expect(Formula.and(of: [a, .never]) == .never)
    #expect(Formula.or(of: [a, .never]) == a)
    #expect(Formula.or(of: [a, .always]) == .always)
    #expect(Formula.not(of: .always) == .never)
    #expect(Formula.not(of: .never) == .always)
  }

  @Test func doubleNegationDisappears() {
    #expect(Formula.not(of: .not(of: a)) == a)
    let inner = Formula.and(of: [a, b])
    #expect(Formula.not(of: .not(of: inner)) == inner)
  }

  @Test func orderAndRepetitionDoNotMatter() {
    #expect(Formula.and(of: [b, a, b]) == Formula.and(of: [a, b]))
    #expect(Formula.or(of: [c, b, a]) == Formula.or(of: [a, b, c]))
    #expect(Formula.and(of: [a, a]) == a)
  }

  @Test func nestedOperandsAreFlattened() {
    #expect(Formula.and(of: [a, .and(of: [b, c])]) == .and(of: [a, b, c]))
    #expect(Formula.or(of: [.or(of: [c, b]), a]) == .or(of: [a, b, c]))
    #expect(Formula.and(of: [a, .or(of: [b, c])]) != .and(of: [a, b, c]))
  }

  @Test func complementsCollapse() {
    #expect(Formula.and(of: [a, .not(of: a)]) == .never)
    #expect(Formula.or(of: [a, .not(of: a), b]) == .always)
    let compound = Formula.or(of: [b, c])
    #expect(Formula.and(of: [compound, a, .not(of: compound)]) == .never)
  }

  @Test func absorption() {
    #expect(Formula.and(of: [a, .or(of: [a, b])]) == a)
    #expect(Formula.or(of: [a, .and(of: [a, b])]) == a)
    #expect(Formula.and(of: [a, .or(of: [b, c])]).description == "CONFIG_A && (CONFIG_B || IS_MODULE(CONFIG_C))")
  }

  @Test func descriptionsUseFewestParentheses() {
    #expect(a.description == "CONFIG_A")
    #expect(Formula.not(of: a).description == "!CONFIG_A")
    #expect(Formula.not(of: .or(of: [a, b])).description == "!(CONFIG_A || CONFIG_B)")
    #expect(Formula.or(of: [.and(of: [b, a]), c]).description == "CONFIG_A && CONFIG_B || IS_MODULE(CONFIG_C)")
    #expect(
      Formula.and(of: [.atom(.builtIn("CONFIG_A")), .not(of: .or(of: [b, c]))]).description
        == "CONFIG_A && !(CONFIG_B || IS_MODULE(CONFIG_C))")
    #expect(Formula.always.description == "1")
    #expect(Formula.never.description == "0")
  }

  @Test(arguments: [
    (Atom.builtIn("CONFIG_X"), "CONFIG_X"), (.module("CONFIG_X"), "IS_MODULE(CONFIG_X)"),
    (.enabled("CONFIG_X"), "IS_ENABLED(CONFIG_X)"), (.reachable("CONFIG_X"), "IS_REACHABLE(CONFIG_X)"),
    (.modularCode, "MODULE"), (.opaque("X > 3"), "`X > 3`"),
  ])
  func atomsAreSpelledAsInC(atom: Atom, text: String) {
    #expect(Formula.atom(atom).description == text)
  }

  @Test func negationStandsBesideItsAtom() {
    #expect(Formula.or(of: [.not(of: a), c, b]).description == "!CONFIG_A || CONFIG_B || IS_MODULE(CONFIG_C)")
  }

  @Test func atomsAreUniqueAndSorted() {
    let formula = Formula.or(of: [.and(of: [c, b]), .not(of: .and(of: [b, a]))])
    #expect(formula.atoms == [.builtIn("CONFIG_A"), .builtIn("CONFIG_B"), .module("CONFIG_C")])
    #expect(Formula.always.atoms.isEmpty)
  }

  /// Operands may come in any order from any of the readers; the result must not tell.
  @Test func normalFormDoesNotDependOnTheOrderOfOperands() {
    var random = RandomFormula(seed: 7)
    for _ in 0..<500 {
      let operands = (0..<4).map { _ in random.next(depth: 3) }
      let shuffled = operands.shuffled(using: &random.generator)
      #expect(Formula.and(of: operands) == Formula.and(of: shuffled))
      #expect(Formula.or(of: operands) == Formula.or(of: shuffled))
      #expect(Formula.and(of: operands).description == Formula.and(of: shuffled).description)
    }
  }

  @Test func normalFormIsNotChangedByBuildingItAgain() {
    var random = RandomFormula(seed: 8)
    for _ in 0..<2000 {
      let formula = random.next(depth: 5)
      #expect(rebuilt(formula) == formula)
    }
  }

  private func rebuilt(_ formula: Formula) -> Formula {
    switch formula {
    case .constant, .atom: formula
    case .not(let inner): .not(of: rebuilt(inner))
    case .and(let parts): .and(of: parts.map(rebuilt))
    case .or(let parts): .or(of: parts.map(rebuilt))
    }
  }
}
