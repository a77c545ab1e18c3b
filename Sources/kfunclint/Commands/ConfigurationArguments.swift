import ArgumentParser
import LintDriver

/// Which configuration file a command uses.
struct ConfigurationArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Take settings from this file. Default: .kfunclint.yaml at the root of the tree.", valueName: "file"),
    completion: .file())
  var config: String?

  @Flag(help: "Take settings from no file.")
  var noConfig = false

  func validate() throws {
    if noConfig, config != nil { throw ValidationError("--config and --no-config exclude each other") }
  }

  var choice: SettingsLoader.ConfigurationChoice {
    noConfig ? .none : config.map { .file($0) } ?? .search
  }
}
