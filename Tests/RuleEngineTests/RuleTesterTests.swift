import Dialect
import Foundation
import SourceText
import Testing

@testable import RuleEngine

/// Reads entries with ``SampleModel`` instead of a C parser.
struct SampleAnalyzer: SnippetAnalyzer {
  func model(
    of example: ExampleFiles, kernel: KernelVersion, kconfig: String?, before: (ExampleFiles, KernelVersion)?
  ) async throws -> any SubjectSource {
    guard let file = example.files.last else { throw SampleAnalyzerError() }
    let source = file.text
    if source.contains("UNREADABLE") { throw SampleAnalyzerError() }
    return try SampleModel(entriesOf: source, kernel: kernel, path: file.path)
  }

  struct SampleAnalyzerError: Error, CustomStringConvertible {
    var description: String { "no such thing" }
  }
}

@Suite struct RuleTesterTests {
  private func failures(_ examples: String, _ changes: [String: String] = [:]) async throws -> [String] {
    var changes = changes
    changes["examples"] = "examples:\n" + examples
    let rule = try SampleRule.rule(changes)
    let tester = RuleTester(analyzer: SampleAnalyzer(), newest: KernelVersion(6, 12))
    return await tester.failures(of: rule).map(\.message)
  }

  private let good = "  - good: BTF_ID_FLAGS(func, f)\n"

  @Test("a finding and a fix in a second file of the example are where its text is")
  func secondFile() async throws {
    let failures = try await failures(
      """
        - bad: |
            int f(void);
            // file: net/other.c
            BTF_ID_FLAGS(func, f, KF_RCU)
            //                    ^^^^^^ finding: 'f' has flags.

      """ + good)
    #expect(failures == [])
  }

  @Test("an example whose findings are drawn at their places passes")
  func passes() async throws {
    let failures = try await failures(
      """
        - bad: |
            BTF_ID_FLAGS(func, f, KF_RCU)
            //                    ^^^^^^ finding: 'f' has flags.
            BTF_ID_FLAGS(func, g)
            \tBTF_ID_FLAGS(func, h, KF_ACQUIRE)
            \t//                    ^^^^^^^^^^ finding

      """ + good)
    #expect(failures == [])
  }

  @Test("what differs is said: place, number and message")
  func differs() async throws {
    let failures = try await failures(
      """
        - bad: |
            BTF_ID_FLAGS(func, f, KF_RCU)
            //                     ^^^^^ finding
            BTF_ID_FLAGS(func, g, KF_RCU)
            //                    ^^^^^^ finding: 'f' has flags.
            BTF_ID_FLAGS(func, h, KF_RCU)
        - good: BTF_ID_FLAGS(func, f, KF_RCU)

      """)
    #expect(
      failures == [
        "a finding that the example does not draw: line 1, columns 23 to 28: error: 'f' has flags.",
        "a finding that the example does not draw: line 2, columns 23 to 28: error: 'g' has flags.",
        "a finding that the example does not draw: line 3, columns 23 to 28: error: 'h' has flags.",
        "no finding at line 2, columns 23 to 28: 'f' has flags.", "no finding at line 1, columns 24 to 28",
        "the good code has a finding: line 1, columns 23 to 28: error: 'f' has flags.",
      ])
  }

  @Test("a comment may ask for a severity")
  func severity() async throws {
    let levels = ["severity": "severity:\n  - {when: entry.name == 'f', is: warning}\n  - {is: note}"]
    let failures = try await failures(
      """
        - bad: |
            BTF_ID_FLAGS(func, f, KF_RCU)
            //                    ^^^^^^ warning: 'f' has flags.
            BTF_ID_FLAGS(func, g, KF_RCU)
            //                    ^^^^^^ warning

      """ + good, levels)
    #expect(
      failures == [
        "a finding that the example does not draw: line 2, columns 23 to 28: note: 'g' has flags.",
        "no warning at line 2, columns 23 to 28",
      ])
  }

  @Test("two findings at one place have to be drawn twice")
  func multiset() async throws {
    let failures = try await failures(
      """
        - bad: |
            BTF_ID_FLAGS(func, f, KF_RCU)
            //                    ^^^^^^ finding
            //                    ^^^^^^ finding

      """ + good)
    #expect(failures == ["no finding at line 1, columns 23 to 28"])
  }

  @Test("the fix has to give the fixed text, which has to be silent")
  func fix() async throws {
    func check(_ add: String, _ bad: String, _ fixed: String?) async throws -> [String] {
      try await failures(
        """
          - bad: |
              \(bad)
              //                    ^^^^^^ finding
        \(fixed.map { "    fixed: |\n      \($0)\n" } ?? "")
          - {bad: "BTF_ID_FLAGS(func, f, KF_RCU)\\n//                    ^^^^^^ finding", fixed: "BTF_ID_FLAGS(func, f, KF_RCU | KF_ACQUIRE)\\n"}
          - good: BTF_ID_FLAGS(func, f)
        """,
        [
          "assert": "assert: entry.flags.size() != 1",
          "fix": "fix: {safety: unsafe, addFlags: [\(add)]}",
          "docs": "docs: {what: What., why: Why., exceptions: None., references: [x], fix_safety: Safe.}",
        ])
    }
    let entry = "BTF_ID_FLAGS(func, f, KF_RCU)"
    #expect(try await check("KF_ACQUIRE", entry, "BTF_ID_FLAGS(func, f, KF_RCU | KF_ACQUIRE)") == [])
    #expect(
      try await check("KF_ACQUIRE", entry, "BTF_ID_FLAGS(func, f, KF_ACQUIRE)") == [
        "the fix gives another text than 'fixed':\nBTF_ID_FLAGS(func, f, KF_RCU | KF_ACQUIRE)\n"
      ])
    #expect(try await check("KF_ACQUIRE", entry, nil) == ["the findings have a fix, but the example does not show it"])
    #expect(
      try await check("KF_ACQUIRE", "GENERATED(f,         KF_RCU)   //", "GENERATED(f)").first?
        .contains("a finding that the example does not draw") == true)
  }

  @Test("the release of an example is its own, the rule's last or the newest")
  func kernels() async throws {
    let bad = "  - {BAD bad: \"BTF_ID_FLAGS(func, f)\\n//                 ^ finding\"}\n"
    // Fires on kernels without the flag.
    let changes = ["assert": "assert: \"'KF_RCU' in dialect.flags\"", "at": "at: entry.nameRange"]
    func check(_ kernel: String, _ range: String) async throws -> Int {
      var changes = changes
      changes["kernel"] = range
      return try await failures(
        bad.replacingOccurrences(of: "BAD", with: kernel) + "  - {kernel: '6.2', good: \"BTF_ID_FLAGS(func, f)\"}\n",
        changes
      ).count
    }
    #expect(try await check("kernel: '6.1',", "") == 0)
    #expect(try await check("", "kernel: .. 6.1".replacingOccurrences(of: ".. 6.1", with: "'.. 6.1'")) == 0)
    #expect(try await check("", "") == 1)
  }

  @Test("an example that cannot be analysed, or leaves its rule undecided or without effect, fails")
  func otherFailures() async throws {
    #expect(
      try await failures("  - {bad: \"UNREADABLE\\n// ^^^ finding\"}\n" + good) == [
        "the example cannot be analysed: no such thing"
      ])
    let failing = try await failures(
      "  - {bad: \"BTF_ID_FLAGS(func, f, KF_RCU)\\n//                    ^^^^^^ finding\"}\n" + good,
      ["assert": "assert: entry.flags[0] == ''"])
    #expect(failing == ["rule 'sample' failed on entry 'sample_ids/f': index 0 is out of range"])
    let without = try await failures(
      "  - {bad: \"BTF_ID_FLAGS(func, f, KF_RCU)\\n//                    ^^^^^^ finding\"}\n" + good,
      ["needs": "needs: [flag KF_KPTR_GET]"])
    #expect(without == ["the rule does not apply to kernel 6.12", "no finding at line 1, columns 23 to 28"])
  }

  @Test("failures say where the example stands")
  func place() async throws {
    let rule = try SampleRule.rule(["assert": "assert: 'true'"])
    let failures = await RuleTester(analyzer: SampleAnalyzer(), newest: KernelVersion(6, 12)).failures(of: rule)
    #expect(
      failures.map(\.description) == ["flags/sample.yaml:15:10: error: no finding at line 1, columns 23 to 28 [sample]"]
    )
  }

  @Test(
    "comments draw findings",
    arguments: [
      ("abc\n// ^ finding", [], ["the carets under line 1 of the example go beyond its end"]),
      ("abcdef\n// ^^^ finding: A text: b.", ["1: 4..<7 A text: b."], []),
      ("abcdef\n// ^ error: a\n// ^ note\n// ^ fatal", ["1: 4..<5 error a", "1: 4..<5 note -"], []),
      ("abcdef\n//^^^^ finding", ["1: 1..<7 -"], []), ("\tabcdef\n\t//^^ finding", ["1: 2..<6 -"], []),
      (
        "abcdef\n  // ^ finding\n//  ^^ finding\nxyzxyz\n// ^^^ finding", ["1: 6..<7 -", "1: 5..<7 -", "2: 4..<7 -"], []
      ),
      ("abcdef\n// ^ findings\n// a ^ finding\n/* ^ finding */", [], []),
      ("// ^ finding\nabc", [], ["a finding is drawn above the first line"]),
    ])
  func markers(text: String, expected: [String], problems: [String]) {
    let snippet = MarkedSnippet(text)
    #expect(
      snippet.expectations.map {
        "\($0.line): \($0.columns.lowerBound)..<\($0.columns.upperBound) "
          + ($0.severity.map { "\($0.rawValue) " } ?? "") + ($0.message ?? "-")
      } == expected)
    #expect(snippet.problems == problems)
  }

  @Test("the code of an example is its text without the comments that draw")
  func code() {
    #expect(MarkedSnippet("abcd\n// ^ finding\n// text\nxyz\n").code == "abcd\n// text\nxyz\n")
    #expect(MarkedSnippet("abcd").code == "abcd\n")
    #expect(MarkedSnippet("").code == "")
  }
}
