import SourceText

/// One result of a rule, before any report format.
public struct Finding: Hashable, Sendable {
  public var rule: RuleID
  public var severity: Severity
  /// One sentence with a full stop, dynamic parts in single quotes.
  public var message: String
  public var range: SourceRange
  /// The kfunc, set and parameter concerned, where there are such.
  public var kfunc: String?
  public var set: String?
  public var parameter: String?
  /// Other places that belong to the explanation, in the order to read them.
  public var related: [RelatedLocation]
  /// The path by which the code comes to what is wrong, step by step in the order of execution, up to the place of
  /// the finding itself, which is not repeated; empty where there is no such path.
  public var flow: [RelatedLocation]
  /// Sentences without a place: the kernel's own reason, what to do instead.
  public var notes: [String]
  public var fix: Fix?
  public var identity: FindingIdentity
  /// First 32 hex digits of the SHA-256 of ``FindingIdentity/canonicalJSON``.
  public var fingerprint: String
  /// Whether the change under review introduced it; nil when no change is reviewed, or when that could not be established.
  public var isNew: Bool?
  /// Which of ``Report/changes`` it belongs to, from 0; its places are those of the tree after that change. nil when none is reviewed.
  public var change: Int?
  /// The reason of the suppression that covers it; nil when none does.
  public var suppression: String?
  /// Whether ``suppression`` is a comment in the source, as opposed to configuration or a baseline (`SARIF 2.1.0 §3.35.2`).
  public var isSuppressedInSource: Bool

  public init(
    rule: RuleID, severity: Severity, message: String, range: SourceRange, kfunc: String? = nil, set: String? = nil,
    parameter: String? = nil, related: [RelatedLocation] = [], flow: [RelatedLocation] = [], notes: [String] = [],
    fix: Fix? = nil, identity: FindingIdentity, fingerprint: String, isNew: Bool? = nil, suppression: String? = nil,
    isSuppressedInSource: Bool = false
  ) {
    self.rule = rule
    self.severity = severity
    self.message = message
    self.range = range
    self.kfunc = kfunc
    self.set = set
    self.parameter = parameter
    self.related = related
    self.flow = flow
    self.notes = notes
    self.fix = fix
    self.identity = identity
    self.fingerprint = fingerprint
    self.isNew = isNew
    self.suppression = suppression
    self.isSuppressedInSource = isSuppressedInSource
  }

  /// A place that helps to understand a finding (`SARIF 2.1.0 §3.27.22`), or a step of its path (`§3.38`).
  public struct RelatedLocation: Hashable, Sendable {
    public var message: String
    public var range: SourceRange

    public init(message: String, range: SourceRange) {
      self.message = message
      self.range = range
    }
  }
}

extension Finding {
  /// The steps of the path as people read them: numbered, unless there is only one.
  public var numberedFlow: [RelatedLocation] {
    guard flow.count > 1 else { return flow }
    return flow.enumerated().map { RelatedLocation(message: "(\($0 + 1)) \($1.message)", range: $1.range) }
  }

  /// The order of every report: by place, then rule, then message and identity.
  public static func isOrderedBefore(_ left: Finding, _ right: Finding) -> Bool {
    if left.range != right.range { return left.range < right.range }
    if left.rule != right.rule { return left.rule < right.rule }
    if left.message != right.message { return left.message < right.message }
    return left.identity.canonicalJSON < right.identity.canonicalJSON
  }
}
