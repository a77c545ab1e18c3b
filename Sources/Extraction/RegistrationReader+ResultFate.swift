import Facts
import Preprocessor

extension RegistrationReader {
  /// Reads what happens to the result of a call from the tokens around it.
  func resultFate(of call: CandidateText.Call, in function: FileOutline.Function) -> RegistrationFact.ResultFate {
    let fate = fate(before: call.nameIndex, in: function)
    guard fate == .ignored else { return fate }
    // `f() || warn();` looks at the result behind the call.
    switch text.stream.text(tokenBehind(call.close)) {
    case ";", ")", "}", "": return .ignored
    case "||", "&&", "?": return .tested
    default: return .unknown
    }
  }

  /// Reads it from what stands before an expression.
  private func fate(before start: Int, in function: FileOutline.Function) -> RegistrationFact.ResultFate {
    let index = tokenBefore(start, in: function)
    switch text.stream.text(index) {
    case ";", "{", "}", "else", "do": return .ignored
    case "return": return .returned
    case "=", "|=", "&=", "+=": return .assigned
    case "?": return statementReturns(at: index, in: function) ? .returned : .assigned
    case ":":
      guard isConditional(colonAt: index, in: function) else { return .ignored }
      return statementReturns(at: index, in: function) ? .returned : .assigned
    case "!", "||", "&&": return .tested
    case ",": return .passed
    case ")":
      return castIsVoid(endingAt: index) || isHeadOfStatement(endingAt: index, in: function) ? .ignored : .unknown
    case "(":
      let before = tokenBefore(index, in: function)
      guard text.stream.tokens[before].kind == .identifier, !text.stream.isToken(before, "return") else {
        return fate(before: index, in: function)
      }
      return ["if", "while", "switch"].contains(text.stream.text(before)) ? .tested : .passed
    default: return .unknown
    }
  }

  /// The token before another, directives left out; the brace of the function at the latest.
  private func tokenBefore(_ index: Int, in function: FileOutline.Function) -> Int {
    var index = index - 1
    while index > function.openBrace, text.stream.tokens[index].isInDirective { index -= 1 }
    return index
  }

  private func tokenBehind(_ index: Int) -> Int {
    var index = index + 1
    while index < text.stream.tokens.count, text.stream.tokens[index].isInDirective { index += 1 }
    return index
  }

  /// Whether a colon belongs to `?`, not to a label.
  private func isConditional(colonAt index: Int, in function: FileOutline.Function) -> Bool {
    var cursor = index - 1
    while cursor > function.openBrace {
      switch text.stream.text(cursor) {
      case "?": return true
      case ";", "{", "}", "case", "default": return false
      default: cursor -= 1
      }
    }
    return false
  }

  private func statementReturns(at index: Int, in function: FileOutline.Function) -> Bool {
    var cursor = index
    while cursor > function.openBrace {
      switch text.stream.text(cursor) {
      case "return": return true
      case "=", ";", "{", "}": return false
      default: cursor -= 1
      }
    }
    return false
  }

  private func castIsVoid(endingAt index: Int) -> Bool {
    text.stream.isToken(index - 1, "void") && text.stream.isToken(index - 2, "(")
  }

  /// Whether a parenthesis ends the head of a statement: `if (x)`, `while (x)`, `for (;;)`, `switch (x)`.
  private func isHeadOfStatement(endingAt close: Int, in function: FileOutline.Function) -> Bool {
    var depth = 0
    var index = close
    while index > function.openBrace {
      if text.stream.isToken(index, ")") { depth += 1 }
      if text.stream.isToken(index, "(") {
        depth -= 1
        if depth == 0 { return ["if", "while", "for", "switch"].contains(text.stream.text(index - 1)) }
      }
      index -= 1
    }
    return false
  }
}
