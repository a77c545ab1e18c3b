import Diagnostics

/// What to lint and how, as the user asked for it.
public struct LintOptions: Sendable {
  public var analysis: AnalysisOptions
  /// Directories with the user's own rules.
  public var ruleDirectories: [String] = []
  /// Patterns of rules to evaluate; empty takes all.
  public var selected: [String] = []
  public var ignored: [String] = []
  /// The lowest severity that is shown.
  public var lowestShown: Severity = .warning
  /// The lowest severity that makes the run fail; nil never fails.
  public var failOn: Severity? = .warning
  /// The program's name and version for reports.
  public var toolVersion: String

  public init(analysis: AnalysisOptions, toolVersion: String) {
    self.analysis = analysis
    self.toolVersion = toolVersion
  }
}
