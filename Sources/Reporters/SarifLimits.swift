/// What GitHub's code scanning takes of a SARIF file (its pages "SARIF support for code scanning" and "SARIF results exceed one or more
/// limits"); the format itself has no limits.
enum SarifLimits {
  /// A file with more runs is rejected.
  static let runs = 20
  /// A run with more results is rejected.
  static let resultsPerRun = 25_000
  /// Of a run with more results only so many are shown.
  static let resultsShownPerRun = 5_000
  /// A result with more locations, related ones included, makes that the file is rejected.
  static let locationsPerResult = 1_000
  /// A result with more steps in its code flows makes that the file is rejected.
  static let stepsPerResult = 10_000
  /// Longer names of rules, in characters, are not accepted.
  static let ruleName = 255
  /// Longer descriptions of rules, in characters, are not accepted.
  static let ruleDescription = 1_024
  /// With more results the source lines are left out, so that the file stays below 10 MB when compressed.
  static let resultsWithSnippets = 10_000

  /// How many results each run gets: few enough that all are shown, as long as that does not take too many runs.
  static func resultsPerRun(total: Int) -> Int {
    min(resultsPerRun, max(resultsShownPerRun, (total + runs - 1) / runs))
  }
}
