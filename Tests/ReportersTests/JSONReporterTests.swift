import Diagnostics
import Foundation
import Reporters
import SourceText
import Testing

@Suite struct JSONReporterTests {
  private func render(_ report: Report) -> String {
    JSONReporter().render(report, sources: SampleReport.sources)
  }

  private func object(_ report: Report) throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: Data(render(report).utf8)) as? [String: Any])
  }

  private func objects(_ value: Any?) throws -> [[String: Any]] {
    try #require(value as? [[String: Any]])
  }

  @Test func `writes every object of the report`() throws {
    try expectSnapshot(render(SampleReport.everything), "JSONReporter-everything.json")
  }

  @Test func `has the keys of version 1 at every level`() throws {
    let document = try object(SampleReport.everything)
    #expect(document["version"] as? Int == 1)
    #expect(Set(document.keys) == ["version", "tool", "kernel", "files", "findings", "notifications", "summary"])
    #expect(Set((document["kernel"] as? [String: Any] ?? [:]).keys) == ["version", "source"])
    for file in try objects(document["files"]) { #expect(Set(file.keys) == ["path", "context", "degraded"]) }
    for notification in try objects(document["notifications"]) {
      #expect(Set(notification.keys) == ["id", "level", "message", "path", "line"])
    }
    let summary = Set((document["summary"] as? [String: Any] ?? [:]).keys)
    #expect(summary.isSuperset(of: ["files", "kfuncs", "undecided", "errors", "warnings", "notes"]))
    let fixed: Set = [
      "rule", "severity", "message", "path", "line", "column", "end_line", "end_column", "kfunc", "set", "parameter",
      "new", "suppressed", "fingerprint", "related", "flow", "fix",
    ]
    let findings = try objects(document["findings"])
    #expect(findings.count == 4)
    for finding in findings {
      #expect(Set(finding.keys) == fixed.union(["notes", "suppression_reason"]))
      for related in try objects(finding["related"]) + objects(finding["flow"]) {
        #expect(Set(related.keys) == ["message", "path", "line", "column"])
      }
      if let fix = finding["fix"] as? [String: Any] {
        #expect(Set(fix.keys) == ["description", "safety", "edits"])
      }
    }
  }

  @Test func `what is not known is null`() throws {
    let range = SampleReport.taskSource.ranges[2]
    let report = SampleReport.report(
      [SampleReport.finding(at: range)], notifications: [.init(id: "a", level: .note, message: "b")])
    let finding = try #require(try objects(try object(report)["findings"]).first)
    for key in ["kfunc", "set", "parameter", "new", "fix", "suppression_reason"] {
      #expect(finding[key] is NSNull, "\(key)")
    }
    let notification = try #require(try objects(try object(report)["notifications"]).first)
    #expect(notification["path"] is NSNull && notification["line"] is NSNull)
  }

  @Test func `new is true, false or null`() throws {
    let range = SampleReport.taskSource.ranges[2]
    let states: [Bool?] = [true, false, nil]
    let findings = states.enumerated().map { SampleReport.finding("rule-\($0)", at: range, isNew: $1) }
    let written = try objects(try object(SampleReport.report(findings))["findings"]).map { $0["new"] as? Bool }
    #expect(written == states)
  }

  @Test func `columns count bytes`() throws {
    let range = SampleReport.wideSource.ranges[0]
    let finding = try #require(
      try objects(try object(SampleReport.report([SampleReport.finding(at: range)]))["findings"]).first)
    // Six bytes of CJK, a tab and nine ASCII characters stand before the name, which has eleven bytes of its own.
    #expect(finding["column"] as? Int == 18 && finding["end_column"] as? Int == 29)
  }

  @Test func `findings below the severity are counted only, suppressed ones listed but not counted`() throws {
    let document = try object(SampleReport.everything)
    let summary = try #require(document["summary"] as? [String: Any])
    #expect(summary["errors"] as? Int == 2 && summary["warnings"] as? Int == 1 && summary["notes"] as? Int == 0)
    #expect(summary["below_severity"] as? Int == 1 && summary["suppressed"] as? Int == 1)
    #expect(summary["undecided"] as? Int == 4)
    #expect(try objects(document["findings"]).map { $0["suppressed"] as? Bool } == [false, true, false, false])
  }

  @Test func `does not name the root of the tree`() {
    #expect(!render(SampleReport.everything).contains("/src/linux"))
  }

  @Test func `slashes are plain and the text ends with one line feed`() {
    let text = render(SampleReport.everything)
    #expect(text.contains("\"kernel/bpf/sample.c\"") && text.hasSuffix("}\n"))
  }

  @Test func `hostile text survives unchanged`() throws {
    let evil = "x\u{1B}]0;\u{07}\r\n\u{202E}\"\\ \u{0}"
    let report = SampleReport.report([SampleReport.finding("a", at: SampleReport.taskSource.ranges[2], notes: [evil])])
    let finding = try #require(try objects(try object(report)["findings"]).first)
    #expect(finding["notes"] as? [String] == [evil])
    #expect(!render(report).utf8.contains(0x1B))
  }

  @Test func `the order of the input does not matter`() {
    var report = SampleReport.everything
    let text = render(report)
    report.findings.reverse()
    report.notifications.reverse()
    report.files.reverse()
    #expect(render(report) == text)
  }
}
