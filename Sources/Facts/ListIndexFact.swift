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
