import Foundation
import LintDriver

extension ProgressLine {
  /// A line on standard error if that is a terminal that can erase it, else nil.
  static func onTerminal(isQuiet: Bool) -> ProgressLine? {
    let environment = ProcessInfo.processInfo.environment
    guard !isQuiet, isatty(STDERR_FILENO) == 1, environment["TERM"] != "dumb" else { return nil }
    let clock = ContinuousClock()
    let start = clock.now
    return ProgressLine(elapsed: { start.duration(to: clock.now) }, write: { StandardStreams.writeError($0) })
  }
}
