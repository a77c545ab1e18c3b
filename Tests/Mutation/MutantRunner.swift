import Diagnostics
import Foundation
import SourceText

/// What became of a mutant.
struct MutantOutcome: Sendable {
  enum Verdict: String, Sendable {
    /// Its rule reports it at the right place.
    case found
    /// Its rule reports it somewhere else.
    case misplaced
    /// Nothing reports it.
    case missed
    /// The change keeps the file from being analysed, which the tool says; no verdict about rules.
    case unanalysable
  }

  var verdict: Verdict
  /// New findings that have nothing to do with the mistake.
  var unrelated: [Finding] = []
  /// Whether the fix of the finding takes the mistake back; nil when there is none to apply.
  var isRestored: Bool?
  /// What is found where it does not.
  var leftovers: [Finding] = []
}

/// Analyses a kernel with one mutant after the other planted in memory.
struct MutantRunner: Sendable {
  let kernel: KernelUnderTest

  /// Returns what becomes of a mutant.
  func run(_ mutant: Mutant) async throws -> MutantOutcome {
    let original = Dictionary(
      uniqueKeysWithValues: Set(mutant.edits.map(\.range.path)).map { ($0, kernel.bytes(of: $0)) })
    var texts: [String: EditedText] = [:]
    for (path, bytes) in original {
      guard let text = EditedText(bytes, edits: mutant.edits.filter { $0.range.path == path }) else {
        throw MutationFailure(message: "the edits of '\(mutant.kind)' overlap: \(mutant.subject)")
      }
      texts[path] = text
    }
    let mutated = texts.mapValues(\.bytes)
    let (findings, isComplete) = try await findings(mutated)
    let new = MutantRunner.new(findings, since: kernel.findings)
    let wanted = mutant.alternatives.union([mutant.rule])
    let reported = new.filter { wanted.contains($0.rule) }
    let lines = rightLines(mutant, texts)
    let placed = reported.filter { finding in
      lines[finding.range.path]?.contains { $0.overlaps(MutantRunner.lines(of: finding.range)) } ?? false
    }
    let related = wanted.union(mutant.consequences)
    // The tool says which file it could not analyse, and ends with another code: a mistake that it reports nevertheless is found.
    let missing: MutantOutcome.Verdict = isComplete ? .missed : .unanalysable
    var outcome = MutantOutcome(verdict: placed.isEmpty ? reported.isEmpty ? missing : .misplaced : .found)
    if isComplete { outcome.unrelated = new.filter { !related.contains($0.rule) } }
    // One mistake can break many declarations, each with a fix of its own.
    let fixes = (placed.isEmpty ? [] : reported).filter { $0.rule == mutant.rule }.compactMap(\.fix).filter {
      $0.safety != .displayOnly
    }
    if !fixes.isEmpty, mutant.isRestorable {
      (outcome.isRestored, outcome.leftovers) = try await restore(by: fixes.flatMap(\.edits), in: mutated)
    }
    return outcome
  }

  /// Whether a kernel with the mistake and the edits of its fixes has no finding that the unmodified one lacks, and which it has.
  private func restore(
    by edits: [Edit], in mutated: [String: [UInt8]]
  ) async throws -> (isRestored: Bool, leftovers: [Finding]) {
    var files = mutated
    for (path, edits) in Dictionary(grouping: edits, by: \.range.path) {
      guard let text = EditedText(files[path] ?? kernel.bytes(of: path), edits: edits) else {
        return (false, [])
      }
      files[path] = text.bytes
    }
    let (findings, isComplete) = try await findings(files)
    let leftovers = MutantRunner.new(findings, since: kernel.findings)
    return (isComplete && leftovers.isEmpty, leftovers)
  }

  private func findings(_ files: [String: [UInt8]]) async throws -> (findings: [Finding], isComplete: Bool) {
    let changes = Dictionary(
      uniqueKeysWithValues: files.map { (kernel.root + "/" + $0.key, FileView.Content.bytes($0.value)) })
    return try await kernel.findings(with: FileView(changes: changes))
  }

  /// The findings that another analysis lacks, by identity, as many times as it lacks them.
  static func new(_ findings: [Finding], since old: [Finding]) -> [Finding] {
    var known = Dictionary(old.map { ($0.fingerprint, 1) }, uniquingKeysWith: +)
    return findings.filter { finding in
      guard let count = known[finding.fingerprint], count > 0 else { return true }
      known[finding.fingerprint] = count - 1
      return false
    }
  }

  /// The lines of a mutated kernel where the finding may be: those of the edits and of the mutant's places.
  private func rightLines(_ mutant: Mutant, _ texts: [String: EditedText]) -> [String: [ClosedRange<Int>]] {
    var result = texts.mapValues(\.changedLines)
    for place in mutant.places {
      result[place.path, default: []].append(texts[place.path]?.lines(of: place) ?? MutantRunner.lines(of: place))
    }
    return result
  }

  private static func lines(of range: SourceRange) -> ClosedRange<Int> {
    range.start.line...max(range.start.line, range.end.line)
  }
}
