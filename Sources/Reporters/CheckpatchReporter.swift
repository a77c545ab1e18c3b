import Diagnostics

/// Renders one line for each finding, as `scripts/checkpatch.pl --terse --showfile --no-summary` does.
///
/// Editors, `b4` (`LoreMessage.run_local_check`) and mail bots know these lines: `FILE:LINE: LEVEL: MESSAGE`, with levels `ERROR`,
/// `WARNING` and `CHECK`. `b4` takes a line with `ERROR:` for a failure and every other one for a warning.
public struct CheckpatchReporter: Sendable {
  private let showsTrouble: Bool

  /// - Parameter showsTrouble: also write a warning for everything that keeps the analysis from being complete, for readers who would
  ///   take silence for consent.
  public init(showsTrouble: Bool = false) {
    self.showsTrouble = showsTrouble
  }

  /// Returns the lines, each with a line feed; nothing when there is nothing to say. Several changes come one after the other.
  public func render(_ report: Report) -> String {
    let shown = ReportSelection(report).shown.enumerated()
    let ordered = shown.sorted { ($0.element.change ?? 0, $0.offset) < ($1.element.change ?? 0, $1.offset) }
    var lines = ordered.map { _, finding in
      line(
        path: finding.range.path, number: finding.range.start.line, level: Self.level(of: finding.severity),
        message: finding.message, name: finding.rule.rawValue)
    }
    if showsTrouble {
      let trouble = report.notifications.filter { $0.level == .error }.sorted(by: Notification.isOrderedBefore)
      lines += trouble.map {
        line(
          path: $0.path ?? report.tool.name, number: $0.line ?? 0, level: "WARNING",
          message: "Not judged: \($0.message)",
          name: $0.id)
      }
    }
    return lines.joined()
  }

  private func line(path: String, number: Int, level: String, message: String, name: String) -> String {
    let text = "\(VisibleText.escaped(message)) [\(VisibleText.escaped(name))]"
    return "\(VisibleText.escaped(path)):\(number): \(level): \(text)\n"
  }

  private static func level(of severity: Severity) -> String {
    switch severity {
    case .error: "ERROR"
    case .warning: "WARNING"
    case .note: "CHECK"
    }
  }
}
