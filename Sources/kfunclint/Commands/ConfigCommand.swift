import ArgumentParser
import LintDriver

/// `kfunclint config`: the settings in effect.
struct ConfigCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config", abstract: "Print the settings in effect and where each comes from.",
    discussion: """
      Takes the options of 'kfunclint lint', which outrank the configuration file. The output is itself a configuration.
      """)

  @OptionGroup var input: InputArguments
  @OptionGroup var lint: LintArguments

  func run() async throws {
    StandardStreams.write(SettingsListing(try lint.settings(paths: input.paths)).text)
  }
}
