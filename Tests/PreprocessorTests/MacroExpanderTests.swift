import Testing

@testable import Preprocessor

struct MacroDefinitionTests {
  private func definition(_ text: String) -> MacroDefinition? {
    let stream = MarkedText("#define " + text + "\n").stream
    return stream.directives().first.flatMap { MacroDefinition(operands: $0.operands, in: stream) }
  }

  @Test func objectLike() {
    let macro = definition("A (x) + 1")
    #expect(macro?.name == "A")
    #expect(macro?.parameters == nil)
    #expect(macro?.body == ["(", "x", ")", "+", "1"])
  }

  @Test func functionLike() {
    let macro = definition("F(a, b) a /* c */ \\\n + b")
    #expect(macro?.parameters == ["a", "b"])
    #expect(macro?.body == ["a", "+", "b"])
    #expect(macro?.isVariadic == false)
  }

  @Test func emptyListsAndBodies() {
    #expect(definition("F() x")?.parameters == [])
    #expect(definition("F()")?.body == [])
    #expect(definition("A")?.body == [])
  }

  @Test func variadic() {
    #expect(definition("F(a, ...) x")?.parameters == ["a", "__VA_ARGS__"])
    #expect(definition("F(a, ...) x")?.isVariadic == true)
    #expect(definition("F(...) x")?.parameters == ["__VA_ARGS__"])
    #expect(definition("F(a, rest...) x")?.parameters == ["a", "rest"])
    #expect(definition("F(a, rest...) x")?.isVariadic == true)
  }

  @Test(arguments: ["", "1", "F(a", "(a)"]) func whatDefinesNothing(text: String) {
    #expect(definition(text) == nil)
  }
}

struct MacroExpanderTests {
  /// Expands a text with the definitions before it, in force for all of it.
  private func expand(_ definitions: [String], _ text: String, keeping: Set<String> = []) throws -> String {
    let stream = MarkedText(definitions.map { "#define \($0)\n" }.joined()).stream
    var macros: [String: MacroDefinition] = [:]
    for directive in stream.directives() {
      if let macro = MacroDefinition(operands: directive.operands, in: stream) { macros[macro.name] = macro }
    }
    let expander = MacroExpander(opaqueNames: keeping) { macros[$0] }
    let use = MarkedText(text).stream
    return try expander.expand(use.tokens.indices.map { use.text($0) }).joined(separator: " ")
  }

  @Test func objectLike() throws {
    #expect(try expand(["A 1 + 2"], "x A y") == "x 1 + 2 y")
    #expect(try expand(["A"], "x A y") == "x y")
    #expect(try expand(["A B", "B C", "C 3"], "A") == "3")
  }

  @Test func functionLike() throws {
    #expect(try expand(["F(a, b) b a"], "F(1 + 2, (3, 4))") == "( 3 , 4 ) 1 + 2")
    #expect(try expand(["F() x"], "F()") == "x")
    #expect(try expand(["F(a) [a]"], "F()") == "[ ]")
    #expect(try expand(["F(a) a"], "F F (1)") == "F 1")
  }

  @Test func onlyParenthesesNestInArguments() throws {
    #expect(try expand(["F(a, b) b"], "F({1, 2})") == "2 }")
    #expect(try expand(["F(a, b) b"], "F((1, 2), 3)") == "3")
  }

  @Test func argumentsAreExpandedFirst() throws {
    #expect(try expand(["F(a) a a", "B 7"], "F(B)") == "7 7")
    #expect(try expand(["F(a) <a>", "G(x) F(F(x))"], "G(1)") == "< < 1 > >")
  }

  @Test func resultsAreScannedAgainWithWhatFollows() throws {
    #expect(try expand(["F(a) <a>", "ALIAS F"], "ALIAS(1)") == "< 1 >")
    #expect(try expand(["F(a) <a>", "G(x) F"], "G(0)(1)") == "< 1 >")
    #expect(try expand(["EACH(M) M(one) M(two)", "P(n) n;"], "EACH(P)") == "one ; two ;")
  }

  @Test func stringification() throws {
    #expect(try expand(["S(a) #a"], "S(x + 1)") == "\"x + 1\"")
    #expect(try expand(["S(a) #a", "B 7"], "S(B)") == "\"B\"")
  }

  @Test func pasting() throws {
    #expect(try expand(["P(a, b) a##b"], "P(bpf_, x)") == "bpf_x")
    #expect(try expand(["P(a, b) a ## _ ## b", "B 7"], "P(B, B)") == "B_B")
    #expect(try expand(["P(a, b) a##b", "AB 9"], "P(A, B)") == "9")
    #expect(try expand(["K 1 ## 2"], "K") == "12")
    #expect(try expand(["P(a, b) a##b"], "P(x y, z w)") == "x yz w")
  }

  @Test func pastingNothing() throws {
    #expect(try expand(["P(a, b) [a##b]"], "P(, x)") == "[ x ]")
    #expect(try expand(["P(a, b) [a##b]"], "P(x, )") == "[ x ]")
    #expect(try expand(["P(a, b) [a##b] c"], "P(,)") == "[ ] c")
    #expect(try expand(["P(a, b, c) [a##b##c]"], "P(x,,z)") == "[ xz ]")
  }

  @Test func variadic() throws {
    #expect(try expand(["F(a, ...) a: __VA_ARGS__"], "F(1, 2, (3, 4))") == "1 : 2 , ( 3 , 4 )")
    #expect(try expand(["F(a, rest...) a: rest"], "F(1, 2, 3)") == "1 : 2 , 3")
    #expect(try expand(["F(...) G(__VA_ARGS__)"], "F()") == "G ( )")
  }

  /// GNU's way to leave the comma out where there are no further arguments.
  @Test func theCommaBeforeEmptyVariadicArgumentsGoes() throws {
    let entry = ["E(n, ...) BTF_ID_FLAGS(func, n, ##__VA_ARGS__)"]
    #expect(try expand(entry, "E(bpf_x, KF_A | KF_B)") == "BTF_ID_FLAGS ( func , bpf_x , KF_A | KF_B )")
    #expect(try expand(entry, "E(bpf_x)") == "BTF_ID_FLAGS ( func , bpf_x )")
  }

  @Test func recursionStops() throws {
    #expect(try expand(["A A + 1"], "A") == "A + 1")
    #expect(try expand(["A B", "B A"], "A B") == "A B")
    #expect(try expand(["F(x) F(x + 1)"], "F(1)") == "F ( 1 + 1 )")
    #expect(try expand(["F(x) G(x)", "G(x) F(x)"], "F(1)") == "F ( 1 )")
  }

  @Test func aNameBehindIsNotHiddenByAnEarlierUse() throws {
    #expect(try expand(["A 1"], "A A") == "1 1")
    #expect(try expand(["F(x) x"], "F(F(1))") == "1")
  }

  @Test func keptNamesAreNotExpanded() throws {
    #expect(
      try expand(["BTF_ID_FLAGS(p, n, ...) asm", "E(n) BTF_ID_FLAGS(func, n)"], "E(x)", keeping: ["BTF_ID_FLAGS"])
        == "BTF_ID_FLAGS ( func , x )")
  }

  @Test func aFunctionLikeNameAloneStays() throws {
    #expect(try expand(["F(x) x"], "F + 1") == "F + 1")
    #expect(try expand(["F(x) x"], "F") == "F")
  }

  @Test func argumentListsThatDoNotEndAreAnError() {
    #expect(throws: MacroExpander.Failure.unbalanced(macro: "F")) { try expand(["F(x) x"], "F(1") }
  }

  @Test(.timeLimit(.minutes(1))) func explosionsAreGivenUp() {
    var bomb = ["X0 1 1 1 1 1 1 1 1 1 1"]
    for level in 1...29 { bomb.append("X\(level) X\(level - 1) X\(level - 1)") }
    #expect(throws: MacroExpander.Failure.tooLong) { try expand(bomb, "X29") }
    var doubling = ["F0(x) x"]
    for level in 1...40 { doubling.append("F\(level)(x) F\(level - 1)(x x)") }
    #expect(throws: MacroExpander.Failure.tooLong) { try expand(doubling, "F40(a)") }
  }

  @Test(.timeLimit(.minutes(1))) func longChainsEnd() throws {
    let chain = (1...1000).map { "X\($0) X\($0 - 1)" }
    #expect(try expand(chain, "X1000") == "X0")
  }
}
