import Diagnostics
import Foundation
import SARIF
import SourceText
import Testing

@testable import Reporters

@Suite struct SARIFReporterTests {
  private func render(_ report: Report, _ options: SARIFReporter.Options = .init()) -> String {
    SARIFReporter(options).render(report, sources: SampleReport.sources)
  }

  private func run(_ report: Report, sources: Sources = SampleReport.sources) throws -> SarifLog.Run {
    let text = SARIFReporter().render(report, sources: sources)
    return try #require(try JSONDecoder().decode(SarifLog.self, from: Data(text.utf8)).runs.first)
  }

  private func results(_ findings: [Finding]) throws -> [SarifLog.Result] {
    try run(SampleReport.report(findings)).results
  }

  private var range: SourceRange { SampleReport.taskSource.ranges[2] }

  /// Returns the region of a finding at the first marked range.
  private func location(_ text: String) throws -> SarifLog.PhysicalLocation {
    let source = MarkedSource("a.c", text)
    return try location(source.ranges[0], Sources([source.file]))
  }

  private func location(_ range: SourceRange, _ sources: Sources) throws -> SarifLog.PhysicalLocation {
    let run = try run(SampleReport.report([SampleReport.finding(at: range)]), sources: sources)
    return try #require(run.results.first?.locations.first?.physicalLocation)
  }

  private func columns(_ text: String) throws -> [Int?] {
    let region = try #require(try location(text).region)
    return [region.startLine, region.startColumn, region.endLine, region.endColumn]
  }

  @Test func `writes every object of the report`() throws {
    try expectSnapshot(render(SampleReport.everything), "SARIFReporter-everything.sarif")
  }

  @Test func `results refer to their rule by index, rules are sorted and named in PascalCase`() throws {
    let run = try run(SampleReport.everything)
    let rules = try #require(run.tool.driver.rules)
    #expect(rules.map(\.id) == rules.map(\.id).sorted())
    for result in run.results { #expect(rules[try #require(result.ruleIndex)].id == result.ruleId) }
    #expect(rules.first { $0.id == "flag-acquire-without-ret-null" }?.name == "FlagAcquireWithoutRetNull")
    #expect(rules.first { $0.id == "doc-missing" }?.defaultConfiguration?.level == .note)
  }

  @Test func `a result of a rule that is not described has no index`() throws {
    #expect(try results([SampleReport.finding("unknown", at: range)]).first?.ruleIndex == nil)
  }

  @Test func `braces in texts are doubled so that they are no placeholders`() throws {
    let run = try run(
      SampleReport.report([SampleReport.finding("r", .error, "Use '{0}'.", at: range)], rules: [SampleReport.rule("r")])
    )
    #expect(run.results.first?.message.text == "Use '{{0}}'.")
    #expect(run.tool.driver.rules?.first?.fullDescription?.text.hasSuffix("dereferences {{ NULL }}.") == true)
  }

  @Test func `columns count UTF-16 code units`() throws {
    #expect(try columns("/* 字é */ «x»\n") == [1, 10, 1, 11])
    #expect(try columns("/* 😀 */ «x😀»y\n") == [1, 10, 1, 13])
    #expect(try columns("\t«x»\n") == [1, 2, 1, 3])
  }

  @Test func `a byte order mark is not counted`() throws {
    #expect(try columns("\u{FEFF}«x»\n") == [1, 1, 1, 2])
  }

  @Test func `broken UTF-8 counts as the character that replaces it`() throws {
    let file = SourceFile(path: "a.c", bytes: [0xFF, 0xC3, 0x28, 0x78, 0x0A])
    let region = try #require(try location(file.range(3..<4), Sources([file])).region)
    #expect(region.startColumn == 4 && region.endColumn == 5)
  }

  @Test func `a place within a character is moved so that the region has whole characters`() throws {
    let file = SourceFile(path: "a.c", bytes: Array("a😀b\n".utf8))
    let region = try #require(try location(file.range(2..<4), Sources([file])).region)
    #expect(region.startColumn == 2 && region.endColumn == 4 && region.snippet?.text == "😀")
    let empty = try #require(try location(file.range(3..<3), Sources([file])).region)
    #expect(empty.startColumn == 2 && empty.endColumn == 2)
  }

  @Test func `a CRLF is no part of a line's columns`() throws {
    #expect(try columns("a\r\n«b»\r\n") == [2, 1, 2, 2])
    #expect(try columns("«a\r\nb»\r\n") == [1, 1, 2, 2])
  }

  @Test func `the end of the file is a column after the last line feed`() throws {
    #expect(try columns("a\nbc\n«»") == [2, 4, 2, 4])
    #expect(try columns("bc\r\n«»") == [1, 5, 1, 5])
    #expect(try columns("bc«»") == [1, 3, 1, 3])
    #expect(try columns("«»") == [1, 1, 1, 1])
  }

  @Test func `a place outside the file is moved to its end`() throws {
    let file = SourceFile(path: "a.c", bytes: Array("ab\nc".utf8))
    let far = SourcePosition(offset: 99, line: 9, column: 9)
    let region = try #require(try location(SourceRange(path: "a.c", start: far, end: far), Sources([file])).region)
    #expect(region.startLine == 2 && region.startColumn == 2 && region.endLine == 2 && region.endColumn == 2)
  }

  @Test func `a region has its text and the text of its lines`() throws {
    let location = try location("int «x\n = 1»;\n")
    #expect(location.region?.snippet?.text == "x\n = 1")
    #expect(location.contextRegion?.snippet?.text == "int x\n = 1;")
    #expect(location.contextRegion?.startLine == 1 && location.contextRegion?.endLine == 2)
    #expect(location.contextRegion?.startColumn == nil)
  }

  @Test func `a region of whole lines has no context region`() throws {
    #expect(try location("«int x;»\n").contextRegion == nil)
  }

  @Test func `a long region has no text`() throws {
    #expect(try location("«" + String(repeating: "x", count: 3000) + "»\n").region?.snippet == nil)
  }

  @Test func `without the source a region is whole lines and a fix is left out`() throws {
    let fix = Fix(description: "Fix it.", safety: .safe, edits: [Edit(range: range, replacement: "x")])
    let result = try #require(
      try run(SampleReport.report([SampleReport.finding(at: range, fix: fix)]), sources: Sources([])).results.first)
    #expect(result.locations.first?.physicalLocation?.region == SarifLog.Region(startLine: 10, endLine: 10))
    #expect(result.fixes == nil)
  }

  @Test func `paths are percent-encoded and relative to SRCROOT`() throws {
    let run = try run(SampleReport.everything)
    let location = try #require(run.results.first?.locations.first?.physicalLocation?.artifactLocation)
    #expect(location.uri == "drivers/hid/gr%C3%B6%C3%9Fe%20%E6%96%87.c" && location.uriBaseId == "SRCROOT")
    #expect(run.artifacts?[try #require(location.index)].location?.uri == location.uri)
  }

  @Test func `the root is named only when asked for`() throws {
    #expect(!render(SampleReport.everything).contains("/src/linux"))
    let text = render(SampleReport.everything, .init(includesRoot: true))
    #expect(text.contains("\"uri\" : \"file:///src/linux%20tree/\""))
  }

  @Test func `an edit becomes a replacement, an insertion one of an empty region`() throws {
    let run = try run(SampleReport.everything)
    let fix = try #require(run.results.compactMap(\.fixes).first?.first)
    let replacement = try #require(fix.artifactChanges.first?.replacements.first)
    #expect(replacement.deletedRegion == SarifLog.Region(startLine: 9, startColumn: 50, endLine: 9, endColumn: 50))
    #expect(replacement.insertedContent?.text == " | KF_RET_NULL")
    #expect(fix.properties?["safety"] == .string("unsafe"))
  }

  @Test func `a fix for display only is no fix that a viewer could apply`() throws {
    let run = try run(SampleReport.everything)
    let result = try #require(run.results.first { $0.ruleId == "param-size-suffix" })
    #expect(result.fixes == nil && result.properties?["suggestion"] == .string("Rename it."))
  }

  @Test func `suppressions are an array in every result, with kind and reason`() throws {
    let results = try results([
      SampleReport.finding("a", at: range), SampleReport.finding("b", at: range, suppression: "known"),
      SampleReport.finding("c", at: range, suppression: "kept", isSuppressedInSource: true),
    ])
    #expect(
      results.map(\.suppressions) == [
        [], [.init(kind: .external, status: .accepted, justification: "known")],
        [.init(kind: .inSource, status: .accepted, justification: "kept")],
      ])
  }

  @Test func `the baseline state is given for all results or none`() throws {
    let new = SampleReport.finding("a", at: range, isNew: true)
    let old = SampleReport.finding("b", at: range, isNew: false)
    let unknown = SampleReport.finding("c", at: range)
    #expect(try results([new, old]).map(\.baselineState) == [.new, .unchanged])
    #expect(try results([new, old, unknown]).allSatisfy { $0.baselineState == nil })
  }

  @Test func `the identity and the hash of the line are partial fingerprints`() throws {
    let fingerprints = try results([SampleReport.finding(at: range, fingerprint: "ab")]).first?.partialFingerprints
    #expect(fingerprints?["kfunclintIdentity/v1"] == "ab")
    let hash = LineHashes(SampleReport.taskSource.file.bytes)[range.start.line]
    #expect(hash != nil && fingerprints?["primaryLocationLineHash"] == hash)
  }

  @Test func `without the source there is no hash of the line, and none of the file`() throws {
    let run = try run(SampleReport.report([SampleReport.finding(at: range)]), sources: Sources([]))
    #expect(run.results.first?.partialFingerprints?.keys.sorted() == ["kfunclintIdentity/v1"])
    #expect(run.artifacts?.allSatisfy { $0.hashes == nil && $0.length == nil } == true)
  }

  @Test func `files have the SHA-256 of their bytes`() throws {
    let file = SourceFile(path: "a.c", bytes: Array("abc".utf8))
    let report = SampleReport.report([], files: [.init(path: "a.c", context: "bare tree", degraded: nil)])
    let artifact = try #require(try run(report, sources: Sources([file])).artifacts?.first)
    // The digest of FIPS 180-2, B.1.
    #expect(
      artifact.hashes == ["sha-256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"])
    #expect(artifact.length == 3 && artifact.roles == ["analysisTarget"])
  }

  @Test func `a file that was not analysed but has a finding is an artifact, too`() throws {
    let run = try run(SampleReport.report([SampleReport.finding(at: range)], files: []))
    #expect(run.artifacts?.map(\.roles) == [["resultFile"]])
    #expect(run.results.first?.locations.first?.physicalLocation?.artifactLocation.index == 0)
  }

  @Test func `a path is a code flow of one thread, in its order, and ends at the finding`() throws {
    let task = SampleReport.taskSource.ranges
    let finding = SampleReport.finding(
      at: range, flow: [.init(message: "First.", range: task[1]), .init(message: "Then.", range: task[0])])
    let flows = try #require(try results([finding]).first?.codeFlows)
    let steps = try #require(flows.first?.threadFlows.first?.locations)
    #expect(flows.count == 1 && steps.map(\.location.message?.text) == ["First.", "Then.", finding.message])
    #expect(steps.map(\.location.physicalLocation?.region?.startLine) == [9, 3, range.start.line])
    #expect(try results([SampleReport.finding(at: range)]).first?.codeFlows == nil)
  }

  @Test func `what is about settings is a configuration notification`() throws {
    let invocation = try #require(
      try run(
        SampleReport.report(
          [],
          notifications: [
            .init(id: "unused-suppression", level: .note, message: "a."),
            .init(id: "context", level: .note, message: "b."),
          ])
      ).invocations?.first)
    #expect(invocation.toolConfigurationNotifications?.map(\.descriptor?.id) == ["unused-suppression"])
    #expect(invocation.toolExecutionNotifications?.map(\.descriptor?.id) == ["context"])
  }

  @Test func `the exit code is in the invocation`() throws {
    let invocation = try #require(try run(SampleReport.everything).invocations?.first)
    #expect(invocation.exitCode == 3 && invocation.exitCodeDescription == "The analysis is incomplete.")
  }

  @Test func `runs of the same code have categories of their own`() {
    #expect(render(SampleReport.report([]), .init(category: "arm64")).contains("\"kfunclint/arm64/\""))
  }

  @Test func `a run says its category and nothing of a revision that is not known`() throws {
    let run = try run(SampleReport.report([]))
    #expect(run.automationDetails?.id == "kfunclint/" && run.versionControlProvenance == nil)
  }

  @Test func `long descriptions of rules are cut to what GitHub takes`() throws {
    var rule = SampleReport.rule("a")
    rule.what = String(repeating: "é", count: 2_000)
    let descriptor = try #require(try run(SampleReport.report([], rules: [rule])).tool.driver.rules?.first)
    #expect(
      descriptor.shortDescription?.text.count == 1_024 && descriptor.shortDescription?.text.hasSuffix("...") == true)
    #expect(descriptor.help?.text.contains(rule.what) == true)
  }

  @Test func `an incomplete analysis is no successful execution`() throws {
    #expect(try run(SampleReport.everything).invocations?.first?.executionSuccessful == false)
    #expect(try run(SampleReport.report([])).invocations?.first?.executionSuccessful == true)
  }

  @Test func `notifications refer to their kind, and undecided rules have one each`() throws {
    let run = try run(SampleReport.everything)
    let kinds = try #require(run.tool.driver.notifications)
    let notifications = try #require(run.invocations?.first?.toolExecutionNotifications)
    #expect(notifications.compactMap(\.descriptor?.id) == ["dialect", "file-degraded", "not-decided", "not-decided"])
    for notification in notifications {
      #expect(kinds[try #require(notification.descriptor?.index)].id == notification.descriptor?.id)
    }
    #expect(notifications.compactMap(\.associatedRule?.id) == ["body-may-sleep", "param-size-suffix"])
  }

  @Test func `the order of the input does not matter`() {
    var report = SampleReport.everything
    let text = render(report)
    report.findings.reverse()
    report.notifications.reverse()
    report.files.reverse()
    report.rules.reverse()
    #expect(render(report) == text)
  }
}
