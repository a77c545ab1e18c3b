extension SarifLog {
  /// Which revision of which repository was analysed (`SARIF 2.1.0 §3.23`).
  public struct VersionControlDetails: Codable, Hashable, Sendable {
    /// An absolute URI (`SARIF 2.1.0 §3.23.3`).
    public var repositoryUri: String
    /// The name of the commit (`SARIF 2.1.0 §3.23.4`).
    public var revisionId: String?
    public var branch: String?
    /// What the root of the repository is called in this log (`SARIF 2.1.0 §3.23.8`).
    public var mappedTo: ArtifactLocation?

    public init(
      repositoryUri: String, revisionId: String? = nil, branch: String? = nil, mappedTo: ArtifactLocation? = nil
    ) {
      self.repositoryUri = repositoryUri
      self.revisionId = revisionId
      self.branch = branch
      self.mappedTo = mappedTo
    }
  }

  /// What the run is among the runs of an automated process (`SARIF 2.1.0 §3.17`).
  public struct RunAutomationDetails: Codable, Hashable, Sendable {
    /// Components with `/` between them; what precedes the last one is the category of the run (`SARIF 2.1.0 §3.17.3`).
    public var id: String?
    public var description: Message?

    public init(id: String? = nil, description: Message? = nil) {
      self.id = id
      self.description = description
    }
  }
}
