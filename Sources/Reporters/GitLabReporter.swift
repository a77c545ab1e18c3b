import Diagnostics

/// Renders a report as a Code Quality report of GitLab: a part of the Code Climate format, of which GitLab reads the keys written here.
public struct GitLabReporter: Sendable {
  private let checkout: String?

  /// - Parameter checkout: `CI_PROJECT_DIR`, which GitLab takes paths to be relative to; nil when the tree is that.
  public init(checkout: String?) {
    self.checkout = checkout
  }

  /// Returns a JSON array, with a line feed at the end.
  public func render(_ report: Report) -> String {
    let paths = CheckoutPaths(root: report.kernel.root, checkout: checkout)
    var counts: [String: Int] = [:]
    let issues = ReportSelection(report).shown.map { finding in
      let count = counts[finding.fingerprint, default: 0] + 1
      counts[finding.fingerprint] = count
      // Of issues with one fingerprint GitLab shows one.
      return Issue(
        finding, path: paths.name(of: finding.range.path),
        fingerprint: count == 1 ? finding.fingerprint : "\(finding.fingerprint)-\(count)")
    }
    return JSONText.document(issues)
  }

  private struct Issue: Encodable {
    let type = "issue"
    let checkName: RuleID
    let description: String
    let severity: String
    let fingerprint: String
    let location: Location

    enum CodingKeys: String, CodingKey {
      case type, description, severity, fingerprint, location
      case checkName = "check_name"
    }

    init(_ finding: Finding, path: String, fingerprint: String) {
      checkName = finding.rule
      description = ([finding.message] + finding.notes).joined(separator: " ")
      self.fingerprint = fingerprint
      severity =
        switch finding.severity {
        case .error: "critical"
        case .warning: "major"
        case .note: "info"
        }
      location = Location(
        path: path,
        lines: Lines(
          begin: max(finding.range.start.line, 1), end: max(finding.range.end.line, finding.range.start.line, 1))
      )
    }
  }

  private struct Location: Encodable {
    let path: String
    let lines: Lines
  }

  private struct Lines: Encodable {
    let begin: Int
    let end: Int
  }
}
