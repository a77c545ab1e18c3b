extension SarifLog {
  /// A path through the code that shows how a result comes about (`SARIF 2.1.0 §3.36`).
  public struct CodeFlow: Codable, Hashable, Sendable {
    public var message: Message?
    /// One for each thread of execution, at least one (`SARIF 2.1.0 §3.36.3`).
    public var threadFlows: [ThreadFlow]

    public init(message: Message? = nil, threadFlows: [ThreadFlow]) {
      self.message = message
      self.threadFlows = threadFlows
    }
  }

  /// The part of a path that one thread of execution takes (`SARIF 2.1.0 §3.37`).
  public struct ThreadFlow: Codable, Hashable, Sendable {
    /// In the order of execution, at least one (`SARIF 2.1.0 §3.37.6`).
    public var locations: [ThreadFlowLocation]

    public init(locations: [ThreadFlowLocation]) {
      self.locations = locations
    }
  }

  /// One step of a path (`SARIF 2.1.0 §3.38`).
  public struct ThreadFlowLocation: Codable, Hashable, Sendable {
    /// How much a step matters to understand the path (`SARIF 2.1.0 §3.38.13`).
    public enum Importance: String, Codable, Hashable, Sendable { case important, essential, unimportant }

    public var location: Location
    public var importance: Importance?

    public init(location: Location, importance: Importance? = nil) {
      self.location = location
      self.importance = importance
    }
  }
}
