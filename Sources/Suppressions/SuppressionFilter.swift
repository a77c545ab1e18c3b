import Diagnostics

/// Marks the findings that comments in the sources or entries of the configuration cover, and tells which of those do nothing.
public struct SuppressionFilter: Sendable {
  private let inline: [InlineSuppression]
  private let configured: [ConfiguredSuppression]
  private let names: RuleNames

  public init(inline: [InlineSuppression], configured: [ConfiguredSuppression], names: RuleNames) {
    self.inline = inline
    self.configured = configured
    self.names = names
  }

  /// Returns the findings, those covered marked as suppressed with the reason. A comment goes before the configuration, as it is
  /// nearer to the code.
  public func apply(to findings: [Finding]) -> [Finding] {
    findings.map { finding in
      var finding = finding
      if let comment = inline.first(where: { $0.covers(finding, names: names) }) {
        finding.suppression = comment.reason
        finding.isSuppressedInSource = true
      } else if let entry = configured.first(where: { $0.covers(finding) }) {
        finding.suppression = entry.reason
        finding.isSuppressedInSource = false
      }
      return finding
    }
  }

  /// Says which suppressions do nothing, in no particular order: comments that are malformed, and suppressions without any finding
  /// where the run would have found one.
  ///
  /// - Parameter findings: all findings of the run, suppressed or not.
  public func notifications(after findings: [Finding], coverage: RunCoverage) -> [Notification] {
    inline.filter { coverage.reportsFindings($0.range.path) }.compactMap { notification($0, findings, coverage) }
      + configured.compactMap { notification($0, findings, coverage) }
  }

  private func notification(
    _ comment: InlineSuppression, _ findings: [Finding], _ coverage: RunCoverage
  ) -> Notification? {
    func notification(_ id: String, _ problem: String) -> Notification {
      Notification(
        id: id, level: .warning, message: "This suppression has no effect: \(problem).", path: comment.range.path,
        line: comment.range.start.line)
    }
    guard !comment.rule.isEmpty else {
      return notification("invalid-suppression", "it names no rule; write 'kfunclint: ignore RULE: reason'")
    }
    guard let rule = names.id(of: comment.rule) else {
      let guess = names.suggestion(for: comment.rule).map { "; did you mean '\($0)'" } ?? ""
      return notification("invalid-suppression", "there is no rule '\(comment.rule)'\(guess)")
    }
    guard !comment.reason.isEmpty else {
      return notification(
        "invalid-suppression", "it gives no reason; write 'kfunclint: ignore \(comment.rule): reason'")
    }
    // Whatever a lossy run did not find there may be there.
    guard coverage.isComplete, coverage.decided.contains(rule),
      !findings.contains(where: { comment.covers($0, names: names) })
    else { return nil }
    return notification("unused-suppression", "'\(comment.rule)' reports nothing here")
  }

  private func notification(
    _ entry: ConfiguredSuppression, _ findings: [Finding], _ coverage: RunCoverage
  ) -> Notification? {
    guard coverage.isComplete, coverage.isWholeTree, entry.rules.isSubset(of: coverage.decided),
      !findings.contains(where: entry.covers)
    else { return nil }
    let rules = entry.rules.sorted().map { "'\($0)'" }.joined(separator: " or ")
    return Notification(
      id: "unused-suppression", level: .warning,
      message: "This suppression has no effect: \(rules) reports nothing it covers.",
      path: entry.range.path, line: entry.range.start.line)
  }
}
