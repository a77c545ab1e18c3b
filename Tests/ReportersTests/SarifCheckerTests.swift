import Diagnostics
import Reporters
import SARIF
import SourceText
import TestSupport
import Testing

/// What our reporter writes passes the checker, and the checker sees every corruption of it.
@Suite struct SarifCheckerTests {
  /// A log with one of everything.
  private static func good() throws -> JSONValue {
    var report = SampleReport.everything
    for index in report.findings.indices { report.findings[index].isNew = index > 0 }
    report.notifications.append(.init(id: "baseline-outdated", level: .note, message: "1 entry no longer occurs."))
    return try JSONValue(SARIFReporter().render(report, sources: SampleReport.sources))
  }

  @Test func `a log with one of everything has no problem`() throws {
    #expect(SarifChecker.problems(in: try Self.good()) == [])
  }

  @Test func `logs of few things have no problem either`() throws {
    let range = SampleReport.taskSource.ranges[2]
    let rules = [SampleReport.rule("a")]
    for report in [
      SampleReport.report([], files: []), SampleReport.report([SampleReport.finding("a", at: range)], rules: rules),
    ] {
      let log = try JSONValue(SARIFReporter().render(report, sources: SampleReport.sources))
      #expect(SarifChecker.problems(in: log, hasRevision: false) == [])
    }
    let blind = SampleReport.report([SampleReport.finding("a", at: range)], rules: rules)
    let log = try JSONValue(SARIFReporter().render(blind, sources: Sources([])))
    #expect(SarifChecker.problems(in: log, hasSources: false, hasRevision: false) == [])
  }

  @Test func `a tree in a part of its repository has no problem`() throws {
    var report = SampleReport.everything
    report.versionControl?.treePath = "src/linux"
    let log = try JSONValue(SARIFReporter().render(report, sources: SampleReport.sources))
    #expect(SarifChecker.problems(in: log) == [])
    let bases = try #require(log["runs"]?[0]?["originalUriBaseIds"])
    #expect(bases["SRCROOT"]?["uri"] == .string("src/linux/"))
    #expect(bases["SRCROOT"]?["uriBaseId"] == .string("REPOROOT"))
    #expect(log["runs"]?[0]?["versionControlProvenance"]?[0]?["mappedTo"]?["uriBaseId"] == .string("REPOROOT"))
  }

  /// One property made wrong: where, what it becomes (nil goes), and the rule that sees it.
  private struct Corruption: CustomStringConvertible {
    var path: String
    var value: JSONValue?
    var rule: String

    init(_ path: String, _ value: JSONValue?, _ rule: String) {
      self.path = path
      self.value = value
      self.rule = rule
    }

    var description: String { "\(path) \(rule)" }
  }

  private static let result = "runs/0/results/0"
  private static let place = result + "/locations/0/physicalLocation"
  private static let driver = "runs/0/tool/driver"

  private static let corruptions: [Corruption] = [
    Corruption("$schema", nil, "SARIF2008"),
    Corruption("$schema", .string("https://json.schemastore.org/sarif"), "SARIF1011"),
    Corruption("version", .string("2.0.0"), "§3.13.2"), Corruption("runs", .array([]), "§3.13.4"),
    Corruption("runs/0/automationDetails", nil, "GITHUB"),
    Corruption("runs/0/automationDetails/id", .string("kfunclint"), "GITHUB"),
    Corruption("runs/0/columnKind", nil, "§3.14.27"), Corruption("runs/0/results", nil, "§3.14.23"),
    Corruption("runs/0/invocations", nil, "§3.14.11"),
    Corruption("runs/0/invocations/0/exitCode", nil, "§3.20.9"),
    Corruption("runs/0/invocations/0/exitCodeDescription", nil, "§3.20.10"),
    Corruption("runs/0/invocations/0/executionSuccessful", .boolean(true), "§3.20.14"),
    Corruption("runs/0/invocations/0/exitCode", .integer(0), "§3.20.14"),
    Corruption("runs/0/invocations/0/toolExecutionNotifications/0/message/text", .string("Said"), "SARIF2001"),
    Corruption("runs/0/invocations/0/toolExecutionNotifications/0/descriptor/index", .integer(9), "SARIF1009"),
    Corruption("runs/0/invocations/0/toolConfigurationNotifications/0/descriptor/index", .integer(1), "SARIF1009"),
    Corruption("runs/0/invocations/0/toolExecutionNotifications/3/associatedRule/index", .integer(0), "SARIF1009"),
    Corruption("runs/0/versionControlProvenance", nil, "SARIF2003"),
    Corruption("runs/0/versionControlProvenance/0/revisionId", .string("main"), "§3.23.4"),
    Corruption("runs/0/versionControlProvenance/0/mappedTo", nil, "SARIF2007"),
    Corruption("runs/0/versionControlProvenance/0/mappedTo/uriBaseId", .string("OTHER"), "SARIF2007"),
    Corruption("runs/0/versionControlProvenance/0/repositoryUri", .string("linux.git"), "SARIF1005"),
    Corruption("runs/0/versionControlProvenance/0/repositoryUri", .string("https://me:key@example.org/"), "GITHUB"),
    Corruption("runs/0/originalUriBaseIds/SRCROOT", nil, "SARIF1004"),
    Corruption("runs/0/originalUriBaseIds/SRCROOT/uri", .string("src/"), "SARIF1004"),
    Corruption("runs/0/originalUriBaseIds/SRCROOT/uri", .string("file:///src"), "SARIF1004"),
    Corruption("runs/0/originalUriBaseIds/SRCROOT/uri", .string("file:///src/../"), "SARIF1002"),
    Corruption("runs/0/originalUriBaseIds/SRCROOT/uri", .string("file:///src/?x/"), "SARIF1004"),
    Corruption("runs/0/originalUriBaseIds/SRCROOT/uriBaseId", .string("SRCROOT"), "SARIF1004"),
    Corruption("runs/0/artifacts", nil, "SARIF1009"), Corruption("runs/0/artifacts/0/hashes", nil, "§3.24.11"),
    Corruption("runs/0/artifacts/0/hashes/sha-256", .string("00"), "§3.24.11"),
    Corruption("runs/0/artifacts/0/length", nil, "§3.24.5"), Corruption("runs/0/artifacts/0/roles", nil, "§3.24.6"),
    Corruption("runs/0/artifacts/0/location/uri", .string("other.c"), "SARIF1009"),
    Corruption("runs/0/artifacts/0/location/uri", .string("a b.c"), "SARIF1002"),
    Corruption("runs/0/artifacts/0/location/uri", .string("100%.c"), "SARIF1002"),
    Corruption("runs/0/artifacts/0/location/uri", .string("file:///a.c"), "SARIF2016"),
    Corruption("runs/0/artifacts/0/location/uriBaseId", nil, "SARIF2016"),
    Corruption(driver + "/name", .string("the linter for annotations"), "SARIF2005"),
    Corruption(driver + "/version", nil, "SARIF2005"),
    Corruption(driver + "/semanticVersion", .string("new"), "SARIF2005"),
    Corruption(driver + "/rules", nil, "SARIF1009"), Corruption(driver + "/rules/0/id", .string("other"), "SARIF1009"),
    Corruption(driver + "/rules/0/name", nil, "SARIF2012"),
    Corruption(driver + "/rules/0/name", .string("body-may-sleep"), "SARIF1001"),
    Corruption(driver + "/rules/0/name", .string(String(repeating: "A", count: 256)), "GITHUB"),
    Corruption(driver + "/rules/0/shortDescription", nil, "SARIF2004"),
    Corruption(driver + "/rules/0/fullDescription/text", .string(String(repeating: "a", count: 1025)), "GITHUB"),
    Corruption(driver + "/rules/0/help/markdown", nil, "GITHUB"), Corruption(driver + "/rules/0/help", nil, "GITHUB"),
    Corruption(driver + "/rules/0/defaultConfiguration", nil, "§3.50.3"),
    Corruption(driver + "/rules/0/properties/tags", .array((0..<21).map { .string("\($0)") }), "GH1004"),
    Corruption(driver + "/rules/0/properties/precision", .string("good"), "GITHUB"),
    Corruption(driver + "/rules/0/properties/problem.severity", nil, "GITHUB"),
    Corruption(result + "/ruleId", nil, "SARIF1010"), Corruption(result + "/ruleId", .string("other"), "SARIF1009"),
    Corruption(result + "/ruleIndex", .integer(99), "SARIF1009"),
    Corruption(result + "/ruleIndex", .integer(0), "SARIF1009"),
    Corruption(result + "/rule", .object(["id": .string("a")]), "SARIF2004"),
    Corruption(result + "/analysisTarget", .object([:]), "SARIF2004"),
    Corruption(result + "/level", nil, "§3.27.10"), Corruption(result + "/message/text", nil, "SARIF1012"),
    Corruption(result + "/message/text", .string("Wrong"), "SARIF2001"),
    Corruption(result + "/message/text", .string("It is {0}."), "§3.11.5"),
    Corruption(result + "/message/id", .string("default"), "SARIF1012"),
    Corruption(result + "/locations", nil, "GH1001"), Corruption(result + "/locations", .array([]), "GH1001"),
    Corruption(place, nil, "GH1001"), Corruption(place + "/artifactLocation/uri", nil, "GH1001"),
    Corruption(place + "/artifactLocation/uri", .string("https://example.org/a.c"), "GH1005"),
    Corruption(place + "/artifactLocation/uri", .string("file:///a.c"), "GH1006"),
    Corruption(place + "/artifactLocation/uri", .string("../a.c"), "GH1005"),
    Corruption(place + "/artifactLocation/uriBaseId", .string("OTHER"), "SARIF1004"),
    Corruption(place + "/artifactLocation/uriBaseId", nil, "SARIF2016"),
    Corruption(place + "/artifactLocation/index", .integer(7), "SARIF1009"),
    Corruption(place + "/region", nil, "GH1003"), Corruption(place + "/region/startLine", nil, "SARIF1007"),
    Corruption(place + "/region/endLine", .integer(0), "SARIF1007"),
    Corruption(place + "/region/endColumn", .integer(1), "SARIF1007"),
    Corruption(place + "/region/snippet", nil, "SARIF2010"), Corruption(place + "/contextRegion", nil, "SARIF2011"),
    Corruption(place + "/contextRegion/startLine", .integer(4000), "SARIF1008"),
    Corruption(result + "/partialFingerprints", nil, "§3.27.17"),
    Corruption(result + "/partialFingerprints/kfunclintIdentity~v1", nil, "§3.27.17"),
    Corruption(result + "/partialFingerprints/primaryLocationLineHash", nil, "GITHUB"),
    Corruption(result + "/partialFingerprints/primaryLocationLineHash", .string("c129715d7a2bc9a3"), "GITHUB"),
    Corruption(result + "/suppressions", nil, "§3.27.23"), Corruption(result + "/baselineState", nil, "§3.27.24"),
    Corruption("SUPPRESSED/suppressions/0/kind", nil, "§3.35.2"),
    Corruption("SUPPRESSED/suppressions/0/justification", nil, "§3.35.6"),
    Corruption("FIXED/fixes/0/artifactChanges", .array([]), "§3.55.3"),
    Corruption("FIXED/fixes/0/description", nil, "§3.55.2"),
    Corruption("FIXED/fixes/0/artifactChanges/0/replacements", .array([]), "§3.56.3"),
    Corruption("FIXED/fixes/0/artifactChanges/0/replacements/0/deletedRegion/endColumn", nil, "§3.57.3"),
    Corruption("FIXED/fixes/0/artifactChanges/0/artifactLocation/index", .integer(0), "SARIF1009"),
    Corruption("FIXED/relatedLocations/0/message", nil, "GH1007"),
    Corruption("FIXED/codeFlows/0/threadFlows", .array([]), "§3.36.3"),
    Corruption("FIXED/codeFlows/0/threadFlows/0/locations", .array([]), "§3.37.6"),
    Corruption("FIXED/codeFlows/0/threadFlows/0/locations/0/location", nil, "GH1002"),
    Corruption("FIXED/codeFlows/0/threadFlows/0/locations/0/index", .integer(0), "GH1002"),
    Corruption("FIXED/codeFlows/0/threadFlows/0/locations/0/location/message", nil, "GITHUB"),
  ]

  @Test func `every corruption is seen, by the rule that is about it`() throws {
    let good = try Self.good()
    let results = good["runs"]?[0]?["results"]?.elements ?? []
    let suppressed = try #require(results.firstIndex { $0["suppressions"]?.elements.isEmpty == false })
    let fixed = try #require(results.firstIndex { $0["fixes"] != nil })
    for corruption in Self.corruptions {
      let text = corruption.path.replacing("SUPPRESSED", with: "runs/0/results/\(suppressed)")
        .replacing("FIXED", with: "runs/0/results/\(fixed)")
      // A slash within a key is written as in the key of the identity.
      let path = JSONValue.path(text).map { step in
        if case .key(let key) = step { JSONValue.Step.key(key.replacing("~", with: "/")) } else { step }
      }
      var log = good
      log[path] = corruption.value
      let isChanged = log != good
      #expect(isChanged, "nothing at \(text)")
      let rules = Set(SarifChecker.problems(in: log).map(\.rule))
      #expect(rules.contains(corruption.rule), "\(corruption): \(rules)")
    }
  }

  @Test func `too many of something, and two of what there may be one of, are seen`() throws {
    var log = try Self.good()
    let run = try #require(log["runs"]?[0])
    log["runs"] = .array([run, run])
    #expect(SarifChecker.problems(in: log).map(\.message) == ["two runs have one category"])
    log["runs"] = .array(Array(repeating: run, count: 21))
    #expect(SarifChecker.problems(in: log).contains { $0.rule == "GH1004" })
    log = try Self.good()
    let rules = JSONValue.path(Self.driver + "/rules")
    log[rules] = .array((log[rules]?.elements ?? []) + [log[rules + [.index(0)]] ?? .null])
    #expect(SarifChecker.problems(in: log).map(\.rule) == ["§3.19.23"])
    log = try Self.good()
    let related = JSONValue.path("runs/0/results/1/locations")
    log[related] = .array(Array(repeating: log[related + [.index(0)]] ?? .null, count: 1001))
    #expect(SarifChecker.problems(in: log).contains { $0.rule == "GH1004" })
  }
}
