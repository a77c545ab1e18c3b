import Diagnostics
import Foundation
import LintDriver
import Patches
import Reporters

/// Writes the reports of a run: those for files, and the one for standard output.
struct ReportWriter {
  var report: Report
  let sources: any SourceProvider
  /// What was applied, one for each change of the report; empty when no patch was linted.
  var patches: [AppliedPatch] = []
  let settings: MergedSettings
  let files: [ReportOutput]
  /// The category of a run for code scanning, beside other runs of the same code.
  var category: String?

  /// Tells whether one of the reports has the format.
  static func writes(_ format: ReportFormat, _ settings: MergedSettings, _ files: [ReportOutput]) -> Bool {
    settings.format.value == format || files.contains { $0.format == format }
  }

  /// Finds out what only some formats say.
  ///
  /// - Parameter revision: the commit that was analysed, when it is not the one that is checked out.
  mutating func complete(revision: String?) async {
    guard ReportWriter.writes(.sarif, settings, files), let root = report.kernel.root else { return }
    report.versionControl = await RevisionReader.read(root: root, revision: revision)
  }

  /// Writes the files, and unless told otherwise the report on standard output.
  func write(onStandardOutput: Bool = true) throws(CommandFailure) {
    for file in files { try OutputFile.write(Data(text(as: file.format, isTerminal: false).utf8), to: file.path) }
    if onStandardOutput {
      StandardStreams.write(text(as: settings.format.value, isTerminal: Terminal.isStandardOutput))
    }
  }

  private func text(as format: ReportFormat, isTerminal: Bool) -> String {
    let environment = ProcessInfo.processInfo.environment
    switch format {
    case .text:
      let usesColor = ColorPolicy.usesColor(settings.color.value, isTerminal: isTerminal, environment: environment)
      return TextReporter(
        TextReporter.Options(
          usesColor: usesColor, quiet: settings.quiet.value, statistics: settings.statistics.value,
          width: Terminal.width)
      ).render(report, sources: sources)
    case .json: return JSONReporter().render(report, sources: sources)
    case .sarif: return SARIFReporter(.init(category: category)).render(report, sources: sources)
    case .github: return GitHubReporter(checkout: environment["GITHUB_WORKSPACE"]).render(report, sources: sources)
    case .gitlab: return GitLabReporter(checkout: environment["CI_PROJECT_DIR"]).render(report)
    case .junit: return JUnitReporter().render(report)
    case .checkpatch: return CheckpatchReporter().render(report)
    case .b4: return CheckpatchReporter(showsTrouble: true).render(report)
    case .mail: return MailReporter().render(report, patches: patches, sources: sources)
    }
  }
}
