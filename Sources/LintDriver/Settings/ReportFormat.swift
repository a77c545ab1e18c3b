/// The values of `--format` of `kfunclint lint`.
public enum ReportFormat: String, CaseIterable, Sendable {
  case text, json, sarif
  /// Workflow commands of GitHub Actions.
  case github
  /// A Code Quality report of GitLab.
  case gitlab
  case junit
  /// Lines as `scripts/checkpatch.pl` writes them.
  case checkpatch
  /// The same for b4's `*-perpatch-check-cmd`, which hands over one mail at a time and takes any other output for a complaint.
  case b4
  /// Answers to the mails of a patch or series.
  case mail

  /// Whether findings make the exit code 1: not where somebody else looks at what was written.
  public var failsOnFindings: Bool { self != .b4 && self != .mail }
}
