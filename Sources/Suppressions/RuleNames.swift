import Diagnostics

/// The names by which rules can be suppressed: their own and former ones. Families and patterns are left out on purpose, since a
/// suppression must not come to cover a rule that its author has never seen.
public struct RuleNames: Sendable {
  private let ids: [String: RuleID]
  private let nearest: @Sendable (String, [String]) -> String?

  /// - Parameters:
  ///   - aliases: every rule there is with its former names, whether or not it takes part in the run.
  ///   - nearest: finds what a misspelt name was probably meant to be among the names given.
  public init(aliases: [RuleID: [RuleID]], nearest: @escaping @Sendable (String, [String]) -> String? = { _, _ in nil })
  {
    var ids: [String: RuleID] = [:]
    for (id, former) in aliases { for name in former { ids[name.rawValue] = id } }
    // A name of its own outranks the former name of another rule.
    for id in aliases.keys { ids[id.rawValue] = id }
    self.ids = ids
    self.nearest = nearest
  }

  /// Returns the rule with a name or former name.
  public func id(of name: String) -> RuleID? { ids[name] }

  /// Returns the name that a misspelt one resembles; nil if none does.
  public func suggestion(for name: String) -> String? { nearest(name, ids.keys.sorted()) }
}
