import ArgumentParser
import Foundation
import LintDriver

/// The options of every command that analyses sources.
struct AnalysisArguments: ParsableArguments {
  /// The hidden command that makes the program a worker.
  static let workerCommand = "__worker"

  @Argument(
    help: ArgumentHelp("C files, directories or a kernel tree. Default: the tree around the current directory.", valueName: "path"))
  var paths: [String] = []

  @Option(help: ArgumentHelp("Kernel source tree. Default: found upward from PATH or the current directory.", valueName: "dir"))
  var tree: String?

  @Option(help: ArgumentHelp("Configured build output (O=) or header package.", valueName: "dir"))
  var buildDir: String?

  @Option(help: ArgumentHelp("A compile_commands.json.", valueName: "file"))
  var compileCommands: String?

  @Option(help: "Architecture whose generated headers are made up for a tree without build.")
  var arch = "x86"

  @Option(help: ArgumentHelp("Judge by the rules of this release, whatever the tree says.", valueName: "x.y"))
  var kernelVersion: String?

  @Option(help: ArgumentHelp("Leave out files that match the glob. Repeatable.", valueName: "glob"))
  var exclude: [String] = []

  @Option(name: .shortAndLong, help: ArgumentHelp("Worker processes. Default: cores, and one for each GB of memory.", valueName: "n"))
  var jobs: Int?

  @Option(help: ArgumentHelp("Seconds that one file may take.", valueName: "seconds"))
  var timeout = 60

  @Flag(inversion: .prefixedNo, help: "Share a precompiled header between files.")
  var precompiledHeader = true

  @Option(parsing: .singleValue, help: ArgumentHelp("Read facts written by --facts-out. Repeatable.", valueName: "file"))
  var facts: [String] = []

  @Option(help: ArgumentHelp("Write all facts to a file.", valueName: "file"))
  var factsOut: String?

  @Argument(parsing: .postTerminator, help: ArgumentHelp("Compiler arguments; then no other context is searched for.", valueName: "clang-args"))
  var clangArguments: [String] = []

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs takes a number from 1, not '\(jobs)'") }
    if timeout < 1 { throw ValidationError("--timeout takes a number of seconds from 1, not '\(timeout)'") }
  }

  /// Options without any path, for commands that analyse texts of their own.
  static func defaultOptions() -> AnalysisOptions {
    AnalysisOptions(
      workingDirectory: FileManager.default.currentDirectoryPath, workerExecutable: "/proc/self/exe",
      workerCommand: [workerCommand])
  }

  /// The options in the driver's terms.
  func options() -> AnalysisOptions {
    var options = AnalysisArguments.defaultOptions()
    options.paths = paths
    options.tree = tree
    options.buildDirectory = buildDir
    options.compileCommands = compileCommands
    options.architecture = arch
    options.kernelVersion = kernelVersion
    options.excluded = exclude
    options.jobs = jobs
    options.timeout = timeout
    options.usesPrecompiledHeader = precompiledHeader
    options.factsFiles = facts
    // `--` with nothing behind it still means explicit arguments: none.
    options.clangArguments = CommandLine.arguments.contains("--") ? clangArguments : nil
    return options
  }

  /// Runs the analysis and writes the facts file, if one is wanted.
  func analyze() async throws -> Analysis {
    let analysis: Analysis
    do throws(AnalysisError) {
      analysis = try await Analyzer(options: options()).analyze()
    } catch {
      throw CommandFailure(error)
    }
    try writeFacts(of: analysis)
    return analysis
  }

  /// Writes the facts file, if one is wanted.
  func writeFacts(of analysis: Analysis) throws {
    guard let factsOut else { return }
    do {
      try FactsFile.encode(analysis.facts).write(to: URL(fileURLWithPath: factsOut), options: .atomic)
    } catch {
      throw CommandFailure(
        message: "cannot write '\(factsOut)': \(error.localizedDescription)",
        remedy: "name a file in a directory that can be written", exitCode: 2)
    }
  }
}
