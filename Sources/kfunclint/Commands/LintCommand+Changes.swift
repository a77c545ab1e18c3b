import ArgumentParser
import Foundation
import LintDriver

extension LintCommand {
  /// Lints a change. Nothing at all is printed as text when the change cannot matter.
  ///
  /// - Parameter isSilentWithoutInput: whether it is fine that there is no kernel tree, or no diff in a mail.
  func lintChange(
    _ request: ChangeRequest, options: LintOptions, settings: MergedSettings, isSilentWithoutInput: Bool
  ) async throws {
    for (option, isGiven) in [
      ("--write-baseline", writeBaseline != nil), ("--facts", !settings.facts.isEmpty),
      ("--facts-out", lint.analysis.factsOut != nil), ("--fix", fix), ("--diff", diff),
    ] where isGiven {
      throw CommandFailure(
        message: "\(option) speaks of a tree, not of a change", remedy: "leave it out, or lint the tree", exitCode: 2)
    }
    var options = options
    options.showsExisting = change.all
    options.isThorough = change.thorough
    let progress = ProgressLine.onTerminal(isQuiet: settings.quiet.value)
    options.analysis.progress = progress?.report
    let outcome: ChangeSession.Outcome
    do throws(ChangeSession.Failure) {
      defer { progress?.erase() }
      outcome = try await ChangeSession(options: options, request: request).run()
    } catch {
      if isSilentWithoutInput, ChangeSession.isNothingToLint(error) { return }
      throw CommandFailure(error)
    }
    var writer = ReportWriter(
      report: outcome.report, sources: outcome.sources, patches: outcome.patches, settings: settings, files: output,
      category: category)
    await writer.complete(revision: outcome.revision)
    try writer.write(onStandardOutput: !outcome.isSilent || settings.format.value != .text)
    Self.reportIncompleteness(outcome.report, format: settings.format.value)
    if outcome.exitCode != 0 { throw ExitCode(outcome.exitCode) }
  }
}
