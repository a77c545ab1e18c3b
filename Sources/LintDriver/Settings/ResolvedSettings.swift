import RuleEngine
import Suppressions

/// Settings in the terms of the program: the third of their three forms. Names are checked and patterns read.
public struct ResolvedSettings: Sendable {
  public let merged: MergedSettings
  /// Every rule that can be named, the built-in ones and the user's.
  public let knownRules: RuleSet
  /// The rules to evaluate.
  public let rules: RuleSet
  public let severities: [SeverityOverride]
  /// With the absolute path of the configuration file in their places.
  public let suppressions: [ConfiguredSuppression]
}
