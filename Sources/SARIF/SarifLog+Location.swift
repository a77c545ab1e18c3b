extension SarifLog {
  /// A place that a result or notification speaks of (`SARIF 2.1.0 §3.28`).
  public struct Location: Codable, Hashable, Sendable {
    /// A number that is unique within the result (`SARIF 2.1.0 §3.28.2`).
    public var id: Int?
    public var physicalLocation: PhysicalLocation?
    /// The constructs of the language that lie there (`SARIF 2.1.0 §3.28.4`).
    public var logicalLocations: [LogicalLocation]?
    public var message: Message?

    public init(
      id: Int? = nil, physicalLocation: PhysicalLocation? = nil, logicalLocations: [LogicalLocation]? = nil,
      message: Message? = nil
    ) {
      self.id = id
      self.physicalLocation = physicalLocation
      self.logicalLocations = logicalLocations
      self.message = message
    }
  }

  /// A file and a region of it (`SARIF 2.1.0 §3.29`).
  public struct PhysicalLocation: Codable, Hashable, Sendable {
    public var artifactLocation: ArtifactLocation
    public var region: Region?
    /// A larger region that makes ``region`` understandable (`SARIF 2.1.0 §3.29.5`).
    public var contextRegion: Region?

    public init(artifactLocation: ArtifactLocation, region: Region? = nil, contextRegion: Region? = nil) {
      self.artifactLocation = artifactLocation
      self.region = region
      self.contextRegion = contextRegion
    }
  }

  /// A construct of the programming language (`SARIF 2.1.0 §3.33`).
  public struct LogicalLocation: Codable, Hashable, Sendable {
    public var name: String?
    /// `function`, `variable`, `parameter`, ... (`SARIF 2.1.0 §3.33.7`).
    public var kind: String?

    public init(name: String? = nil, kind: String? = nil) {
      self.name = name
      self.kind = kind
    }
  }
}
