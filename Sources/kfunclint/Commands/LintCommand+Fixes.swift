import Diagnostics
import LintDriver
import Patches

extension LintCommand {
  /// Applies fixes, or prints them. Returns the run whose findings count: after fixes, and before those that are only printed.
  func fixed(_ options: LintOptions, isQuiet: Bool) async throws -> LintSession.Outcome {
    let progress = ProgressLine.onTerminal(isQuiet: isQuiet)
    var options = options
    options.analysis.progress = progress?.report
    let result: FixSession.Result
    do throws(LintSession.Failure) {
      defer { progress?.erase() }
      result = try await FixSession(options: options, safeties: unsafeFixes ? [.safe, .unsafe] : [.safe]).run()
    } catch {
      throw CommandFailure(error)
    }
    if diff {
      let changes = result.files.map { UnifiedDiff.Change(path: $0.name, old: $0.old, new: $0.new) }
      StandardStreams.write(bytes: UnifiedDiff(of: changes).rendered)
      return result.before
    }
    try write(result.files)
    if !isQuiet { report(result) }
    return result.after
  }

  private func write(_ files: [FixedFile]) throws {
    for (index, file) in files.enumerated() {
      do throws(FixedFile.Failure) {
        try file.write()
      } catch {
        let done = index == 0 ? "nothing was written" : "\(index) of \(files.count) files were written before"
        throw CommandFailure(
          message: "cannot fix '\(file.name)': \(error)", remedy: "\(done); run the same command again", exitCode: 3)
      }
    }
  }

  private func report(_ result: FixSession.Result) {
    func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
    StandardStreams.writeError(
      "kfunclint: note: \(count(result.fixed.count, "finding")) fixed in \(count(result.files.count, "file"))\n")
    for finding in result.refused {
      StandardStreams.writeError(
        "kfunclint: note: \(finding.range.path):\(finding.range.start.line): the fix for \(finding.rule) is left out, "
          + "since the finding would stay or another come\n")
    }
    let rest = result.after.report.findings.filter { finding in
      finding.fix?.safety == .unsafe && finding.suppression == nil
        && finding.severity >= result.after.report.lowestShown
        && !result.refused.contains { $0.fingerprint == finding.fingerprint }
    }
    guard !unsafeFixes, !rest.isEmpty else { return }
    StandardStreams.writeError(
      "kfunclint: note: \(count(rest.count, "finding")) can be fixed with --unsafe-fixes, "
        + "which changes what the verifier accepts\n")
  }
}
