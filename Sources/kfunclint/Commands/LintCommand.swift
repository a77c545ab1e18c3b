import ArgumentParser
import Diagnostics
import Foundation
import LintDriver
import Reporters
import Suppressions

/// `kfunclint lint`: where kfunc annotations are wrong.
struct LintCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint", abstract: "Report where kfunc annotations are wrong.",
    discussion: """
      Without PATH the tree around the current directory is linted. With a tree, all of its kfunc files are analysed and \
      PATH chooses which findings are shown. Selftests (tools/) are linted only when named.

      Settings that are not given are taken from .kfunclint.yaml at the root of the tree; 'kfunclint config' shows them.
      """)

  @OptionGroup var input: InputArguments
  @OptionGroup var change: ChangeArguments
  @OptionGroup var lint: LintArguments

  @Option(
    help: ArgumentHelp("Write the findings of this run to a file for --baseline.", valueName: "file"),
    completion: .file())
  var writeBaseline: String?

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp("Also write a report to a file. Repeatable.", valueName: "format:file"))
  var output: [ReportOutput] = []

  @Option(
    help: ArgumentHelp(
      "In SARIF, tell this run from others of the same code, such as those for other architectures.", valueName: "name")
  )
  var category: String?

  @Flag(help: "Apply fixes that change nothing for programs that load today, and report what is left.")
  var fix = false

  @Flag(help: "Also apply fixes that change what the verifier accepts.")
  var unsafeFixes = false

  @Flag(help: "Print the fixes as a patch instead of a report, and write nothing.")
  var diff = false

  @Option(
    help: ArgumentHelp(
      "Instead of a report, print how the analysis sees something: body=FUNCTION shows the control flow of a function and what its paths do.",
      valueName: "kind=name"))
  var dump: Dump?

  func validate() throws {
    if dump != nil, fix || diff || writeBaseline != nil || !output.isEmpty {
      throw ValidationError("--dump prints no report; leave --fix, --diff, --output and --write-baseline out")
    }
    if let category,
      category.isEmpty || !category.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) })
    {
      throw ValidationError("--category takes letters, digits, '.', '_' and '-', not '\(category)'")
    }
    if unsafeFixes, !fix, !diff { throw ValidationError("--unsafe-fixes needs --fix or --diff") }
    if fix || diff, writeBaseline != nil {
      throw ValidationError("--write-baseline accepts findings, and --fix removes them; run one after the other")
    }
    if diff, !output.isEmpty { throw ValidationError("--diff prints a patch instead of reports; leave --output out") }
  }

  /// Joins the options and the configuration.
  func prepare() throws -> (LintOptions, MergedSettings) {
    let settings = try lint.settings(paths: input.paths)
    var options = LintOptions(
      settings: settings, analysis: AnalysisArguments.options(settings.merged, input: input),
      toolVersion: ToolVersion.number)
    options.analysis.cache = lint.analysis.cache.cache
    return (options, settings.merged)
  }

  func run() async throws {
    var (options, merged) = try prepare()
    let request = try change.request()
    if let dump {
      try await print(dump, options, isOfChange: request != nil)
      return
    }
    try checkFormats(merged, request)
    if let request {
      try await lintChange(
        request, options: options, settings: merged, isSilentWithoutInput: merged.format.value == .b4)
      return
    }
    options.makesBaseline = writeBaseline != nil
    if let writeBaseline { try LintCommand.checkBaselineTarget(writeBaseline) }
    let outcome =
      fix || diff
      ? try await fixed(options, isQuiet: merged.quiet.value)
      : try await LintCommand.run(options, isQuiet: merged.quiet.value)
    if diff {
      Self.reportIncompleteness(outcome.report, format: .text)
      if outcome.exitCode != 0 { throw ExitCode(outcome.exitCode) }
      return
    }
    try lint.analysis.writeFacts(of: outcome.analysis)
    var writer = ReportWriter(
      report: outcome.report, sources: DiskSources(root: outcome.analysis.root), settings: merged, files: output,
      category: category)
    await writer.complete(revision: nil)
    try writer.write()
    try writeBaseline(of: outcome)
    Self.reportIncompleteness(outcome.report, format: merged.format.value)
    if outcome.exitCode != 0 { throw ExitCode(outcome.exitCode) }
  }

  /// An answer needs a patch to answer.
  private func checkFormats(_ settings: MergedSettings, _ request: ChangeRequest?) throws(CommandFailure) {
    guard ReportWriter.writes(.mail, settings, output) else { return }
    if case .patch = request { return }
    throw CommandFailure(
      message: "the format 'mail' answers a patch", remedy: "name the patch with --patch FILE", exitCode: 2)
  }

  /// Runs a session with progress on standard error.
  static func run(_ options: LintOptions, isQuiet: Bool) async throws -> LintSession.Outcome {
    var options = options
    let progress = ProgressLine.onTerminal(isQuiet: isQuiet)
    options.analysis.progress = progress?.report
    do throws(LintSession.Failure) {
      defer { progress?.erase() }
      return try await LintSession(options: options).run()
    } catch {
      throw CommandFailure(error)
    }
  }

  // MARK: Baseline

  /// A file that is something else is not overwritten: a slip of the pen must not cost a source file.
  private static func checkBaselineTarget(_ path: String) throws {
    guard let data = FileManager.default.contents(atPath: path), !data.isEmpty else { return }
    do throws(BaselineError) {
      _ = try Baseline(bytes: Array(data), name: path)
    } catch {
      guard case .notABaseline = error else { return }
      throw CommandFailure(
        message: "'\(path)' exists and is no baseline", remedy: "name another file, or remove this one", exitCode: 2)
    }
  }

  private func writeBaseline(of outcome: LintSession.Outcome) throws {
    guard let path = writeBaseline else { return }
    guard let baseline = outcome.newBaseline else {
      StandardStreams.writeError(
        "kfunclint: error: baseline '\(path)' is not written, since an incomplete analysis would leave findings out\n")
      return
    }
    try OutputFile.write(Data(baseline.text.utf8), to: path)
    let count = baseline.entries.reduce(0) { $0 + $1.count }
    StandardStreams.writeError(
      "kfunclint: note: \(count) \(count == 1 ? "finding" : "findings") in baseline '\(path)'\n")
  }

  // MARK: Report

  /// Exit code 3 always comes with a word on standard error, whatever the format; but for b4, which has it on standard output.
  static func reportIncompleteness(_ report: Report, format: ReportFormat) {
    guard !report.isComplete, format != .b4 else { return }
    let errors = report.notifications.filter { $0.level == .error }
    StandardStreams.writeError("kfunclint: error: the analysis is incomplete\n")
    for notification in errors.prefix(10) { StandardStreams.writeError("kfunclint: note: \(notification.message)\n") }
    if errors.count > 10 { StandardStreams.writeError("kfunclint: note: and \(errors.count - 10) more\n") }
  }
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
