import Diagnostics

/// Renders a report as a JUnit test report: a suite for each file, a failed test for each error and warning of it, a passed one for a file
/// without any.
///
/// The format has no notion of notes: a note is a passed test with the message as its output. Findings that are suppressed are skipped tests.
public struct JUnitReporter: Sendable {
  public init() {}

  /// Returns the XML document.
  public func render(_ report: Report) -> String {
    let selection = ReportSelection(report)
    let findings = Dictionary(grouping: selection.listed, by: \.range.path)
    let paths = Set(report.files.map(\.path)).union(findings.keys).sorted()
    let suites = paths.map { suite(of: $0, findings[$0] ?? []) } + [analysis(of: report)]
    let counts = suites.reduce(Counts()) { $0 + $1.counts }
    let lines =
      ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<testsuites\(counts.attributes(name: report.tool.name))>"]
      + suites.flatMap(\.lines) + ["</testsuites>"]
    return lines.map { $0 + "\n" }.joined()
  }

  private struct Counts {
    var tests = 0
    var failures = 0
    var errors = 0
    var skipped = 0

    static func + (left: Counts, right: Counts) -> Counts {
      Counts(
        tests: left.tests + right.tests, failures: left.failures + right.failures, errors: left.errors + right.errors,
        skipped: left.skipped + right.skipped)
    }

    func attributes(name: String) -> String {
      XMLText.attribute("name", name) + XMLText.attribute("tests", String(tests))
        + XMLText.attribute("failures", String(failures)) + XMLText.attribute("errors", String(errors))
        + XMLText.attribute("skipped", String(skipped))
    }
  }

  private struct Suite {
    var counts = Counts()
    var lines: [String] = []

    /// Adds the element of a test with its only child, if it has one.
    mutating func add(_ attributes: String, child: String? = nil) {
      counts.tests += 1
      lines.append("    <testcase\(attributes)\(child == nil ? "/" : "")>")
      if let child { lines += ["      " + child, "    </testcase>"] }
    }

    func closed(name: String) -> Suite {
      Suite(counts: counts, lines: ["  <testsuite\(counts.attributes(name: name))>"] + lines + ["  </testsuite>"])
    }
  }

  private func suite(of path: String, _ findings: [Finding]) -> Suite {
    var suite = Suite()
    if findings.isEmpty { suite.add(attributes(name: "annotations", path: path)) }
    var seen: [String: Int] = [:]
    for finding in findings {
      // Services compare runs by name: it holds no line, and equal names are numbered.
      var name = "\(finding.rule) \(finding.identity.subjectKey)"
      let count = seen[name, default: 0] + 1
      seen[name] = count
      if count > 1 { name += " (\(count))" }
      suite.add(
        attributes(name: name, path: path) + XMLText.attribute("line", String(max(finding.range.start.line, 1))),
        child: child(of: finding, counts: &suite.counts))
    }
    return suite.closed(name: path)
  }

  private func attributes(name: String, path: String) -> String {
    XMLText.attribute("name", name) + XMLText.attribute("classname", path) + XMLText.attribute("file", path)
  }

  private func child(of finding: Finding, counts: inout Counts) -> String {
    if let reason = finding.suppression {
      counts.skipped += 1
      return "<skipped\(XMLText.attribute("message", "\(finding.message) Suppressed: \(reason)"))/>"
    }
    let place = "\(finding.range.path):\(finding.range.start.line):\(finding.range.start.column): "
    let text = ([place + finding.message] + finding.notes + steps(of: finding)).map(XMLText.escaped)
      .joined(separator: "\n")
    switch finding.severity {
    case .note: return "<system-out>\(text)</system-out>"
    case .warning, .error:
      counts.failures += 1
      return "<failure\(XMLText.attribute("type", finding.severity.rawValue))"
        + "\(XMLText.attribute("message", finding.message))>\(text)</failure>"
    }
  }

  private func steps(of finding: Finding) -> [String] {
    (finding.flow + finding.related).map { "\($0.range.path):\($0.range.start.line): \($0.message)" }
  }

  /// A test of its own tells whether everything could be looked at.
  private func analysis(of report: Report) -> Suite {
    var suite = Suite()
    let name = XMLText.attribute("name", "complete") + XMLText.attribute("classname", report.tool.name)
    if report.isComplete {
      suite.add(name)
    } else {
      suite.counts.errors += 1
      let reasons = report.notifications.filter { $0.level == .error }.map(\.message)
      suite.add(
        name,
        child: "<error\(XMLText.attribute("message", "The analysis is incomplete."))>"
          + "\(reasons.map(XMLText.escaped).joined(separator: "\n"))</error>")
    }
    return suite.closed(name: "analysis")
  }
}
