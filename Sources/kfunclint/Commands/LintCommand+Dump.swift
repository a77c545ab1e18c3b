import ArgumentParser
import Diagnostics
import LintDriver

/// A value of `--dump`: `body=FUNCTION`.
struct Dump: ExpressibleByArgument {
  var function: String

  init?(argument: String) {
    guard argument.hasPrefix("body="), argument.utf8.count > "body=".utf8.count else { return nil }
    function = String(argument.dropFirst("body=".count))
  }
}

extension LintCommand {
  /// Prints what was asked for instead of a report.
  ///
  /// - Throws: ``CommandFailure`` when nothing of the name is analysed.
  func print(_ dump: Dump, _ options: LintOptions, isOfChange: Bool) async throws {
    guard !isOfChange else {
      throw CommandFailure(
        message: "--dump shows the tree as it is", remedy: "leave --patch, --range, --commit and --staged out",
        exitCode: 2)
    }
    let found: (texts: [String], notifications: [Notification])
    do {
      found = try await Analyzer(options: options.analysis).dumps(ofBody: dump.function)
    } catch {
      throw CommandFailure(error)
    }
    for notification in found.notifications {
      StandardStreams.writeError("kfunclint: note: \(notification.message)\n")
    }
    guard !found.texts.isEmpty else {
      throw CommandFailure(
        message: "no analysed file defines '\(dump.function)'",
        remedy: "name the file that does, and the function as the source writes it", exitCode: 2)
    }
    StandardStreams.write(found.texts.joined(separator: "\n"))
  }
}
