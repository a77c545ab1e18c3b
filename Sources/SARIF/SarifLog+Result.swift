extension SarifLog {
  /// One thing that a rule found (`SARIF 2.1.0 §3.27`).
  public struct Result: Codable, Hashable, Sendable {
    public var ruleId: String
    /// Place in ``ToolComponent/rules`` (`SARIF 2.1.0 §3.27.6`).
    public var ruleIndex: Int?
    public var level: Level
    public var message: Message
    /// Where to make the change, one place (`SARIF 2.1.0 §3.27.12`).
    public var locations: [Location]
    /// Other places that explain it (`SARIF 2.1.0 §3.27.22`).
    public var relatedLocations: [Location]?
    /// The paths by which the code comes to it (`SARIF 2.1.0 §3.27.18`).
    public var codeFlows: [CodeFlow]?
    /// Values that stay the same while unrelated lines change, by versioned name (`SARIF 2.1.0 §3.27.17`).
    public var partialFingerprints: [String: String]?
    /// Why it does not count; of one run either all results have the array or none has (`SARIF 2.1.0 §3.27.23`).
    public var suppressions: [Suppression]?
    /// How it compares with an earlier state; all results of a run have it or none has (`SARIF 2.1.0 §3.27.24`).
    public var baselineState: BaselineState?
    /// Changes each of which removes it (`SARIF 2.1.0 §3.27.30`).
    public var fixes: [Fix]?
    public var properties: PropertyBag?

    public init(
      ruleId: String, ruleIndex: Int? = nil, level: Level, message: Message, locations: [Location],
      relatedLocations: [Location]? = nil, codeFlows: [CodeFlow]? = nil, partialFingerprints: [String: String]? = nil,
      suppressions: [Suppression]? = nil, baselineState: BaselineState? = nil, fixes: [Fix]? = nil,
      properties: PropertyBag? = nil
    ) {
      self.ruleId = ruleId
      self.ruleIndex = ruleIndex
      self.level = level
      self.message = message
      self.locations = locations
      self.relatedLocations = relatedLocations
      self.codeFlows = codeFlows
      self.partialFingerprints = partialFingerprints
      self.suppressions = suppressions
      self.baselineState = baselineState
      self.fixes = fixes
      self.properties = properties
    }
  }

  /// How a result compares with an earlier state of the code (`SARIF 2.1.0 §3.27.24`).
  public enum BaselineState: String, Codable, Hashable, Sendable {
    case new, unchanged, updated, absent
  }

  /// A request not to count a result (`SARIF 2.1.0 §3.35`).
  public struct Suppression: Codable, Hashable, Sendable {
    /// Where the request stands (`SARIF 2.1.0 §3.35.2`).
    public enum Kind: String, Codable, Hashable, Sendable { case inSource, external }
    /// Whether it was agreed to (`SARIF 2.1.0 §3.35.3`).
    public enum Status: String, Codable, Hashable, Sendable { case accepted, underReview, rejected }

    public var kind: Kind
    public var status: Status?
    /// The reason that was given (`SARIF 2.1.0 §3.35.6`).
    public var justification: String?

    public init(kind: Kind, status: Status? = nil, justification: String? = nil) {
      self.kind = kind
      self.status = status
      self.justification = justification
    }
  }
}
