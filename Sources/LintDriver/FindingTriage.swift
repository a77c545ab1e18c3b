import Diagnostics
import Facts
import Kbuild
import RuleEngine
import SourceText
import Suppressions

/// Decides what becomes of the findings of a run: severities of the configuration, suppressions, baseline.
struct FindingTriage {
  let options: LintOptions
  let coverage: RunCoverage
  /// Absolute directory that findings' paths are relative to.
  let root: String

  /// What became of them.
  struct Result {
    var findings: [Finding]
    var notifications: [Notification]
    /// The baseline to write; nil when none is wanted, or when the run was lossy and would lose entries.
    var newBaseline: Baseline?
  }

  /// - Parameters:
  ///   - found: the findings that the run reports, in report order.
  ///   - comments: the suppressions in the sources.
  ///   - old: the baseline to compare with.
  func result(of found: [Finding], comments: [SuppressionFact], old: Baseline?) -> Result {
    let names = SettingsResolver.names(of: options.knownRules)
    let filter = SuppressionFilter(
      inline: comments.map { InlineSuppression(rule: $0.rule, reason: $0.reason, range: $0.range, lines: $0.lines) },
      configured: options.suppressions.map(relative), names: names)
    // Severities come after suppressions, so that a suppression is not called unused because its rule is switched off there.
    var findings = SeverityOverride.apply(options.severities, to: filter.apply(to: found))
    var notifications = filter.notifications(after: found, coverage: coverage)
    var newBaseline: Baseline?
    if let old {
      let comparison = compare(findings, with: old)
      let rest = comparison.partition(coverage: coverage, names: names)
      if options.makesBaseline, coverage.isComplete {
        newBaseline = Baseline(of: findings, keeping: rest.undetermined)
      } else {
        findings = comparison.findings
        notifications += outdated(rest.gone.count)
      }
    } else if options.makesBaseline, coverage.isComplete {
      newBaseline = Baseline(of: findings)
    }
    if let newBaseline { findings = compare(findings, with: newBaseline).findings }
    return Result(findings: findings, notifications: notifications, newBaseline: newBaseline)
  }

  private func compare(_ findings: [Finding], with baseline: Baseline) -> BaselineComparison {
    let reason =
      options.makesBaseline ? "Accepted in the baseline." : "Accepted in the baseline '\(options.baseline ?? "")'."
    return BaselineComparison(baseline, with: findings, reason: reason) { finding in
      let aliases = options.knownRules.rules.first { $0.id == finding.rule }?.aliases ?? []
      return aliases.map { alias in
        var identity = finding.identity
        identity.rule = alias
        return (rule: alias, fingerprint: identity.fingerprint)
      }
    }
  }

  private func outdated(_ count: Int) -> [Notification] {
    guard count > 0, let baseline = options.baseline else { return [] }
    return [
      Notification(
        id: "baseline-outdated", level: .note,
        message: "\(count) baseline \(count == 1 ? "entry no longer occurs" : "entries no longer occur"); "
          + "write it again with --write-baseline \(baseline).")
    ]
  }

  /// Names the configuration file as other files of the report are named.
  private func relative(_ suppression: ConfiguredSuppression) -> ConfiguredSuppression {
    var suppression = suppression
    suppression.range.path = PathText.relative(suppression.range.path, below: root) ?? suppression.range.path
    return suppression
  }
}
