import Testing

@testable import Extraction

@Suite struct BodyElisionTests {
  /// What is parsed of a text: the bodies of functions that nothing wanted reaches are blank. `wanted` begins as the only seed.
  private func parsed(_ text: String) -> String {
    let candidate = Candidate.text(text)
    var contents = candidate.file.bytes
    let reader = candidate.candidateText
    BodyElision(reader, seeds: reader.outline.functions.filter { $0.name == "wanted" }).apply(to: &contents)
    #expect(contents.count == candidate.file.bytes.count)
    return String(decoding: contents, as: UTF8.self)
  }

  @Test("a body that nothing needs is blank, and no line moves")
  func unneeded() {
    #expect(parsed("int other(int a)\n{\n\treturn a;\n}\n") == "int other(int a)\n{\n          \n}\n")
  }

  @Test("bodies that are wanted, and what they call through others, stay")
  func reachable() {
    let text = """
      static int deep(void) { return 1; }
      static int called(void) { return deep(); }
      static int apart(void) { return called(); }
      int wanted(void) { return called(); }

      """
    #expect(
      parsed(text)
        == text.replacing("{ return called(); }\nint", with: "{" + String(repeating: " ", count: 18) + "}\nint"))
  }

  @Test(
    "what may be no body stays",
    arguments: [
      "BTF_TYPE_SAFE_RCU(struct s) {\n\tstruct t *f;\n};\n",
      "int other(void)\n{\n#ifdef A\n\treturn 1;\n#endif\n}\n",
      "int other(void)\n{\n\tBEGIN\nint inner(void);\n}\n",
      "int other(void)\n{\n\treturn KF_ACQUIRE;\n}\n",
      "struct s {\n\tint a;\n};\n",
      "static struct s value = CALL(x) {\n\t1\n};\n",
    ])
  func uncertain(_ text: String) {
    #expect(parsed(text) == text)
  }

  @Test("a label does not look like a declaration")
  func label() {
    #expect(!parsed("int other(void)\n{\n\tgoto out;\nout:\n\treturn 0;\n}\n").contains("return"))
  }
}
