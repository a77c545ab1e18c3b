import Diagnostics

/// What a baseline says about the findings of a run.
public struct BaselineComparison: Sendable {
  /// The findings with ``Finding/isNew`` set, those in the baseline suppressed; in the order given.
  public let findings: [Finding]
  /// The entries, with the part of their counts that no finding took; entries used up are left out.
  public let unused: [Baseline.Entry]

  /// Compares as multisets: of n findings with one identity, as many are in the baseline as it counts.
  ///
  /// - Parameters:
  ///   - findings: in report order. Those that are suppressed already, or that a change under review has judged, keep that.
  ///   - reason: what to give as reason of the suppression.
  ///   - formerIdentities: the identities that a finding had under former names of its rule.
  public init(
    _ baseline: Baseline, with findings: [Finding], reason: String,
    formerIdentities: (Finding) -> [(rule: RuleID, fingerprint: String)]
  ) {
    var remaining = Dictionary(baseline.entries.map { ($0.key, $0.count) }, uniquingKeysWith: +)
    self.findings = findings.map { finding in
      var finding = finding
      let keys =
        [Baseline.Key(rule: finding.rule, fingerprint: finding.fingerprint)]
        + formerIdentities(finding).map { Baseline.Key(rule: $0.rule, fingerprint: $0.fingerprint) }
      let key = finding.suppression == nil ? keys.first { remaining[$0, default: 0] > 0 } : nil
      if let key {
        remaining[key, default: 0] -= 1
        finding.suppression = reason
        finding.isSuppressedInSource = false
      }
      finding.isNew = finding.isNew ?? (key == nil)
      return finding
    }
    unused = baseline.entries.compactMap { entry in
      guard let count = remaining[entry.key], count > 0 else { return nil }
      var entry = entry
      entry.count = count
      return entry
    }
  }

  /// Splits the unused entries: those that the run would have found if they were still there, and those it says nothing about.
  ///
  /// - Parameter names: tells the rule that an entry's name stands for now; an entry of a rule that is gone can never occur again.
  public func partition(
    coverage: RunCoverage, names: RuleNames
  ) -> (gone: [Baseline.Entry], undetermined: [Baseline.Entry]) {
    var gone: [Baseline.Entry] = []
    var undetermined: [Baseline.Entry] = []
    for entry in unused {
      let isDecided = names.id(of: entry.rule.rawValue).map { coverage.decided.contains($0) } ?? true
      // The file may have been renamed, so that only a look at the whole tree tells that a finding is nowhere.
      let wasLookedAt = coverage.isComplete && (coverage.isWholeTree || coverage.reportsFindings(entry.path))
      if isDecided, wasLookedAt { gone.append(entry) } else { undetermined.append(entry) }
    }
    return (gone, undetermined)
  }
}
