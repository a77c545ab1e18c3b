import Diagnostics

/// The values of `--fail-on`.
public enum FailureThreshold: String, CaseIterable, Sendable {
  case error, warning, note, never

  /// The lowest severity that makes a run fail; nil for `never`.
  public var severity: Severity? { Severity(rawValue: rawValue) }
}
