extension SarifLog {
  /// One start of the tool (`SARIF 2.1.0 §3.20`).
  public struct Invocation: Codable, Hashable, Sendable {
    /// Whether the analysis ran to its end with everything looked at (`SARIF 2.1.0 §3.20.14`).
    public var executionSuccessful: Bool
    /// What the process told its caller (`SARIF 2.1.0 §3.20.9`).
    public var exitCode: Int?
    /// What the exit code means (`SARIF 2.1.0 §3.20.10`).
    public var exitCodeDescription: String?
    /// What is wrong with how the tool was set up (`SARIF 2.1.0 §3.20.22`).
    public var toolConfigurationNotifications: [Notification]?
    /// What happened while analysing (`SARIF 2.1.0 §3.20.21`).
    public var toolExecutionNotifications: [Notification]?

    public init(
      executionSuccessful: Bool, exitCode: Int? = nil, exitCodeDescription: String? = nil,
      toolConfigurationNotifications: [Notification]? = nil, toolExecutionNotifications: [Notification]? = nil
    ) {
      self.executionSuccessful = executionSuccessful
      self.exitCode = exitCode
      self.exitCodeDescription = exitCodeDescription
      self.toolConfigurationNotifications = toolConfigurationNotifications
      self.toolExecutionNotifications = toolExecutionNotifications
    }
  }

  /// A condition of the tool itself, as opposed to one of the code (`SARIF 2.1.0 §3.58`).
  public struct Notification: Codable, Hashable, Sendable {
    /// The kind of notification (`SARIF 2.1.0 §3.58.2`).
    public var descriptor: ReportingDescriptorReference?
    /// The rule concerned, if one is (`SARIF 2.1.0 §3.58.3`).
    public var associatedRule: ReportingDescriptorReference?
    /// Where it happened (`SARIF 2.1.0 §3.58.4`).
    public var locations: [Location]?
    public var message: Message
    public var level: Level?

    public init(
      descriptor: ReportingDescriptorReference? = nil, associatedRule: ReportingDescriptorReference? = nil,
      locations: [Location]? = nil, message: Message, level: Level? = nil
    ) {
      self.descriptor = descriptor
      self.associatedRule = associatedRule
      self.locations = locations
      self.message = message
      self.level = level
    }
  }
}
