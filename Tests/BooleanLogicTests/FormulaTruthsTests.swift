import Testing

@testable import BooleanLogic

struct FormulaTruthsTests {
  private let yes = Formula.atom(.builtIn("CONFIG_X"))
  private let module = Formula.atom(.module("CONFIG_X"))
  private let other = Formula.atom(.builtIn("CONFIG_Y"))

  @Test func givesOneRowForEachCombinationThatOccurs() {
    #expect(
      Formula.always.truths(of: [yes, other]) == [[false, false], [false, true], [true, false], [true, true]])
    #expect(Formula.always.truths(of: [yes, .not(of: yes)]) == [[true, false], [false, true]])
    #expect(Formula.always.truths(of: []) == [[]])
  }

  @Test func keepsOnlyConfigurationsThatSatisfyTheFormula() {
    #expect(yes.truths(of: [yes, other]) == [[true, false], [true, true]])
    #expect(Formula.never.truths(of: [yes]) == [])
  }

  @Test func knowsThatASymbolIsNotBuiltInAndModularAtOnce() {
    #expect(Formula.always.truths(of: [yes, module]) == [[false, false], [false, true], [true, false]])
  }

  @Test func givesUpOnManyAtoms() {
    let many = (0..<15).map { Formula.atom(.builtIn("CONFIG_\($0)")) }
    #expect(Formula.always.truths(of: many) == nil)
  }
}
