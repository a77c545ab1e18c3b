import Diagnostics
import Facts
import Kbuild
import Model
import Patches
import RuleEngine
import SourceText
import Suppressions

/// One run of `kfunclint lint` over a change: both sides of each patch or commit are analysed, and what the change brought is reported.
public struct ChangeSession: Sendable {
  private let options: LintOptions
  private let request: ChangeRequest

  /// What came of a run.
  public struct Outcome: Sendable {
    public var report: Report
    public var sources: ChangeSources
    /// Whether nothing of the change can matter, so that there is nothing to say.
    public var isSilent: Bool
    /// What was applied, one element for each of the report's changes; empty when commits or the index were linted.
    public var patches: [AppliedPatch]
    /// The commit that the report's last change leads to; nil when the changes are not commits.
    public var revision: String?

    /// 3 when the analysis is incomplete, 1 for new findings at or above the failing severity, else 0.
    public var exitCode: Int32 { report.exitCode }
  }

  public enum Failure: Error, Sendable {
    case lint(LintSession.Failure)
    case change(ChangeError)
  }

  /// Tells whether a failure only says that there is nothing to lint: no kernel tree was named or found, the text holds no diff, or the
  /// range no commit.
  /// What runs for every repository and every mail is silent about that.
  public static func isNothingToLint(_ failure: Failure) -> Bool {
    switch failure {
    case .lint(.analysis(.noInput)), .lint(.analysis(.needsTree)), .change(.patch(_, .noPatch)),
      .change(.git(.emptyRange)):
      true
    case .lint, .change: false
    }
  }

  public init(options: LintOptions, request: ChangeRequest) {
    self.options = options
    self.request = request
  }

  /// Plans, analyses what matters, and subtracts.
  ///
  /// - Throws: ``Failure``.
  public func run() async throws(Failure) -> Outcome {
    let session = LintSession(options: options)
    let baseline: Baseline?
    do {
      baseline = try session.readBaseline()
    } catch {
      throw .lint(.baseline(error))
    }
    let tree = try findTree()
    var plan = try await makePlan(tree)
    var run = ChangeRun(options: options, tree: tree)
    let relevance = ChangeRelevance(
      tree: tree, excluded: excluded, memory: run.memory, last: plan.changes.last?.after ?? .disk)
    if options.isLoneMail, !plan.isComplete { plan.forgetRefusals { !relevance.matters($0) } }
    for (index, change) in plan.changes.enumerated() {
      guard options.isThorough || relevance.matters(change) else { continue }
      do throws(AnalysisError) {
        try await run.lint(change, index: index, baseline: baseline)
      } catch {
        throw .lint(.analysis(error))
      }
    }
    run.noteMended(by: plan.changes.map(\.name))
    if options.showsExisting, let last = plan.changes.last {
      do throws(AnalysisError) {
        try await run.addExisting(in: last, index: plan.changes.count - 1, baseline: baseline)
      } catch {
        throw .lint(.analysis(error))
      }
    }
    return outcome(of: run, plan: plan, tree: tree)
  }

  private func outcome(of run: ChangeRun, plan: ChangePlan, tree: KernelTree) -> Outcome {
    let isComplete = run.isComplete && plan.isComplete
    let planned = plan.notifications.map { notice in
      let level: Notification.Level =
        switch notice.level {
        case .note: .note
        case .warning: .warning
        case .error: .error
        }
      return Notification(id: notice.id, level: level, message: notice.message, path: notice.path)
    }
    var report = Report(
      tool: Report.Tool(name: "kfunclint", version: options.toolVersion, libclang: run.analysis?.libclang),
      kernel: run.analysis?.kernel
        ?? Report.Kernel(version: tree.version.description, source: "tree", root: tree.root),
      files: run.analysis?.facts.files.filter { !$0.isTextOnly }.map(LintSession.file) ?? [],
      rules: options.rules.rules.map(\.ruleDescription), findings: run.findings,
      notifications: Set(planned + run.notifications).sorted(by: Notification.isOrderedBefore),
      undecided: run.undecided, kfuncCount: run.analysis?.model.kfuncs.count ?? 0, lowestShown: options.lowestShown,
      isComplete: isComplete,
      changes: plan.changes.enumerated().map { index, change in
        Report.Change(
          name: change.name, fixedCount: run.fixed[index] ?? 0, undeterminedCount: run.undetermined[index] ?? 0)
      })
    let failing = report.findings.contains { finding in
      finding.isNew == true && finding.suppression == nil && options.failOn.map { finding.severity >= $0 } ?? false
    }
    report.exitCode = isComplete ? (failing ? 1 : 0) : 3
    let hasTrouble = planned.contains { $0.level != .note }
    return Outcome(
      report: report, sources: ChangeSources(root: tree.root, views: plan.changes.map(\.after)),
      isSilent: run.analysis == nil && isComplete && !hasTrouble, patches: plan.patches, revision: plan.revision)
  }

  // MARK: Steps

  private func excluded(_ path: String) -> Bool { options.analysis.excluded.contains { PathGlob($0).matches(path) } }

  private func findTree() throws(Failure) -> KernelTree {
    do throws(AnalysisError) {
      guard let tree = try InputLocation(options.analysis).tree else {
        throw AnalysisError.needsTree(option: request.option)
      }
      return tree
    } catch {
      throw .lint(.analysis(error))
    }
  }

  private func makePlan(_ tree: KernelTree) async throws(Failure) -> ChangePlan {
    do throws(ChangeError) {
      if case .patch(let bytes, let name) = request { return try await PatchPlan(tree: tree).plan(bytes, name: name) }
      return try await CommitPlan(tree: tree).plan(request)
    } catch {
      throw .change(error)
    }
  }
}
