/// A configuration symbol with what all its definitions say. Expressions are places in ``KconfigTree/expressions`` and
/// hold the conditions of everything around the definition.
struct KconfigSymbol: Sendable {
  enum Kind: Sendable {
    /// Named, but defined nowhere.
    case undefined
    case bool, tristate
    /// int, hex or string.
    case text
  }

  /// A value with the condition under which it counts.
  struct Conditional: Sendable {
    var value: Int32
    var condition: Int32
  }

  /// A `select` or `imply` of another symbol that names this one.
  struct Demand: Sendable {
    var from: Int32
    var condition: Int32
  }

  let name: String
  var kind = Kind.undefined
  /// Dependencies of its definitions; -1 for one without any.
  var dependencies: [Int32] = []
  /// Visibilities of its prompts.
  var prompts: [Int32] = []
  var defaults: [Conditional] = []
  var selectedBy: [Demand] = []
  var impliedBy: [Demand] = []
  /// Whether a `range` may change a number.
  var hasRange = false
  /// The group it is a member of, in ``KconfigTree/choices``.
  var choice: Int32?
  /// Why its value cannot be derived although it was read; nil as a rule.
  var trouble: String?
}

/// A `choice`: a group of symbols of which one is `y`.
struct KconfigChoice: Sendable {
  var members: [Int32] = []
  var defaults: [KconfigSymbol.Conditional] = []
  var isOptional = false
  /// Why its members cannot be derived; nil as a rule.
  var trouble: String?
}
