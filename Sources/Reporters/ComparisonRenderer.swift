import SourceText

/// Renders what is different between two trees.
public struct ComparisonRenderer: Sendable {
  /// The values of `compare --format`.
  public enum Format: String, CaseIterable, Sendable {
    case text, json, markdown, sarif
  }

  private let format: Format
  private let width: Int

  /// - Parameter width: the terminal columns that text may take.
  public init(format: Format, width: Int = 120) {
    self.format = format
    self.width = width
  }

  /// Returns the document with a line feed at its end.
  public func render(_ report: ComparisonReport, sources: any SourceProvider) -> String {
    switch format {
    case .text: ComparisonText(width: width).render(report)
    case .json: JSONText.document(ComparisonJSON(report))
    case .markdown: ComparisonMarkdown.render(report)
    case .sarif: SARIFReporter().render(report.report, sources: sources)
    }
  }
}
