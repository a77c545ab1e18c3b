import Diagnostics

/// The findings that a SARIF log lists.
struct SarifSelection {
  /// In report order.
  let findings: [Finding]
  /// How many findings are not in the log because of `--severity`.
  let belowSeverityCount: Int
  /// How many are not in the log because it may not have more.
  let omittedCount: Int

  /// Takes the shown and the suppressed findings; of too many, the most severe ones.
  init(_ report: Report, most: Int = SarifLimits.runs * SarifLimits.resultsPerRun) {
    let selection = ReportSelection(report)
    let listed = selection.listed
    belowSeverityCount = selection.belowSeverityCount
    omittedCount = max(0, listed.count - most)
    if omittedCount == 0 {
      findings = listed
    } else {
      let bySeverity = Severity.allCases.sorted(by: >).flatMap { severity in listed.filter { $0.severity == severity } }
      findings = bySeverity.prefix(most).sorted(by: Finding.isOrderedBefore)
    }
  }
}
