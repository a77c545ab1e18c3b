extension SarifLog {
  /// An analysis tool (`SARIF 2.1.0 §3.18`).
  public struct Tool: Codable, Hashable, Sendable {
    /// The part of the tool that was started (`SARIF 2.1.0 §3.18.2`).
    public var driver: ToolComponent

    public init(driver: ToolComponent) {
      self.driver = driver
    }
  }

  /// A part of a tool with the rules that it knows (`SARIF 2.1.0 §3.19`).
  public struct ToolComponent: Codable, Hashable, Sendable {
    /// The name without a version (`SARIF 2.1.0 §3.19.8`).
    public var name: String
    /// The version as the tool prints it (`SARIF 2.1.0 §3.19.13`).
    public var version: String?
    /// The version in the form of Semantic Versioning 2.0 (`SARIF 2.1.0 §3.19.12`).
    public var semanticVersion: String?
    /// An absolute URI with information about this version (`SARIF 2.1.0 §3.19.17`).
    public var informationUri: String?
    /// The rules, at the places that ``Result/ruleIndex`` names (`SARIF 2.1.0 §3.19.23`).
    public var rules: [ReportingDescriptor]?
    /// The kinds of notification (`SARIF 2.1.0 §3.19.24`).
    public var notifications: [ReportingDescriptor]?
    public var properties: PropertyBag?

    public init(
      name: String, version: String? = nil, semanticVersion: String? = nil, informationUri: String? = nil,
      rules: [ReportingDescriptor]? = nil, notifications: [ReportingDescriptor]? = nil, properties: PropertyBag? = nil
    ) {
      self.name = name
      self.version = version
      self.semanticVersion = semanticVersion
      self.informationUri = informationUri
      self.rules = rules
      self.notifications = notifications
      self.properties = properties
    }
  }
}
