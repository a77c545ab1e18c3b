/// A node of the checked expression, with every name resolved: what is evaluated and analysed.
struct Expression: Sendable {
  let kind: ExpressionKind
  /// The static type as far as it was known when the node was checked.
  let type: CELType
  let range: Range<Int>
  /// What messages about the node point at: the field of a selection, the operator of a call.
  let nameRange: Range<Int>
}

indirect enum ExpressionKind: Sendable {
  case constant(Value)
  /// A variable of the environment, by its position in ``Program/variables``.
  case variable(Int)
  /// A variable of a macro. Every declaration has a slot of its own.
  case local(Int)
  /// Without type checks: something undeclared, an error if it is evaluated.
  case failure(String)
  case select(Expression, field: String, mode: SelectMode)
  /// A call; the arguments start with the receiver of a method.
  case call(String, overloads: [FunctionDeclaration], arguments: [Expression])
  /// `matches` with a constant pattern, compiled once.
  case matches(Expression, RegularExpression)
  case list([ExpressionElement])
  case map([ExpressionEntry])
  case and([Expression])
  case or([Expression])
  case conditional(Expression, then: Expression, otherwise: Expression)
  case comprehension(Comprehension)
  case bind(slot: Int, value: Expression, body: Expression)
  case optionalMap(Expression, slot: Int, body: Expression, isFlat: Bool)
}

/// An element of a list; an optional one is left out if its value is an empty optional.
struct ExpressionElement: Sendable {
  let value: Expression
  let isOptional: Bool
}

/// An entry of a map; an optional one is left out if its value is an empty optional.
struct ExpressionEntry: Sendable {
  let key: Expression
  let value: Expression
  let isOptional: Bool
}

/// A checked comprehension; see ``SyntaxComprehension``.
struct Comprehension: Sendable {
  let kind: ComprehensionKind
  let macro: String
  let range: Expression
  /// The slots of its one or two variables.
  let slots: [Int]
  let predicate: Expression?
  let transform: Expression?
}
