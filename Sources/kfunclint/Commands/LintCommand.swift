import ArgumentParser
import Diagnostics
import Foundation
import LintDriver
import Reporters

extension Severity: ExpressibleByArgument {}
extension ColorMode: ExpressibleByArgument {}

/// `kfunclint lint`: where kfunc annotations are wrong.
struct LintCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint", abstract: "Report where kfunc annotations are wrong.",
    discussion: """
      Without PATH the tree around the current directory is linted. With a tree, all of its kfunc files are analysed and \
      PATH chooses which findings are shown. Selftests (tools/) are linted only when named.
      """)

  @OptionGroup var analysis: AnalysisArguments

  @Option(parsing: .singleValue, help: ArgumentHelp("Add the rules of a directory. Repeatable.", valueName: "dir"))
  var rules: [String] = []

  @Option(help: ArgumentHelp("Evaluate only these rules or families. Repeatable, or separated by commas.", valueName: "glob"))
  var select: [String] = []

  @Option(help: ArgumentHelp("Leave these rules or families out.", valueName: "glob"))
  var ignore: [String] = []

  @Option(help: "The lowest severity that is shown: error, warning or note.")
  var severity: Severity = .warning

  @Option(help: "The lowest severity that makes the exit code 1: error, warning, note or never.")
  var failOn: FailureThreshold = .warning

  @Option(help: "Format on standard output: text, json or sarif.")
  var format: ReportFormat = .text

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp("Also write a report to a file. Repeatable.", valueName: "format:file"))
  var output: [ReportOutput] = []

  @Option(help: "Colours in text: auto, always or never.")
  var color: ColorMode = .auto

  @Flag(help: "Print findings only, no summary.")
  var quiet = false

  @Flag(help: "Print how many findings each rule has.")
  var statistics = false

  func run() async throws {
    var options = LintOptions(analysis: analysis.options(), toolVersion: ToolVersion.number)
    options.ruleDirectories = rules
    options.selected = LintCommand.patterns(select)
    options.ignored = LintCommand.patterns(ignore)
    options.lowestShown = severity
    options.failOn = failOn.severity
    let outcome: LintSession.Outcome
    do throws(LintSession.Failure) {
      outcome = try await LintSession(options: options).run()
    } catch {
      throw CommandFailure(error)
    }
    try analysis.writeFacts(of: outcome.analysis)
    let sources = DiskSources(root: outcome.analysis.root)
    for target in output {
      let text = render(outcome.report, as: target.format, sources: sources, isTerminal: false)
      do {
        try Data(text.utf8).write(to: URL(fileURLWithPath: target.path), options: .atomic)
      } catch {
        throw CommandFailure(
          message: "cannot write '\(target.path)': \(error.localizedDescription)",
          remedy: "name a file in a directory that can be written", exitCode: 2)
      }
    }
    StandardStreams.write(
      render(outcome.report, as: format, sources: sources, isTerminal: Terminal.isStandardOutput))
    if !outcome.report.isComplete { reportIncompleteness(outcome.report) }
    if outcome.exitCode != 0 { throw ExitCode(outcome.exitCode) }
  }

  private static func patterns(_ values: [String]) -> [String] {
    values.flatMap { $0.split(separator: ",") }.map { String($0).trimmingCharacters(in: .whitespaces) }
  }

  private func render(
    _ report: Report, as format: ReportFormat, sources: any SourceProvider, isTerminal: Bool
  ) -> String {
    switch format {
    case .text:
      let usesColor = ColorPolicy.usesColor(
        color, isTerminal: isTerminal, environment: ProcessInfo.processInfo.environment)
      return TextReporter(
        TextReporter.Options(usesColor: usesColor, quiet: quiet, statistics: statistics, width: Terminal.width)
      ).render(report, sources: sources)
    case .json: return JSONReporter().render(report, sources: sources)
    case .sarif: return SARIFReporter().render(report, sources: sources)
    }
  }

  /// Exit code 3 always comes with a word on standard error, whatever the format.
  private func reportIncompleteness(_ report: Report) {
    let errors = report.notifications.filter { $0.level == .error }
    StandardStreams.writeError("kfunclint: error: the analysis is incomplete\n")
    for notification in errors.prefix(10) { StandardStreams.writeError("kfunclint: note: \(notification.message)\n") }
    if errors.count > 10 { StandardStreams.writeError("kfunclint: note: and \(errors.count - 10) more\n") }
  }
}

/// The values of `--fail-on`.
enum FailureThreshold: String, CaseIterable, ExpressibleByArgument {
  case error, warning, note, never

  var severity: Severity? { Severity(rawValue: rawValue) }
}

/// The values of `--format`.
enum ReportFormat: String, CaseIterable, ExpressibleByArgument {
  case text, json, sarif
}

/// A value of `--output`: `FORMAT:FILE`.
struct ReportOutput: ExpressibleByArgument {
  var format: ReportFormat
  var path: String

  init?(argument: String) {
    let parts = argument.split(separator: ":", maxSplits: 1)
    guard parts.count == 2, let format = ReportFormat(rawValue: String(parts[0])) else { return nil }
    self.format = format
    path = String(parts[1])
  }
}
