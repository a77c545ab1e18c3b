import Diagnostics
import Facts
import Kbuild
import RuleEngine
import SourceText
import Suppressions

/// Collects the findings of one change after the other.
struct ChangeRun {
  let options: LintOptions
  let tree: KernelTree
  let memory = AnalysisMemory()

  private(set) var findings: [Finding] = []
  private(set) var notifications: [Notification] = []
  private(set) var undecided: [RuleID: Int] = [:]
  private(set) var isComplete = true
  /// The last analysis; nil when nothing was analysed.
  private(set) var analysis: Analysis?
  /// By the number of the change.
  private(set) var fixed: [Int: Int] = [:]
  private(set) var undetermined: [Int: Int] = [:]
  /// What there is to find after each change, by its number.
  private var left: [Int: Set<FindingIdentity>] = [:]
  /// The last view that was looked at: one change begins where the last one ended.
  private var known: (view: FileView, state: State)?

  /// The findings of one view.
  private struct State {
    var analysis: Analysis
    var evaluation: Evaluation

    var findings: [Finding] { evaluation.findings.filter { analysis.scope.contains($0.range.path) } }
    /// Files about which not everything is known.
    var doubtful: Set<String> {
      Set(analysis.facts.files.filter { $0.status != .complete }.map(\.path))
    }
  }

  init(options: LintOptions, tree: KernelTree) {
    self.options = options
    self.tree = tree
  }

  /// Analyses both sides of a change and keeps what it brought.
  mutating func lint(_ change: TreeChange, index: Int, baseline: Baseline?) async throws(AnalysisError) {
    let before = try await state(of: change.before)
    let after = try await state(of: change.after)
    let doubtful = before.doubtful
    let subtraction = FindingSubtraction(change: change, before: before.findings) { finding in
      doubtful.contains(finding.range.path)
        || before.evaluation.undecided[finding.rule, default: 0] > after.evaluation.undecided[finding.rule, default: 0]
    }
    let result = subtraction.result(of: after.findings)
    left[index] = Set(after.findings.map(\.identity))
    fixed[index] = result.fixedCount
    undetermined[index] = result.undeterminedCount
    let differences = Evaluation(
      rules: options.rules.aboutChanges,
      model: after.analysis.model.compared(to: before.analysis.model, texts: change.texts(root: tree.root)))
    if !differences.notifications.isEmpty { isComplete = false }
    notifications += differences.notifications
    let brought = differences.findings.filter { after.analysis.scope.contains($0.range.path) }.map { finding in
      var finding = finding
      finding.isNew = true
      return finding
    }
    let kept = result.findings.filter { $0.isNew == true || (options.showsExisting && $0.isNew == nil) }
    report((kept + brought).sorted(by: Finding.isOrderedBefore), of: after, index: index, baseline: baseline)
    for (rule, count) in after.evaluation.undecided.merging(differences.undecided, uniquingKeysWith: +) {
      undecided[rule] = max(undecided[rule] ?? 0, count)
    }
    if result.undeterminedCount > 0 {
      notifications.append(
        Notification(
          id: "base-undetermined", level: .note,
          message: "Of \(result.undeterminedCount) findings it is not known whether \(change.name) brought them, since "
            + "the code before it could not be analysed."))
    }
  }

  /// Says of findings which later change mends them. What harms nobody is a note then: a series may define a kfunc in one patch and list
  /// it in the next.
  mutating func noteMended(by names: [String]) {
    let rules = Dictionary(
      options.rules.rules.map { ($0.id, Set($0.classes).isSubset(of: ["H", "D"])) },
      uniquingKeysWith: { first, _ in first })
    let aboutChanges = Set(options.rules.aboutChanges.rules.map(\.id))
    for index in findings.indices {
      let finding = findings[index]
      guard finding.isNew == true, let change = finding.change, !aboutChanges.contains(finding.rule),
        let later = left.keys.sorted().first(where: { number in
          number > change && !(left[number]?.contains(finding.identity) ?? true)
        }), names.indices.contains(later)
      else { continue }
      findings[index].notes.append("It is mended by \(names[later]).")
      if rules[finding.rule] == true { findings[index].severity = .note }
    }
  }

  /// Adds what was there before all changes and still is after them.
  mutating func addExisting(in last: TreeChange, index: Int, baseline: Baseline?) async throws(AnalysisError) {
    let state = try await state(of: last.after)
    var new = Dictionary(grouping: findings.filter { $0.isNew != false }, by: \.identity).mapValues(\.count)
    let existing = state.findings.filter { finding in
      guard let count = new[finding.identity], count > 0 else { return true }
      new[finding.identity] = count - 1
      return false
    }
    report(
      existing.map { finding in
        var finding = finding
        finding.isNew = false
        return finding
      }, of: state, index: index, baseline: baseline)
  }

  private mutating func report(_ kept: [Finding], of state: State, index: Int, baseline: Baseline?) {
    // Only a run over the whole tree can say that a suppression or a baseline entry is of no use.
    let triage = FindingTriage(options: options, coverage: .nothing, root: tree.root).result(
      of: kept, comments: state.analysis.facts.files.flatMap(\.suppressions), old: baseline)
    findings += triage.findings.map { finding in
      var finding = finding
      finding.change = index
      return finding
    }
  }

  private mutating func state(of view: FileView) async throws(AnalysisError) -> State {
    if let known, known.view == view { return known.state }
    var options = options.analysis
    options.files = view
    let analysis = try await Analyzer(options: options, memory: memory).analyze()
    let state = State(analysis: analysis, evaluation: Evaluation(rules: self.options.rules, model: analysis.model))
    known = (view, state)
    self.analysis = analysis
    if !analysis.isComplete || !state.evaluation.notifications.isEmpty { isComplete = false }
    notifications += (analysis.notifications + state.evaluation.notifications).filter(analysis.scope.contains)
    return state
  }
}
