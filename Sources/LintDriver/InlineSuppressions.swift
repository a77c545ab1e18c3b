import Diagnostics
import Facts

/// The `/* kfunclint: ignore RULE: reason */` comments of the sources, applied to findings on their line or the one below.
struct InlineSuppressions {
  private let comments: [SuppressionFact]
  private let known: Set<String>

  /// - Parameter known: every name by which a rule can be suppressed.
  init(files: [FileFacts], known: Set<String>) {
    comments = files.flatMap(\.suppressions)
    self.known = known
  }

  /// Returns the findings with those that a comment with a reason covers marked as suppressed.
  func apply(to findings: [Finding]) -> [Finding] {
    findings.map { finding in
      guard let comment = comments.first(where: { covers($0, finding) && !$0.reason.isEmpty }) else { return finding }
      var finding = finding
      finding.suppression = comment.reason
      finding.isSuppressedInSource = true
      return finding
    }
  }

  /// Says which comments do nothing: no reason, no such rule, or no finding.
  func notifications(after findings: [Finding]) -> [Notification] {
    comments.compactMap { comment in
      let problem: String
      if !known.contains(comment.rule) {
        problem = "there is no rule '\(comment.rule)'"
      } else if comment.reason.isEmpty {
        problem = "it gives no reason; write 'kfunclint: ignore \(comment.rule): why'"
      } else if !findings.contains(where: { covers(comment, $0) }) {
        problem = "'\(comment.rule)' reports nothing here"
      } else {
        return nil
      }
      return Notification(
        id: "unused-suppression", level: .warning, message: "This suppression has no effect: \(problem).",
        path: comment.range.path, line: comment.range.start.line)
    }
  }

  private func covers(_ comment: SuppressionFact, _ finding: Finding) -> Bool {
    comment.rule == finding.rule.rawValue && comment.range.path == finding.range.path
      && (comment.range.start.line...comment.range.end.line + 1).contains(finding.range.start.line)
  }
}
