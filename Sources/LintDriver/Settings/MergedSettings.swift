import Diagnostics
import Kbuild
import Reporters
import SourceText

/// The settings of all sources, each with where it comes from: the second of their three forms. The command line outranks the
/// configuration file, and a list replaces the other's.
public struct MergedSettings: Sendable {
  /// The configuration file, as messages call it; nil without one.
  public var configuration: String?
  public var tree: Setting<String?>
  public var buildDirectory: Setting<String?>
  public var compileCommands: Setting<String?>
  public var architecture: Setting<String>
  public var kernelVersion: Setting<String?>
  public var exclude: [Setting<String>]
  public var jobs: Setting<Int?>
  public var timeout: Setting<Int>
  public var precompiledHeader: Setting<Bool>
  public var facts: [Setting<String>]
  public var rules: [Setting<String>]
  public var select: [Setting<String>]
  public var ignore: [Setting<String>]
  public var severity: Setting<Severity>
  public var failOn: Setting<FailureThreshold>
  public var baseline: Setting<String?>
  public var format: Setting<ReportFormat>
  public var color: Setting<ColorMode>
  public var quiet: Setting<Bool>
  public var statistics: Setting<Bool>
  public var severities: [WrittenSettings.SeverityEntry]
  public var suppressions: [WrittenSettings.SuppressionEntry]

  init(commandLine: WrittenSettings, file: WrittenSettings, configuration: String?) {
    func merged<Value>(_ setting: KeyPath<WrittenSettings, Setting<Value>?>, _ standard: Value) -> Setting<Value> {
      commandLine[keyPath: setting] ?? file[keyPath: setting] ?? Setting(standard, .standard)
    }
    func optional<Value>(_ setting: KeyPath<WrittenSettings, Setting<Value>?>) -> Setting<Value?> {
      (commandLine[keyPath: setting] ?? file[keyPath: setting])?.map { $0 } ?? Setting(nil, .standard)
    }
    func list(_ setting: KeyPath<WrittenSettings, [Setting<String>]?>) -> [Setting<String>] {
      commandLine[keyPath: setting] ?? file[keyPath: setting] ?? []
    }
    self.configuration = configuration
    tree = optional(\.tree)
    buildDirectory = optional(\.buildDirectory)
    compileCommands = optional(\.compileCommands)
    architecture = merged(\.architecture, "x86")
    kernelVersion = optional(\.kernelVersion)
    exclude = list(\.exclude)
    jobs = optional(\.jobs)
    timeout = merged(\.timeout, 60)
    precompiledHeader = merged(\.precompiledHeader, true)
    facts = list(\.facts)
    rules = list(\.rules)
    select = list(\.select)
    ignore = list(\.ignore)
    severity = merged(\.severity, .warning)
    failOn = merged(\.failOn, .warning)
    baseline = optional(\.baseline)
    format = merged(\.format, .text)
    color = merged(\.color, .auto)
    quiet = merged(\.quiet, false)
    statistics = merged(\.statistics, false)
    severities = file.severities
    suppressions = file.suppressions
  }

  /// Makes the paths that the configuration file states relative to its directory, not to the working directory.
  mutating func resolvePaths(configurationDirectory: String, workingDirectory: String) {
    guard configurationDirectory != workingDirectory else { return }
    func resolve(_ setting: Setting<String>) -> Setting<String> {
      guard case .file = setting.origin else { return setting }
      return setting.map { PathText.absolute($0, in: configurationDirectory) }
    }
    for path in [\MergedSettings.tree, \.buildDirectory, \.compileCommands, \.baseline] {
      guard let value = self[keyPath: path].value else { continue }
      self[keyPath: path] = resolve(self[keyPath: path].map { _ in value }).map { $0 }
    }
    facts = facts.map(resolve)
    rules = rules.map(resolve)
  }

  /// Enters what an analysis needs to know into its options.
  public func apply(to options: inout AnalysisOptions) {
    options.tree = tree.value
    options.buildDirectory = buildDirectory.value
    options.compileCommands = compileCommands.value
    options.architecture = architecture.value
    options.kernelVersion = kernelVersion.value
    options.excluded = exclude.map(\.value)
    options.jobs = jobs.value
    options.timeout = timeout.value
    options.usesPrecompiledHeader = precompiledHeader.value
    options.factsFiles = facts.map(\.value)
  }
}
