import Diagnostics
import SARIF
import SourceText

/// Renders a report as a SARIF 2.1.0 log.
///
/// The log holds nothing that differs between machines or runs: no time, no command line, no random number and, unless
/// asked for, no absolute path. It stays below what GitHub takes (``SarifLimits``): many results are spread over several runs.
public struct SARIFReporter: Sendable {
  public struct Options: Sendable {
    /// Whether the absolute URI of the tree is given, for viewers on the same machine.
    public var includesRoot: Bool
    /// What tells this run from others of the same code, such as the architecture; nil where there is one run only.
    public var category: String?

    public init(includesRoot: Bool = false, category: String? = nil) {
      self.includesRoot = includesRoot
      self.category = category
    }
  }

  private let options: Options

  public init(_ options: Options = Options()) {
    self.options = options
  }

  /// Returns the log as JSON, with a line feed at the end.
  public func render(_ report: Report, sources: any SourceProvider) -> String {
    SarifLog(runs: runs(report, sources: SourceCache(sources))).jsonText()
  }

  /// The runs of the log: one, unless there are very many results.
  func runs(_ report: Report, sources: SourceCache) -> [SarifLog.Run] {
    let rules = report.rules.sorted { $0.id < $1.id }
    let selection = SarifSelection(report)
    let artifacts = SarifArtifacts(report.files, findings: selection.findings, sources: sources)
    let notifications = SarifNotifications(
      report, rules: rules, artifacts: artifacts, omittedCount: selection.omittedCount)
    let results = SarifResults(
      selection.findings, rules: rules,
      locations: { change in
        SarifLocations(
          sources: change.map { sources.cache(ofChange: $0) } ?? sources, artifacts: artifacts,
          quotesSource: selection.findings.count <= SarifLimits.resultsWithSnippets)
      }
    ).results
    let driver = SarifLog.ToolComponent(
      name: report.tool.name, version: report.tool.version, semanticVersion: report.tool.version,
      rules: rules.map(SarifRule.descriptor), notifications: notifications.descriptors,
      properties: SarifLog.PropertyBag(["libclang": report.tool.libclang.map { .string($0) }]))
    let provenance = SarifProvenance(report, includesRoot: options.includesRoot)
    let size = SarifLimits.resultsPerRun(total: results.count)
    return stride(from: 0, to: max(results.count, 1), by: size).enumerated().map { number, start in
      SarifLog.Run(
        tool: SarifLog.Tool(driver: driver),
        automationDetails: SarifProvenance.automationDetails(number, category: options.category),
        versionControlProvenance: provenance.details,
        // What the tool says about itself stands in the first run only.
        invocations: [number == 0 ? notifications.invocation : SarifNotifications.invocation(of: report)],
        originalUriBaseIds: provenance.baseIDs, artifacts: artifacts.artifacts,
        results: Array(results[start..<min(start + size, results.count)]), columnKind: .utf16CodeUnits,
        defaultSourceLanguage: "c", properties: properties(of: report, selection))
    }
  }

  private func properties(of report: Report, _ selection: SarifSelection) -> SarifLog.PropertyBag? {
    let undecided = Dictionary(uniqueKeysWithValues: report.undecided.map { ($0.key.rawValue, $0.value) })
    return SarifLog.PropertyBag([
      "kernelVersion": .string(report.kernel.version), "kernelVersionSource": .string(report.kernel.source),
      "kfuncs": .integer(report.kfuncCount), "undecided": undecided.isEmpty ? nil : .counts(undecided),
      "belowSeverity": .integer(selection.belowSeverityCount),
    ])
  }
}
