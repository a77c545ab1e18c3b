import Diagnostics
import Foundation
import SARIF
import SourceText
import TestSupport
import Testing

@testable import Reporters

/// What GitHub would reject is not written.
@Suite struct SarifLimitsTests {
  private static let file = SourceFile(path: "a.c", bytes: Array("int x;\n".utf8))
  private static let range = file.range(4..<5)

  private func log(_ findings: [Finding]) throws -> SarifLog {
    let rules = [SampleReport.rule("a")]
    let text = SARIFReporter().render(
      SampleReport.report(findings, rules: rules, lowestShown: .note), sources: Sources([Self.file]))
    return try JSONDecoder().decode(SarifLog.self, from: Data(text.utf8))
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
    let log = try log(findings(10_001))
    #expect(log.runs.map(\.results.count) == [5_000, 5_000, 1])
    #expect(log.runs.map(\.automationDetails?.id) == ["kfunclint/", "kfunclint/2/", "kfunclint/3/"])
    #expect(Set(log.runs.flatMap(\.results).compactMap(\.message.text)).count == 10_001)
    // So many come without the lines.
    #expect(log.runs.flatMap(\.results).allSatisfy { $0.locations[0].physicalLocation?.region?.snippet == nil })
    let value = try JSONValue(log.jsonText())
    let problems = SarifChecker.problems(in: value, hasRevision: false)
    #expect(problems.allSatisfy { $0.rule == "SARIF2010" || $0.rule == "SARIF2011" })
  }

  @Test func `of too many findings the most severe are kept, and it is said`() {
    let most = SarifLimits.runs * SarifLimits.resultsPerRun
    let selection = SarifSelection(SampleReport.report(findings(most + 10), lowestShown: .note))
    #expect(selection.omittedCount == 10 && selection.findings.count == most)
    #expect(selection.findings.count { $0.severity == .error } == (most + 10 + 2) / 3)
    let notifications = SarifNotifications(
      SampleReport.report([]), rules: [], artifacts: SarifArtifacts([], findings: [], sources: SourceCache(Sources([]))),
      omittedCount: 10)
    #expect(
      notifications.invocation.toolExecutionNotifications?.compactMap(\.message.text)
        == ["10 findings of lower severity left out."])
  }

  @Test func `locations and steps are cut, the last step stays`() throws {
    let places = (0..<12_000).map { Finding.RelatedLocation(message: "Step \($0).", range: Self.range) }
    let log = try log([SampleReport.finding("a", at: Self.range, related: places, flow: places)])
    let result = try #require(log.runs.first?.results.first)
    #expect(result.relatedLocations?.count == 999)
    let steps = try #require(result.codeFlows?.first?.threadFlows.first?.locations)
    #expect(steps.count == 10_000 && steps.last?.location.message?.text == "Step 11999.")
    #expect(SarifChecker.problems(in: try JSONValue(log.jsonText()), hasRevision: false) == [])
  }
}
