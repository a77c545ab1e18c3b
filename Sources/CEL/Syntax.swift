/// A node of the syntax tree: what the parser read, with macros expanded and names not yet looked up.
indirect enum SyntaxKind {
  case literal(Value)
  /// A name; with a leading dot it is looked up outside of any container.
  case identifier(String, hasLeadingDot: Bool)
  case select(Syntax, field: String, mode: SelectMode)
  /// A call of a function, method or operator; operators are called by their symbols.
  case call(String, receiver: Syntax?, arguments: [Syntax])
  case list([SyntaxElement])
  case map([SyntaxEntry])
  /// Operands of `&&` in one node, so that long chains do not nest.
  case and([Syntax])
  case or([Syntax])
  case conditional(Syntax, then: Syntax, otherwise: Syntax)
  case comprehension(SyntaxComprehension)
  /// `cel.bind`, a local variable.
  case bind(variable: String, value: Syntax, body: Syntax)
  /// `optMap` and, if `isFlat`, `optFlatMap`.
  case optionalMap(Syntax, variable: String, body: Syntax, isFlat: Bool)
  /// A place where the parser reported an error.
  case invalid
}

/// How a field is selected.
enum SelectMode {
  /// `a.b`: the value, an error if absent.
  case value
  /// `a.?b`: an optional, empty if absent.
  case optional
  /// `has(a.b)`: whether it is there.
  case presence
}

/// A syntax node with its place in the source.
struct Syntax {
  let kind: SyntaxKind
  let range: Range<Int>
  /// The name in the source that messages about this node point at: the field of a selection, the operator of a call.
  let nameRange: Range<Int>
  /// How many nodes lie on the longest way down, this one included.
  let depth: Int
}

/// An element of a list literal; `[?x]` leaves it out if `x` is an empty optional.
struct SyntaxElement {
  let value: Syntax
  let isOptional: Bool
}

/// An entry of a map literal; `{?k: x}` leaves it out if `x` is an empty optional.
struct SyntaxEntry {
  let key: Syntax
  let value: Syntax
  let isOptional: Bool
}

/// A macro that visits the elements of a list or the entries of a map.
struct SyntaxComprehension {
  let kind: ComprehensionKind
  /// The name of the macro, for messages.
  let macro: String
  let range: Syntax
  /// One variable (element or key) or two (index and element, key and value).
  let variables: [String]
  /// The condition; nil if all elements pass.
  let predicate: Syntax?
  /// What becomes of an element; nil if it is taken as it is.
  let transform: Syntax?
}

/// What a comprehension makes of its elements.
enum ComprehensionKind {
  case exists, all, existsOne
  /// `map`, `filter` and `transformList`.
  case list
  /// `transformMap`.
  case map
}
