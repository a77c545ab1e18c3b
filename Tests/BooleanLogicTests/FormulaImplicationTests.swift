import Testing

@testable import BooleanLogic

struct FormulaImplicationTests {
  private let yes = Formula.atom(.builtIn("CONFIG_X"))
  private let module = Formula.atom(.module("CONFIG_X"))
  private let enabled = Formula.atom(.enabled("CONFIG_X"))
  private let reachable = Formula.atom(.reachable("CONFIG_X"))
  private let modular = Formula.atom(.modularCode)
  private let other = Formula.atom(.builtIn("CONFIG_Y"))

  @Test func constants() {
    #expect(Formula.never.implies(yes) == .yes)
    #expect(yes.implies(.always) == .yes)
    #expect(Formula.always.implies(yes) == .no)
    #expect(Formula.always.implies(.always) == .yes)
    #expect(Formula.always.implies(.never) == .no)
  }

  @Test func propositionalConsequences() {
    #expect(Formula.and(of: [yes, other]).implies(yes) == .yes)
    #expect(yes.implies(.and(of: [yes, other])) == .no)
    #expect(yes.implies(.or(of: [yes, other])) == .yes)
    #expect(Formula.not(of: .or(of: [yes, other])).implies(.not(of: yes)) == .yes)
    #expect(yes.implies(other) == .no)
  }

  /// A symbol is n, y or m; `IS_ENABLED` is y or m, `IS_REACHABLE` y, or m in modular code (`include/linux/kconfig.h`).
  @Test func builtInModularAndEnabledFitTogether() {
    #expect(yes.implies(enabled) == .yes)
    #expect(module.implies(enabled) == .yes)
    #expect(enabled.implies(yes) == .no)
    #expect(enabled.implies(module) == .no)
    #expect(enabled.implies(.or(of: [yes, module])) == .yes)
    #expect(yes.implies(.not(of: module)) == .yes)
    #expect(Formula.and(of: [yes, module]).implies(.never) == .yes)
    #expect(Formula.not(of: enabled).implies(.not(of: .or(of: [yes, module]))) == .yes)
  }

  @Test func reachableFitsToo() {
    #expect(yes.implies(reachable) == .yes)
    #expect(reachable.implies(enabled) == .yes)
    #expect(enabled.implies(reachable) == .no)
    #expect(module.implies(reachable) == .no)
    #expect(reachable.implies(.or(of: [yes, module])) == .yes)
    #expect(reachable.implies(.or(of: [yes, modular])) == .yes)
    #expect(Formula.and(of: [module, modular]).implies(reachable) == .yes)
    #expect(Formula.and(of: [module, .not(of: modular)]).implies(.not(of: reachable)) == .yes)
    #expect(Formula.and(of: [reachable, .not(of: yes)]).implies(modular) == .yes)
  }

  @Test func oneCodeIsModularForAllSymbols() {
    let otherReachable = Formula.atom(.reachable("CONFIG_Y"))
    let otherModule = Formula.atom(.module("CONFIG_Y"))
    // X is m and reachable, so the code is modular, so Y as m is reachable.
    #expect(Formula.and(of: [reachable, module, otherModule]).implies(otherReachable) == .yes)
  }

  @Test func symbolsAreIndependent() {
    #expect(yes.implies(.atom(.enabled("CONFIG_Y"))) == .no)
  }

  @Test func opaqueConditionsAreOnlyEqualToThemselves() {
    let large = Formula.atom(.opaque("HZ > 100"))
    #expect(large.implies(large) == .yes)
    #expect(large.implies(.atom(.opaque("HZ > 10"))) == .no)
    #expect(Formula.and(of: [large, .not(of: large)]).implies(.never) == .yes)
  }

  @Test func tooManyAtomsAreUnknown() {
    let many = (0...Formula.enumerationLimit).map { Formula.atom(.builtIn("CONFIG_\($0)")) }
    #expect(Formula.and(of: many).implies(many[0]) == .unknown)
    #expect(Formula.and(of: Array(many.dropLast())).implies(many[0]) == .yes)
  }

  @Test func implicationIsReflexiveAndAgreesWithNegation() {
    var random = RandomFormula(seed: 3)
    for _ in 0..<100 {
      let left = random.next(depth: 2)
      let right = random.next(depth: 2)
      guard Set(left.atoms + right.atoms).count <= 8 else { continue }
      #expect(left.implies(left) == .yes)
      #expect(Formula.and(of: [left, right]).implies(left) == .yes)
      #expect(left.implies(.or(of: [left, right])) == .yes)
      #expect(left.implies(right) == Formula.not(of: right).implies(.not(of: left)))
    }
  }
}
