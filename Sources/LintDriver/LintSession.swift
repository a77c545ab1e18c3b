import Diagnostics
import Facts
import Model
import RuleEngine
import Suppressions

/// One run of `kfunclint lint`: analysis, rules, suppressions, baseline, report.
public struct LintSession: Sendable {
  private let options: LintOptions
  private let memory: AnalysisMemory?

  /// - Parameter memory: what earlier runs with the same options found out; only the files may differ between them.
  public init(options: LintOptions, memory: AnalysisMemory? = nil) {
    self.options = options
    self.memory = memory
  }

  /// What came of a run.
  public struct Outcome: Sendable {
    public var report: Report
    public var analysis: Analysis
    /// Every finding of the rules, also outside of what is reported, before suppressions and baseline.
    public var found: [Finding]
    /// 3 when the analysis is incomplete, 1 for findings at or above the failing severity, else 0.
    public var exitCode: Int32 { report.exitCode }
    /// The baseline that was asked for; nil also when the analysis was incomplete, since it would lack entries.
    public var newBaseline: Baseline?
  }

  /// Why a run has no outcome.
  public enum Failure: Error, Sendable {
    case analysis(AnalysisError)
    case baseline(BaselineError)
  }

  /// Analyses and evaluates. The baseline is read first: what is wrong with it is found before anything is parsed.
  ///
  /// - Throws: ``Failure``.
  public func run() async throws(Failure) -> Outcome {
    let baseline: Baseline?
    do {
      baseline = try readBaseline()
    } catch {
      throw .baseline(error)
    }
    let analysis: Analysis
    do {
      analysis = try await Analyzer(options: options.analysis, memory: memory).analyze()
    } catch {
      throw .analysis(error)
    }
    return outcome(of: analysis, baseline: baseline)
  }

  /// Returns the built-in rules with the user's.
  ///
  /// - Throws: `RuleSetError` for mistakes in rule files.
  public static func rules(directories: [String]) throws(RuleSetError) -> RuleSet {
    var rules = try RuleSet.builtIn()
    for directory in directories { rules = try rules.adding(try RuleDirectory.read(directory)) }
    return rules
  }

  private func outcome(of analysis: Analysis, baseline: Baseline?) -> Outcome {
    let evaluation = Evaluation(rules: options.rules, model: analysis.model)
    let isComplete = analysis.isComplete && evaluation.notifications.isEmpty
    let triage = FindingTriage(
      options: options, coverage: coverage(of: analysis, evaluation, isComplete: isComplete), root: analysis.root
    ).result(
      of: evaluation.findings.filter { analysis.scope.contains($0.range.path) },
      comments: analysis.facts.files.flatMap(\.suppressions), old: baseline)
    let notifications = analysis.notifications + evaluation.notifications + triage.notifications
    var report = Report(
      tool: Report.Tool(name: "kfunclint", version: options.toolVersion, libclang: analysis.libclang),
      kernel: analysis.kernel, files: analysis.facts.files.filter { !$0.isTextOnly }.map(LintSession.file),
      rules: options.rules.rules.map(\.ruleDescription), findings: triage.findings,
      notifications: notifications.filter(analysis.scope.contains).sorted(
        by: Notification.isOrderedBefore),
      undecided: evaluation.undecided, kfuncCount: analysis.model.kfuncs.count, lowestShown: options.lowestShown,
      isComplete: isComplete)
    report.exitCode = options.exitCode(of: report)
    return Outcome(
      report: report, analysis: analysis, found: evaluation.findings, newBaseline: triage.newBaseline)
  }

  func readBaseline() throws(BaselineError) -> Baseline? {
    guard let path = options.baseline else { return nil }
    do {
      return try BaselineFile.read(path, in: options.analysis.workingDirectory)
    } catch {
      switch error {
      // What a new one is the remedy for does not keep from making it.
      case .missing where options.makesBaseline, .otherVersion where options.makesBaseline,
        .damaged where options.makesBaseline:
        return nil
      case .missing, .unreadable, .notABaseline, .otherVersion, .damaged: throw error
      }
    }
  }

  private func coverage(of analysis: Analysis, _ evaluation: Evaluation, isComplete: Bool) -> RunCoverage {
    let unsettled = Set(evaluation.notApplicable).union(evaluation.undecided.filter { $0.value > 0 }.keys)
      .union(options.rules.aboutChanges.rules.map(\.id))
    return RunCoverage(
      decided: Set(options.rules.rules.map(\.id)).subtracting(unsettled), isComplete: isComplete,
      isWholeTree: analysis.scope.paths.isEmpty, reportsFindings: { analysis.scope.contains($0) })
  }

  static func file(_ facts: FileFacts) -> Report.File {
    let degraded: String?
    switch facts.status {
    case .complete: degraded = nil
    case .degraded(let reason), .failed(let reason): degraded = reason
    }
    return Report.File(path: facts.path, context: facts.context, degraded: degraded)
  }
}
