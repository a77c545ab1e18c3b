import Diagnostics
import Reporters
import SourceText
import TestSupport
import Testing

@Suite struct GitLabReporterTests {
  private var range: SourceRange { SampleReport.taskSource.ranges[2] }

  private func issues(_ report: Report, checkout: String? = nil) throws -> [JSONValue] {
    try JSONValue(GitLabReporter(checkout: checkout).render(report)).elements
  }

  @Test func `writes every finding that is shown`() throws {
    try expectSnapshot(
      GitLabReporter(checkout: nil).render(SampleReport.everything), "GitLabReporter-everything.json")
  }

  @Test func `every issue has what GitLab requires`() throws {
    let issues = try issues(SampleReport.everything)
    #expect(issues.count == 3)
    for issue in issues {
      for key in ["description", "check_name", "fingerprint"] { #expect(issue[key]?.string?.isEmpty == false) }
      #expect(["info", "minor", "major", "critical", "blocker"].contains(issue["severity"]?.string))
      #expect(issue["location"]?["path"]?.string?.hasPrefix("/") == false)
      #expect((issue["location"]?["lines"]?["begin"]?.integer ?? 0) >= 1)
    }
  }

  @Test func `nothing found is an empty array`() throws {
    #expect(GitLabReporter(checkout: nil).render(SampleReport.report([])) == "[\n\n]\n")
  }

  @Test func `findings of one identity have fingerprints of their own`() throws {
    let finding = SampleReport.finding(at: range, fingerprint: "ab")
    #expect(
      try issues(SampleReport.report([finding, finding, finding])).map { $0["fingerprint"]?.string }
        == ["ab", "ab-2", "ab-3"])
  }

  @Test func `paths are those of the checkout`() throws {
    let report = SampleReport.report(
      [SampleReport.finding(at: range)], kernel: .init(version: "6.12", source: "tree", root: "/builds/a/linux"))
    #expect(
      try issues(report, checkout: "/builds/a")[0]["location"]?["path"] == .string("linux/kernel/bpf/sample.c"))
  }
}
