import Diagnostics

/// The closing lines of the text report.
struct ReportSummary {
  private let report: Report
  private let selection: ReportSelection

  /// So many rules are named where more were not decided.
  private static let mostRulesNamed = 3

  init(_ report: Report, _ selection: ReportSelection) {
    self.report = report
    self.selection = selection
  }

  /// How much was found in how much code, and how the code was parsed.
  var countLine: String {
    var parts = [
      counts + " in " + CountedNoun.text(report.files.count, "file") + ", "
        + CountedNoun.text(report.kfuncCount, "kfunc")
    ]
    if selection.belowSeverityCount > 0 { parts.append("\(selection.belowSeverityCount) not shown (below --severity)") }
    if !selection.suppressed.isEmpty { parts.append("\(selection.suppressed.count) suppressed") }
    let degraded = report.files.count { $0.degraded != nil }
    if degraded > 0 { parts.append(CountedNoun.text(degraded, "file") + " degraded") }
    parts += changeCounts
    if !report.isComplete { parts.append("the analysis is incomplete") }
    parts.append(kernel)
    return parts.joined(separator: "; ")
  }

  /// What the changes under review did, besides bringing findings.
  private var changeCounts: [String] {
    let changes = report.changes ?? []
    let fixed = changes.reduce(0) { $0 + $1.fixedCount }
    let undetermined = changes.reduce(0) { $0 + $1.undeterminedCount }
    return (fixed > 0 ? ["\(fixed) fixed"] : []) + (undetermined > 0 ? ["\(undetermined) undetermined"] : [])
  }

  private var counts: String {
    if selection.shown.isEmpty { return report.changes == nil ? "no findings" : "no new findings" }
    return [("error", Severity.error), ("warning", .warning), ("note", .note)]
      .map { CountedNoun.text(selection.count($0.1), $0.0) }.joined(separator: ", ")
  }

  /// The version whose rules were applied, where it comes from, and the compile contexts used.
  private var kernel: String {
    let version = VisibleText.escaped(report.kernel.version)
    let origin =
      switch report.kernel.source {
      case "tree": "Linux \(version)"
      case "option": "Linux \(version) by --kernel-version"
      case "newest-known": "Linux \(version), the newest version known"
      default: "Linux \(version) from \(VisibleText.escaped(report.kernel.source))"
      }
    return ([origin] + contexts).joined(separator: ", ")
  }

  private var contexts: [String] {
    // "bare tree, through kernel/sched/build_policy.c" is the context "bare tree" here.
    let names = report.files.map { VisibleText.escaped(String($0.context.prefix { $0 != "," })) }
    let counts = Dictionary(grouping: names) { $0 }.mapValues(\.count)
    if counts.count == 1 { return Array(counts.keys) }
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "\($0.key) (\(CountedNoun.text($0.value, "file")))" }
  }

  /// What the rules could not decide; nil when they decided everything.
  var undecidedLine: String? {
    let rules = report.undecided.filter { $0.value > 0 }.keys.sorted()
    guard !rules.isEmpty else { return nil }
    let subjects = report.undecided.values.reduce(0, +)
    var names = rules.prefix(ReportSummary.mostRulesNamed).map { VisibleText.escaped($0.rawValue) }
    if rules.count > names.count { names.append("\(rules.count - names.count) more") }
    return "not decided: \(CountedNoun.text(subjects, "subject")) of \(CountedNoun.text(rules.count, "rule"))"
      + " (\(names.joined(separator: ", ")))"
  }

  /// One line per rule with findings, the most frequent first.
  var statistics: [String] {
    let counts = Dictionary(grouping: selection.shown, by: \.rule)
    let rows = counts.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
    let width = max(5, rows.first.map { String($0.value.count).utf8.count } ?? 0)
    return rows.map { rule, findings in
      let count = String(findings.count)
      return String(repeating: " ", count: width - count.utf8.count) + count + "  " + VisibleText.escaped(rule.rawValue)
    }
  }
}
