import Diagnostics
import RuleEngine
import Suppressions

/// What to lint and how.
public struct LintOptions: Sendable {
  public var analysis: AnalysisOptions
  /// Every rule that suppressions may name.
  public var knownRules: RuleSet
  /// The rules to evaluate.
  public var rules: RuleSet
  public var severities: [SeverityOverride]
  public var suppressions: [ConfiguredSuppression]
  /// The file with the findings that do not count, relative to the working directory.
  public var baseline: String?
  /// Whether the run makes a new baseline; its findings do not count then.
  public var makesBaseline = false
  /// The lowest severity that is shown.
  public var lowestShown: Severity
  /// The lowest severity that makes the run fail; nil never fails.
  public var failOn: Severity?
  /// With a change: whether findings that were there before are reported, too.
  public var showsExisting = false
  /// With a change: whether it is analysed even if its text cannot matter.
  public var isThorough = false
  /// With a patch: whether it is one mail of a series whose other mails are not at hand. That it does not apply matters only where an
  /// annotation may be concerned.
  public var isLoneMail = false
  /// The program's version for reports.
  public var toolVersion: String

  /// - Parameter analysis: what to analyse; the settings must have been entered.
  public init(settings: ResolvedSettings, analysis: AnalysisOptions, toolVersion: String) {
    self.analysis = analysis
    knownRules = settings.knownRules
    rules = settings.rules
    severities = settings.severities
    suppressions = settings.suppressions
    baseline = settings.merged.baseline.value
    lowestShown = settings.merged.severity.value
    failOn = settings.merged.format.value.failsOnFindings ? settings.merged.failOn.value.severity : nil
    isLoneMail = settings.merged.format.value == .b4
    self.toolVersion = toolVersion
  }
}

extension LintOptions {
  /// Returns 3 for an incomplete analysis, 1 for findings at or above the failing severity, else 0.
  func exitCode(of report: Report) -> Int32 {
    if !report.isComplete { return 3 }
    guard let failOn else { return 0 }
    return report.findings.contains { $0.severity >= failOn && $0.suppression == nil } ? 1 : 0
  }
}
