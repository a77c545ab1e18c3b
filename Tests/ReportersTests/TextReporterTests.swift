import Diagnostics
import Foundation
import Reporters
import SourceText
import Testing

@Suite struct TextReporterTests {
  private func render(_ report: Report, _ options: TextReporter.Options = .init()) -> String {
    TextReporter(options).render(report, sources: SampleReport.sources)
  }

  private var range: SourceRange { SampleReport.taskSource.ranges[2] }

  @Test func `shows findings, places, notes, fixes and the summary`() throws {
    try expectSnapshot(render(SampleReport.everything), "TextReporter-everything.txt")
  }

  @Test func `paints the same text`() throws {
    let colored = render(SampleReport.everything, .init(usesColor: true))
    try expectSnapshot(colored, "TextReporter-color.txt")
    #expect(withoutColors(colored) == render(SampleReport.everything))
  }

  /// Removes SGR sequences.
  private func withoutColors(_ text: String) -> String {
    text.split(separator: "\u{1B}[", omittingEmptySubsequences: false).enumerated()
      .map { index, part in index == 0 ? String(part) : String(part.drop { $0 != "m" }.dropFirst()) }.joined()
  }

  @Test func `quiet leaves out the summary and notes about the analysis`() throws {
    try expectSnapshot(render(SampleReport.everything, .init(quiet: true)), "TextReporter-quiet.txt")
  }

  @Test func `statistics count the shown findings of each rule, the most frequent first`() {
    let findings = ["b-rule", "a-rule", "c-rule", "c-rule"].map { SampleReport.finding($0, at: range) }
    let text = render(SampleReport.report(findings), .init(quiet: true, statistics: true))
    #expect(text.hasSuffix("\n\n    2  c-rule\n    1  a-rule\n    1  b-rule\n"))
  }

  @Test func `a clean run is one line, and nothing with quiet`() {
    let files = [Report.File(path: "a.c", context: "bare tree", degraded: nil)]
    let clean = SampleReport.report([], files: files)
    #expect(render(clean) == "no findings in 1 file, 268 kfuncs; Linux 6.12.117, bare tree\n")
    #expect(render(clean, .init(quiet: true, statistics: true)).isEmpty)
  }

  @Test func `only hidden findings are a clean run that says so`() {
    let report = SampleReport.report([SampleReport.finding("a-rule", .note, at: range)], files: [])
    #expect(render(report) == "no findings in 0 files, 268 kfuncs; 1 not shown (below --severity); Linux 6.12.117\n")
  }

  @Test func `a note is shown when asked for`() {
    let text = render(SampleReport.report([SampleReport.finding("a-rule", .note, at: range)], lowestShown: .note))
    #expect(text.contains("kernel/bpf/sample.c:10:20: note: 'bpf_sample' is wrong. [a-rule]\n"))
    #expect(text.contains("0 errors, 0 warnings, 1 note in 2 files"))
    #expect(!text.contains("not shown"))
  }

  @Test func `a suppressed finding is counted and not shown`() {
    let finding = SampleReport.finding("a-rule", at: range, suppression: "known")
    let text = render(SampleReport.report([finding]))
    #expect(text.hasPrefix("no findings in 2 files, 268 kfuncs; 1 suppressed; "))
  }

  @Test func `a suppressed finding below the severity is not counted at all`() {
    let finding = SampleReport.finding("a-rule", .note, at: range, suppression: "known")
    let text = render(SampleReport.report([finding]))
    #expect(text.hasPrefix("no findings in 2 files, 268 kfuncs; 1 file degraded; "))
  }

  @Test(arguments: [
    ("tree", "Linux 6.12"), ("option", "Linux 6.12 by --kernel-version"),
    ("newest-known", "Linux 6.12, the newest version known"), ("facts", "Linux 6.12 from facts"),
  ])
  func `the summary says where the kernel version comes from`(source: String, words: String) {
    let report = SampleReport.report([], files: [], kernel: .init(version: "6.12", source: source, root: nil))
    #expect(render(report) == "no findings in 0 files, 268 kfuncs; \(words)\n")
  }

  @Test func `what was not decided is the last line and names three rules`() {
    let undecided = Dictionary(uniqueKeysWithValues: ["d", "b", "a", "c", "e"].map { (RuleID($0), 2) })
    let text = render(SampleReport.report([], undecided: undecided, files: []))
    #expect(text.hasSuffix("\nnot decided: 10 subjects of 5 rules (a, b, c, 2 more)\n"))
    let one = render(SampleReport.report([], undecided: [RuleID("a"): 1, RuleID("b"): 0], files: []))
    #expect(one.hasSuffix("\nnot decided: 1 subject of 1 rule (a)\n"))
  }

  @Test func `a finding in a file that cannot be read has no excerpt`() {
    let text = TextReporter(.init(quiet: true)).render(
      SampleReport.report([SampleReport.finding("a-rule", at: range, notes: ["Why."])]), sources: Sources([]))
    #expect(
      text == "kernel/bpf/sample.c:10:20: warning: 'bpf_sample' is wrong. [a-rule]\n      = note: Why.\n")
  }

  @Test func `an entry made by a macro shows the use and the macro`() {
    let source = MarkedSource(
      "net/a.c",
      """
      #define SAMPLE_ENTRY(name) «BTF_ID_FLAGS(func, name)»
      BTF_KFUNCS_START(ids)
      «SAMPLE_ENTRY(bpf_sample)»
      BTF_KFUNCS_END(ids)

      """)
    let finding = SampleReport.finding(
      "a-rule", at: source.ranges[1],
      related: [.init(message: "expanded from macro 'SAMPLE_ENTRY'", range: source.ranges[0])])
    let text = TextReporter(.init(quiet: true)).render(
      SampleReport.report([finding]), sources: Sources([source.file]))
    #expect(
      text == """
        net/a.c:3:1: warning: 'bpf_sample' is wrong. [a-rule]
            3 | SAMPLE_ENTRY(bpf_sample)
              | ^~~~~~~~~~~~~~~~~~~~~~~~
        net/a.c:1:28: note: expanded from macro 'SAMPLE_ENTRY'
            1 | #define SAMPLE_ENTRY(name) BTF_ID_FLAGS(func, name)
              |                            ^~~~~~~~~~~~~~~~~~~~~~~~

        """)
  }

  @Test func `a fix of another file names it, and one of many lines is cut`() {
    let header = MarkedSource("include/a.h", "«»int a;\n")
    let fix = Fix(
      description: "Declare it.", safety: .safe,
      edits: [Edit(range: header.ranges[0], replacement: String(repeating: "int b;\n", count: 14))])
    let sources = Sources([header.file, SampleReport.taskSource.file])
    let text = TextReporter(.init(quiet: true)).render(
      SampleReport.report([SampleReport.finding("a-rule", at: range, fix: fix)]), sources: sources)
    #expect(
      text.hasSuffix(
        """
              = fix: Declare it.
              > include/a.h

        """ + (1...12).map { String(repeating: " ", count: $0 < 10 ? 4 : 3) + "\($0) + int b;\n" }.joined()
          + "      + ... and 2 lines more\n"))
  }

  @Test func `nothing from outside reaches the terminal as a control character`() {
    let evil = "x\u{1B}]0;owned\u{07}\r\n\u{202E}\u{9B}2J"
    let source = SourceFile(path: "a\u{1B}[2J\n.c", bytes: Array("\u{1B}[31m\u{202E}\r evil\n".utf8))
    let range = source.range(0..<4)
    let finding = SampleReport.finding(
      evil, .error, evil, at: range, related: [.init(message: evil, range: range)], notes: [evil],
      fix: Fix(description: evil, safety: .safe, edits: [Edit(range: range, replacement: evil)]))
    let report = SampleReport.report(
      [finding], notifications: [.init(id: evil, level: .error, message: evil, path: evil, line: 3)],
      undecided: [RuleID(evil): 1], files: [.init(path: evil, context: evil, degraded: evil)],
      kernel: .init(version: evil, source: evil, root: evil))
    let text = TextReporter(.init(statistics: true)).render(report, sources: Sources([source]))
    #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || ($0.value >= 0x20 && !(0x7F...0x9F).contains($0.value)) })
    #expect(!text.unicodeScalars.contains("\u{202E}"))
    #expect(text.hasPrefix("a<U+001B>[2J<U+000A>.c:1:1: error: x<U+001B>]0;owned<U+0007><U+000D><U+000A>"))
  }

  @Test func `findings are shown in report order whatever order they come in`() {
    var report = SampleReport.everything
    let text = render(report)
    report.findings.reverse()
    report.notifications.reverse()
    report.files.reverse()
    #expect(render(report) == text)
  }
}
