import Diagnostics

/// Counts what became of mutants, by rule.
struct MutationTally {
  private struct Count {
    var found = 0
    var misplaced = 0
    var missed = 0
    var noisy = 0
    var unanalysable = 0
    /// Those of the missed that the list of survivors has.
    var explained = 0
    var restored = 0
    var fixes = 0
    /// Mutants with a verdict about the rule.
    var planted: Int { found + misplaced + missed }
    var share: Double { planted == 0 ? 1 : Double(found) / Double(planted) }
    /// The share of those that are not known to survive.
    var expectedShare: Double { planted == explained ? 1 : Double(found) / Double(planted - explained) }
  }

  let isVerbose: Bool
  /// Mistakes that nothing finds, for known reasons.
  let known: ReviewedMutants
  /// Mutants left out because they are no mistakes.
  var legal = 0
  private var counts: [RuleID: Count] = [:]
  private var survivors: [String] = []
  private var explained: [String] = []
  private var revenants: [String] = []
  private var noise: [String] = []
  private var unrestored: [String] = []

  init(isVerbose: Bool, survivors: ReviewedMutants) {
    self.isVerbose = isVerbose
    known = survivors
  }

  mutating func enter(_ outcome: MutantOutcome, of mutant: Mutant, release: String) {
    var count = counts[mutant.rule] ?? Count()
    let what = "\(mutant.rule) \(release) \(mutant.kind): \(mutant.subject)"
    switch outcome.verdict {
    case .found: count.found += 1
    case .misplaced: count.misplaced += 1
    case .missed: count.missed += 1
    case .unanalysable: count.unanalysable += 1
    }
    let isKnown = known.contains(mutant, release: release)
    switch outcome.verdict {
    case .found: if isKnown { revenants.append(what) }
    case .missed where isKnown:
      count.explained += 1
      explained.append(what)
    case .misplaced, .missed, .unanalysable: survivors.append("\(outcome.verdict.rawValue): \(what)")
    }
    if !outcome.unrelated.isEmpty {
      count.noisy += 1
      for finding in outcome.unrelated.prefix(3) {
        noise.append(
          "\(what): \(finding.range.path):\(finding.range.start.line): \(finding.message) [\(finding.rule)]")
      }
    }
    if let isRestored = outcome.isRestored {
      count.fixes += 1
      count.restored += isRestored ? 1 : 0
      if !isRestored {
        unrestored.append(what + (outcome.leftovers.first.map { ": \($0.message) [\($0.rule)]" } ?? ""))
      }
    }
    counts[mutant.rule] = count
    if isVerbose { print("\(outcome.verdict.rawValue)\(outcome.unrelated.isEmpty ? "" : ", noisy"): \(what)") }
  }

  private var total: Count {
    counts.values.reduce(into: Count()) { total, count in
      total.found += count.found
      total.misplaced += count.misplaced
      total.missed += count.missed
      total.noisy += count.noisy
      total.unanalysable += count.unanalysable
      total.restored += count.restored
      total.fixes += count.fixes
    }
  }

  /// At least 98 % over all, 90 % of each rule without its known survivors, and none of these is found after all.
  var meetsBar: Bool {
    total.share >= 0.98 && counts.values.allSatisfy { $0.expectedShare >= 0.9 } && revenants.isEmpty
  }

  /// The table of rules, and every mutant that is not as it should be.
  func report() -> String {
    var lines = [
      "",
      "rule                              planted  found      %  misplaced  missed  noisy  not analysed  fixes restored",
    ]
    for (rule, count) in counts.sorted(by: { $0.key < $1.key }) { lines.append(line(rule.rawValue, count)) }
    lines.append(line("all", total))
    lines.append(
      "legal mutants left out: \(legal); bar: 98 % of all, 90 % of each rule: \(meetsBar ? "met" : "NOT met")")
    lines +=
      section("not found", survivors) + section("not found, as survivors.yaml explains", explained)
      + section("found, and to be taken out of survivors.yaml", revenants) + section("unrelated findings", noise)
      + section("not restored by the fix", unrestored)
    return lines.joined(separator: "\n")
  }

  private func section(_ title: String, _ entries: [String]) -> [String] {
    entries.isEmpty ? [] : ["", "\(title) (\(entries.count)):"] + entries.sorted().map { "  " + $0 }
  }

  private func line(_ name: String, _ count: Count) -> String {
    func right(_ text: String, _ width: Int) -> String {
      String(repeating: " ", count: max(0, width - text.count)) + text
    }
    let percent = "\((count.share * 1000).rounded(.down) / 10)"
    return name + String(repeating: " ", count: max(1, 32 - name.count)) + right("\(count.planted)", 9)
      + right("\(count.found)", 7) + right(percent, 7) + right("\(count.misplaced)", 11) + right("\(count.missed)", 8)
      + right("\(count.noisy)", 7) + right("\(count.unanalysable)", 14)
      + right("\(count.restored) of \(count.fixes)", 15)
  }
}
