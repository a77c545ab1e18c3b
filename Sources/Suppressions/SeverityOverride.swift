import Diagnostics
import SourceText

/// An entry of `severities:` in the configuration: what the findings of some rules count in some files.
public struct SeverityOverride: Hashable, Sendable {
  public var rules: Set<RuleID>
  /// Patterns of files; empty for all.
  public var paths: [PathGlob]
  /// Nil switches the rules off there.
  public var severity: Severity?

  public init(rules: Set<RuleID>, paths: [PathGlob], severity: Severity?) {
    self.rules = rules
    self.paths = paths
    self.severity = severity
  }

  private func applies(to finding: Finding) -> Bool {
    rules.contains(finding.rule) && (paths.isEmpty || paths.contains { $0.matches(finding.range.path) })
  }

  /// Returns the findings with the severity of the first entry that applies to each, without those switched off.
  public static func apply(_ overrides: [SeverityOverride], to findings: [Finding]) -> [Finding] {
    findings.compactMap { finding in
      guard let override = overrides.first(where: { $0.applies(to: finding) }) else { return finding }
      guard let severity = override.severity else { return nil }
      var finding = finding
      finding.severity = severity
      return finding
    }
  }
}
