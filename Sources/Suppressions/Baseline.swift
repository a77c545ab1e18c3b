import Diagnostics

/// Findings that were there before, and are neither shown nor make a run fail. They are told by identity, which survives edits:
/// the path and message of an entry are for readers.
public struct Baseline: Hashable, Sendable {
  /// The version of the file format; a reader refuses any other.
  public static let currentVersion = 1

  /// Sorted by path, rule and fingerprint; each rule and fingerprint once.
  public let entries: [Entry]

  /// How often one finding occurs.
  public struct Entry: Codable, Hashable, Sendable {
    public var rule: RuleID
    public var fingerprint: String
    /// From 1.
    public var count: Int
    /// Where the first of them was when the baseline was written.
    public var path: String
    public var message: String

    public init(rule: RuleID, fingerprint: String, count: Int, path: String, message: String) {
      self.rule = rule
      self.fingerprint = fingerprint
      self.count = count
      self.path = path
      self.message = message
    }

    var key: Key { Key(rule: rule, fingerprint: fingerprint) }
  }

  /// What tells entries apart.
  struct Key: Hashable {
    var rule: RuleID
    var fingerprint: String
  }

  /// Makes a baseline of entries whose rules and fingerprints are distinct.
  public init(entries: [Entry]) {
    self.entries = entries.sorted {
      ($0.path, $0.rule, $0.fingerprint) < ($1.path, $1.rule, $1.fingerprint)
    }
  }

  /// Makes the baseline of a run.
  ///
  /// - Parameters:
  ///   - findings: all findings, whatever their severity. Those with a suppression of their own are left out.
  ///   - kept: entries of an earlier baseline about which the run says nothing.
  public init(of findings: [Finding], keeping kept: [Entry] = []) {
    var entries = Dictionary(kept.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    for finding in findings.sorted(by: Finding.isOrderedBefore) where finding.suppression == nil {
      let entry = Entry(
        rule: finding.rule, fingerprint: finding.fingerprint, count: 1, path: finding.range.path,
        message: finding.message)
      entries[entry.key, default: entry].count += entries[entry.key] == nil ? 0 : 1
    }
    self.init(entries: Array(entries.values))
  }
}
