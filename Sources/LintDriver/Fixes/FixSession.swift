import Diagnostics
import Kbuild
import RuleEngine
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
    var state = State(files: [:])
    let before = try await outcome(state)
    let root = before.analysis.root
    var current = before
    var tried = Set<String>()
    var fixed: [Finding] = []
    var refused: [Finding] = []
    for _ in 0..<FixSession.roundLimit {
      let chosen = FixSelection.choose(
        from: current.report.findings.filter { $0.severity >= options.lowestShown }, safeties: safeties, except: tried,
        // Headers of an installed package are not the user's.
        canEdit: { path in !path.hasPrefix("/") || current.analysis.scope.paths.contains(path) })
      guard !chosen.isEmpty else { break }
      tried.formUnion(chosen.map(\.fingerprint))
      let round = Round(
        state: state, condition: try await condition(of: state), view: options.analysis.files, root: root)
      let kept = try await kept(of: chosen[...], with: [], in: round)
      refused += chosen.filter { finding in !kept.contains { $0.fingerprint == finding.fingerprint } }
      guard !kept.isEmpty, let next = round.making(kept) else { continue }
      state = next
      fixed += kept
      current = try await outcome(state)
    }
    return Result(
      before: before, after: current, files: state.fixedFiles(root: root), fixed: fixed,
      refused: refused)
  }

  /// The files as fixed so far, with what they were.
  private struct State {
    var files: [String: (old: [UInt8], new: [UInt8])]

    var view: FileView { FileView(changes: files.mapValues { .bytes($0.new) }) }

    func fixedFiles(root: String) -> [FixedFile] {
      files.filter { $0.value.old != $0.value.new }.sorted { $0.key < $1.key }.map {
        FixedFile(
          path: $0.key, name: PathText.relative($0.key, below: root) ?? $0.key, old: $0.value.old, new: $0.value.new)
      }
    }
  }

  /// A state whose findings are being fixed: places in their edits are places in it.
  private struct Round {
    let state: State
    let condition: Condition
    let view: FileView
    let root: String

    /// Returns the state with some findings fixed; nil when a file cannot be read.
    func making(_ fixed: [Finding]) -> State? {
      var result = state
      for (path, edits) in Dictionary(grouping: fixed.compactMap(\.fix).flatMap(\.edits), by: \.range.path) {
        let file = PathText.absolute(path, in: root)
        guard let old = state.files[file]?.old ?? view.bytes(of: file),
          let text = EditedText(state.files[file]?.new ?? old, edits: edits)
        else { return nil }
        result.files[file] = (old, text.bytes)
      }
      return result
    }
  }

  /// Returns those of the findings whose fixes keep their promise together with others that do. Where not all of them do, either half is
  /// tried for itself, so that few fixes that are wrong cost little.
  private func kept(
    of chosen: ArraySlice<Finding>, with accepted: [Finding], in round: Round
  ) async throws(LintSession.Failure) -> [Finding] {
    if let state = round.making(accepted + chosen), try await keepsPromise(accepted + chosen, from: round, to: state) {
      return accepted + chosen
    }
    guard chosen.count > 1 else { return accepted }
    let middle = chosen.startIndex + chosen.count / 2
    let first = try await kept(of: chosen[..<middle], with: accepted, in: round)
    return try await kept(of: chosen[middle...], with: first, in: round)
  }

  private func analysis(_ state: State) -> LintOptions {
    var options = options
    options.analysis.files = state.view
    return options
  }

  private func outcome(_ state: State) async throws(LintSession.Failure) -> LintSession.Outcome {
    try await LintSession(options: analysis(state), memory: memory).run()
  }

  /// What a fix must not make worse.
  private struct Condition {
    /// Every finding, also those that the run does not report: a fix must not break what is elsewhere.
    var findings: [Finding]
    /// The compiler's errors in the files analysed.
    var errors: Int
  }

  private func condition(of state: State) async throws(LintSession.Failure) -> Condition {
    do {
      let analysis = try await Analyzer(options: analysis(state).analysis, memory: memory).analyze()
      return Condition(
        findings: Evaluation(rules: options.rules, model: analysis.model).findings,
        errors: analysis.facts.files.reduce(0) { $0 + $1.errorsInFile })
    } catch {
      throw .analysis(error)
    }
  }

  /// Whether the findings are gone in a new state, no other has come, and it compiles as well as before.
  private func keepsPromise(
    _ fixed: [Finding], from round: Round, to state: State
  ) async throws(LintSession.Failure) -> Bool {
    let new = try await condition(of: state)
    guard new.errors <= round.condition.errors else { return false }
    var allowed = Dictionary(round.condition.findings.map { ($0.fingerprint, 1) }, uniquingKeysWith: +)
    for finding in fixed { allowed[finding.fingerprint, default: 1] -= 1 }
    let counts = Dictionary(new.findings.map { ($0.fingerprint, 1) }, uniquingKeysWith: +)
    return counts.allSatisfy { $0.value <= allowed[$0.key, default: 0] }
  }
}
