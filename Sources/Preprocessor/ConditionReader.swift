import BooleanLogic

/// Turns the expression of an `#if` into a formula. What it does not understand becomes an opaque atom with the
/// expression's text, so that equal conditions stay equal.
struct ConditionReader {
  private let stream: TokenStream
  private let end: Int
  private var index: Int
  private var depth = 0
  /// Whether the whole expression is opaque, so that no part of it need be tried in another way.
  private var isGivenUp = false
  /// Deeper parentheses make an opaque condition. Less than half of what the reader of written formulas accepts, so that
  /// the branches of nested groups stay readable.
  private static let nestingLimit = 80

  /// Reads the operands of `#if` or `#elif`. O(n).
  static func formula(of operands: Range<Int>, in stream: TokenStream) -> Formula {
    var reader = ConditionReader(stream: stream, operands: operands)
    if let formula = reader.disjunction(), reader.index == reader.end { return formula }
    return opaque(operands, in: stream)
  }

  /// Returns the condition `defined(NAME)`.
  static func defined(_ name: String) -> Formula {
    if name == "MODULE" { return .atom(.modularCode) }
    guard isSymbol(name) else { return .atom(.opaque("defined(\(name.filter { $0 != "`" }))")) }
    if name.hasSuffix("_MODULE") { return .atom(.module(String(name.dropLast("_MODULE".count)))) }
    return .atom(.builtIn(name))
  }

  /// Whether a name is one that Kconfig can give. Others stay opaque, since formulas are written and read by name.
  private static func isSymbol(_ name: String) -> Bool {
    name.hasPrefix("CONFIG_") && name.utf8.allSatisfy { $0 < 0x80 && Lexer.isIdentifierPart($0) }
  }

  private init(stream: TokenStream, operands: Range<Int>) {
    self.stream = stream
    index = operands.lowerBound
    end = operands.upperBound
  }

  private static func opaque(_ range: Range<Int>, in stream: TokenStream) -> Formula {
    .atom(.opaque(stream.text(range).filter { $0 != "`" }))
  }

  private mutating func disjunction() -> Formula? {
    depth += 1
    defer { depth -= 1 }
    if depth > ConditionReader.nestingLimit { isGivenUp = true }
    guard !isGivenUp, let first = conjunction() else { return nil }
    var operands = [first]
    while take("||") {
      guard let next = conjunction() else { return nil }
      operands.append(next)
    }
    return Formula.or(of: operands)
  }

  private mutating func conjunction() -> Formula? {
    guard let first = comparison() else { return nil }
    var operands = [first]
    while take("&&") {
      guard let next = comparison() else { return nil }
      operands.append(next)
    }
    return Formula.and(of: operands)
  }

  /// A primary, or a run of tokens up to the next `&&`, `||` or closing parenthesis that holds arithmetic.
  private mutating func comparison() -> Formula? {
    let start = index
    if let formula = negation(), isAtBoundary { return formula }
    guard !isGivenUp else { return nil }
    index = start
    var nesting = 0
    while index < end {
      if stream.isToken(index, "(") { nesting += 1 }
      if stream.isToken(index, ")") {
        if nesting == 0 { break }
        nesting -= 1
      }
      if nesting == 0, stream.isToken(index, "&&") || stream.isToken(index, "||") || stream.isToken(index, "?") {
        break
      }
      index += 1
    }
    // Without its closing parentheses no part of the expression can be told from the rest.
    if nesting > 0 { isGivenUp = true }
    guard !isGivenUp, index > start, isAtBoundary else { return nil }
    return ConditionReader.opaque(start..<index, in: stream)
  }

  private var isAtBoundary: Bool {
    index == end || stream.isToken(index, "&&") || stream.isToken(index, "||") || stream.isToken(index, ")")
  }

  private mutating func negation() -> Formula? {
    var isNegated = false
    while take("!") { isNegated.toggle() }
    return operand().map { isNegated ? Formula.not(of: $0) : $0 }
  }

  private mutating func operand() -> Formula? {
    if take("(") {
      guard let inner = disjunction(), take(")") else { return nil }
      return inner
    }
    guard index < end else { return nil }
    let token = stream.tokens[index]
    switch token.kind {
    case .number: return integer()
    case .identifier: return identifier()
    case .string, .character, .punctuator, .comment, .other: return nil
    }
  }

  private mutating func integer() -> Formula? {
    let digits = stream.text(index).lowercased().drop { $0 == "-" }
    let body = String(digits.reversed().drop { "ul".contains($0) }.reversed())
    let value: UInt64? =
      body.hasPrefix("0x")
      ? UInt64(body.dropFirst(2), radix: 16)
      : body.count > 1 && body.hasPrefix("0") ? UInt64(body, radix: 8) : UInt64(body)
    guard let value else { return nil }
    index += 1
    return .constant(value != 0)
  }

  private mutating func identifier() -> Formula? {
    let name = stream.text(index)
    index += 1
    switch name {
    case "defined":
      let isParenthesised = take("(")
      guard index < end, stream.tokens[index].kind == .identifier else { return nil }
      let symbol = stream.text(index)
      index += 1
      if isParenthesised, !take(")") { return nil }
      return ConditionReader.defined(symbol)
    case "IS_ENABLED", "IS_BUILTIN", "IS_MODULE", "IS_REACHABLE":
      guard take("("), index < end, stream.tokens[index].kind == .identifier else { return nil }
      let symbol = stream.text(index)
      index += 1
      guard take(")"), ConditionReader.isSymbol(symbol) else { return nil }
      switch name {
      case "IS_ENABLED": return .atom(.enabled(symbol))
      case "IS_BUILTIN": return .atom(.builtIn(symbol))
      case "IS_MODULE": return .atom(.module(symbol))
      default: return .atom(.reachable(symbol))
      }
    default:
      if stream.isToken(index, "("), index < end { return nil }
      return .atom(.opaque(name))
    }
  }

  private mutating func take(_ text: StaticString) -> Bool {
    guard index < end, stream.isToken(index, text) else { return false }
    index += 1
    return true
  }
}
