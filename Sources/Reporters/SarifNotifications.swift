import Diagnostics
import SARIF

/// What a run has to say about itself: the report's notifications, and one for each rule that left subjects undecided.
struct SarifNotifications {
  /// The kinds, sorted by name.
  let descriptors: [SarifLog.ReportingDescriptor]
  let notifications: [SarifLog.Notification]

  /// The kind of notification that says what a rule could not decide.
  private static let undecidedID = "not-decided"

  init(_ report: Report, rules: [RuleDescription], artifacts: SarifArtifacts) {
    let undecided = report.undecided.filter { $0.value > 0 }.sorted { $0.key < $1.key }
    var ids = Set(report.notifications.map(\.id))
    if !undecided.isEmpty { ids.insert(SarifNotifications.undecidedID) }
    let sortedIDs = ids.sorted()
    let indices = Dictionary(uniqueKeysWithValues: sortedIDs.enumerated().map { ($0.element, $0.offset) })
    let ruleIndices = Dictionary(
      rules.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first })

    descriptors = sortedIDs.map { SarifLog.ReportingDescriptor(id: $0, name: SarifRule.pascalCase($0)) }
    notifications =
      report.notifications.sorted(by: Notification.isOrderedBefore).map { notification in
        SarifLog.Notification(
          descriptor: .init(id: notification.id, index: indices[notification.id]),
          locations: notification.path.map { [SarifNotifications.location($0, notification.line, artifacts)] },
          message: .init(plain: notification.message), level: SarifNotifications.level(notification.level))
      }
      + undecided.map { rule, count in
        SarifLog.Notification(
          descriptor: .init(id: SarifNotifications.undecidedID, index: indices[SarifNotifications.undecidedID]),
          associatedRule: .init(id: rule.rawValue, index: ruleIndices[rule]),
          message: .init(plain: "\(CountedNoun.text(count, "subject")) of '\(rule)' could not be decided."),
          level: .note)
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
