import Diagnostics
import Reporters

/// Settings as one source states them, the command line or a configuration file: the first of their three forms. What the source
/// does not mention is nil.
public struct WrittenSettings: Sendable {
  public var tree: Setting<String>?
  public var buildDirectory: Setting<String>?
  public var compileCommands: Setting<String>?
  public var architecture: Setting<String>?
  public var kernelVersion: Setting<String>?
  public var exclude: [Setting<String>]?
  public var jobs: Setting<Int>?
  public var timeout: Setting<Int>?
  public var precompiledHeader: Setting<Bool>?
  public var facts: [Setting<String>]?
  public var rules: [Setting<String>]?
  public var select: [Setting<String>]?
  public var ignore: [Setting<String>]?
  public var severity: Setting<Severity>?
  public var failOn: Setting<FailureThreshold>?
  public var baseline: Setting<String>?
  public var format: Setting<ReportFormat>?
  public var color: Setting<ColorMode>?
  public var quiet: Setting<Bool>?
  public var statistics: Setting<Bool>?
  /// These two have no option.
  public var severities: [SeverityEntry] = []
  public var suppressions: [SuppressionEntry] = []

  public init() {}

  /// An entry of `severities:` as written.
  public struct SeverityEntry: Sendable {
    /// Patterns of rules.
    public var rules: [Setting<String>]
    /// Patterns of files; empty for all.
    public var paths: [String]
    /// Nil for `off`.
    public var severity: Severity?
    public var origin: SettingOrigin
  }

  /// An entry of `suppressions:` as written.
  public struct SuppressionEntry: Sendable {
    /// Names of rules.
    public var rules: [Setting<String>]
    public var paths: [String]
    public var kfuncs: [String]
    public var sets: [String]
    public var reason: String
    public var origin: SettingOrigin
  }
}
