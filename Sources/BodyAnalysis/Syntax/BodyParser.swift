import Preprocessor

/// Reads the statements of a function body from its tokens, as people write kernel code: macros are calls, loops that a macro heads are
/// loops, and whatever is not understood is a statement of its own that says so.
///
/// The text is read rather than a compiler's tree, because the tree differs between releases of libclang, shows no operators in older
/// ones, and shows what `IS_ERR` and `list_for_each_entry` expand to instead of what is written.
struct BodyParser {
  let tokens: BodyTokens
  var position = 0
  /// Nesting of statements and expressions; hostile input must not exhaust the stack.
  var depth = 0
  static let depthLimit = 200

  init(_ tokens: BodyTokens) { self.tokens = tokens }

  /// Returns the statements between the braces of a body, whose first token is the opening brace.
  mutating func body() -> [Statement] {
    guard take("{") else { return [] }
    return statements()
  }

  /// Reads up to the closing brace, and over it.
  mutating func statements() -> [Statement] {
    var result: [Statement] = []
    while position < tokens.count {
      if take("}") { break }
      let before = position
      result.append(statement())
      if position == before { position += 1 }
    }
    return result
  }

  mutating func statement() -> Statement {
    let start = position
    depth += 1
    defer { depth -= 1 }
    guard depth < Self.depthLimit else {
      skipStatement()
      return make(.unknown("it is nested too deeply"), start)
    }
    if take("{") { return make(.block(statements()), start) }
    if take(";") { return make(.empty, start) }
    guard tokens.isIdentifier(position) else { return expressionStatement(start) }
    switch tokens.text(position) {
    case "if":
      guard let condition = parenthesised() else { return lost(start) }
      let then = statement()
      let otherwise = take("else") ? statement() : nil
      return make(.if(condition, then, otherwise), start)
    case "while":
      guard let condition = parenthesised() else { return lost(start) }
      return make(.while(condition, statement()), start)
    case "do":
      position += 1
      let body = statement()
      guard tokens.isToken(position, "while"), let condition = parenthesised() else { return lost(start) }
      _ = take(";")
      return make(.doWhile(body, condition), start)
    case "for": return forLoop(start)
    case "switch":
      guard let value = parenthesised() else { return lost(start) }
      return make(.switch(value, statement()), start)
    case "case": return caseLabel(start)
    case "default" where tokens.isToken(position + 1, ":"):
      position += 2
      return make(.label(case: nil, isDefault: true), start)
    case "return":
      position += 1
      if take(";") { return make(.return(nil), start) }
      let value = expression()
      return finish(.return(value), start)
    case "break":
      position += 1
      return finish(.break, start)
    case "continue":
      position += 1
      return finish(.continue, start)
    case "goto":
      let label = tokens.text(position + 1)
      position += 2
      return finish(tokens.isToken(position, ";") ? .goto(label) : .unknown("its goto is computed"), start)
    case "asm", "__asm__", "asm_volatile_goto", "asm_goto_output":
      skipStatement()
      return make(.unknown("it has inline assembler"), start)
    case "else":
      position += 1
      return make(.unknown("an else has no if"), start)
    case "__label__":
      skipStatement()
      return make(.empty, start)
    default: break
    }
    if tokens.isToken(position + 1, ":"), !tokens.isToken(position + 1, "::") {
      let name = tokens.text(position)
      position += 2
      return make(.named(name), start)
    }
    if startsDeclaration() { return declaration(start) }
    return expressionStatement(start)
  }

  private mutating func forLoop(_ start: Int) -> Statement {
    position += 1
    guard take("(") else { return lost(start) }
    var initial: Statement?
    if !take(";") {
      let begin = position
      if startsDeclaration() {
        initial = declaration(begin)
      } else {
        let value = expression()
        initial = finish(.expression(value), begin)
      }
    }
    var condition: Expression?
    if !take(";") {
      condition = expression()
      guard take(";") else { return lost(start) }
    }
    var step: Expression?
    if !take(")") {
      step = expression()
      guard take(")") else { return lost(start) }
    }
    return make(.for(initial, condition, step, statement()), start)
  }

  private mutating func caseLabel(_ start: Int) -> Statement {
    position += 1
    let value = conditional()
    if take("...") {
      _ = conditional()
      guard take(":") else { return lost(start) }
      return make(.label(case: nil, isDefault: false), start)
    }
    guard take(":") else { return lost(start) }
    return make(.label(case: value, isDefault: false), start)
  }

  /// An expression and its semicolon; or a macro that takes a statement.
  private mutating func expressionStatement(_ start: Int) -> Statement {
    let value = expression()
    if take(";") { return make(.expression(value), start) }
    guard let callee = value.callee else { return lost(start) }
    // `guard(rcu)();` ends above. What stands before a statement instead of a semicolon is a head.
    if tokens.isToken(position, "}") { return make(.expression(value), start) }
    if callee.contains("for_each") || callee.contains("_for_") || callee.hasPrefix("for_") {
      return make(.macroLoop(value, statement()), start)
    }
    if callee == "scoped_guard" { return make(.scopedGuard(value, statement()), start) }
    let inner = statement()
    return make(
      .block([Statement(.unknown("'\(callee)' takes a statement"), tokens.range(start, start + 1)), inner]), start)
  }

  // MARK: Pieces

  /// The operands move the position, so that this must not look at it before they are read.
  mutating func make(_ kind: Statement.Kind, _ start: Int) -> Statement {
    Statement(kind, tokens.range(start, position))
  }

  /// Ends a statement with its semicolon, which may be missing before a brace.
  mutating func finish(_ kind: Statement.Kind, _ start: Int) -> Statement {
    if take(";") || tokens.isToken(position, "}") { return make(kind, start) }
    return lost(start)
  }

  /// Skips what is not understood.
  mutating func lost(_ start: Int) -> Statement {
    skipStatement()
    return make(.unknown("the parser does not understand it"), start)
  }

  /// Goes behind the next semicolon or braces of this level.
  mutating func skipStatement() {
    while position < tokens.count {
      if tokens.isToken(position, "}") { return }
      if tokens.isToken(position, "{") {
        position = tokens.behindClosing(position) ?? tokens.count
        return
      }
      if tokens.isToken(position, "(") || tokens.isToken(position, "[") {
        position = tokens.behindClosing(position) ?? tokens.count
        continue
      }
      position += 1
      if tokens.isToken(position - 1, ";") { return }
    }
  }

  /// The condition behind a keyword.
  private mutating func parenthesised() -> Expression? {
    position += 1
    guard take("(") else { return nil }
    let value = expression()
    return take(")") ? value : nil
  }

  mutating func take(_ text: StaticString) -> Bool {
    guard tokens.isToken(position, text) else { return false }
    position += 1
    return true
  }
}
