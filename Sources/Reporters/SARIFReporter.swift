import Diagnostics
import SARIF
import SourceText

/// Renders a report as a SARIF 2.1.0 log.
///
/// The log holds nothing that differs between machines or runs: no time, no command line, no random number and, unless
/// asked for, no absolute path.
public struct SARIFReporter: Sendable {
  public struct Options: Sendable {
    /// Whether the absolute URI of the tree is given, for viewers on the same machine.
    public var includesRoot: Bool

    public init(includesRoot: Bool = false) {
      self.includesRoot = includesRoot
    }
  }

  private let options: Options

  public init(_ options: Options = Options()) {
    self.options = options
  }

  /// Returns the log as JSON, with a line feed at the end.
  public func render(_ report: Report, sources: any SourceProvider) -> String {
    SarifLog(runs: [run(report, sources: SourceCache(sources))]).jsonText()
  }

  private func run(_ report: Report, sources: SourceCache) -> SarifLog.Run {
    let rules = report.rules.sorted { $0.id < $1.id }
    let files = report.files.sorted { $0.path < $1.path }
    let artifacts = SarifArtifacts(files)
    let notifications = SarifNotifications(report, rules: rules, artifacts: artifacts)
    let results = SarifResults(
      report, rules: rules,
      locations: { change in
        SarifLocations(sources: change.map { sources.cache(ofChange: $0) } ?? sources, artifacts: artifacts)
      })
    let driver = SarifLog.ToolComponent(
      name: report.tool.name, version: report.tool.version, semanticVersion: report.tool.version,
      rules: rules.map(SarifRule.descriptor), notifications: notifications.descriptors,
      properties: SarifLog.PropertyBag(["libclang": report.tool.libclang.map { .string($0) }]))
    return SarifLog.Run(
      tool: SarifLog.Tool(driver: driver),
      invocations: [
        SarifLog.Invocation(
          executionSuccessful: report.isComplete, toolExecutionNotifications: notifications.notifications)
      ],
      originalUriBaseIds: [SarifArtifacts.baseID: root(report)], artifacts: artifacts.artifacts,
      results: results.results, columnKind: .utf16CodeUnits, defaultSourceLanguage: "c",
      properties: SarifLog.PropertyBag([
        "kernelVersion": .string(report.kernel.version), "kernelVersionSource": .string(report.kernel.source),
        "kfuncs": .integer(report.kfuncCount),
        "undecided": report.undecided.isEmpty
          ? nil : .counts(Dictionary(uniqueKeysWithValues: report.undecided.map { ($0.key.rawValue, $0.value) })),
        "belowSeverity": .integer(results.belowSeverityCount),
      ]))
  }

  private func root(_ report: Report) -> SarifLog.ArtifactLocation {
    SarifLog.ArtifactLocation(
      uri: options.includesRoot ? report.kernel.root.map { URIReference.make(directory: $0) } : nil,
      description: SarifLog.Message(plain: "The root of the source tree that was analysed."))
  }
}
