import Diagnostics
import Reporters
import SourceText
import Testing

@Suite struct GitHubReporterTests {
  private func lines(_ report: Report, checkout: String? = nil, sources: Sources = SampleReport.sources) -> [String] {
    GitHubReporter(checkout: checkout).render(report, sources: sources).split(
      separator: "\n", omittingEmptySubsequences: false
    ).map(String.init).dropLast()
  }

  private var range: SourceRange { SampleReport.taskSource.ranges[2] }

  @Test func `writes every finding, errors first`() throws {
    try expectSnapshot(
      GitHubReporter(checkout: nil).render(SampleReport.everything, sources: SampleReport.sources),
      "GitHubReporter-everything.txt")
  }

  @Test func `the most severe come first, since GitHub shows few`() {
    let findings = [
      SampleReport.finding("a", .note, at: range), SampleReport.finding("b", .warning, at: range),
      SampleReport.finding("c", .error, at: range),
    ]
    let lines = lines(SampleReport.report(findings, lowestShown: .note))
    #expect(lines.map { $0.prefix { $0 != " " } } == ["::error", "::warning", "::notice", "1"])
  }

  @Test func `what would end a command, a property or a line is escaped`() {
    let source = MarkedSource("a,b:c%.c", "int «x»;\n")
    let finding = SampleReport.finding("a", .error, "100%, ::x:: \r\n::error::y", at: source.ranges[0])
    let lines = lines(SampleReport.report([finding], files: []), sources: Sources([source.file]))
    #expect(
      lines[0] == "::error file=a%2Cb%3Ac%25.c,line=1,endLine=1,col=5,endColumn=6,title=a::"
        + "100%25, ::x:: <U+000D><U+000A>::error::y")
    #expect(lines.count == 2)
  }

  @Test func `notes, steps and places are lines of the message`() {
    let place = Finding.RelatedLocation(message: "Here.", range: SampleReport.taskSource.ranges[0])
    let finding = SampleReport.finding(
      "a", .error, "Wrong.", at: range, related: [place], flow: [place], notes: ["So."])
    #expect(
      lines(SampleReport.report([finding]))[0].hasSuffix(
        "::Wrong.%0ASo.%0Akernel/bpf/sample.c:3: Here.%0Akernel/bpf/sample.c:3: Here."))
  }

  @Test func `a range of several lines has no columns`() {
    let lines = lines(SampleReport.report([SampleReport.finding(at: SampleReport.taskSource.ranges[0])]))
    #expect(lines[0].contains("line=3,endLine=6,title="))
  }

  @Test func `long messages are cut where GitHub would`() throws {
    let message = String(repeating: "😀", count: 4_000)
    let line = lines(SampleReport.report([SampleReport.finding("a", .error, message, at: range)]))[0]
    let text = try #require(line.components(separatedBy: "::").last)
    #expect(text.utf16.count <= 4_096 && text.utf16.count > 4_090 && text.hasSuffix("😀..."))
  }

  @Test func `more than ten of a kind are all there, and the log says what GitHub shows`() {
    let findings = (0..<11).map { SampleReport.finding("rule-\($0)", .warning, at: range) }
    let eleven = lines(SampleReport.report(findings))
    #expect(eleven.count == 13 && eleven[11].hasPrefix("GitHub shows 10"))
    #expect(lines(SampleReport.report(Array(findings.dropLast()))).count == 11)
  }

  @Test func `errors of the analysis count too`() {
    let findings = (0..<8).map { SampleReport.finding("rule-\($0)", .error, at: range) }
    let trouble = (0..<3).map { Notification(id: "file-crashed", level: .error, message: "It crashed \($0).") }
    #expect(lines(SampleReport.report(findings, notifications: trouble))[11].hasPrefix("GitHub shows 10"))
    #expect(lines(SampleReport.report(findings, notifications: Array(trouble.dropLast()))).count == 11)
  }

  @Test func `paths are those of the checkout`() {
    let report = SampleReport.report(
      [SampleReport.finding(at: range)], kernel: .init(version: "6.12", source: "tree", root: "/ci/work/src/linux"))
    #expect(lines(report, checkout: "/ci/work/")[0].contains("file=src/linux/kernel/bpf/sample.c,"))
    #expect(lines(report, checkout: "/ci/work/src/linux")[0].contains("file=kernel/bpf/sample.c,"))
    #expect(lines(report, checkout: "/")[0].contains("file=ci/work/src/linux/kernel/bpf/sample.c,"))
    #expect(lines(report, checkout: "/ci/wor")[0].contains("file=kernel/bpf/sample.c,"))
    #expect(lines(report)[0].contains("file=kernel/bpf/sample.c,"))
  }

  @Test func `suppressed findings are left out, errors of the analysis are not`() {
    let report = SampleReport.report(
      [SampleReport.finding(at: range, suppression: "known")],
      notifications: [
        .init(id: "file-crashed", level: .error, message: "It crashed.", path: "a.c"),
        .init(id: "context", level: .note, message: "Told."),
      ])
    #expect(lines(report).dropLast() == ["::error file=a.c,line=1,title=file-crashed::It crashed."])
  }
}
