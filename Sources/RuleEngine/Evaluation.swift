import CEL
import Diagnostics
import Dialect
import Model

/// What the rules say about a model.
public struct Evaluation: Sendable {
  /// In ``Finding/isOrderedBefore(_:_:)`` order.
  public private(set) var findings: [Finding] = []
  /// Defects of rules that showed during evaluation, in ``Notification/isOrderedBefore(_:_:)`` order.
  public private(set) var notifications: [Notification] = []
  /// How many objects could not be decided, per rule; rules without any are absent.
  public private(set) var undecided: [RuleID: Int] = [:]
  /// The rules that the kernel's release or macros rule out, sorted.
  public private(set) var notApplicable: [RuleID] = []

  /// Evaluates every rule that is about the model's kernel on every object of its type.
  ///
  /// Neither unknown facts nor errors in expressions lead to a finding: the former are counted, the latter are
  /// notifications.
  public init(rules: RuleSet, model: any SubjectSource) {
    for rule in rules.rules {
      guard rule.applies(to: model.dialect) else {
        notApplicable.append(rule.id)
        continue
      }
      for row in 0..<model.rowCount(of: rule.subject) {
        switch SubjectEvaluation(rule: rule, source: model, row: row).result() {
        case .holds: break
        case .undecided: undecided[rule.id, default: 0] += 1
        case .finding(let finding): findings.append(finding)
        case .failed(let notification): notifications.append(notification)
        }
      }
    }
    findings.sort(by: Finding.isOrderedBefore)
    notifications.sort(by: Notification.isOrderedBefore)
  }
}
