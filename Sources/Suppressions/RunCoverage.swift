import Diagnostics

/// What a run has looked at. Only about that can be said that a suppression or a baseline entry is of no use any more.
public struct RunCoverage: Sendable {
  /// The rules that were evaluated and left nothing undecided.
  public var decided: Set<RuleID>
  /// Whether every file was analysed without loss.
  public var isComplete: Bool
  /// Whether findings of the whole tree are reported, not only those of paths that were named.
  public var isWholeTree: Bool
  /// Tells whether findings in a file are reported.
  public var reportsFindings: @Sendable (_ path: String) -> Bool

  /// A run that says nothing about what it did not find, as one over a change.
  public static let nothing = RunCoverage(
    decided: [], isComplete: false, isWholeTree: false, reportsFindings: { _ in false })

  public init(
    decided: Set<RuleID>, isComplete: Bool, isWholeTree: Bool, reportsFindings: @escaping @Sendable (String) -> Bool
  ) {
    self.decided = decided
    self.isComplete = isComplete
    self.isWholeTree = isWholeTree
    self.reportsFindings = reportsFindings
  }
}
