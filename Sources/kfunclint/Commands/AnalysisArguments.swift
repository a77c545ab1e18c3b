import ArgumentParser
import Foundation
import LintDriver

/// The options of every command that analyses sources. None has a value of its own: what is not given comes from the configuration.
struct AnalysisArguments: ParsableArguments {
  /// The hidden command that makes the program a worker.
  static let workerCommand = "__worker"

  @OptionGroup var configuration: ConfigurationArguments

  @Option(
    help: ArgumentHelp(
      "Kernel source tree. Default: found upward from PATH or the current directory.", valueName: "dir"),
    completion: .directory)
  var tree: String?

  @Option(
    help: ArgumentHelp("Configured build output (O=) or header package.", valueName: "dir"), completion: .directory)
  var buildDir: String?

  @Option(help: ArgumentHelp("A compile_commands.json.", valueName: "file"), completion: .file())
  var compileCommands: String?

  @Option(help: "Architecture whose generated headers are made up for a tree without build. Default: x86.")
  var arch: String?

  @Option(help: ArgumentHelp("Judge by the rules of this release, whatever the tree says.", valueName: "x.y"))
  var kernelVersion: String?

  @Option(help: ArgumentHelp("Leave out files that match the glob. Repeatable.", valueName: "glob"))
  var exclude: [String] = []

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Worker processes. Default: cores, and one for each GB of memory.", valueName: "n"))
  var jobs: Int?

  @Option(help: ArgumentHelp("Seconds that one file may take. Default: 60.", valueName: "seconds"))
  var timeout: Int?

  @Flag(inversion: .prefixedNo, help: "Share a precompiled header between files. Default: yes.")
  var precompiledHeader: Bool?

  @Option(
    parsing: .singleValue, help: ArgumentHelp("Read facts written by --facts-out. Repeatable.", valueName: "file"),
    completion: .file())
  var facts: [String] = []

  @Option(help: ArgumentHelp("Write all facts to a file.", valueName: "file"), completion: .file())
  var factsOut: String?

  @OptionGroup var cache: CacheArguments

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs takes a number from 1, not '\(jobs)'") }
    if let timeout, timeout < 1 {
      throw ValidationError("--timeout takes a number of seconds from 1, not '\(timeout)'")
    }
  }

  /// What these options state.
  var written: WrittenSettings {
    var settings = WrittenSettings()
    settings.tree = CommandLineSetting.of(tree)
    settings.buildDirectory = CommandLineSetting.of(buildDir)
    settings.compileCommands = CommandLineSetting.of(compileCommands)
    settings.architecture = CommandLineSetting.of(arch)
    settings.kernelVersion = CommandLineSetting.of(kernelVersion)
    settings.exclude = CommandLineSetting.of(exclude)
    settings.jobs = CommandLineSetting.of(jobs)
    settings.timeout = CommandLineSetting.of(timeout)
    settings.precompiledHeader = CommandLineSetting.of(precompiledHeader)
    settings.facts = CommandLineSetting.of(facts)
    return settings
  }

  /// Returns what finds the configuration and merges it with the command line's settings.
  func loader(_ settings: WrittenSettings, paths: [String]) -> SettingsLoader {
    SettingsLoader(
      commandLine: settings, choice: configuration.choice, paths: paths,
      workingDirectory: FileManager.default.currentDirectoryPath, toolVersion: ToolVersion.number)
  }

  /// Options without any path, for commands that analyse texts of their own.
  static func defaultOptions() -> AnalysisOptions {
    AnalysisOptions(
      workingDirectory: FileManager.default.currentDirectoryPath, workerExecutable: "/proc/self/exe",
      workerCommand: [workerCommand])
  }

  /// The options in the driver's terms.
  static func options(_ settings: MergedSettings, input: InputArguments) -> AnalysisOptions {
    var options = defaultOptions()
    settings.apply(to: &options)
    options.paths = input.paths
    options.clangArguments = input.clangArguments
    return options
  }

  /// Merges the settings of these options with the configuration, for commands that evaluate no rules.
  func mergedOptions(input: InputArguments) throws -> AnalysisOptions {
    do throws(ConfigurationError) {
      return AnalysisArguments.options(try loader(written, paths: input.paths).merged(), input: input)
    } catch {
      throw CommandFailure(error)
    }
  }

  /// Runs the analysis and writes the facts file, if one is wanted.
  func analyze(input: InputArguments) async throws -> Analysis {
    var options = try mergedOptions(input: input)
    options.cache = cache.cache
    let progress = ProgressLine.onTerminal(isQuiet: false)
    options.progress = progress?.report
    let analysis: Analysis
    do throws(AnalysisError) {
      defer { progress?.erase() }
      analysis = try await Analyzer(options: options).analyze()
    } catch {
      throw CommandFailure(error)
    }
    try writeFacts(of: analysis)
    return analysis
  }

  /// Writes the facts file, if one is wanted.
  func writeFacts(of analysis: Analysis) throws {
    guard let factsOut else { return }
    try OutputFile.write(try FactsFile.encode(analysis.facts), to: factsOut)
  }
}

/// Makes settings of options.
enum CommandLineSetting {
  static func of<Value>(_ value: Value?) -> Setting<Value>? { value.map { Setting($0, .commandLine) } }

  /// An option that was not given is an empty list.
  static func of(_ values: [String]) -> [Setting<String>]? {
    values.isEmpty ? nil : values.map { Setting($0, .commandLine) }
  }
}
