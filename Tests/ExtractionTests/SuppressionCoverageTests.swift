import Facts
import Testing

@testable import Extraction

/// Which lines a suppression is about: in the texts, those that end in `@`.
@Suite("Covered lines")
struct SuppressionCoverageTests {
  @Test(
    "are those of the code that a comment is about",
    arguments: [
      // Above a macro call of one line, and above one of several.
      "BTF_ID_FLAGS(func, a)\n/* kfunclint: ignore r: y */@\nBTF_ID_FLAGS(func, b)@\nBTF_ID_FLAGS(func, c)\n",
      "/* kfunclint: ignore r: y */@\nBTF_ID_FLAGS(func, b,@\n  KF_ACQUIRE |@\n  KF_RET_NULL)@\nBTF_ID_FLAGS(func, c)\n",
      // Behind one.
      "BTF_ID_FLAGS(func, a)\nBTF_ID_FLAGS(func, b) /* kfunclint: ignore r: y */@\nBTF_ID_FLAGS(func, c)\n",
      "BTF_ID_FLAGS(func, a)\nBTF_ID_FLAGS(func, b,@\n  KF_RET_NULL) // kfunclint: ignore r: y@\nBTF_ID_FLAGS(func, c)\n",
      // Above a definition: up to the end of its parameters, not its body.
      "/* kfunclint: ignore r: y */@\n__bpf_kfunc int f(void *a,@\n\t\t  int b)@\n{\n\treturn 0;\n}\n",
      "/* kfunclint: ignore r: y */@\n__bpf_kfunc struct x *@\nf(void *a)@\n{\n}\n",
      "/* kfunclint: ignore r: y */@\n__bpf_kfunc void f(void *a) {@\n\tg();\n}\n",
      // Above and behind a parameter.
      "__bpf_kfunc int f(int a,\n\t/* kfunclint: ignore r: y */@\n\tvoid *b,@\n\tint c)\n{\n}\n",
      "__bpf_kfunc int f(int a,\n\tvoid *b, /* kfunclint: ignore r: y */@\n\tint c)\n{\n}\n",
      "__bpf_kfunc int f(int a,\n\t/* kfunclint: ignore r: y */@\n\tvoid *b)@\n{\n}\n",
      // Behind the head of a definition, and behind a statement.
      "int g;\n__bpf_kfunc int f(int a,@\n\tvoid *b) /* kfunclint: ignore r: y */@\n{\n}\n",
      "int g;\nint ret =@\n  1; /* kfunclint: ignore r: y */@\nint h;\n",
      // Other comments may stand between, empty lines may not.
      "/* kfunclint: ignore r: y */@\n/** f() - what@\n * it does@\n */@\nint f(void)@\n{\n}\n",
      "/* kfunclint: ignore r: y */@\n\nint f(void);\n",
      "/*@\n * kfunclint: ignore r: y@\n */@\nint f(void);@\nint g(void);\n",
      "/* kfunclint: ignore r: y */ int f(void);@\nint g(void);\n",
      // Directives.
      "/* kfunclint: ignore r: y */@\n#define A \\@\n  1\n",
      "#define A 1 /* kfunclint: ignore r: y */@\nint f(void);\n",
      "#define A 1\nint@\nf(void); /* kfunclint: ignore r: y */@\n",
      // Ends of files and of brackets.
      "int f(void);\n/* kfunclint: ignore r: y */@",
      "/* kfunclint: ignore r: y@",
      "/* kfunclint: ignore r: y */@\nint f(((@\n",
      "int f; ) /* kfunclint: ignore r: y */@\n",
    ])
  func lines(drawn: String) throws {
    let drawnLines = drawn.split(separator: "\n", omittingEmptySubsequences: false)
    let expected = drawnLines.indices.filter { drawnLines[$0].hasSuffix("@") }.map { $0 + 1 }
    let candidate = Candidate.text(drawn.replacing("@", with: ""))
    let fact = try #require(CommentReader(text: candidate.candidateText).suppressions().first)
    #expect(Array(fact.lines) == expected)
  }

  @Test("are the same for every rule that a comment names")
  func severalRules() {
    let text =
      "/*\n * kfunclint: ignore a, b: first\n * reason\n * kfunclint: ignore c: second\n *\n * Prose.\n */\nint f(void);\n"
    let facts = CommentReader(text: Candidate.text(text).candidateText).suppressions()
    #expect(facts.map(\.rule) == ["a", "b", "c"])
    #expect(facts.map(\.reason) == ["first reason", "first reason", "second"])
    #expect(Set(facts.map(\.lines)) == [1...8])
  }

  @Test(
    "belong to comments that name no rule too, so that these can be reported",
    arguments: [
      "/* kfunclint: ignore */", "/* kfunclint: ignore: because */", "/* kfunclint: disable a */", "// kfunclint:",
    ])
  func malformed(text: String) {
    let facts = CommentReader(text: Candidate.text(text).candidateText).suppressions()
    #expect(facts.map(\.rule) == [""])
  }

  @Test("have nothing to do with prose about the program")
  func prose() {
    let text = "/* Checked with kfunclint: ignore what it says. */\n/* kfunclint is a linter */\n"
    #expect(CommentReader(text: Candidate.text(text).candidateText).suppressions().isEmpty)
  }
}
