import CEL
import Testing

@Suite struct ObjectModelTests {
  @Test(
    "selections of present, absent and unknown fields",
    arguments: [
      ("entry.name", "'kfunc_0'"),
      ("entry.definition.line", "42"),
      ("other.definition.line", "error: 'entry' has no 'definition'"),
      ("has(entry.definition)", "true"),
      ("has(other.definition)", "false"),
      ("has(other.definition.line)", "error: 'entry' has no 'definition'"),
      ("has(other.definition) && other.definition.line > 1", "false"),
      ("other.definition.line > 1 || true", "true"),
      ("entry.sleeps", "true"),
      ("other.sleeps", "<no body>"),
      ("has(other.sleeps)", "<no body>"),
      ("other.sleeps && false", "false"),
      ("entry.?definition.line.orValue(0)", "42"),
      ("other.?definition.line.orValue(0)", "0"),
      ("other.?definition.hasValue()", "false"),
      ("other.?sleeps.hasValue()", "<no body>"),
      ("has(other.?definition.line)", "false"),
      ("entry.next.next.next.next == entry", "true"),
      ("entry == other", "false"),
      ("entry in entries", "true"),
      ("entries.filter(e, has(e.definition)).map(e, e.name)", "['kfunc_0']"),
      ("type(entry) == definition", "false"),
      ("type(entry.definition) == definition", "true"),
      ("entry.missing(['KF_ACQUIRE', 'KF_SLEEPABLE'])", "['KF_SLEEPABLE']"),
      ("anything.name", "error: int has no fields"),
      ("anything + 1", "8"),
      ("anything + 'x'", "error: no matching overload for '+' applied to (int, string)"),
      ("anything.startsWith('x')", "error: no matching overload for 'startsWith' applied to (int, string)"),
      ("[anything] + [2u]", "[7, 2u]"),
      ("anything < 7.5", "true"),
    ])
  func selections(_ expression: String, _ expected: String) {
    #expect(TestModel.outcome(expression) == expected)
  }

  @Test("a host function's error is told with the place of the call")
  func hostError() throws {
    let program = try #require(TestModel.compile("n == 3 && size(other.missing([])) == 0"))
    #expect(
      program.evaluate(variables: TestModel.variables, resolver: TestModel())
        == .error(EvaluationError("cannot read the flags", range: 15..<32)))
  }

  @Test("fields are read when they are needed, not before")
  func laziness() throws {
    final class Counter: ObjectResolver {
      nonisolated(unsafe) var reads: [String] = []  // used by one task only

      func select(_ field: String, of object: ObjectReference) -> Selection {
        reads.append(field)
        return TestModel().select(field, of: object)
      }
    }
    let counter = Counter()
    let program = try #require(TestModel.compile("entry.name == 'x' && entry.next.sleeps"))
    #expect(program.evaluate(variables: TestModel.variables, resolver: counter) == .value(.bool(false)))
    #expect(counter.reads == ["name"])
  }

  @Test("a value of another type than the schema says is an error, not a crash")
  func lyingHost() throws {
    struct Liar: ObjectResolver {
      func select(_ field: String, of object: ObjectReference) -> Selection { .value(.int(1)) }
    }
    for expression in [
      "entry.name.startsWith('x')", "entry.flags.exists(f, true)", "entry.name.matches('a')", "entry.flags[0] == 'x'",
    ] {
      let program = try #require(TestModel.compile(expression))
      guard case .error = program.evaluate(variables: TestModel.variables, resolver: Liar()) else {
        Issue.record("'\(expression)' is no error")
        continue
      }
    }
  }

  @Test("a field whose value is unknown is the same as an unknown field")
  func unknownValues() throws {
    struct Ignorant: ObjectResolver {
      func select(_ field: String, of object: ObjectReference) -> Selection { .value(.unknown(UnknownSet("why"))) }
    }
    for expression in ["entry.name", "has(entry.name)", "entry.?name", "entry.definition.line > 1"] {
      let program = try #require(TestModel.compile(expression))
      let outcome = program.evaluate(variables: TestModel.variables, resolver: Ignorant())
      #expect(outcome == .unknown(UnknownSet("why")), "\(expression)")
    }
  }

  @Test("the result type is known")
  func resultTypes() throws {
    #expect(try #require(TestModel.compile("entry.flags")).resultType == .list(.string))
    #expect(try #require(TestModel.compile("entry.?definition")).resultType == .optional(.object("definition")))
    #expect(try #require(TestModel.compile("entry.?definition.line")).resultType == .optional(.int))
    #expect(try #require(TestModel.compile("entries.map(e, e.definition)")).resultType == .list(.object("definition")))
    #expect(try #require(TestModel.compile("{'a': [1]}")).resultType == .map(.string, .list(.int)))
    for expression in ["u ? optional.of(1) : optional.of(dyn(1))", "u ? optional.of(dyn(1)) : optional.of(1)"] {
      #expect(try #require(TestModel.compile(expression)).resultType == .optional(.dyn))
    }
    #expect(try #require(TestModel.compile("[1, 'a']")).resultType == .list(.dyn))
    #expect(try #require(TestModel.compile("[]")).resultType == .list(.dyn))
  }

  @Test("the variables that an expression uses are known")
  func usedVariables() throws {
    #expect(try #require(TestModel.compile("u || n > 1 || entry.name == 'n' || u")).variables == ["u", "n", "entry"])
  }
}
