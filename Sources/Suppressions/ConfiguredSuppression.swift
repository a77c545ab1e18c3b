import Diagnostics
import SourceText

/// An entry of `suppressions:` in the configuration. It covers the findings of its rules that fit every condition given.
public struct ConfiguredSuppression: Hashable, Sendable {
  public var rules: Set<RuleID>
  /// Patterns of files; empty for all.
  public var paths: [PathGlob]
  /// Kfuncs by name; empty for all.
  public var kfuncs: [String]
  /// Sets by name; empty for all.
  public var sets: [String]
  public var reason: String
  /// Where the entry stands, with the name of the configuration file as path.
  public var range: SourceRange

  public init(
    rules: Set<RuleID>, paths: [PathGlob] = [], kfuncs: [String] = [], sets: [String] = [], reason: String,
    range: SourceRange
  ) {
    self.rules = rules
    self.paths = paths
    self.kfuncs = kfuncs
    self.sets = sets
    self.reason = reason
    self.range = range
  }

  /// Tells whether the entry is about a finding.
  func covers(_ finding: Finding) -> Bool {
    guard rules.contains(finding.rule) else { return false }
    return (paths.isEmpty || paths.contains { $0.matches(finding.range.path) })
      && (kfuncs.isEmpty || finding.kfunc.map { kfuncs.contains($0) } ?? false)
      && (sets.isEmpty || finding.set.map { sets.contains($0) } ?? false)
  }
}
