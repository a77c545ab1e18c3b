/// How a kfunc differs between two trees. What cannot be told for certain is no difference.
public struct KfuncChange: Sendable {
  /// What became of it.
  public enum Kind: String, Sendable {
    case added, removed
    /// The same function under another name.
    case renamed
    /// Both trees have it under its name, changed or not.
    case kept
  }

  /// A property that may be known in one tree and not in the other.
  public struct Lists: Equatable, Sendable {
    public var gained: [String]
    public var lost: [String]

    static let none = Lists(gained: [], lost: [])
  }

  /// The name in the new tree or, where it was removed, in the old one.
  public var name: String
  /// The name in the old tree; that of the new one where it was added.
  public var oldName: String
  public var kind: Learned<Kind>
  /// Its row in the model of the old tree, and of the new one.
  public var old: Int?
  public var new: Int?
  /// Whether the selftests of the new tree define a kfunc of a removed one's name.
  public var isInSelftests = false
  /// What the old kernel-doc comment says about deprecation; known to be nil where it says nothing.
  public var deprecation: Learned<String?> = .known(nil)
  /// As C writes them; nil where they are not known.
  public var oldPrototype: String?
  public var newPrototype: String?
  /// What is different for programs, one clause each.
  public var signature: Learned<[String]> = .known([])
  /// Flags with those that they imply, beside what another release implies for every kfunc.
  public var flags: Learned<Lists> = .known(.none)
  /// Program types that see it, beside what another release lets them see of every kfunc.
  public var programTypes: Learned<Lists> = .known(.none)
  /// Whether it is there in other configurations than before.
  public var isConditionMoved: Learned<Bool> = .known(false)
  public var oldCondition: String?
  public var newCondition: String?
  /// The iterator that it makes, with the size of its state in both trees.
  public var iterator: IteratorSizes?
  /// In the new tree, if there is anything left of it.
  var range = 0
  var flagsRange = 0
  var signatureRange = 0

  /// The size of an iterator's state, in bytes.
  public struct IteratorSizes: Equatable, Sendable {
    public var name: String
    public var old: Int?
    public var new: Int?
  }

  init(name: String, oldName: String? = nil, kind: Learned<Kind>, old: Int?, new: Int?) {
    self.name = name
    self.oldName = oldName ?? name
    self.kind = kind
    self.old = old
    self.new = new
  }

  /// Whether anything about a kfunc that both trees have is known to be different.
  public var isChanged: Bool {
    signature.value?.isEmpty == false || flags.value.map { $0 != .none } == true
      || programTypes.value.map { $0 != .none } == true || isConditionMoved.value == true
      || iterator.map { $0.old != nil && $0.new != nil && $0.old != $0.new } == true
  }

  /// What could not be compared, with the reason, in a fixed order.
  public var undetermined: [(what: String, reason: String)] {
    [
      ("presence", kind.reason), ("deprecation", deprecation.reason), ("signature", signature.reason),
      ("flags", flags.reason), ("program types", programTypes.reason), ("condition", isConditionMoved.reason),
    ].compactMap { what, reason in reason.map { (what, $0) } }
  }
}

/// How the filter of a set that both trees register differs.
public struct FilterChange: Sendable {
  public enum Kind: String, Sendable { case added, removed, changed, kept }

  /// The set.
  public var set: String
  public var kind: Learned<Kind>
  /// The filters as written; nil for none.
  public var oldFilter: String?
  public var newFilter: String?
  /// The kfuncs of the set that both trees have, sorted.
  public var kfuncs: [String]
  var path: String
  var range = 0
}
