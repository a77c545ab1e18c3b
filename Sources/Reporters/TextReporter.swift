import Diagnostics
import SourceText

/// Renders a report for people, in the manner of compilers.
///
/// Suppressed findings are counted, not shown. Nothing from the outside reaches the terminal unescaped.
public struct TextReporter: Sendable {
  public struct Options: Sendable {
    /// The decision of ``ColorPolicy``.
    public var usesColor: Bool
    /// Prints the findings and the notifications above level note, nothing else.
    public var quiet: Bool
    /// Adds the number of findings of each rule.
    public var statistics: Bool
    /// Terminal columns; source lines are cut to fit, messages are not.
    public var width: Int

    public init(usesColor: Bool = false, quiet: Bool = false, statistics: Bool = false, width: Int = 120) {
      self.usesColor = usesColor
      self.quiet = quiet
      self.statistics = statistics
      self.width = width
    }
  }

  private let options: Options

  public init(_ options: Options = Options()) {
    self.options = options
  }

  /// Returns the text with line feeds after each line; empty when there is nothing to say and `quiet` is set.
  public func render(_ report: Report, sources: any SourceProvider) -> String {
    let selection = ReportSelection(report)
    let style = TextStyle(usesColor: options.usesColor)
    // What was there before stands at the end, whatever change it was seen after.
    let old = selection.shown.filter { $0.change != nil && $0.isNew == false }
    let new = Dictionary(grouping: selection.shown.filter { $0.change == nil || $0.isNew != false }) { $0.change ?? -1 }
    let groups = new.sorted { $0.key < $1.key } + (old.isEmpty ? [] : [(key: Int.max, value: old)])
    let findings = groups.map { change, members in
      lines(
        of: members, title: title(of: change, in: report, style: style), style: style,
        sources: members.first?.change.map { sources.sources(ofChange: $0) } ?? sources)
    }

    let notifications = report.notifications.sorted(by: Notification.isOrderedBefore)
      .filter { !options.quiet || $0.level != .note }
      .map { notificationLine($0, tool: report.tool.name, style: style) }
    let summary = ReportSummary(report, selection)
    let statistics = options.statistics ? summary.statistics : []
    let ending = options.quiet ? [] : [summary.countLine, summary.undecidedLine].compactMap { $0 }
    let blocks = (findings + [notifications, statistics, ending]).filter { !$0.isEmpty }
    return blocks.map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
  }

  private func lines(
    of findings: [Finding], title: String?, style: TextStyle, sources: any SourceProvider
  ) -> [String] {
    var text = FindingText(style: style, width: options.width, sources: SourceCache(sources))
    for finding in findings { text.append(finding) }
    return (title.map { [$0, ""] } ?? []) + text.lines
  }

  /// The line above the findings of one of several changes.
  private func title(of change: Int, in report: Report, style: TextStyle) -> String? {
    guard let changes = report.changes, change >= 0 else { return nil }
    guard changes.indices.contains(change) else { return style.paint("There before:", .headline) }
    return style.paint("In " + VisibleText.escaped(changes[change].name) + ":", .headline)
  }

  private func notificationLine(_ notification: Notification, tool: String, style: TextStyle) -> String {
    var place = VisibleText.escaped(notification.path ?? tool)
    if notification.path != nil, let line = notification.line { place += ":\(line)" }
    let severity: Severity =
      switch notification.level {
      case .note: .note
      case .warning: .warning
      case .error: .error
      }
    return style.paint(place + ":", .place) + " " + style.paint(severity.rawValue + ":", .severity(severity)) + " "
      + VisibleText.escaped(notification.message) + " [\(VisibleText.escaped(notification.id))]"
  }
}
