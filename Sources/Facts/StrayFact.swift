import BooleanLogic
import SourceText

/// A macro of `include/linux/btf_ids.h` that stands outside of every set and list.
public struct StrayFact: Codable, Hashable, Sendable {
  /// `BTF_ID`, `BTF_ID_FLAGS`, `BTF_ID_UNUSED`, or one that ends a set.
  public var macro: String
  /// The function, type or set named; empty for BTF_ID_UNUSED.
  public var name: String
  public var range: SourceRange
  /// The set or list that was closed last before it.
  public var previousSet: String?
  public var condition: Formula

  public init(macro: String, name: String, range: SourceRange, previousSet: String?, condition: Formula) {
    self.macro = macro
    self.name = name
    self.range = range
    self.previousSet = previousSet
    self.condition = condition
  }
}
