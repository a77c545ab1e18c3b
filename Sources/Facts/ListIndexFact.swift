import BooleanLogic
import SourceText

/// The enum whose constants are the positions of a BTF ID list (`kernel/bpf/verifier.c:special_kfunc_type`).
public struct ListIndexFact: Codable, Hashable, Sendable {
  /// Empty for an enum without a name.
  public var name: String
  public var range: SourceRange
  /// The constants that count positions, in order; a last one that only tells their number is left out.
  public var constants: [Constant]

  public init(name: String, range: SourceRange, constants: [Constant]) {
    self.name = name
    self.range = range
    self.constants = constants
  }

  public struct Constant: Codable, Hashable, Sendable {
    public var name: String
    public var range: SourceRange
    public var condition: Formula

    public init(name: String, range: SourceRange, condition: Formula) {
      self.name = name
      self.range = range
      self.condition = condition
    }
  }
}

/// A place that reads a BTF ID list at one position: `list[2]`, `list[KF_bpf_throw]`.
public struct ListUseFact: Codable, Hashable, Sendable {
  /// What stands between the brackets: a number or the name of a constant.
  public var index: String
  /// From the list's name to the bracket.
  public var range: SourceRange
  public var condition: Formula

  public init(index: String, range: SourceRange, condition: Formula) {
    self.index = index
    self.range = range
    self.condition = condition
  }
}
