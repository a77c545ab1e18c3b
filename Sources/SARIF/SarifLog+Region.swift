extension SarifLog {
  /// A contiguous part of a text file (`SARIF 2.1.0 §3.30`).
  ///
  /// Lines and columns count from 1; the unit of columns is ``Run/columnKind``. A column is absent where only
  /// whole lines are known. Two equal places are an insertion point (`SARIF 2.1.0 §3.30.2`).
  public struct Region: Codable, Hashable, Sendable {
    public var startLine: Int
    public var startColumn: Int?
    public var endLine: Int?
    /// The column after the last character.
    public var endColumn: Int?
    /// The text of the region (`SARIF 2.1.0 §3.30.13`).
    public var snippet: ArtifactContent?

    public init(
      startLine: Int, startColumn: Int? = nil, endLine: Int? = nil, endColumn: Int? = nil,
      snippet: ArtifactContent? = nil
    ) {
      self.startLine = startLine
      self.startColumn = startColumn
      self.endLine = endLine
      self.endColumn = endColumn
      self.snippet = snippet
    }
  }
}
