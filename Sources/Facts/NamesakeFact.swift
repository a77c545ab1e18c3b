import BooleanLogic
import SourceText

/// The definition of a function that has the name of a kfunc defined in another file.
public struct NamesakeFact: Codable, Hashable, Sendable {
  public var name: String
  public var nameRange: SourceRange
  public var condition: Formula

  public init(name: String, nameRange: SourceRange, condition: Formula) {
    self.name = name
    self.nameRange = nameRange
    self.condition = condition
  }
}
