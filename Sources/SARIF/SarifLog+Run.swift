extension SarifLog {
  /// One run of an analysis tool and what it found (`SARIF 2.1.0 §3.14`).
  public struct Run: Codable, Hashable, Sendable {
    /// The tool that ran (`SARIF 2.1.0 §3.14.6`).
    public var tool: Tool
    /// What the run is among others of the same process (`SARIF 2.1.0 §3.14.3`).
    public var automationDetails: RunAutomationDetails?
    /// The revisions that were analysed (`SARIF 2.1.0 §3.14.13`).
    public var versionControlProvenance: [VersionControlDetails]?
    /// How it ran, and what it said about itself (`SARIF 2.1.0 §3.14.11`).
    public var invocations: [Invocation]?
    /// What the symbolic names of relative URIs stand for (`SARIF 2.1.0 §3.14.14`).
    public var originalUriBaseIds: [String: ArtifactLocation]?
    /// The files that were analysed (`SARIF 2.1.0 §3.14.15`).
    public var artifacts: [Artifact]?
    /// What was found; an empty array says that nothing was (`SARIF 2.1.0 §3.14.23`).
    public var results: [Result]
    /// The unit of every column of the run (`SARIF 2.1.0 §3.14.27`).
    public var columnKind: ColumnKind?
    /// The language of the sources (`SARIF 2.1.0 §3.14.25`).
    public var defaultSourceLanguage: String?
    public var properties: PropertyBag?

    public init(
      tool: Tool, automationDetails: RunAutomationDetails? = nil,
      versionControlProvenance: [VersionControlDetails]? = nil, invocations: [Invocation]? = nil,
      originalUriBaseIds: [String: ArtifactLocation]? = nil, artifacts: [Artifact]? = nil, results: [Result],
      columnKind: ColumnKind? = nil,
      defaultSourceLanguage: String? = nil, properties: PropertyBag? = nil
    ) {
      self.tool = tool
      self.automationDetails = automationDetails
      self.versionControlProvenance = versionControlProvenance
      self.invocations = invocations
      self.originalUriBaseIds = originalUriBaseIds
      self.artifacts = artifacts
      self.results = results
      self.columnKind = columnKind
      self.defaultSourceLanguage = defaultSourceLanguage
      self.properties = properties
    }
  }

  /// What a column counts (`SARIF 2.1.0 §3.14.27`).
  public enum ColumnKind: String, Codable, Hashable, Sendable {
    case utf16CodeUnits, unicodeCodePoints
  }
}
