import SourceText

/// A function that `.filter` of a `btf_kfunc_id_set` names, as its text shows it.
public struct FilterFact: Codable, Hashable, Sendable {
  public var name: String
  public var nameRange: SourceRange
  /// `__init` on it, with the space behind.
  public var initRange: SourceRange?
  /// Whether every `return` of it says 0.
  public var alwaysAllows: Bool
  /// Whether its body names the parameter that holds the kfunc's id.
  public var looksAtID: Bool
  /// The sets that it asks for the id (`btf_id_set8_contains`), in order, each once.
  public var setsAsked: [String]
  /// Whether it uses the id in another way too.
  public var usesIDOtherwise: Bool
  /// Whether it allows the ids of the set that it asks and decides about all others.
  public var isInverted: Bool

  public init(
    name: String, nameRange: SourceRange, initRange: SourceRange?, alwaysAllows: Bool, looksAtID: Bool,
    setsAsked: [String], usesIDOtherwise: Bool, isInverted: Bool
  ) {
    self.name = name
    self.nameRange = nameRange
    self.initRange = initRange
    self.alwaysAllows = alwaysAllows
    self.looksAtID = looksAtID
    self.setsAsked = setsAsked
    self.usesIDOtherwise = usesIDOtherwise
    self.isInverted = isInverted
  }
}
