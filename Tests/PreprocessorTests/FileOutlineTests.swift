import Testing

@testable import Preprocessor

struct FileOutlineTests {
  /// The functions of a text: in order, name and the text from the first specifier to the end of the parameters.
  private func headers(_ text: String) -> [String] {
    let stream = MarkedText(text).stream
    return FileOutline(stream, directives: stream.directives()).functions.map { function in
      #expect(stream.text(function.nameIndex) == function.name)
      #expect(stream.isToken(function.openParenthesis, "(") && stream.isToken(function.closeParenthesis, ")"))
      #expect(stream.isToken(function.openBrace, "{") && stream.isToken(function.closeBrace, "}"))
      return function.name + ": " + stream.text(function.start..<function.closeParenthesis + 1)
    }
  }

  private func names(_ text: String) -> [String] { headers(text).map { String($0.prefix { $0 != ":" }) } }

  @Test func kernelStyle() {
    #expect(
      headers(
        "int a;\n\n__bpf_kfunc static struct task_struct *\nbpf_task_get(struct task_struct *p, int n)\n{\n\tif (n) {}\n\treturn p;\n}\n"
      )
        == ["bpf_task_get: __bpf_kfunc static struct task_struct * bpf_task_get(struct task_struct *p, int n)"])
    #expect(
      names("void f(void) { }\nint g(int (*cb)(int, void *)) { for (;;) { } }\nvoid h(void) {}") == ["f", "g", "h"])
  }

  @Test func declarationsAreNoFunctions() {
    #expect(
      names(
        "int f(void);\nextern int g(int a);\nstruct s { int a; };\nenum e { A, B };\ntypedef struct { int x; } t;\n")
        == [])
    #expect(names("union u { struct { int a; } b; } v;\nint x[] = { f(1), 2 };\n") == [])
  }

  @Test func structInitialisersAreNoFunctions() {
    #expect(
      names("static const struct btf_kfunc_id_set s = {\n\t.owner = THIS_MODULE,\n\t.set = &x,\n};\nint f(void) {}\n")
        == ["f"])
    #expect(names("static DEFINE_MUTEX(m) = { 0 };\nstruct s x = INIT(y) { 1 };\n") == [])
    #expect(names("int a = ({ f(1); });\nint g(void) {}") == ["g"])
  }

  @Test(arguments: [
    ("int f(int a) __must_hold(lock) {}", "f: int f(int a)"),
    ("int f(int a) __acquires(x) __releases(y) {}", "f: int f(int a)"),
    ("int f(int a) __weak {}", "f: int f(int a)"), ("int f(int a) __weak __acquires(x) {}", "f: int f(int a)"),
    ("int f(int a) __acquires(x) __weak {}", "f: int f(int a)"),
    ("void f(void) __attribute__((noinline)) {}", "f: void f(void)"),
    ("int __f(int a) __must_hold(lock) {}", "__f: int __f(int a)"),
  ])
  func attributesBehindTheParameters(text: String, header: String) {
    #expect(headers(text + "\n") == [header])
  }

  @Test(arguments: [
    ("__attribute__((noinline)) int f(void) {}", "f"), ("int __attribute__((noinline)) f(void) {}", "f"),
    ("static __printf(1, 2) int f(const char *s, ...) {}", "f"),
    ("static __printf(1, 2)\nint f(const char *s, ...) {}", "f"),
    ("void __section(\".x\") f(void) {}", "f"), ("int __attribute__((cold)) __f(void) {}", "__f"),
    ("typeof(x) f(void) {}", "f"),
  ])
  func attributesBeforeTheName(text: String, name: String) {
    #expect(names(text + "\n") == [name])
    // They belong to the declaration, also on a line of their own.
    #expect(headers(text + "\n").first?.contains(String(text.prefix(6))) == true)
  }

  @Test func structsWithAttributesAreNoFunctions() {
    #expect(
      names("struct __attribute__((packed)) s { int a; };\nstruct __aligned(8) t { int a; };\nint f(void) {}\n") == [
        "f"
      ])
  }

  @Test(arguments: [
    "BTF_SET8_END(x)\n", "BTF_KFUNCS_END(x)\n", "EXPORT_SYMBOL_GPL(g)\n", "BTF_ID_LIST_SINGLE(a, struct, b)\n",
    "LIST_HEAD(x);\n",
    "XDP_METADATA_KFUNC_xxx\n", "BTF_SET8_START(x)\nBTF_ID_FLAGS(func, y)\nBTF_SET8_END(x)\n\n", "module_init(g)\n",
    "late_initcall(g);\n",
  ])
  func macroUsesWithoutSemicolonAreNotPartOfTheNextFunction(line: String) {
    #expect(headers(line + "static int f(int a)\n{\n}\n") == ["f: static int f(int a)"])
  }

  @Test func programHelpersAreFunctionsOfTheirMacro() {
    let stream = MarkedText("BPF_CALL_2(bpf_foo, int, a, u64, b)\n{\n\treturn a;\n}\n\nint f(void) {}\n").stream
    let outline = FileOutline(stream, directives: stream.directives())
    #expect(outline.functions.map(\.name) == ["BPF_CALL_2", "f"])
  }

  @Test func aHelperBehindAMacroUseIsItself() {
    #expect(headers("BTF_SET8_END(x)\nBPF_CALL_1(foo, int, a)\n{\n}\n") == ["BPF_CALL_1: BPF_CALL_1(foo, int, a)"])
  }

  @Test func alternativeHeadersDoNotUnbalanceTheRest() {
    let text = """
      #ifdef CONFIG_A
      static int f(int a)
      {
      #else
      static long f(long a)
      {
      #endif
      \tif (a) {
      \t}
      }

      int g(void) {}
      """
    #expect(headers(text) == ["f: static int f(int a)", "f: static long f(long a)", "g: int g(void)"])
  }

  @Test func alternativeHeadersBeforeOneBrace() {
    let text = """
      #ifdef CONFIG_A
      static int f(int a)
      #else
      static long f(long a)
      #endif
      {
      }
      int g(void) {}
      """
    // The header that stands right before the brace is seen at most once; what follows is not disturbed.
    #expect(names(text).last == "g")
    #expect(names(text).filter { $0 == "g" }.count == 1)
  }

  @Test func alternativeEndsOfABody() {
    let text = "int f(void)\n{\n#ifdef A\n\treturn 1;\n}\n#else\n\treturn 2;\n}\n#endif\nint g(void) {}\n"
    #expect(names(text) == ["f", "g"])
  }

  @Test func branchesInsideOfABody() {
    let text = "int f(int a)\n{\n#ifdef A\n\tif (a) {\n#else\n\twhile (a) {\n#endif\n\t}\n}\nint g(void) {}\n"
    #expect(names(text) == ["f", "g"])
  }

  @Test func functionsOfEveryBranch() {
    let text =
      "#ifdef A\nint f(void) { return 1; }\n#elif B\nint f(void) { return 2; }\n#else\nint h(void) {}\n#endif\n"
    #expect(names(text) == ["f", "f", "h"])
  }

  @Test func directivesInsideOfABodyDoNotEndIt() {
    #expect(names("int f(void)\n{\n#define X {\n#undef X\n#pragma x\n}\nint g(void) {}\n") == ["f", "g"])
  }

  @Test func aFunctionIsFoundByItsTokens() {
    let marked = MarkedText("int a;\nint f(int p)\n{\n\tbody;\n}\nint b;\nint g(void)\n{\n}\n")
    let stream = marked.stream
    let outline = FileOutline(stream, directives: stream.directives())
    func function(at word: String) -> String? {
      outline.function(containing: stream.firstToken(at: marked.place(of: word)))?.name
    }
    #expect(function(at: "int a") == nil)
    #expect(function(at: "int f") == "f")
    #expect(function(at: "p)") == "f")
    #expect(function(at: "body") == "f")
    #expect(function(at: "int b") == nil)
    #expect(function(at: "g(void") == "g")
    #expect(outline.function(containing: 10_000) == nil)
  }

  @Test func unbalancedBracesEnd() {
    #expect(names("}}}} int f(void) {}\n") == ["f"])
    #expect(names("int f(void) {{{{\n") == [])
  }
}
