import Diagnostics
import Kbuild
import SourceText

/// Applies fixes in memory, and keeps those that do what they promise: the finding goes and none comes.
public struct FixSession: Sendable {
  private let options: LintOptions
  private let safeties: Set<Fix.Safety>
  private let memory = AnalysisMemory()

  /// Fixes that wait for others are made one round later; more rounds than this mean that fixes undo each other.
  private static let roundLimit = 10

  /// - Parameter safeties: which fixes to apply; those for display only never are.
  public init(options: LintOptions, safeties: Set<Fix.Safety>) {
    self.options = options
    self.safeties = safeties.subtracting([.displayOnly])
  }

  /// What came of it. Nothing has been written.
  public struct Result: Sendable {
    /// The run before any fix.
    public var before: LintSession.Outcome
    /// The run with the fixes in memory.
    public var after: LintSession.Outcome
    /// The files that differ, by path.
    public var files: [FixedFile] = []
    /// The findings that were fixed, in the order in which their fixes were made.
    public var fixed: [Finding] = []
    /// The findings whose fix does not do what it promises, and is left out.
    public var refused: [Finding] = []
  }

  /// Finds, fixes and checks in turns until there is nothing left to fix.
  ///
  /// - Throws: ``LintSession/Failure``.
  public func run() async throws(LintSession.Failure) -> Result {
    let before = try await outcome(Files())
    var current = Step(files: Files(), outcome: before)
    let root = before.analysis.root
    var tried = Set<String>()
    var fixed: [Finding] = []
    var refused: [Finding] = []
    for _ in 0..<FixSession.roundLimit {
      let outcome = current.outcome
      let chosen = FixSelection.choose(
        from: outcome.report.findings.filter { $0.severity >= options.lowestShown }, safeties: safeties, except: tried,
        // Headers of an installed package are not the user's.
        canEdit: { path in !path.hasPrefix("/") || outcome.analysis.scope.paths.contains(path) })
      guard !chosen.isEmpty else { break }
      tried.formUnion(chosen.map(\.fingerprint))
      let next = try await step(fixing: chosen[...], after: current, in: current)
      refused += chosen.filter { finding in !next.fixed.contains { $0.fingerprint == finding.fingerprint } }
      fixed += next.fixed
      current = Step(files: next.files, outcome: next.outcome)
    }
    return Result(
      before: before, after: current.outcome, files: current.files.fixed(root: root), fixed: fixed, refused: refused)
  }

  /// The files as fixed so far, with what they were.
  private struct Files {
    var changed: [String: (old: [UInt8], new: [UInt8])] = [:]

    var view: FileView { FileView(changes: changed.mapValues { .bytes($0.new) }) }

    func fixed(root: String) -> [FixedFile] {
      changed.filter { $0.value.old != $0.value.new }.sorted { $0.key < $1.key }.map {
        FixedFile(
          path: $0.key, name: PathText.relative($0.key, below: root) ?? $0.key, old: $0.value.old, new: $0.value.new)
      }
    }

    /// Returns the files with some findings fixed, whose places are places in these; nil when one cannot be read.
    func fixing(_ findings: [Finding], view: FileView, root: String) -> Files? {
      var result = self
      for (path, edits) in Dictionary(grouping: findings.compactMap(\.fix).flatMap(\.edits), by: \.range.path) {
        let file = PathText.absolute(path, in: root)
        guard let old = changed[file]?.old ?? view.bytes(of: file),
          let text = EditedText(changed[file]?.new ?? old, edits: edits)
        else { return nil }
        result.changed[file] = (old, text.bytes)
      }
      return result
    }
  }

  /// What some fixes of a round lead to.
  private struct Step {
    var fixed: [Finding] = []
    var files: Files
    var outcome: LintSession.Outcome
  }

  /// Makes those of the fixes that keep their promise together with others of the round that do. Where not all of them do, either half is
  /// tried for itself, so that few fixes that are wrong cost little.
  ///
  /// - Parameters:
  ///   - last: what those that were accepted lead to.
  ///   - start: the state before the round, which all places are places in.
  private func step(
    fixing chosen: ArraySlice<Finding>, after last: Step, in start: Step
  ) async throws(LintSession.Failure) -> Step {
    let fixed = last.fixed + chosen
    if let files = start.files.fixing(fixed, view: options.analysis.files, root: start.outcome.analysis.root) {
      let outcome = try await outcome(files)
      if keepsPromise(fixed, from: start.outcome, to: outcome) {
        return Step(fixed: fixed, files: files, outcome: outcome)
      }
    }
    guard chosen.count > 1 else { return last }
    let middle = chosen.startIndex + chosen.count / 2
    let first = try await step(fixing: chosen[..<middle], after: last, in: start)
    return try await step(fixing: chosen[middle...], after: first, in: start)
  }

  private func outcome(_ files: Files) async throws(LintSession.Failure) -> LintSession.Outcome {
    var options = options
    options.analysis.files = files.view
    return try await LintSession(options: options, memory: memory).run()
  }

  /// Whether the findings are gone, no other has come, and everything compiles as well as before. Findings that the run does not report
  /// count, too: a fix must not break what is elsewhere.
  private func keepsPromise(
    _ fixed: [Finding], from old: LintSession.Outcome, to new: LintSession.Outcome
  ) -> Bool {
    func errors(_ outcome: LintSession.Outcome) -> Int {
      outcome.analysis.facts.files.reduce(0) { $0 + $1.errorsInFile }
    }
    guard errors(new) <= errors(old) else { return false }
    var allowed = Dictionary(old.found.map { ($0.fingerprint, 1) }, uniquingKeysWith: +)
    for finding in fixed { allowed[finding.fingerprint, default: 1] -= 1 }
    let counts = Dictionary(new.found.map { ($0.fingerprint, 1) }, uniquingKeysWith: +)
    return counts.allSatisfy { $0.value <= allowed[$0.key, default: 0] }
  }
}
