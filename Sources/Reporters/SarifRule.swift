import Diagnostics
import SARIF

/// Describes rules in SARIF's terms.
enum SarifRule {
  /// Returns the descriptor of a rule (`SARIF 2.1.0 §3.49`).
  static func descriptor(_ rule: RuleDescription) -> SarifLog.ReportingDescriptor {
    let what = rule.what.isEmpty ? rule.id.rawValue : rule.what
    let full = rule.why.isEmpty ? what : what + " " + rule.why
    return SarifLog.ReportingDescriptor(
      id: rule.id.rawValue, name: String(pascalCase(rule.id.rawValue).prefix(SarifLimits.ruleName)),
      shortDescription: .init(plain: description(what)), fullDescription: .init(plain: description(full)),
      help: .init(plain: helpText(rule), markdown: helpMarkdown(rule)),
      defaultConfiguration: .init(level: level(rule.severity)),
      properties: SarifLog.PropertyBag(
        tags: ["bpf", "kfunc", "linux"],
        [
          "classes": .strings(rule.classes), "status": .string(rule.status),
          // GitHub code scanning shows and filters by these two.
          "precision": .string(rule.classes.contains("H") ? "medium" : "high"),
          "problem.severity": .string(problemSeverity(rule.severity)),
        ]))
  }

  /// What does not fit is in the help in full.
  private static func description(_ text: String) -> String {
    text.count <= SarifLimits.ruleDescription ? text : text.prefix(SarifLimits.ruleDescription - 3) + "..."
  }

  /// Returns the level that stands for a severity.
  static func level(_ severity: Severity) -> SarifLog.Level {
    switch severity {
    case .note: .note
    case .warning: .warning
    case .error: .error
    }
  }

  /// Returns the rule's name as SARIF wants it: `def-missing-bpf-kfunc` is `DefMissingBpfKfunc`.
  static func pascalCase(_ id: String) -> String {
    id.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }

  private static func problemSeverity(_ severity: Severity) -> String {
    switch severity {
    case .note: "recommendation"
    case .warning: "warning"
    case .error: "error"
    }
  }

  private static func sections(_ rule: RuleDescription) -> [(title: String, text: String)] {
    [
      ("What it does", rule.what), ("Why is this bad?", rule.why), ("Exceptions", rule.exceptions),
      ("Fix safety", rule.fixSafety),
    ].filter { !$0.1.isEmpty }
  }

  private static func helpText(_ rule: RuleDescription) -> String {
    var parts = sections(rule).map { "\($0.title)\n\($0.text)" }
    if !rule.references.isEmpty { parts.append((["References"] + rule.references).joined(separator: "\n")) }
    return parts.isEmpty ? rule.id.rawValue : parts.joined(separator: "\n\n")
  }

  private static func helpMarkdown(_ rule: RuleDescription) -> String {
    var parts = ["# \(rule.id.rawValue)"] + sections(rule).map { "## \($0.title)\n\n\($0.text)" }
    if !rule.references.isEmpty {
      parts.append("## References\n\n" + rule.references.map { "- `\($0)`" }.joined(separator: "\n"))
    }
    return parts.joined(separator: "\n\n") + "\n"
  }
}
