import Foundation
import Testing

@testable import BooleanLogic

struct FormulaCodingTests {
  private func encoded(_ formula: Formula) throws -> String {
    try JSONDecoder().decode([String].self, from: JSONEncoder().encode([formula]))[0]
  }

  private func decoded(_ text: String) throws -> Formula {
    try JSONDecoder().decode([Formula].self, from: JSONEncoder().encode([text]))[0]
  }

  @Test func isWrittenAsItsDescription() throws {
    let formula = Formula.and(of: [.atom(.builtIn("CONFIG_A")), .not(of: .atom(.opaque("X > 3")))])
    #expect(try encoded(formula) == "CONFIG_A && !`X > 3`")
  }

  /// What a worker writes, the parent must read, whatever the conditions of a source are.
  @Test func everyFormulaSurvivesCoding() throws {
    var random = RandomFormula(seed: 1)
    for _ in 0..<3000 {
      let formula = random.next(depth: 6)
      #expect(try decoded(encoded(formula)) == formula)
    }
  }

  @Test func deepNestingSurvivesCoding() throws {
    var formula = Formula.atom(.builtIn("CONFIG_0"))
    for level in 1...150 {
      let atom = Formula.atom(.builtIn("CONFIG_\(level)"))
      formula = level.isMultiple(of: 2) ? .and(of: [formula, atom]) : .not(of: .or(of: [formula, atom]))
    }
    #expect(try decoded(encoded(formula)) == formula)
  }

  @Test(arguments: [
    ("  CONFIG_A  &&CONFIG_B ", "CONFIG_A && CONFIG_B"), ("((CONFIG_A))", "CONFIG_A"), ("!!CONFIG_A", "CONFIG_A"),
    ("CONFIG_B && CONFIG_A", "CONFIG_A && CONFIG_B"), ("IS_MODULE( CONFIG_A )", "IS_MODULE(CONFIG_A)"),
    ("!(0)", "1"),
  ])
  func readsOtherSpellings(text: String, normal: String) throws {
    #expect(try decoded(text).description == normal)
  }

  @Test(arguments: [
    "", " ", "CONFIG_A &&", "&& CONFIG_A", "CONFIG_A CONFIG_B", "(CONFIG_A", "CONFIG_A)", "`open", "IS_MODULE",
    "IS_MODULE()",
    "IS_MODULE(CONFIG_A", "CONFIG_A | CONFIG_B", "!", "CONFIG_A == 1", "\u{E9}",
  ])
  func refusesOtherTexts(text: String) {
    #expect(throws: DecodingError.self) { try decoded(text) }
  }

  /// Facts files come from anywhere: nesting must not exhaust the stack.
  @Test(arguments: ["(", "!("]) func refusesHostileNesting(piece: String) {
    let text = String(repeating: piece, count: 200_000) + "CONFIG_A"
    #expect(throws: DecodingError.self) { try decoded(text) }
  }

  @Test func anyNumberOfNegationsIsRead() throws {
    #expect(try decoded(String(repeating: "!", count: 200_000) + "CONFIG_A").description == "CONFIG_A")
    #expect(try decoded(String(repeating: "! ", count: 200_001) + "CONFIG_A").description == "!CONFIG_A")
  }

  @Test func theErrorQuotesTheText() throws {
    do {
      _ = try decoded("CONFIG_A CONFIG_B")
      Issue.record("decoded")
    } catch DecodingError.dataCorrupted(let context) {
      #expect(context.debugDescription == "'CONFIG_A CONFIG_B' is not a presence condition")
    }
  }
}
