import Diagnostics
import SARIF

/// What a run has to say about itself: the report's notifications, and one for each rule that left subjects undecided.
struct SarifNotifications {
  /// The kinds, sorted by name.
  let descriptors: [SarifLog.ReportingDescriptor]
  /// How the run went, with the notifications.
  let invocation: SarifLog.Invocation

  /// The kind of notification that says what a rule could not decide.
  private static let undecidedID = "not-decided"
  /// The kind that says that there are more results than a log may have.
  private static let omittedID = "results-omitted"
  /// The kinds that are about settings and rule files, not about the sources (`SARIF 2.1.0 §3.20.22`).
  private static let configurationIDs: Set = ["baseline-outdated", "rule-failed", "unused-suppression"]

  init(_ report: Report, rules: [RuleDescription], artifacts: SarifArtifacts, omittedCount: Int) {
    let undecided = report.undecided.filter { $0.value > 0 }.sorted { $0.key < $1.key }
    var ids = Set(report.notifications.map(\.id))
    if !undecided.isEmpty { ids.insert(SarifNotifications.undecidedID) }
    if omittedCount > 0 { ids.insert(SarifNotifications.omittedID) }
    let sortedIDs = ids.sorted()
    let indices = Dictionary(uniqueKeysWithValues: sortedIDs.enumerated().map { ($0.element, $0.offset) })
    let ruleIndices = Dictionary(
      rules.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first })

    descriptors = sortedIDs.map { SarifLog.ReportingDescriptor(id: $0, name: SarifRule.pascalCase($0)) }
    func made(_ notification: Notification) -> SarifLog.Notification {
      SarifLog.Notification(
        descriptor: .init(id: notification.id, index: indices[notification.id]),
        locations: notification.path.map { [SarifNotifications.location($0, notification.line, artifacts)] },
        message: .init(plain: notification.message), level: SarifNotifications.level(notification.level))
    }
    var all = report.notifications.sorted(by: Notification.isOrderedBefore)
    if omittedCount > 0 {
      all.append(
        Notification(
          id: SarifNotifications.omittedID, level: .warning,
          message: "\(CountedNoun.text(omittedCount, "finding")) of lower severity left out."))
    }
    invocation = SarifNotifications.invocation(
      of: report,
      configuration: all.filter { SarifNotifications.configurationIDs.contains($0.id) }.map(made),
      execution: all.filter { !SarifNotifications.configurationIDs.contains($0.id) }.map(made)
        + undecided.map { rule, count in
          SarifLog.Notification(
            descriptor: .init(id: SarifNotifications.undecidedID, index: indices[SarifNotifications.undecidedID]),
            associatedRule: .init(id: rule.rawValue, index: ruleIndices[rule]),
            message: .init(plain: "\(CountedNoun.text(count, "subject")) of '\(rule)' could not be decided."),
            level: .note)
        })
  }

  /// Returns how the run went. It was successful only if everything was looked at, whatever was found (`SARIF 2.1.0 §3.20.14`).
  static func invocation(
    of report: Report, configuration: [SarifLog.Notification] = [], execution: [SarifLog.Notification] = []
  ) -> SarifLog.Invocation {
    SarifLog.Invocation(
      executionSuccessful: report.isComplete, exitCode: Int(report.exitCode),
      exitCodeDescription: exitCodeDescription(report.exitCode), toolConfigurationNotifications: configuration,
      toolExecutionNotifications: execution)
  }

  private static func exitCodeDescription(_ code: Int32) -> String {
    switch code {
    case 0: "Nothing at or above --fail-on was found."
    case 1: "Something at or above --fail-on was found."
    case 3: "The analysis is incomplete."
    default: "The run failed."
    }
  }

  private static func location(_ path: String, _ line: Int?, _ artifacts: SarifArtifacts) -> SarifLog.Location {
    SarifLog.Location(
      physicalLocation: SarifLog.PhysicalLocation(
        artifactLocation: artifacts.location(of: path),
        region: line.flatMap { $0 >= 1 ? SarifLog.Region(startLine: $0) : nil }))
  }

  private static func level(_ level: Notification.Level) -> SarifLog.Level {
    switch level {
    case .note: .note
    case .warning: .warning
    case .error: .error
    }
  }
}
