import CEL
import Testing

/// Absorption of errors and unknowns, as cel/expr/eval.proto of cel-spec describes it.
@Suite struct UnknownTests {
  /// Operands and what they are: T, F, U (unknown `<u>`), E (error).
  private static let operands = ["T": "true", "F": "false", "U": "u", "E": "(1 / 0 > 0)"]

  private func symbol(_ expression: String) -> String {
    switch TestModel.outcome(expression) {
    case "true": "T"
    case "false": "F"
    case "<u>": "U"
    case "error: division by zero": "E"
    case let other: other
    }
  }

  private func table(_ name: String) -> [String] {
    let order = ["T", "F", "U", "E"]
    return order.map { left in
      order.map { symbol("\(Self.operands[left] ?? "") \(name) \(Self.operands[$0] ?? "")") }.joined(separator: " ")
    }
  }

  @Test("'&&' is false if an operand is, else unknown, else an error, in any order")
  func conjunction() {
    #expect(table("&&") == ["T F U E", "F F F F", "U F U U", "E F U E"])
  }

  @Test("'||' is true if an operand is, else unknown, else an error, in any order")
  func disjunction() {
    #expect(table("||") == ["T T T T", "T F U E", "T U U U", "T E U E"])
  }

  @Test("'exists' and 'all' absorb like '||' and '&&'")
  func macros() {
    #expect(symbol("[true, u].exists(x, x)") == "U")
    #expect(TestModel.outcome("[1, 0, 2].exists(x, x == 2 || 1 / x > 5)") == "true")
    #expect(TestModel.outcome("[1, 0, 2].all(x, x < 2 && 1 / x > 5)") == "false")
    #expect(TestModel.outcome("[1, 0].exists(x, 1 / x > 5)") == "error: division by zero")
    #expect(TestModel.outcome("[1, 0].exists(x, x == 1 ? u : 1 / x > 5)") == "<u>")
    #expect(TestModel.outcome("[1, 0].all(x, x == 1 ? u : 1 / x > 5)") == "<u>")
    #expect(TestModel.outcome("[1, 2].exists(x, x == 1 ? u : true)") == "true")
    #expect(TestModel.outcome("[1, 2].exists_one(x, x == 1 ? u : true)") == "<u>")
    #expect(TestModel.outcome("[1, 2, 0].exists_one(x, x == 1 ? u : 1 / x > 0)") == "error: division by zero")
  }

  @Test("a function of an error is the error, of unknowns their union")
  func strictFunctions() {
    #expect(TestModel.outcome("u == v") == "<u, v>")
    #expect(TestModel.outcome("[u, v, u]") == "<u, v>")
    #expect(TestModel.outcome("{'a': u}") == "<u>")
    #expect(TestModel.outcome("string(u) + string(1 / 0)") == "error: division by zero")
    #expect(TestModel.outcome("!u") == "<u>")
    #expect(TestModel.outcome("u ? 1 : 2") == "<u>")
    #expect(TestModel.outcome("true ? 1 : (u ? 1 : 2)") == "1")
    #expect(TestModel.outcome("cel.bind(x, u, 1)") == "1")
    #expect(TestModel.outcome("optional.of(u).hasValue()") == "<u>")
    #expect(TestModel.outcome("type(u) == bool") == "<u>")
  }

  @Test("unions are sorted and without duplicates")
  func unions() {
    #expect(UnknownSet(reasons: ["b", "a", "b"]).reasons == ["a", "b"])
    #expect(TestModel.outcome("v && u && v && other.sleeps") == "<no body, u, v>")
  }

  @Test("a variable without a value is an error where it is used only")
  func missingVariables() throws {
    let program = try #require(TestModel.compile("n > 1 || u"))
    #expect(
      program.evaluate(variables: ["n": .int(1)], resolver: TestModel())
        == .error(EvaluationError("variable 'u' has no value", range: 9..<10)))
    #expect(program.evaluate(variables: ["n": .int(2)], resolver: TestModel()) == .value(.bool(true)))
  }
}
