import ArgumentParser
import Diagnostics
import Foundation
import Kbuild
import LintDriver
import Reporters

/// `kfunclint kbuild`: the checker of `make C=1`.
struct KbuildCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kbuild", abstract: "Lint one file for kbuild: make C=1 CHECK=\"kfunclint kbuild\".",
    discussion: """
      Kbuild calls it for each C file with the arguments of the compiler (C=1: for what it compiles; C=2: for all). Findings go \
      to standard error and do not stop the build unless --werror is given. What was learnt is left beside the object, in \
      .NAME.o.kfunclint; 'kfunclint lint --facts DIR' then looks at all files together.
      """)

  @Flag(help: "Exit with 1 for findings and with 3 for a file that cannot be judged, which stops the build.")
  var werror = false

  @Option(help: "The lowest severity that is shown: error, warning or note. Default: warning.")
  var severity: Severity?

  @OptionGroup var configurationFile: ConfigurationArguments

  @Argument(parsing: .captureForPassthrough, help: ArgumentHelp("What kbuild passes.", valueName: "argument"))
  var words: [String] = []

  func run() async throws {
    guard let call = CheckerCall(words) else {
      throw CommandFailure(
        message: "there is no C file at the end of the arguments",
        remedy: "kbuild calls this command: make C=1 CHECK=\"kfunclint kbuild\"", exitCode: 2)
    }
    let checker = CheckerRun(
      call: call, directory: FileManager.default.currentDirectoryPath, environment: ProcessInfo.processInfo.environment)
    checker.removeFacts()
    let candidates = checker.candidates()
    guard !candidates.isEmpty else { return }
    let (options, settings) = try prepare(checker, candidates: candidates)
    let outcome = try await LintCommand.run(options, isQuiet: true)
    do {
      try checker.writeFacts(outcome.analysis.facts)
    } catch {
      throw CommandFailure(
        message: "cannot write '\(call.factsFile)': \(error.localizedDescription)",
        remedy: "make the output directory writable", exitCode: 2)
    }
    let color = ColorPolicy.usesColor(
      settings.color.value, isTerminal: isatty(STDERR_FILENO) == 1, environment: ProcessInfo.processInfo.environment)
    let reporter = TextReporter(.init(usesColor: color, quiet: true, width: Terminal.width))
    StandardStreams.writeError(reporter.render(outcome.report, sources: DiskSources(root: outcome.analysis.root)))
    if werror, outcome.exitCode != 0 { throw ExitCode(outcome.exitCode) }
  }

  private func prepare(_ checker: CheckerRun, candidates: [String]) throws -> (LintOptions, MergedSettings) {
    var written = WrittenSettings()
    written.tree = CommandLineSetting.of(checker.tree)
    written.severity = CommandLineSetting.of(severity)
    var choice = configurationFile.choice
    if case .search = choice, let path = checker.moduleConfiguration { choice = .file(path) }
    let loader = SettingsLoader(
      commandLine: written, choice: choice, paths: candidates,
      workingDirectory: FileManager.default.currentDirectoryPath, toolVersion: ToolVersion.number)
    do throws(SettingsError) {
      let settings = try loader.resolved()
      var analysis = AnalysisArguments.defaultOptions()
      settings.merged.apply(to: &analysis)
      checker.enter(candidates, into: &analysis)
      return (LintOptions(settings: settings, analysis: analysis, toolVersion: ToolVersion.number), settings.merged)
    } catch {
      throw CommandFailure(error)
    }
  }
}
