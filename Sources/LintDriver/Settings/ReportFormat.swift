/// The values of `--format` of `kfunclint lint`.
public enum ReportFormat: String, CaseIterable, Sendable {
  case text, json, sarif
}
