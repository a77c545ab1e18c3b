import Diagnostics
import SourceText

/// Renders a report as workflow commands, which GitHub Actions shows as annotations of the lines concerned.
///
/// GitHub shows ten annotations of each kind for a step and fifty for a job, and cuts long messages. So errors come first, and messages
/// are cut here, where it can be seen.
public struct GitHubReporter: Sendable {
  /// How many annotations of one kind GitHub shows for a step.
  private static let mostShown = 10
  /// The runner refuses to pass on longer messages, in UTF-16 code units (actions/runner, `ExecutionContext.cs`).
  private static let longestMessage = 4_096

  private let checkout: String?

  /// - Parameter checkout: `GITHUB_WORKSPACE`, which GitHub takes paths to be relative to; nil when the tree is that.
  public init(checkout: String?) {
    self.checkout = checkout
  }

  /// Returns one command per line, the most severe findings first, and the summary of the text report.
  public func render(_ report: Report, sources: any SourceProvider) -> String {
    let selection = ReportSelection(report)
    let paths = CheckoutPaths(root: report.kernel.root, checkout: checkout)
    let sources = SourceCache(sources)
    var lines: [String] = []
    for severity in Severity.allCases.sorted(by: >) {
      lines += selection.shown.filter { $0.severity == severity }.map { command($0, paths, sources) }
    }
    let trouble = report.notifications.filter { $0.level == .error }
    lines += trouble.map { command($0, paths) }
    let mostOfAKind = Severity.allCases.map { selection.count($0) + ($0 == .error ? trouble.count : 0) }.max() ?? 0
    if mostOfAKind > GitHubReporter.mostShown {
      lines.append("GitHub shows \(GitHubReporter.mostShown) annotations of each kind; this log has all of them.")
    }
    lines.append(ReportSummary(report, selection).countLine)
    return lines.map { $0 + "\n" }.joined()
  }

  private func command(_ finding: Finding, _ paths: CheckoutPaths, _ sources: SourceCache) -> String {
    let sources = finding.change.map { sources.cache(ofChange: $0) } ?? sources
    let places = (finding.numberedFlow + finding.related).map { place($0, paths) + $0.message }
    let fix = finding.fix.map { [$0.description] } ?? []
    return GitHubReporter.command(
      GitHubReporter.name(of: finding.severity),
      [("file", paths.name(of: finding.range.path))] + region(finding.range, sources)
        + [("title", finding.rule.rawValue)],
      ([finding.message] + finding.notes + places + fix).map(VisibleText.escaped).joined(separator: "\n"))
  }

  private func command(_ notification: Notification, _ paths: CheckoutPaths) -> String {
    var properties = [("title", notification.id)]
    if let path = notification.path {
      properties = [("file", paths.name(of: path)), ("line", String(max(notification.line ?? 1, 1)))] + properties
    }
    return GitHubReporter.command("error", properties, VisibleText.escaped(notification.message))
  }

  private func place(_ location: Finding.RelatedLocation, _ paths: CheckoutPaths) -> String {
    "\(paths.name(of: location.range.path)):\(location.range.start.line): "
  }

  /// Columns are only allowed within one line.
  private func region(_ range: SourceRange, _ sources: SourceCache) -> [(String, String)] {
    let lines = [
      ("line", String(max(range.start.line, 1))), ("endLine", String(max(range.end.line, range.start.line, 1))),
    ]
    guard let file = sources.file(at: range.path) else { return lines }
    let region = SarifRegion(range, in: file).region
    guard let start = region.startColumn, let end = region.endColumn, region.startLine == region.endLine else {
      return lines
    }
    return lines + [("col", String(start)), ("endColumn", String(end))]
  }

  private static func name(of severity: Severity) -> String {
    switch severity {
    case .error: "error"
    case .warning: "warning"
    case .note: "notice"
    }
  }

  // MARK: Workflow commands

  /// `::error file=a.c,line=1::message` (actions/toolkit, `command.ts`).
  private static func command(_ name: String, _ properties: [(String, String)], _ message: String) -> String {
    let fields = properties.map { "\($0.0)=\(escaped($0.1, isProperty: true))" }.joined(separator: ",")
    return "::\(name) \(fields)::\(escaped(cut(message), isProperty: false))"
  }

  private static func cut(_ message: String) -> String {
    guard message.utf16.count > longestMessage else { return message }
    var kept = ""
    var length = 0
    for character in message {
      length += character.utf16.count
      guard length <= longestMessage - 3 else { break }
      kept.append(character)
    }
    return kept + "..."
  }

  private static func escaped(_ text: String, isProperty: Bool) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "%": result += "%25"
      case "\r": result += "%0D"
      case "\n": result += "%0A"
      case ":" where isProperty: result += "%3A"
      case "," where isProperty: result += "%2C"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
