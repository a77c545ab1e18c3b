import CEL
import Testing

/// Every message is compared in full, under the expression, with carets below the bytes that it is about.
@Suite struct CompilationErrorTests {
  /// Draws the errors of an expression the way a report would.
  private func report(_ expression: String, expecting: CELType? = nil) -> String {
    guard case .failure(let errors) = Program.compile(expression, in: TestModel.environment, expecting: expecting)
    else {
      return "no errors"
    }
    let lines = errors.errors.map { error in
      String(repeating: " ", count: error.range.lowerBound)
        + String(repeating: "^", count: max(1, error.range.count)) + " \(error)"
    }
    return ([expression] + lines).joined(separator: "\n")
  }

  @Test(
    "draws errors of the syntax",
    arguments: [
      """
      1 +
         ^ unexpected end of expression; expected an expression
      """,
      """
      (1 + 2
            ^ unexpected end of expression; expected ')'
      """,
      """
      1 2
        ^ unexpected '2'; expected an operator or the end of the expression
      """,
      """
      entry.
            ^ unexpected end of expression; expected a field name
      """,
      """
      entry.name = 'x'
                 ^ unexpected character '='; expected '=='
      """,
      """
      n == 1 & n == 2
             ^ unexpected character '&'; expected '&&'
      """,
      """
      'abc
      ^^^^ unterminated string; expected a closing quote
      """,
      """
      '\\q'
       ^^ invalid escape sequence '\\q'
      """,
      """
      n > 9223372036854775808
          ^^^^^^^^^^^^^^^^^^^ '9223372036854775808' does not fit into 64 bits
      """,
      """
      [1, 2
           ^ unexpected end of expression; expected ',' or ']'
      """,
      """
      {'a' 1}
           ^ unexpected '1'; expected ':' behind the key
      """,
      """
      n > 1 ? 2
               ^ unexpected end of expression; expected ':' of the conditional
      """,
      """
      for == 1
      ^^^ 'for' is a reserved word
      """,
      """
      has(n)
          ^ 'has' cannot test this; expected a selection such as 'has(a.b)'
      """,
      """
      names.all(1, true)
                ^ 'all' needs a name for its variable; expected a simple name
      """,
      """
      names.exists(a, a, true)
                      ^ 'exists' has two variables 'a'
      """,
      """
      entry.name.matches('a(')
                         ^^^^ invalid regular expression 'a(': missing ')'
      """,
    ])
  func syntax(_ expected: String) {
    #expect(report(String(expected.prefix { $0 != "\n" })) == expected)
  }

  @Test(
    "draws errors of names and types",
    arguments: [
      """
      entry.nam == 'x'
            ^^^ unknown field 'nam' of 'entry'; did you mean 'name'
      """,
      """
      entyr.name == 'x'
      ^^^^^ unknown name 'entyr'; did you mean 'entry'
      """,
      """
      names.exists(flag, flagg == 'x')
                         ^^^^^ unknown name 'flagg'; did you mean 'flag'
      """,
      """
      entry.name.startWith('x')
                 ^^^^^^^^^ unknown method 'startWith'; did you mean 'startsWith'
      """,
      """
      siz(names)
      ^^^ unknown function 'siz'; did you mean 'size'
      """,
      """
      names.exist(x, true)
            ^^^^^ unknown method 'exist'; did you mean 'exists'
      """,
      """
      completelyDifferent
      ^^^^^^^^^^^^^^^^^^^ unknown name 'completelyDifferent'
      """,
      """
      n + 'x'
      ^^^^^^^ operator '+' does not take (int, string); expected (int, int)
      """,
      """
      n == 'x'
      ^^^^^^^^ operator '==' does not take (int, string); expected (int, int)
      """,
      """
      1 < 2u
      ^^^^^^ operator '<' does not take (int, uint); expected (int, int)
      """,
      """
      !n
      ^^ operator '!' does not take (int); expected (bool)
      """,
      """
      'KF_ACQUIRE' in entry.name
      ^^^^^^^^^^^^^^^^^^^^^^^^^^ operator 'in' does not take (string, string); expected (string, list(string)) or (string, map(string, dyn))
      """,
      """
      entry.name.startsWith(n)
                 ^^^^^^^^^^ 'startsWith' of string does not take (int); expected (string)
      """,
      """
      entry.missing('KF_ACQUIRE')
            ^^^^^^^ 'missing' of entry does not take (string); expected (list(string))
      """,
      """
      n.contains('x')
        ^^^^^^^^ 'contains' of int does not take (string); expected string.contains(string)
      """,
      """
      startsWith('a', 'b')
      ^^^^^^^^^^ 'startsWith' is not a function; expected 'receiver.startsWith(…)'
      """,
      """
      names.all(x)
            ^^^ 'all' has a wrong number of arguments; expected (variable, condition)
      """,
      """
      n.name
        ^^^^ int has no fields; expected an object or a map before '.name'
      """,
      """
      n.exists(x, true)
      ^ 'exists' cannot visit int; expected a list or a map
      """,
      """
      names.all(x, size(x))
                   ^^^^^^^ condition of 'all' is int; expected bool
      """,
      """
      u && n
           ^ operand of '&&' is int; expected bool
      """,
      """
      u ? 1 : 'x'
      ^^^^^^^^^^^ the conditional is int or string; expected the same type in both cases
      """,
      """
      [n, ?n]
           ^ element after '?' is int; expected optional_type(int)
      """,
      """
      {1.5: 'x'}
       ^^^ double cannot be a map key; expected bool, int, uint or string
      """,
      """
      entry.definition == null
      ^^^^^^^^^^^^^^^^^^^^^^^^ operator '==' does not take (definition, null_type); expected (definition, definition)
      """,
    ])
  func types(_ expected: String) {
    #expect(report(String(expected.prefix { $0 != "\n" })) == expected)
  }

  @Test("reports all errors of one expression, in the order of the text")
  func severalErrors() {
    #expect(
      report("entry.nam == 1 || entyr.name == 'x' || n + 'a' == n") == """
        entry.nam == 1 || entyr.name == 'x' || n + 'a' == n
              ^^^ unknown field 'nam' of 'entry'; did you mean 'name'
                          ^^^^^ unknown name 'entyr'; did you mean 'entry'
                                               ^^^^^^^ operator '+' does not take (int, string); expected (int, int)
        """)
    #expect(
      report("[1, (2 +), 'a] && n @ 3 || ) ") == """
        [1, (2 +), 'a] && n @ 3 || )\u{20}
                ^ unexpected ')'; expected an expression
                   ^^^^^^^^^^^^^^^^^^ unterminated string; expected a closing quote
                                     ^ unexpected end of expression; expected ',' or ']'
        """)
    #expect(
      report("n == && n > ) || (n n) && [1 2]") == """
        n == && n > ) || (n n) && [1 2]
             ^^ unexpected '&&'; expected an expression
                    ^ unexpected ')'; expected an expression
                            ^ unexpected 'n'; expected ')'
                                     ^ unexpected '2'; expected ',' or ']'
        """)
  }

  @Test("does not report more errors than the limit")
  func errorLimit() {
    var environment = TestModel.environment
    environment.limits.maximumErrors = 2
    guard case .failure(let errors) = Program.compile("[a, b, c, d]", in: environment) else {
      Issue.record("compiles")
      return
    }
    #expect(errors.errors.map(\.message) == ["unknown name 'a'", "unknown name 'b'"])
  }

  @Test("requires the expected result type")
  func expectedType() {
    #expect(
      report("n + 1", expecting: .bool) == """
        n + 1
        ^^^^^ the expression is int; expected bool
        """)
    #expect(report("anything", expecting: .bool) == "no errors")
  }

  @Test("knows ranges in bytes, not characters")
  func byteRanges() {
    guard case .failure(let errors) = Program.compile("'é' + nme", in: TestModel.environment) else {
      Issue.record("compiles")
      return
    }
    #expect(errors.errors.map(\.range) == [7..<10])
  }

  @Test("tells where evaluation failed")
  func evaluationErrorRange() throws {
    let program = try Program.compile("1 + 2 / 0", in: Environment()).get()
    #expect(program.evaluate(variables: [:]) == .error(EvaluationError("division by zero", range: 4..<9)))
  }
}
