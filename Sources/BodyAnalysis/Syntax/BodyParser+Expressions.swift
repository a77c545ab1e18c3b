import Preprocessor

extension BodyParser {
  mutating func expression() -> Expression {
    let start = position
    var value = assignment()
    while take(",") {
      let next = assignment()
      value = node(.comma(value, next), start)
    }
    return value
  }

  mutating func assignment() -> Expression {
    let start = position
    let target = conditional()
    if take("=") {
      let value = tokens.isToken(position, "{") ? initializer() : assignment()
      return node(.assign(nil, target, value), start)
    }
    for (text, operation) in Self.compoundOperators where take(text) {
      let value = assignment()
      return node(.assign(operation, target, value), start)
    }
    return target
  }

  mutating func conditional() -> Expression {
    let start = position
    let condition = binary(0)
    guard take("?") else { return condition }
    if take(":") {
      let otherwise = conditional()
      return node(.conditional(condition, nil, otherwise), start)
    }
    let then = expression()
    guard take(":") else { return node(.unknown, start) }
    let otherwise = conditional()
    return node(.conditional(condition, then, otherwise), start)
  }

  private static let compoundOperators: [(StaticString, Expression.Operator)] = [
    ("+=", .add), ("-=", .subtract), ("*=", .multiply), ("/=", .divide), ("%=", .remainder), ("<<=", .shift),
    (">>=", .shift), ("&=", .and), ("|=", .or), ("^=", .xor),
  ]

  private enum Infix {
    case operation(Expression.Operator)
    case and, or
  }

  /// Operators by level, the loosest first.
  private static let levels: [[(StaticString, Infix)]] = [
    [("||", .or)], [("&&", .and)], [("|", .operation(.or))], [("^", .operation(.xor))], [("&", .operation(.and))],
    [("==", .operation(.equal)), ("!=", .operation(.notEqual))],
    [
      ("<=", .operation(.lessOrEqual)), (">=", .operation(.greaterOrEqual)), ("<", .operation(.less)),
      (">", .operation(.greater)),
    ],
    [("<<", .operation(.shift)), (">>", .operation(.shift))],
    [("+", .operation(.add)), ("-", .operation(.subtract))],
    [("*", .operation(.multiply)), ("/", .operation(.divide)), ("%", .operation(.remainder))],
  ]

  private mutating func binary(_ level: Int) -> Expression {
    guard level < Self.levels.count else { return unary() }
    let start = position
    var left = binary(level + 1)
    while let infix = infix(level) {
      position += 1
      let right = binary(level + 1)
      switch infix {
      case .operation(let operation): left = node(.binary(operation, left, right), start)
      case .and: left = node(.logical(isAnd: true, left, right), start)
      case .or: left = node(.logical(isAnd: false, left, right), start)
      }
    }
    return left
  }

  private func infix(_ level: Int) -> Infix? {
    guard tokens.kind(position) == .punctuator else { return nil }
    return Self.levels[level].first { tokens.isToken(position, $0.0) }?.1
  }

  private mutating func unary() -> Expression {
    let start = position
    depth += 1
    defer { depth -= 1 }
    guard depth < Self.depthLimit else {
      position += 1
      return node(.unknown, start)
    }
    if take("!") { return node(.not(unary()), start) }
    if take("-") || take("~") || take("+") { return node(.arithmetic(unary()), start) }
    if take("*") { return node(.dereference(unary()), start) }
    if take("&&") {
      // The address of a label.
      position += 1
      return node(.unknown, start)
    }
    if take("&") { return node(.addressOf(unary()), start) }
    if take("++") || take("--") {
      let operation: Expression.Operator = tokens.isToken(start, "++") ? .add : .subtract
      let target = unary()
      return node(.assign(operation, target, Expression(.number(1), tokens.range(start, start + 1))), start)
    }
    if Self.compileTimeWords.contains(tokens.text(position)), tokens.isIdentifier(position) {
      position += 1
      if tokens.isToken(position, "(") {
        position = tokens.behindClosing(position) ?? tokens.count
      } else {
        _ = unary()
      }
      return node(.constant, start)
    }
    if tokens.isToken(position, "(") {
      if tokens.isToken(position + 1, "{") {
        position += 2
        let inner = statements()
        guard take(")") else { return node(.unknown, start) }
        return postfix(node(.statements(inner), start), start)
      }
      if let (type, behind) = typeName(at: position) {
        position = behind
        let value = tokens.isToken(position, "{") ? initializer() : unary()
        return node(.cast(type, value), start)
      }
      position += 1
      let value = expression()
      guard take(")") else { return node(.unknown, start) }
      return postfix(value, start)
    }
    return postfix(primary(), start)
  }

  private static let compileTimeWords: Set<String> = [
    "sizeof", "_Alignof", "__alignof__", "offsetof", "offsetofend", "sizeof_field", "typeof", "__builtin_offsetof",
    "__builtin_types_compatible_p", "__builtin_constant_p", "struct_size_t",
  ]

  private mutating func primary() -> Expression {
    let start = position
    switch tokens.kind(position) {
    case .identifier:
      let name = tokens.text(position)
      position += 1
      return node(.name(name), start)
    case .number:
      let value = Self.integer(tokens.text(position))
      position += 1
      return node(.number(value), start)
    case .character:
      position += 1
      return node(.number(nil), start)
    case .string:
      while tokens.kind(position) == .string || (position > start && tokens.isIdentifier(position)) { position += 1 }
      return node(.string, start)
    default:
      if position < tokens.count, !tokens.isToken(position, ")"), !tokens.isToken(position, "}"),
        !tokens.isToken(position, ";"), !tokens.isToken(position, "]"), !tokens.isToken(position, ",")
      {
        position += 1
      }
      return node(.unknown, start)
    }
  }

  private mutating func postfix(_ value: Expression, _ start: Int) -> Expression {
    var value = value
    while position < tokens.count {
      if tokens.isToken(position, "(") {
        value = node(call(of: value), start)
      } else if take("[") {
        let index = expression()
        guard take("]") else { return node(.unknown, start) }
        value = node(.index(value, index), start)
      } else if tokens.isToken(position, "->") || tokens.isToken(position, "."), tokens.isIdentifier(position + 1) {
        let isArrow = tokens.isToken(position, "->")
        let name = tokens.text(position + 1)
        position += 2
        value = node(.member(value, name, arrow: isArrow), start)
      } else if tokens.isToken(position, "++") || tokens.isToken(position, "--") {
        let operation: Expression.Operator = tokens.isToken(position, "++") ? .add : .subtract
        position += 1
        value = node(.assign(operation, value, Expression(.number(1), tokens.range(position - 1, position))), start)
      } else {
        break
      }
    }
    return value
  }

  /// The arguments of a call. What is no expression, as a type is for a macro, is an unknown argument.
  private mutating func call(of function: Expression) -> Expression.Kind {
    let end = tokens.behindClosing(position) ?? tokens.count
    position += 1
    var arguments: [Expression] = []
    while position < end - 1 {
      let start = position
      if let stop = argumentEnd(from: position, before: end - 1), isTypeArgument(position..<stop) {
        position = stop
        arguments.append(node(.constant, start))
      } else {
        arguments.append(tokens.isToken(position, "{") ? initializer() : assignment())
      }
      if !tokens.isToken(position, ","), position < end - 1 {
        // Not an expression after all: go to the next argument.
        position = argumentEnd(from: position, before: end - 1) ?? end - 1
        arguments.removeLast()
        arguments.append(node(.unknown, start))
      }
      if position < end - 1 { _ = take(",") }
      if position == start { position += 1 }
    }
    position = end
    return .call(function, arguments)
  }

  /// The position of the comma or end behind an argument.
  private func argumentEnd(from start: Int, before end: Int) -> Int? {
    var place = start
    while place < end {
      if tokens.isToken(place, ",") { return place }
      if tokens.isToken(place, "(") || tokens.isToken(place, "[") || tokens.isToken(place, "{") {
        place = tokens.behindClosing(place) ?? end
      } else {
        place += 1
      }
    }
    return end
  }

  private func isTypeArgument(_ range: Range<Int>) -> Bool {
    guard let first = range.first, Self.typeWords.contains(tokens.text(first)) else { return false }
    return !range.contains { tokens.isToken($0, "(") }
  }

  mutating func initializer() -> Expression {
    let start = position
    guard take("{") else { return node(.unknown, start) }
    var values: [Expression] = []
    while position < tokens.count, !take("}") {
      let before = position
      // Designators: `.a.b =`, `[i] =`.
      while tokens.isToken(position, ".") || tokens.isToken(position, "[") {
        position = tokens.isToken(position, "[") ? tokens.behindClosing(position) ?? tokens.count : position + 2
      }
      _ = take("=")
      values.append(tokens.isToken(position, "{") ? initializer() : assignment())
      if !take(","), !tokens.isToken(position, "}") {
        position = max(before + 1, argumentEnd(from: position, before: tokens.count) ?? tokens.count)
      }
    }
    return node(.initializer(values), start)
  }

  /// As ``make(_:_:)``.
  mutating func node(_ kind: Expression.Kind, _ start: Int) -> Expression {
    Expression(kind, tokens.range(start, position))
  }

  /// Reads an integer of C with its suffix, nil for anything else.
  static func integer(_ text: String) -> Int? {
    let digits = text.lowercased().drop { $0 == "+" }
    let body = String(digits.reversed().drop { $0 == "u" || $0 == "l" }.reversed())
    if body.hasPrefix("0x") { return Int(body.dropFirst(2), radix: 16) }
    if body.hasPrefix("0"), body.count > 1 { return Int(body.dropFirst(), radix: 8) }
    return Int(body)
  }
}
