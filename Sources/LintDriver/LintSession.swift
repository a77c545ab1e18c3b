import Diagnostics
import Facts
import Model
import RuleEngine

/// One run of `kfunclint lint`: analysis, rules, suppressions, report.
public struct LintSession: Sendable {
  private let options: LintOptions

  public init(options: LintOptions) { self.options = options }

  /// What came of a run.
  public struct Outcome: Sendable {
    public var report: Report
    public var analysis: Analysis
    /// 3 when the analysis is incomplete, 1 for findings at or above the failing severity, else 0.
    public var exitCode: Int32
  }

  /// Why a run has no outcome.
  public enum Failure: Error, Sendable {
    case analysis(AnalysisError)
    case rules(RuleSetError)
  }

  /// Loads the rules, analyses, and evaluates. Rules come first: a mistake in them is found before anything is parsed.
  ///
  /// - Throws: ``Failure``.
  public func run() async throws(Failure) -> Outcome {
    let rules: RuleSet
    do {
      rules = try LintSession.rules(
        directories: options.ruleDirectories, selected: options.selected, ignored: options.ignored)
    } catch {
      throw .rules(error)
    }
    let analysis: Analysis
    do {
      analysis = try await Analyzer(options: options.analysis).analyze()
    } catch {
      throw .analysis(error)
    }
    return outcome(of: analysis, rules: rules)
  }

  /// Returns the built-in rules with the user's, restricted by the patterns.
  ///
  /// - Throws: `RuleSetError` for mistakes in rule files and patterns that match nothing.
  public static func rules(
    directories: [String], selected: [String] = [], ignored: [String] = []
  ) throws(RuleSetError) -> RuleSet {
    var rules = try RuleSet.builtIn()
    for directory in directories { rules = try rules.adding(try RuleDirectory.read(directory)) }
    return try rules.selecting(selected, ignoring: ignored)
  }

  private func outcome(of analysis: Analysis, rules: RuleSet) -> Outcome {
    let evaluation = Evaluation(rules: rules, model: analysis.model)
    var findings = evaluation.findings.filter { analysis.scope.contains($0.range.path) }
    let suppressions = InlineSuppressions(files: analysis.facts.files, known: Set(rules.selectors))
    findings = suppressions.apply(to: findings)
    let notifications =
      analysis.notifications + evaluation.notifications + suppressions.notifications(after: findings)
    let report = Report(
      tool: Report.Tool(name: "kfunclint", version: options.toolVersion, libclang: analysis.libclang),
      kernel: analysis.kernel, files: analysis.facts.files.filter { !$0.isTextOnly }.map(LintSession.file),
      rules: rules.rules.map(\.ruleDescription), findings: findings,
      notifications: notifications.filter { isReported($0, in: analysis.scope) }.sorted(by: Notification.isOrderedBefore),
      undecided: evaluation.undecided, kfuncCount: analysis.model.kfuncs.count, lowestShown: options.lowestShown,
      isComplete: analysis.isComplete && evaluation.notifications.isEmpty)
    return Outcome(report: report, analysis: analysis, exitCode: exitCode(of: report))
  }

  /// Trouble is reported wherever it is, since it can hide findings; mere notes only for the files that were asked about.
  private func isReported(_ notification: Notification, in scope: ReportScope) -> Bool {
    guard notification.level == .note, let path = notification.path else { return true }
    return scope.contains(path)
  }

  private func exitCode(of report: Report) -> Int32 {
    if !report.isComplete { return 3 }
    guard let failOn = options.failOn else { return 0 }
    return report.findings.contains { $0.severity >= failOn && $0.suppression == nil } ? 1 : 0
  }

  private static func file(_ facts: FileFacts) -> Report.File {
    let degraded: String?
    switch facts.status {
    case .complete: degraded = nil
    case .degraded(let reason), .failed(let reason): degraded = reason
    }
    return Report.File(path: facts.path, context: facts.context, degraded: degraded)
  }
}
