import Preprocessor
import SourceText

/// The body of a function as tokens: where statements, tests and calls stand, for mistakes to be planted there.
///
/// All branches of conditional directives are looked at; the tokens of the directives themselves count for nothing.
struct FunctionBody: Sendable {
  /// A use of a function or of a macro that looks like one.
  struct Call: Sendable {
    var name: String
    /// All tokens, from the name to the parenthesis that closes.
    var tokens: Range<Int>
    var arguments: [Range<Int>]
  }

  /// An `if`.
  struct Test: Sendable {
    /// All tokens, with an `else`.
    var tokens: Range<Int>
    /// Between the parentheses.
    var condition: Range<Int>
    var then: Range<Int>
    var otherwise: Range<Int>?
  }

  let file: SourceTokens.File
  let function: FileOutline.Function
  private var stream: TokenStream { file.stream }

  /// The tokens between the braces.
  var tokens: Range<Int> { function.openBrace + 1..<function.closeBrace }

  /// The empty place behind the opening brace.
  var start: SourceRange {
    let end = stream.tokens[function.openBrace].span.upperBound
    return stream.file.range(end..<end)
  }

  func range(_ tokens: Range<Int>) -> SourceRange { stream.file.range(stream.span(tokens)) }

  func text(_ tokens: Range<Int>) -> String { stream.text(tokens) }

  func text(_ token: Int) -> String { stream.text(token) }

  func isToken(_ index: Int, _ text: StaticString) -> Bool { stream.isToken(index, text) }

  /// Whether a word stands among some tokens, other than as a member or a tag.
  func mentions(_ name: String, in tokens: Range<Int>) -> Bool { tokens.contains { isVariable($0, name) } }

  /// Whether a token is the name of a variable.
  func isVariable(_ index: Int, _ name: String) -> Bool {
    guard stream.tokens[index].kind == .identifier, !stream.tokens[index].isInDirective, text(index) == name else {
      return false
    }
    return ![".", "->", "struct", "union", "enum"].contains(text(index - 1))
  }

  /// The local variables that are declared with the value of another variable, cast or not.
  func aliases(of name: String) -> [String] {
    tokens.compactMap { index in
      guard isVariable(index, name), isToken(index + 1, ";") || isToken(index + 1, ",") else { return nil }
      var before = index - 1
      if isToken(before, ")") {
        while before > tokens.lowerBound, !isToken(before, "(") { before -= 1 }
        before -= 1
      }
      return isToken(before, "=") ? text(before - 1) : nil
    }
  }

  /// The brace that opens the definition of a struct in the file.
  func definition(ofStruct tag: String) -> Int? {
    stream.tokens.indices.first {
      isToken($0, "{") && text($0 - 1) == tag && isToken($0 - 2, "struct") && !stream.tokens[$0].isInDirective
    }
  }

  // MARK: Calls

  /// Every call in the body, outer ones before those in their arguments.
  var calls: [Call] { calls(in: tokens) }

  func calls(in tokens: Range<Int>) -> [Call] {
    tokens.compactMap { index in
      guard stream.tokens[index].kind == .identifier, !stream.tokens[index].isInDirective, isToken(index + 1, "("),
        !Self.keywords.contains(text(index)), let close = stream.closing(index + 1)
      else { return nil }
      return Call(
        name: text(index), tokens: index..<close + 1, arguments: stream.arguments(open: index + 1, close: close))
    }
  }

  private static let keywords: Set<String> = [
    "if", "while", "for", "switch", "return", "sizeof", "typeof", "__typeof__",
  ]

  /// Whether a call is a statement of its own.
  func isStatement(_ call: Call) -> Bool {
    guard isToken(call.tokens.upperBound, ";") else { return false }
    return [";", "{", "}", ")", "else", ":"].contains(text(call.tokens.lowerBound - 1))
  }

  // MARK: Statements

  /// Every `if` of the body, outer ones first.
  var tests: [Test] {
    tokens.compactMap { index in
      guard stream.tokens[index].kind == .identifier, !stream.tokens[index].isInDirective, isToken(index, "if"),
        isToken(index + 1, "("), let close = stream.closing(index + 1)
      else { return nil }
      let thenEnd = statementEnd(close + 1)
      let elseEnd = isToken(thenEnd, "else") ? statementEnd(thenEnd + 1) : nil
      return Test(
        tokens: index..<(elseEnd ?? thenEnd), condition: index + 2..<close, then: close + 1..<thenEnd,
        otherwise: elseEnd.map { thenEnd + 1..<$0 })
    }
  }

  /// What stands between the parentheses of every `if`, `while` and `switch`.
  var conditions: [Range<Int>] {
    tokens.compactMap { index in
      guard isToken(index, "if") || isToken(index, "while") || isToken(index, "switch"), isToken(index + 1, "("),
        !stream.tokens[index].isInDirective, let close = stream.closing(index + 1)
      else { return nil }
      return index + 2..<close
    }
  }

  /// Every `return` of the body, with its semicolon.
  var returns: [Range<Int>] {
    tokens.filter { isToken($0, "return") && !stream.tokens[$0].isInDirective }.map { $0..<statementEnd($0) }
  }

  /// Every expression statement that assigns, with its semicolon.
  var assignments: [Range<Int>] {
    tokens.compactMap { index in
      guard [";", "{", "}"].contains(text(index - 1)), stream.tokens[index].kind == .identifier,
        !stream.tokens[index].isInDirective
      else { return nil }
      let end = statementEnd(index)
      let target = (index..<end).prefix { !isToken($0, "=") }
      guard target.upperBound < end - 1, target.allSatisfy({ Self.placeTokens.contains(text($0)) || isName($0) }),
        // A declaration has two names in a row.
        !zip(target, target.dropFirst()).contains(where: { isName($0) && isName($1) })
      else { return nil }
      return index..<end
    }
  }

  private static let placeTokens: Set<String> = ["->", ".", "[", "]"]

  private func isName(_ index: Int) -> Bool { stream.tokens[index].kind == .identifier }

  /// Whether the statement leaves the function, by itself or at the end of its block.
  func leaves(_ statement: Range<Int>) -> Bool {
    if isToken(statement.lowerBound, "return") || isToken(statement.lowerBound, "goto") { return true }
    guard isToken(statement.lowerBound, "{") else { return false }
    let last = (statement.lowerBound + 1..<statement.upperBound - 1).last {
      [";", "{", "}"].contains(text($0 - 1)) && !isToken($0, "}")
    }
    return last.map { isToken($0, "return") || isToken($0, "goto") } ?? false
  }

  /// The index behind the statement that begins at a token.
  private func statementEnd(_ start: Int) -> Int {
    var index = start
    while index < function.closeBrace, stream.tokens[index].isInDirective { index += 1 }
    switch text(index) {
    case "{": return min(stream.closing(index) ?? function.closeBrace, function.closeBrace) + 1
    case "if", "while", "for", "switch":
      guard let close = stream.closing(index + 1) else { return function.closeBrace }
      let end = statementEnd(close + 1)
      return isToken(index, "if") && isToken(end, "else") ? statementEnd(end + 1) : end
    case "do", "else": return statementEnd(index + 1)
    default: break
    }
    while index < function.closeBrace, !isToken(index, ";") {
      if ["(", "[", "{"].contains(text(index)), let close = stream.closing(index) { index = close }
      index += 1
    }
    return min(index + 1, function.closeBrace)
  }
}
