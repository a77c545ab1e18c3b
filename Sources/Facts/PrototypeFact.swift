import SourceText

/// A declaration of a function without body. Only the parameters' names are kept: they are what may differ from the definition.
public struct PrototypeFact: Codable, Hashable, Sendable {
  /// The names in order, empty for a parameter without one.
  public var parameterNames: [String]
  /// Where these names stand, or would.
  public var nameRanges: [SourceRange]

  public init(parameterNames: [String], nameRanges: [SourceRange]) {
    self.parameterNames = parameterNames
    self.nameRanges = nameRanges
  }
}
