import Diagnostics

extension Rule {
  /// What reports say about the rule itself.
  public var ruleDescription: RuleDescription {
    RuleDescription(
      id: id, what: docs.what, why: docs.why, exceptions: docs.exceptions, references: docs.references,
      fixSafety: docs.fixSafety ?? "", severity: highestSeverity, classes: classes, status: status.rawValue)
  }
}
