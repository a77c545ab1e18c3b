import Facts
import Testing

@testable import Extraction

struct CommentReaderTests {
  /// Reads the comment before the token `int`.
  private func kernelDoc(_ comment: String) -> (source: Candidate, fact: KernelDocFact?) {
    let candidate = Candidate.text(comment + "\nint f(int a)\n{\n}\n")
    let text = candidate.candidateText
    let start = text.outline.functions.last?.start ?? 0
    return (candidate, CommentReader(text: text).kernelDoc(beforeToken: start))
  }

  @Test func everySection() throws {
    let (source, fact) = kernelDoc(
      """
      int before;
      «/**
       * bpf_task_acquire() - Acquires a reference.
       * @p: The task,
       *     and more about it.
       * @flags__k: Flags.
       * @...: The rest.
       *
       * A description with Return in it.
       *
       * Context: Any context.
       * Return: The task,
       *         or NULL.
       */»
      """)
    let doc = try #require(fact)
    #expect(doc.name == "bpf_task_acquire")
    #expect(doc.parameters == ["p", "flags__k", "..."])
    #expect(doc.context == "Any context.")
    #expect(doc.returns == "The task, or NULL.")
    #expect(doc.range.isSpan(0, of: source))
  }

  @Test func oneLine() {
    #expect(kernelDoc("/** f - Does it. */").fact?.name == "f")
    #expect(kernelDoc("/** f - Does it. */").fact?.returns == nil)
  }

  @Test func returnsIsASectionToo() {
    #expect(kernelDoc("/**\n * f - x\n *\n * Returns: 0\n *\n * More.\n */").fact?.returns == "0")
  }

  @Test func carriageReturns() {
    let doc = kernelDoc("/**\r\n * f - x\r\n * @a: y\r\n * Return: 0\r\n */\r").fact
    #expect(doc?.name == "f")
    #expect(doc?.parameters == ["a"])
    #expect(doc?.returns == "0")
  }

  @Test(arguments: [
    "/* f - x */", "// f - x", "/**/", "/** */", "/** f - x */ int g;", "/** f - x */\n/* another */",
    "/**\n * f - x\n */\n#define X\n",
    "char *s = \"/** f - x */\";",
  ])
  func whatIsNoKernelDocOfTheFunction(comment: String) {
    #expect(kernelDoc(comment).fact == nil)
  }

  private func suppressions(_ text: String) -> (source: Candidate, facts: [SuppressionFact]) {
    let candidate = Candidate.text(text)
    return (candidate, CommentReader(text: candidate.candidateText).suppressions())
  }

  @Test func suppressionsHaveRuleReasonAndPlace() throws {
    let (source, facts) = suppressions("int a;\n«/* kfunclint: ignore flag-unknown: it is fine */» int b;\n")
    #expect(facts.map(\.rule) == ["flag-unknown"])
    #expect(facts.map(\.reason) == ["it is fine"])
    #expect(facts[0].range.isSpan(0, of: source))
  }

  @Test(arguments: [
    ("// kfunclint: ignore a-b: why", ["a-b"], "why"), ("/* kfunclint: ignore a-b */", ["a-b"], ""),
    ("/* kfunclint: ignore a-b, c-d: both */", ["a-b", "c-d"], "both"),
    ("/* kfunclint: ignore a: see x: y */", ["a"], "see x: y"),
    ("/*\n * kfunclint: ignore a:\n * a long\n * reason\n */", ["a"], "a long reason"),
    ("/*   kfunclint: ignore   a :  b  */", ["a"], "b"),
  ])
  func forms(text: String, rules: [String], reason: String) {
    let facts = suppressions(text).facts
    #expect(facts.map(\.rule) == rules)
    #expect(facts.allSatisfy { $0.reason == reason }, "\(facts)")
  }

  @Test(arguments: ["/* ignore a */", "char *s = \"kfunclint: ignore a: b\";", "/* see kfunclint: ignore a */"])
  func otherCommentsSuppressNothing(text: String) {
    #expect(suppressions(text).facts.isEmpty)
  }
}
