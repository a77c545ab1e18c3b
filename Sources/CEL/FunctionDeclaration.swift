/// A function that expressions can call: its signature and what it does.
///
/// The standard library and the host's functions have the same form. Several declarations with one name are overloads;
/// among those that the checker leaves, the first whose parameters the values conform to is called.
public struct FunctionDeclaration: Sendable {
  /// The work of a function. It receives values that conform to the parameters, none of them `.unknown`.
  public typealias Implementation = @Sendable ([Value], any ObjectResolver) throws(EvaluationError) -> Value

  public var name: String
  /// Whether the function is called as `receiver.name(…)`.
  public var isMember: Bool
  /// The types of the arguments, the receiver's first if there is one.
  public var parameters: [CELType]
  public var result: CELType
  /// Whether the implementation is given incomplete lists. If not, a call with one is unknown for the list's reasons.
  public var acceptsIncompleteLists: Bool
  public var implementation: Implementation
  /// Whether only values of type `dyn` reach the overload: the checker does not offer it.
  var isDynamicOnly = false

  public init(
    name: String, isMember: Bool = false, parameters: [CELType], result: CELType,
    acceptsIncompleteLists: Bool = false, implementation: @escaping Implementation
  ) {
    self.name = name
    self.isMember = isMember
    self.parameters = parameters
    self.result = result
    self.acceptsIncompleteLists = acceptsIncompleteLists
    self.implementation = implementation
  }

  /// The parameters as messages show them: `(string, int)`, without the receiver.
  var signature: String {
    "(\(parameters.dropFirst(isMember ? 1 : 0).map(\.description).joined(separator: ", ")))"
  }
}
