import Diagnostics

/// Renders a report as the JSON of `--format json`.
///
/// Every key is always present, with null where a value is not known. Findings below `--severity` are counted only;
/// suppressed ones are listed with `"suppressed": true` and not counted as errors, warnings or notes.
public struct JSONReporter: Sendable {
  public init() {}

  /// Returns the document, with a line feed at the end. The document quotes no source, so `sources` is not asked;
  /// the parameter is there because all reporters are called alike.
  public func render(_ report: Report, sources: any SourceProvider) -> String {
    JSONText.document(JSONDocument(report))
  }
}
