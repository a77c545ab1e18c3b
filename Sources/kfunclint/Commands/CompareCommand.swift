import ArgumentParser
import Foundation
import LintDriver
import Reporters

extension ComparisonRenderer.Format: ExpressibleByArgument {}

/// `kfunclint compare`: what changed for BPF programs between two trees.
struct CompareCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Tell what changed for BPF programs between two trees or commits.",
    discussion: """
      OLD and NEW are kernel trees, or commits of the repository around the working directory or --tree, which are read \
      without a checkout. Kfuncs that came and went, prototypes, flags, program types, filters, conditions and iterators are \
      compared; what cannot be told for certain is listed as not known. Selftests (tools/) are left out.

      Exit code 1 means findings of the rules about changes, 'kfunclint rules list' shows them (diff-...).
      """)

  @Argument(help: "The older tree or commit.")
  var old: String

  @Argument(help: "The newer tree or commit.")
  var new: String

  @OptionGroup var configuration: ConfigurationArguments

  @Option(help: "Output format: text, json, markdown or sarif.")
  var format: ComparisonRenderer.Format = .text

  @Option(help: "The lowest severity that makes the exit code 1: error, warning, note or never. Default: warning.")
  var failOn: FailureThreshold?

  @Option(
    help: ArgumentHelp(
      "The tree whose repository has the commits. Default: around the current directory.", valueName: "dir"))
  var tree: String?

  @Option(help: "Architecture whose generated headers are made up. Default: x86.")
  var arch: String?

  @Option(help: ArgumentHelp("Leave out files that match the glob. Repeatable.", valueName: "glob"))
  var exclude: [String] = []

  @Option(
    help: ArgumentHelp("Evaluate only these rules or families. Repeatable, or separated by commas.", valueName: "glob"))
  var select: [String] = []

  @Option(help: ArgumentHelp("Leave these rules or families out.", valueName: "glob"))
  var ignore: [String] = []

  @Option(name: .shortAndLong, help: ArgumentHelp("Worker processes.", valueName: "n"))
  var jobs: Int?

  @Option(help: ArgumentHelp("Seconds that one file may take. Default: 60.", valueName: "seconds"))
  var timeout: Int?

  @OptionGroup var cache: CacheArguments

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs takes a number from 1, not '\(jobs)'") }
    if let timeout, timeout < 1 {
      throw ValidationError("--timeout takes a number of seconds from 1, not '\(timeout)'")
    }
  }

  func run() async throws {
    let settings = try resolvedSettings()
    var analysis = AnalysisArguments.defaultOptions()
    settings.merged.apply(to: &analysis)
    analysis.cache = cache.cache
    var options = LintOptions(settings: settings, analysis: analysis, toolVersion: ToolVersion.number)
    let progress = ProgressLine.onTerminal(isQuiet: settings.merged.quiet.value)
    options.analysis.progress = progress?.report
    let outcome: ComparisonSession.Outcome
    do throws(ChangeSession.Failure) {
      defer { progress?.erase() }
      outcome = try await ComparisonSession(options: options, old: old, new: new).run()
    } catch {
      throw CommandFailure(error)
    }
    StandardStreams.write(
      ComparisonRenderer(format: format, width: Terminal.width).render(outcome.report, sources: outcome.sources))
    LintCommand.reportIncompleteness(outcome.report.report, format: .text)
    if outcome.exitCode != 0 { throw ExitCode(outcome.exitCode) }
  }

  private func resolvedSettings() throws -> ResolvedSettings {
    var settings = WrittenSettings()
    settings.tree = CommandLineSetting.of(tree)
    settings.architecture = CommandLineSetting.of(arch)
    settings.exclude = CommandLineSetting.of(exclude)
    settings.select = CommandLineSetting.of(LintArguments.patterns(select))
    settings.ignore = CommandLineSetting.of(LintArguments.patterns(ignore))
    settings.jobs = CommandLineSetting.of(jobs)
    settings.timeout = CommandLineSetting.of(timeout)
    settings.failOn = CommandLineSetting.of(failOn)
    var isDirectory: ObjCBool = false
    let isTree = FileManager.default.fileExists(atPath: new, isDirectory: &isDirectory) && isDirectory.boolValue
    do throws(SettingsError) {
      return try SettingsLoader(
        commandLine: settings, choice: configuration.choice, paths: isTree ? [new] : [],
        workingDirectory: FileManager.default.currentDirectoryPath, toolVersion: ToolVersion.number
      ).resolved()
    } catch {
      throw CommandFailure(error)
    }
  }
}
