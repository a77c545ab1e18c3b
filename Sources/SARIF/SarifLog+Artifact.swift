extension SarifLog {
  /// A file that took part in the analysis (`SARIF 2.1.0 §3.24`).
  public struct Artifact: Codable, Hashable, Sendable {
    public var location: ArtifactLocation?
    /// What part it took: `analysisTarget`, `resultFile`, ... (`SARIF 2.1.0 §3.24.6`).
    public var roles: [String]?
    /// Values of hash functions over its bytes, by name of the function (`SARIF 2.1.0 §3.24.11`).
    public var hashes: [String: String]?
    /// How many bytes it has (`SARIF 2.1.0 §3.24.5`).
    public var length: Int?
    /// The programming language in lower case (`SARIF 2.1.0 §3.24.10`).
    public var sourceLanguage: String?
    public var properties: PropertyBag?

    public init(
      location: ArtifactLocation? = nil, roles: [String]? = nil, hashes: [String: String]? = nil, length: Int? = nil,
      sourceLanguage: String? = nil, properties: PropertyBag? = nil
    ) {
      self.location = location
      self.roles = roles
      self.hashes = hashes
      self.length = length
      self.sourceLanguage = sourceLanguage
      self.properties = properties
    }
  }

  /// Where a file is (`SARIF 2.1.0 §3.4`).
  public struct ArtifactLocation: Codable, Hashable, Sendable {
    /// A percent-encoded URI reference (`SARIF 2.1.0 §3.4.3`); see ``URIReference``.
    public var uri: String?
    /// The name of what `uri` is relative to (`SARIF 2.1.0 §3.4.4`).
    public var uriBaseId: String?
    /// Place in ``Run/artifacts`` (`SARIF 2.1.0 §3.4.5`).
    public var index: Int?
    public var description: Message?

    public init(uri: String? = nil, uriBaseId: String? = nil, index: Int? = nil, description: Message? = nil) {
      self.uri = uri
      self.uriBaseId = uriBaseId
      self.index = index
      self.description = description
    }
  }

  /// A piece of a file (`SARIF 2.1.0 §3.3`).
  public struct ArtifactContent: Codable, Hashable, Sendable {
    public var text: String?

    public init(text: String? = nil) {
      self.text = text
    }
  }
}
