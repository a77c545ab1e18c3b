import BooleanLogic
import Testing

@testable import Model

struct ListLayoutTests {
  private let a = Formula.atom(.builtIn("CONFIG_A"))
  private let b = Formula.atom(.builtIn("CONFIG_B"))
  private func not(_ formula: Formula) -> Formula { .not(of: formula) }
  private func and(_ formulas: Formula...) -> Formula { .and(of: formulas) }

  private func holes(_ conditions: [Formula], list: Formula = .always) throws -> [Range<Int>] {
    try #require(ListLayout(conditions: conditions, list: list)).holes
  }

  @Test func anElementThatNothingReplacesIsAHole() throws {
    #expect(try holes([.always, a, .always]) == [1..<2])
    #expect(try holes([a, a, .always]) == [0..<2])
  }

  @Test func aPlaceholderFillsIt() throws {
    #expect(try holes([.always, a, not(a), .always]) == [])
    #expect(try holes([a, a, not(a), not(a), .always]) == [])
  }

  @Test func branchesNeedAsManyElements() throws {
    #expect(try holes([a, a, not(a), .always]) == [0..<2, 2..<3])
  }

  @Test func nestedConditionsAreCounted() throws {
    #expect(try holes([a, and(a, b), and(a, not(b)), not(a), not(a), .always]) == [])
    #expect(try holes([a, and(a, b), not(a), not(a), .always]).isEmpty == false)
  }

  @Test func aTailIsNoHole() throws {
    #expect(try holes([.always, a]) == [])
    #expect(try holes([.always, a, a]) == [])
    #expect(try holes([.always, a, and(a, b)]) == [])
  }

  @Test func twoTailsMoveEachOther() throws {
    #expect(try holes([.always, a, b]) == [1..<2])
  }

  @Test func theListsOwnConditionCounts() throws {
    #expect(try holes([a, a, a], list: a) == [])
    #expect(try holes([a, and(a, b), a], list: a) == [1..<2])
  }

  @Test func aHoleBehindAFilledPlaceIsFoundAlone() throws {
    #expect(try holes([a, not(a), b, .always]) == [2..<3])
    #expect(try holes([b, a, not(a), .always]) == [0..<1])
  }

  @Test func elementsThatChangePlacesAreNoAlternatives() throws {
    // Always two elements, but the second moves.
    #expect(try holes([a, b, not(a), not(b), .always]).isEmpty == false)
  }

  @Test func tooManyConditionsAreNotJudged() {
    #expect(ListLayout(conditions: (0..<20).map { .atom(.builtIn("CONFIG_\($0)")) }, list: .always) == nil)
  }

  @Test func rowsTellWhereAHoleOpens() throws {
    var facts = SubjectFacts()
    facts.addSet("ids", kind: .list, [("x", [], .always), ("y", [], a), ("z", [], a), ("", [], .always)])
    facts.addSet("others", kind: .set, [("y", [], a), ("x", [], .always)])
    let model = try facts.model()
    #expect(model.rowCount(of: "list") == 1)
    #expect(model.value("holes", of: "list", row: 0).rows == [1])
    #expect(model.value("opensHole", of: "entry", row: 1).bool == true)
    #expect(model.value("hole", of: "entry", row: 1).rows == [1, 2])
    #expect(model.value("opensHole", of: "entry", row: 2).bool == false)
    #expect(model.value("opensHole", of: "entry", row: 4).bool == false)
    #expect(model.identity(of: "list", row: 0).key == "net/a.c:ids")
  }
}
