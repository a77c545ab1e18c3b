import Diagnostics
import Dialect
import Facts
import Model
import Reporters
import RuleEngine
import SourceText

/// One run of `kfunclint compare`: two trees are analysed, and what is different between them is reported.
public struct ComparisonSession: Sendable {
  private let options: LintOptions
  private let old: String
  private let new: String

  /// What came of a run.
  public struct Outcome: Sendable {
    public var report: ComparisonReport
    public var sources: ChangeSources
    /// The trees are there as long as this is: their files may be temporary.
    private let trees: [ComparedTreeFinder.Tree]
    /// 3 when either analysis is incomplete, 1 for findings at or above the failing severity, else 0.
    public var exitCode: Int32 { report.report.exitCode }

    fileprivate init(report: ComparisonReport, sources: ChangeSources, trees: [ComparedTreeFinder.Tree]) {
      self.report = report
      self.sources = sources
      self.trees = trees
    }
  }

  /// - Parameters:
  ///   - options: how both trees are analysed; the paths in them are not looked at.
  ///   - old: a kernel tree, or a commit of the repository around the tree or the working directory.
  ///   - new: the same.
  public init(options: LintOptions, old: String, new: String) {
    self.options = options
    self.old = old
    self.new = new
  }

  /// Analyses both trees and compares.
  ///
  /// - Throws: ``ChangeSession/Failure``.
  public func run() async throws(ChangeSession.Failure) -> Outcome {
    let finder = ComparedTreeFinder(options: options.analysis)
    let (before, after) = (try await finder.tree(old), try await finder.tree(new))
    // Two commits of one repository differ in some files; what the others say is found out once.
    let memory = AnalysisMemory()
    let first = try await analyze(before, memory)
    let second = try await analyze(after, before.root == after.root ? memory : nil)
    let texts = ComparedTexts(
      old: { before.view.bytes(of: before.root + "/" + $0) }, new: { after.view.bytes(of: after.root + "/" + $0) })
    let model = second.model.compared(to: first.model, texts: texts)
    let report = report(of: first, second, model)
    let semantics: [Vocabulary.Convention]
    do {
      semantics = try VocabularyReader().read().semantics
    } catch {
      throw .lint(.analysis(.vocabulary(error)))
    }
    guard let comparison = model.comparison else { preconditionFailure("a compared model has a comparison") }
    return Outcome(
      report: ComparisonBuilder(comparison, in: model).report(
        names: (old, new), semantics: semantics, report: report),
      sources: ChangeSources(root: after.root, views: [after.view]), trees: [before, after])
  }

  private func analyze(
    _ tree: ComparedTreeFinder.Tree, _ memory: AnalysisMemory?
  ) async throws(ChangeSession.Failure) -> Analysis {
    var options = options.analysis
    options.tree = tree.root
    options.paths = []
    // What a configuration says about builds is about one tree.
    options.buildDirectory = nil
    options.compileCommands = nil
    options.kernelVersion = nil
    options.factsFiles = []
    options.files = tree.view
    // No later run finds a temporary file again.
    if tree.files != nil { options.cache = nil }
    do {
      return try await Analyzer(options: options, memory: memory).analyze()
    } catch {
      throw .lint(.analysis(error))
    }
  }

  private func report(of first: Analysis, _ second: Analysis, _ model: Model) -> Report {
    let rules = options.rules.aboutChanges
    let evaluation = Evaluation(rules: rules, model: model)
    let triage = FindingTriage(options: options, coverage: .nothing, root: second.root).result(
      of: evaluation.findings.filter { second.scope.contains($0.range.path) },
      comments: second.facts.files.flatMap(\.suppressions), old: nil)
    let notifications = trouble(of: first, old) + trouble(of: second, new) + evaluation.notifications
    var report = Report(
      tool: Report.Tool(
        name: "kfunclint", version: options.toolVersion, libclang: second.libclang ?? first.libclang),
      kernel: second.kernel, files: second.facts.files.filter { !$0.isTextOnly }.map(LintSession.file),
      rules: rules.rules.map(\.ruleDescription), findings: triage.findings,
      notifications: Set(notifications).sorted(by: Notification.isOrderedBefore), undecided: evaluation.undecided,
      kfuncCount: model.kfuncs.count, lowestShown: .note,
      isComplete: first.isComplete && second.isComplete && evaluation.notifications.isEmpty)
    report.exitCode = options.exitCode(of: report)
    return report
  }

  /// What kept a tree from being analysed completely, in terms that say which tree it is.
  private func trouble(of analysis: Analysis, _ name: String) -> [Notification] {
    analysis.notifications.filter { $0.level != .note }.map { notification in
      var notification = notification
      notification.message = "In '\(name)': " + notification.message
      notification.path = nil
      notification.line = nil
      return notification
    }
  }
}
