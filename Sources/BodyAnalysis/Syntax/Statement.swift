/// A statement of C as it is written.
final class Statement: Sendable {
  enum Kind: Sendable {
    case expression(Expression)
    case declaration([Declarator])
    case block([Statement])
    case `if`(Expression, Statement, Statement?)
    case `while`(Expression, Statement)
    case doWhile(Statement, Expression)
    case `for`(Statement?, Expression?, Expression?, Statement)
    /// A macro call that heads a loop (`list_for_each_entry`).
    case macroLoop(Expression, Statement)
    /// `scoped_guard(...)`.
    case scopedGuard(Expression, Statement)
    case `switch`(Expression, Statement)
    /// `case a:`; nil for a range and for `default` with ``isDefault``.
    case label(case: Expression?, isDefault: Bool)
    case named(String)
    case goto(String)
    case `return`(Expression?)
    case `break`
    case `continue`
    case empty
    /// What the parser does not understand, and why.
    case unknown(String)
  }

  let kind: Kind
  let tokens: Range<Int>

  init(_ kind: Kind, _ tokens: Range<Int>) {
    self.kind = kind
    self.tokens = tokens
  }
}

/// A variable of a declaration in a body.
struct Declarator: Sendable {
  var name: String
  var type: TypeName
  var isArray: Bool
  var isStatic: Bool
  /// The cleanup that `__free(name)` asks for.
  var cleanup: String?
  var value: Expression?
  var tokens: Range<Int>
}
