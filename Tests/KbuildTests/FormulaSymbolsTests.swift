import BooleanLogic
import Testing

@testable import Kbuild

@Suite struct FormulaSymbolsTests {
  private let yes = Formula.atom(.builtIn("CONFIG_X"))
  private let module = Formula.atom(.module("CONFIG_X"))
  private let enabled = Formula.atom(.enabled("CONFIG_X"))
  private let other = Formula.atom(.builtIn("CONFIG_Y"))

  @Test func dropsWhatFollowsFromAnotherAtomOfTheSymbol() {
    #expect(
      Formula.and(of: [yes, enabled, .not(of: module), other]).withoutRedundantSymbols == .and(of: [yes, other]))
    #expect(Formula.and(of: [module, enabled]).withoutRedundantSymbols == module)
    #expect(Formula.or(of: [yes, enabled, other]).withoutRedundantSymbols == .or(of: [enabled, other]))
  }

  @Test func findsContradictions() {
    #expect(Formula.and(of: [yes, module]).withoutRedundantSymbols == .never)
    #expect(Formula.and(of: [module, .not(of: enabled)]).withoutRedundantSymbols == .never)
  }

  @Test func neverChangesWhatAFormulaMeans() {
    let atoms = [yes, module, enabled, other]
    let literals = atoms + atoms.map { Formula.not(of: $0) }
    for first in literals {
      for second in literals {
        for third in literals {
          for formula in [
            Formula.and(of: [first, .or(of: [second, third])]), .or(of: [first, .and(of: [second, third])]),
            .and(of: [first, second, third]), .or(of: [first, second, third]),
          ] {
            let simple = formula.withoutRedundantSymbols
            #expect(formula.implies(simple) == .yes, "\(formula) -> \(simple)")
            #expect(simple.implies(formula) == .yes, "\(simple) -> \(formula)")
          }
        }
      }
    }
  }
}
