import Diagnostics

/// Which findings of a report are shown, and how many are not: the same for every format.
struct ReportSelection {
  /// Neither suppressed nor below the severity asked for, in report order.
  let shown: [Finding]
  /// Suppressed ones of a severity that would be shown, in report order.
  let suppressed: [Finding]
  /// How many unsuppressed findings are below the severity asked for.
  let belowSeverityCount: Int

  init(_ report: Report) {
    var shown: [Finding] = []
    var suppressed: [Finding] = []
    var belowSeverityCount = 0
    for finding in report.findings.sorted(by: Finding.isOrderedBefore) {
      if finding.severity < report.lowestShown {
        if finding.suppression == nil { belowSeverityCount += 1 }
      } else if finding.suppression == nil {
        shown.append(finding)
      } else {
        suppressed.append(finding)
      }
    }
    self.shown = shown
    self.suppressed = suppressed
    self.belowSeverityCount = belowSeverityCount
  }

  /// What machine-readable formats list: the shown and the suppressed findings, in report order.
  var listed: [Finding] { (shown + suppressed).sorted(by: Finding.isOrderedBefore) }

  /// Returns how many shown findings have the severity.
  func count(_ severity: Severity) -> Int { shown.count { $0.severity == severity } }
}
