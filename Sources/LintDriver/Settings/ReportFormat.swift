/// The values of `--format` of `kfunclint lint`.
public enum ReportFormat: String, CaseIterable, Sendable {
  case text, json, sarif
  /// Lines as `scripts/checkpatch.pl` writes them.
  case checkpatch
  /// The same for b4's `*-perpatch-check-cmd`, which hands over one mail at a time and takes any other output for a complaint.
  case b4

  /// Whether findings make the exit code 1.
  public var failsOnFindings: Bool { self != .b4 }
}
