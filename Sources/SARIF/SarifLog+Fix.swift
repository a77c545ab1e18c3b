extension SarifLog {
  /// A change that is proposed to remove a result (`SARIF 2.1.0 §3.55`).
  public struct Fix: Codable, Hashable, Sendable {
    public var description: Message?
    /// At least one file (`SARIF 2.1.0 §3.55.3`).
    public var artifactChanges: [ArtifactChange]
    public var properties: PropertyBag?

    public init(description: Message? = nil, artifactChanges: [ArtifactChange], properties: PropertyBag? = nil) {
      self.description = description
      self.artifactChanges = artifactChanges
      self.properties = properties
    }
  }

  /// The changes of one file (`SARIF 2.1.0 §3.56`).
  public struct ArtifactChange: Codable, Hashable, Sendable {
    public var artifactLocation: ArtifactLocation
    /// At least one; each names its region in the unchanged file (`SARIF 2.1.0 §3.56.3`).
    public var replacements: [Replacement]

    public init(artifactLocation: ArtifactLocation, replacements: [Replacement]) {
      self.artifactLocation = artifactLocation
      self.replacements = replacements
    }
  }

  /// Puts a text in the place of a region (`SARIF 2.1.0 §3.57`).
  public struct Replacement: Codable, Hashable, Sendable {
    /// What goes; an empty region is where to insert (`SARIF 2.1.0 §3.57.3`).
    public var deletedRegion: Region
    /// What comes; absent for a mere deletion (`SARIF 2.1.0 §3.57.4`).
    public var insertedContent: ArtifactContent?

    public init(deletedRegion: Region, insertedContent: ArtifactContent? = nil) {
      self.deletedRegion = deletedRegion
      self.insertedContent = insertedContent
    }
  }
}
