import Diagnostics
import SARIF
import SourceText
import TestSupport
import Testing

@testable import Reporters

/// What GitHub would reject is not written.
@Suite struct SarifLimitsTests {
  private static let file = SourceFile(path: "a.c", bytes: Array("int x;\n".utf8))
  private static let range = file.range(4..<5)

  private func runs(_ findings: [Finding]) -> [SarifLog.Run] {
    let report = SampleReport.report(
      findings, rules: [SampleReport.rule("a")], lowestShown: .note,
      files: [.init(path: "a.c", context: "bare tree", degraded: nil)])
    return SARIFReporter().runs(report, sources: SourceCache(Sources([Self.file])))
  }

  private func findings(_ count: Int) -> [Finding] {
    (0..<count).map { number in
      SampleReport.finding("a", number % 3 == 0 ? .error : .note, "Number \(number).", at: Self.range)
    }
  }

  @Test(arguments: [
    (0, 5_000), (5_001, 5_000), (100_000, 5_000), (100_001, 5_001), (500_000, 25_000), (9_999_999, 25_000),
  ]) func `runs are as small as to be shown, as long as twenty will do`(total: Int, size: Int) {
    #expect(SarifLimits.resultsPerRun(total: total) == size)
  }

  @Test func `many results are spread over runs of different categories, none is lost`() throws {
    var runs = runs(findings(10_001))
    #expect(runs.map(\.results.count) == [5_000, 5_000, 1])
    #expect(runs.map(\.automationDetails?.id) == ["kfunclint/", "kfunclint/2/", "kfunclint/3/"])
    #expect(Set(runs.flatMap(\.results).compactMap(\.message.text)).count == 10_001)
    // So many come without the lines.
    #expect(runs.flatMap(\.results).allSatisfy { $0.locations[0].physicalLocation?.region?.snippet == nil })
    for index in runs.indices { runs[index].results.removeLast(runs[index].results.count - 1) }
    let problems = SarifChecker.problems(in: try JSONValue(SarifLog(runs: runs).jsonText()), hasRevision: false)
    #expect(problems.allSatisfy { $0.rule == "SARIF2010" || $0.rule == "SARIF2011" }, "\(problems)")
  }

  @Test func `of too many findings the most severe are kept, and it is said`() {
    let selection = SarifSelection(SampleReport.report(findings(100), lowestShown: .note), most: 90)
    #expect(selection.omittedCount == 10 && selection.findings.count == 90)
    #expect(selection.findings.count { $0.severity == .error } == 34)
    let notifications = SarifNotifications(
      SampleReport.report([]), rules: [],
      artifacts: SarifArtifacts([], findings: [], sources: SourceCache(Sources([]))),
      omittedCount: 10)
    #expect(
      notifications.invocation.toolExecutionNotifications?.compactMap(\.message.text)
        == ["10 findings of lower severity left out."])
  }

  @Test func `locations and steps are cut, the end of the path stays`() throws {
    let places = (0..<12_000).map { Finding.RelatedLocation(message: "Step \($0).", range: Self.range) }
    let finding = SampleReport.finding("a", at: Self.range, related: places, flow: places)
    let runs = runs([finding])
    let result = try #require(runs.first?.results.first)
    #expect(result.relatedLocations?.count == 999)
    let steps = try #require(result.codeFlows?.first?.threadFlows.first?.locations)
    #expect(steps.count == 10_000 && steps.last?.location.message?.text == finding.message)
  }
}
