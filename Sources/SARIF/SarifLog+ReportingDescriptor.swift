extension SarifLog {
  /// What a tool says about one of its rules or notifications (`SARIF 2.1.0 §3.49`).
  public struct ReportingDescriptor: Codable, Hashable, Sendable {
    /// The stable name that results refer to (`SARIF 2.1.0 §3.49.3`).
    public var id: String
    /// A name that people understand, in PascalCase (`SARIF 2.1.0 §3.49.7`).
    public var name: String?
    /// One sentence (`SARIF 2.1.0 §3.49.9`).
    public var shortDescription: MultiformatMessageString?
    /// Everything needed to understand a result of the rule (`SARIF 2.1.0 §3.49.10`).
    public var fullDescription: MultiformatMessageString?
    /// What to read to resolve a result (`SARIF 2.1.0 §3.49.13`).
    public var help: MultiformatMessageString?
    /// How the rule reports unless configured otherwise (`SARIF 2.1.0 §3.49.14`).
    public var defaultConfiguration: ReportingConfiguration?
    public var properties: PropertyBag?

    public init(
      id: String, name: String? = nil, shortDescription: MultiformatMessageString? = nil,
      fullDescription: MultiformatMessageString? = nil, help: MultiformatMessageString? = nil,
      defaultConfiguration: ReportingConfiguration? = nil, properties: PropertyBag? = nil
    ) {
      self.id = id
      self.name = name
      self.shortDescription = shortDescription
      self.fullDescription = fullDescription
      self.help = help
      self.defaultConfiguration = defaultConfiguration
      self.properties = properties
    }
  }

  /// How a rule reports (`SARIF 2.1.0 §3.50`).
  public struct ReportingConfiguration: Codable, Hashable, Sendable {
    /// Whether the rule is evaluated; absent means that it is (`SARIF 2.1.0 §3.50.2`).
    public var enabled: Bool?
    /// The level of its results (`SARIF 2.1.0 §3.50.3`).
    public var level: Level?

    public init(enabled: Bool? = nil, level: Level? = nil) {
      self.enabled = enabled
      self.level = level
    }
  }

  /// Refers to a rule or notification of the driver (`SARIF 2.1.0 §3.52`).
  public struct ReportingDescriptorReference: Codable, Hashable, Sendable {
    public var id: String?
    /// Place in the array that the context implies: rules or notifications (`SARIF 2.1.0 §3.52.5`).
    public var index: Int?

    public init(id: String? = nil, index: Int? = nil) {
      self.id = id
      self.index = index
    }
  }

  /// How much a result or notification matters (`SARIF 2.1.0 §3.27.10`, `§3.58.6`).
  public enum Level: String, Codable, Hashable, Sendable {
    case none, note, warning, error
  }
}
