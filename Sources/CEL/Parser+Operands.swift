/// Operands: names, literals, brackets, and the selections, calls and indices behind them.
extension Parser {
  /// Parses what follows an operand: selections, calls of methods, indexing.
  mutating func parsePostfix(_ first: Syntax) -> Syntax {
    var operand = first
    let start = operand.range.lowerBound
    while true {
      if skip(.dot) {
        let isOptional = skip(.question)
        let nameRange = current.range
        guard let (name, isQuoted) = parseFieldName() else { return operand }
        if !isOptional, !isQuoted, isAt(.leftParenthesis) {
          let (arguments, end) = parseArguments()
          operand = call(name, receiver: operand, arguments: arguments, start..<end, name: nameRange)
        } else {
          operand = node(
            .select(operand, field: name, mode: isOptional ? .optional : .value), start..<nameRange.upperBound,
            name: nameRange, children: [operand])
        }
      } else if isAt(.leftBracket) {
        let bracket = current.range.lowerBound
        advance()
        let isOptional = skip(.question)
        let index = parseExpression()
        let end = close(.rightBracket, expected: "']'")
        operand = node(
          .call(isOptional ? "[?]" : "[]", receiver: nil, arguments: [operand, index]), start..<end,
          name: bracket..<end, children: [operand, index])
      } else {
        return operand
      }
    }
  }

  private mutating func parseFieldName() -> (name: String, isQuoted: Bool)? {
    switch current.kind {
    case .identifier(let name):
      advance()
      return (name, false)
    case .quotedIdentifier(let name):
      advance()
      return (name, true)
    case .int, .uint, .double, .string, .bytes, .symbol, .invalid, .end:
      failAtCurrent(expected: "a field name")
      return nil
    }
  }

  /// Parses arguments in parentheses; `end` is the offset behind the closing one.
  private mutating func parseArguments() -> (arguments: [Syntax], end: Int) {
    advance()
    var arguments: [Syntax] = []
    if !isAt(.rightParenthesis) {
      repeat {
        arguments.append(parseExpression())
      } while skip(.comma)
    }
    return (arguments, close(.rightParenthesis, expected: "',' or ')'"))
  }

  mutating func parsePrimary() -> Syntax {
    let range = current.range
    switch current.kind {
    case .int(let digits):
      advance()
      return integerNode(digits, range)
    case .uint(let value): return literal(.uint(value))
    case .double(let value): return literal(.double(value))
    case .string(let value): return literal(.string(value))
    case .bytes(let value): return literal(.bytes(value))
    case .symbol(.true): return literal(.bool(true))
    case .symbol(.false): return literal(.bool(false))
    case .symbol(.null): return literal(.null)
    case .symbol(.leftParenthesis):
      advance()
      let inner = parseExpression()
      _ = close(.rightParenthesis, expected: "')'")
      return inner
    case .symbol(.leftBracket): return parseList()
    case .symbol(.leftBrace): return parseMap()
    case .symbol(.dot):
      advance()
      return parseIdentifier(start: range.lowerBound, hasLeadingDot: true)
    case .identifier: return parseIdentifier(start: range.lowerBound, hasLeadingDot: false)
    case .invalid:
      advance()
      return node(.invalid, range)
    case .quotedIdentifier, .symbol, .end:
      failAtCurrent(expected: "an expression")
      return invalidNode()
    }
  }

  private mutating func literal(_ value: Value) -> Syntax {
    let range = current.range
    advance()
    return node(.literal(value), range)
  }

  private mutating func parseIdentifier(start: Int, hasLeadingDot: Bool) -> Syntax {
    guard case .identifier(let name) = current.kind else {
      failAtCurrent(expected: "a name")
      return invalidNode()
    }
    let nameRange = current.range
    advance()
    if isAt(.leftParenthesis) {
      let (arguments, end) = parseArguments()
      return call(hasLeadingDot ? ".\(name)" : name, receiver: nil, arguments: arguments, start..<end, name: nameRange)
    }
    if Token.reservedWords.contains(name) {
      fail("'\(name)' is a reserved word", nameRange)
    }
    return node(.identifier(name, hasLeadingDot: hasLeadingDot), start..<nameRange.upperBound, name: nameRange)
  }

  private mutating func parseList() -> Syntax {
    let start = current.range.lowerBound
    advance()
    var elements: [SyntaxElement] = []
    while !isAt(.rightBracket), current.kind != .end {
      if elements.isEmpty, isAt(.comma), tokens[position + 1].kind == .symbol(.rightBracket) {
        advance()
        break
      }
      let isOptional = skip(.question)
      elements.append(SyntaxElement(value: parseExpression(), isOptional: isOptional))
      guard skip(.comma) else { break }
    }
    let end = close(.rightBracket, expected: "',' or ']'")
    return node(.list(elements), start..<end, children: elements.map(\.value))
  }

  private mutating func parseMap() -> Syntax {
    let start = current.range.lowerBound
    advance()
    var entries: [SyntaxEntry] = []
    while !isAt(.rightBrace), current.kind != .end {
      if entries.isEmpty, isAt(.comma), tokens[position + 1].kind == .symbol(.rightBrace) {
        advance()
        break
      }
      let isOptional = skip(.question)
      let key = parseExpression()
      guard skip(.colon) else {
        failAtCurrent(expected: "':' behind the key")
        break
      }
      entries.append(SyntaxEntry(key: key, value: parseExpression(), isOptional: isOptional))
      guard skip(.comma) else { break }
    }
    let end = close(.rightBrace, expected: "',' or '}'")
    return node(.map(entries), start..<end, children: entries.flatMap { [$0.key, $0.value] })
  }
}
