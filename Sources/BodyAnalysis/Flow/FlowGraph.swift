/// The control flow of a body: what is executed after what. Expressions in nodes have no control flow of their own: `&&`, `||`, `?:` and
/// statement expressions became branches and temporaries.
struct FlowGraph: Sendable {
  /// One step. Its number is its place in ``nodes``.
  struct Node: Sendable {
    var kind: Kind
    /// The next steps: none at an end, two (true, false) at a branch.
    var next: [Int]
    /// The tokens that the step comes from.
    var tokens: Range<Int>
  }

  enum Kind: Sendable {
    case evaluate(Expression)
    /// `target op= value`.
    case assign(Expression, Expression.Operator?, Expression)
    /// A variable comes into being.
    case declare(Declarator)
    /// Goes to the first successor when the expression is true, to the second when it is false.
    case branch(Expression)
    /// The head of a macro's loop: the first successor is the body, the second what follows.
    case loop(Expression)
    /// A guard of a class begins to hold, or no longer holds.
    case enterGuard(String, Expression)
    case leaveGuard(String, Expression)
    /// The cleanup function runs on a variable that goes out of scope.
    case cleanUp(function: String, variable: String)
    case `return`(Expression?)
    /// Nothing is done.
    case join
    /// The body goes on in a way that is not known.
    case unknown(String)
  }

  var nodes: [Node]
  var entry: Int

  /// The steps that several others lead to.
  var meetings: [Int] {
    var seen = Set<Int>()
    var result = Set<Int>()
    for next in nodes.flatMap(\.next) where !seen.insert(next).inserted { result.insert(next) }
    return result.sorted()
  }
}
