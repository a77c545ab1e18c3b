import Diagnostics
import SourceText
import Testing

@testable import RuleEngine

@Suite struct ExplanationTests {
  private static let changes = [
    "status": "status: preview", "aliases": "aliases: [former-name]", "kernel": "kernel: '6.1 .. 6.3'",
    "needs": "needs: [flag KF_RCU, suffix __sz, macro __bpf_kfunc]", "class": "class: [V, U]",
    "severity": "severity:\n  - {kernel: '6.3', when: \"entry.name == ''\", is: error}\n  - {is: warning}",
    "fix": "fix: {safety: unsafe, addFlags: [KF_RCU]}",
    "docs": """
    docs:
      what: Something is wrong here, and this sentence is long enough to need more than one line of the terminal.
      why: >-
        Because of this.
        And of that.
      exceptions: None.
      references: ["kernel/bpf/verifier.c:check_kfunc_args", "Documentation/bpf/kfuncs.rst"]
      fix_safety: It changes what is accepted.
    """,
    "examples": """
    examples:
      - kernel: "6.2"
        why: A case.
        bad: |
          BTF_ID_FLAGS(func, f, KF_A)

          int x;
          // ^ finding
        fixed: |
          int y;
      - good: |
          int z;
    """,
  ]

  @Test("the explanation has everything that the rule file says")
  func text() throws {
    let rule = try SampleRule.rule(Self.changes)
    #expect(
      Explanation(rule).text(width: 60) == """
        sample (preview: findings are notes)
          Something is wrong here, and this sentence is long enough
          to need more than one line of the terminal.

        Why is this bad?
          Because of this. And of that.

        Exceptions
          None.

        Severity
          error: kernel 6.3, where entry.name == ''
          warning

        Applies to
          kernel 6.1 .. 6.3
          kernels that have flag KF_RCU, suffix __sz, macro __bpf_kfunc
          class V: the verifier rejects programs that call the kfunc
          class U: nothing rejects it
          since kfunclint 1.0
          also known as former-name

        Fix (unsafe)
          It changes what is accepted.

        References
          kernel/bpf/verifier.c:check_kfunc_args
          Documentation/bpf/kfuncs.rst

        Bad (kernel 6.2)
          A case.
            BTF_ID_FLAGS(func, f, KF_A)

            int x;
            // ^ finding

        Fixed
            int y;

        Good (kernel 6.3)
            int z;

        """)
  }

  @Test("every built-in rule can be explained")
  func builtIn() throws {
    for rule in try RuleSet.builtIn().rules {
      let text = Explanation(rule).text()
      let title = rule.id.rawValue + (rule.status == .preview ? " (preview" : "\n")
      #expect(text.hasPrefix(title) && text.contains("\nReferences\n") && text.contains("\nGood"))
    }
  }

  @Test("reports get the same words")
  func description() throws {
    let description = try SampleRule.rule(Self.changes).ruleDescription
    #expect(description.id == RuleID("sample"))
    #expect(description.why == "Because of this. And of that.")
    #expect(description.fixSafety == "It changes what is accepted.")
    #expect(description.severity == .note)
    #expect(description.classes == ["V", "U"])
    #expect(description.status == "preview")
    #expect(try SampleRule.rule().ruleDescription.fixSafety == "")
  }

  @Test("a mistake is shown with its line and a caret, tabs and other letters counted right")
  func renderer() {
    let file = SourceFile(path: "a.yaml", bytes: Array("x: 1\n\tä: äöü\u{1b}[2J z\n".utf8))
    let renderer = RuleDiagnosticRenderer(files: [file])
    let first = RuleDiagnostic(range: file.range(0..<1), message: "a", expected: "b", suggestion: "c")
    let start = 5 + 1 + 4
    let second = RuleDiagnostic(range: file.range(start..<start + 6), message: "d")
    let elsewhere = RuleDiagnostic(range: SourceRange(path: "z.yaml", start: .start, end: .start), message: "e")
    #expect(
      renderer.render([elsewhere, second, first]) == """
        a.yaml:1:1: error: a; expected b; did you mean 'c'
         1 | x: 1
           | ^
        a.yaml:2:6: error: d
         2 | \tä: äöü\u{FFFD}[2J z
           | \t   ^~~
        z.yaml:1:1: error: e

        """)
    let lines = RuleDiagnostic(range: file.range(3..<9), message: "f")
    #expect(renderer.render([lines]) == "a.yaml:1:4: error: f\n 1 | x: 1\n   |    ^\n")
  }
}
