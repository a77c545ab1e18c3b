/// Parses an expression by recursive descent with precedence climbing, expanding macros on the way.
///
/// After an error parsing goes on behind it, so that independent errors are all reported. Depth and number of nodes are
/// bounded: beyond ``Environment/Limits/maximumDepth`` the rest of the source is not read.
struct Parser {
  let tokens: [Token]
  private(set) var position = 0
  private var nesting = 0
  private var nodeCount = 0
  private var hasGivenUp = false
  private let limits: Environment.Limits
  private(set) var errors: [CompilationError]

  /// Parses a whole source; the tree is meaningful only if there are no errors.
  static func parse(_ source: String, limits: Environment.Limits) -> (tree: Syntax, errors: [CompilationError]) {
    let lexer = Lexer(Array(source.utf8))
    var parser = Parser(tokens: lexer.tokens, limits: limits, errors: lexer.errors)
    let tree = parser.parseExpression()
    parser.parseRemainder()
    return (tree, parser.errors)
  }

  private init(tokens: [Token], limits: Environment.Limits, errors: [CompilationError]) {
    self.tokens = tokens
    self.limits = limits
    self.errors = errors
  }

  // MARK: Tokens

  var current: Token { tokens[position] }

  mutating func advance() {
    if position < tokens.count - 1 { position += 1 }
  }

  func isAt(_ symbol: Token.Symbol) -> Bool {
    current.kind == .symbol(symbol)
  }

  mutating func skip(_ symbol: Token.Symbol) -> Bool {
    guard isAt(symbol) else { return false }
    advance()
    return true
  }

  // MARK: Errors

  /// Reports an error, unless one has been reported at the same place.
  mutating func fail(
    _ message: String, _ range: Range<Int>, kind: CompilationError.Kind = .syntax, expected: String? = nil
  ) {
    guard !hasGivenUp, errors.allSatisfy({ $0.range != range }) else { return }
    errors.append(CompilationError(kind: kind, message: message, range: range, expected: expected))
  }

  mutating func failAtCurrent(expected: String) {
    switch current.kind {
    case .invalid: break
    case .end: fail("unexpected end of expression", current.range, expected: expected)
    case .identifier, .quotedIdentifier, .int, .uint, .double, .string, .bytes, .symbol:
      fail("unexpected '\(tokenText)'", current.range, expected: expected)
    }
  }

  private var tokenText: String {
    switch current.kind {
    case .identifier(let name), .quotedIdentifier(let name): name
    case .int(let digits): digits
    case .uint(let value): "\(value)u"
    case .double(let value): "\(value)"
    case .string: "string"
    case .bytes: "bytes"
    case .symbol(let symbol): symbol.rawValue
    case .invalid, .end: ""
    }
  }

  /// Ends parsing at a limit: what follows is not looked at.
  private mutating func giveUp(_ message: String, _ range: Range<Int>) {
    fail(message, range, kind: .size)
    hasGivenUp = true
    position = tokens.count - 1
  }

  /// Reads a closing bracket; if something else is there, reports it and goes on behind the matching bracket.
  mutating func close(_ symbol: Token.Symbol, expected: String) -> Int {
    if !isAt(symbol) {
      failAtCurrent(expected: expected)
      var depth = 0
      while current.kind != .end, depth > 0 || !isAt(symbol) {
        switch current.kind {
        case .symbol(.leftParenthesis), .symbol(.leftBracket), .symbol(.leftBrace): depth += 1
        case .symbol(.rightParenthesis), .symbol(.rightBracket), .symbol(.rightBrace): depth = max(0, depth - 1)
        default: break
        }
        advance()
      }
    }
    let end = current.range.upperBound
    if isAt(symbol) { advance() }
    return end
  }

  /// Reports what follows a complete expression and looks for errors behind the next operator.
  private mutating func parseRemainder() {
    while current.kind != .end {
      failAtCurrent(expected: "an operator or the end of the expression")
      while current.kind != .end, !Parser.resumptionSymbols.contains(where: isAt) { advance() }
      guard current.kind != .end else { return }
      advance()
      if current.kind != .end { _ = parseExpression() }
    }
  }

  private static let resumptionSymbols: [Token.Symbol] = [.and, .or, .question, .colon, .comma]

  // MARK: Nodes

  /// Makes a node, counting it and its depth.
  mutating func node(_ kind: SyntaxKind, _ range: Range<Int>, name: Range<Int>? = nil, children: [Syntax] = [])
    -> Syntax
  {
    nodeCount += 1
    let depth = 1 + (children.lazy.map(\.depth).max() ?? 0)
    if depth > limits.maximumDepth {
      giveUp("expression is nested more than \(limits.maximumDepth) levels deep", range)
      return Syntax(kind: .invalid, range: range, nameRange: range, depth: 1)
    }
    if nodeCount > limits.maximumNodes {
      giveUp("expression has more than \(limits.maximumNodes) parts", range)
    }
    return Syntax(kind: kind, range: range, nameRange: name ?? range, depth: depth)
  }

  mutating func invalidNode() -> Syntax {
    node(.invalid, current.range)
  }

  // MARK: Expressions

  mutating func parseExpression() -> Syntax {
    nesting += 1
    defer { nesting -= 1 }
    guard nesting <= limits.maximumDepth else {
      giveUp("expression is nested more than \(limits.maximumDepth) levels deep", current.range)
      return invalidNode()
    }
    let condition = parseOr()
    guard skip(.question) else { return condition }
    let then = parseOr()
    guard skip(.colon) else {
      failAtCurrent(expected: "':' of the conditional")
      return condition
    }
    let otherwise = parseExpression()
    let range = condition.range.lowerBound..<otherwise.range.upperBound
    return node(
      .conditional(condition, then: then, otherwise: otherwise), range, children: [condition, then, otherwise])
  }

  private mutating func parseOr() -> Syntax {
    var operands = [parseAnd()]
    while skip(.or) { operands.append(parseAnd()) }
    return chain(operands, SyntaxKind.or)
  }

  private mutating func parseAnd() -> Syntax {
    var operands = [parseBinary(minimumPrecedence: 0)]
    while skip(.and) { operands.append(parseBinary(minimumPrecedence: 0)) }
    return chain(operands, SyntaxKind.and)
  }

  private mutating func chain(_ operands: [Syntax], _ kind: ([Syntax]) -> SyntaxKind) -> Syntax {
    guard operands.count > 1 else { return operands[0] }
    let range = operands[0].range.lowerBound..<operands[operands.count - 1].range.upperBound
    return node(kind(operands), range, children: operands)
  }

  private static let precedences: [Token.Symbol: Int] = [
    .less: 0, .lessEqual: 0, .greater: 0, .greaterEqual: 0, .equal: 0, .notEqual: 0, .in: 0, .plus: 1, .minus: 1,
    .times: 2, .divide: 2, .remainder: 2,
  ]

  private mutating func parseBinary(minimumPrecedence: Int) -> Syntax {
    var left = parseUnary()
    while case .symbol(let symbol) = current.kind, let precedence = Parser.precedences[symbol],
      precedence >= minimumPrecedence
    {
      let operatorRange = current.range
      advance()
      let right = parseBinary(minimumPrecedence: precedence + 1)
      let range = left.range.lowerBound..<max(right.range.upperBound, operatorRange.upperBound)
      left = node(
        .call(symbol.rawValue, receiver: nil, arguments: [left, right]), range, name: operatorRange,
        children: [left, right])
    }
    return left
  }

  /// Parses `!!a`, `--a` and signed numbers. Pairs of operators cancel, and a number behind several of them has no sign
  /// of its own, as in the reference implementations.
  private mutating func parseUnary() -> Syntax {
    let start = current.range.lowerBound
    guard isAt(.not) || isAt(.minus) else { return parsePostfix(parsePrimary()) }
    let symbol: Token.Symbol = isAt(.not) ? .not : .minus
    var operators: [Range<Int>] = []
    while isAt(symbol) {
      operators.append(current.range)
      advance()
    }
    var operand: Syntax
    if symbol == .minus, operators.count == 1, let literal = parseNegativeNumber(minus: operators[0]) {
      operators.removeLast()
      operand = parsePostfix(literal)
    } else {
      operand = parsePostfix(parsePrimary())
    }
    if operators.count % 2 == 1 {
      operand = node(
        .call(symbol.rawValue, receiver: nil, arguments: [operand]), start..<operand.range.upperBound,
        name: operators[0], children: [operand])
    }
    return operand
  }

  /// Parses a number whose sign has been read: only with it -9223372036854775808 is in range.
  private mutating func parseNegativeNumber(minus: Range<Int>) -> Syntax? {
    let range = minus.lowerBound..<current.range.upperBound
    switch current.kind {
    case .int(let digits):
      advance()
      return integerNode("-" + digits, range)
    case .double(let value):
      advance()
      return node(.literal(.double(-value)), range)
    default:
      return nil
    }
  }

  mutating func integerNode(_ digits: String, _ range: Range<Int>) -> Syntax {
    guard let value = digits.parsedInteger(as: Int64.self) else {
      fail("'\(digits)' does not fit into 64 bits", range)
      return node(.invalid, range)
    }
    return node(.literal(.int(value)), range)
  }
}
