/// A `#define` and just enough expansion for macros that generate set entries: arguments are replaced, results
/// scanned again.
struct TextualMacro {
  /// Nil for an object-like macro.
  var parameters: [String]?
  var body: [CToken]
  private var name: String

  /// Finds the definition of a macro that is in force at an offset of a file: the last `#define` before it that no
  /// `#undef` follows.
  init?(_ name: String, before offset: Int, in directives: [CDirective]) {
    var found: Self?
    for directive in directives
    where directive.offset < offset && directive.tokens.count > 1 && directive.tokens[1].text == name {
      if directive.keyword == "define" { found = Self(name, define: directive.tokens) }
      if directive.keyword == "undef" { found = nil }
    }
    guard let found else { return nil }
    self = found
  }

  private init(_ name: String, define tokens: [CToken]) {
    self.name = name
    // Only a parenthesis without space before it makes a macro function-like.
    if tokens.count > 2, tokens[2].isPunctuator("("), tokens[2].offset == tokens[1].offset + tokens[1].text.utf8.count,
      let close = tokens.closingParenthesis(of: 2)
    {
      parameters = Array(tokens[3..<close]).splitAtCommas().map { $0.map(\.text).joined() }
      body = Array(tokens[(close + 1)...])
    } else {
      body = Array(tokens[2...])
    }
  }

  /// Expands every macro use of some text until none is left, but for `BTF_ID_FLAGS` and its arguments: flags are
  /// macros too, and it is their names that count.
  ///
  /// A macro is not expanded again inside its own expansion, so that the work ends.
  static func expand(_ text: [CToken], macros: (String) -> TextualMacro?, hiding hidden: Set<String> = []) -> [CToken] {
    var result: [CToken] = []
    var index = 0
    while index < text.count {
      let word = text[index]
      if word.text == "BTF_ID_FLAGS", index + 1 < text.count, let close = text.closingParenthesis(of: index + 1) {
        result += text[index...close]
        index = close + 1
        continue
      }
      guard word.kind == .identifier, !hidden.contains(word.text), let macro = macros(word.text) else {
        result.append(word)
        index += 1
        continue
      }
      var replacement = macro.body
      index += 1
      if let parameters = macro.parameters {
        guard index < text.count, text[index].isPunctuator("("), let close = text.closingParenthesis(of: index) else {
          result.append(word)
          continue
        }
        let arguments = Array(text[(index + 1)..<close]).splitAtCommas()
        let values = Dictionary(zip(parameters, arguments), uniquingKeysWith: { first, _ in first })
        replacement = macro.body.flatMap { values[$0.text] ?? [$0] }
        index = close + 1
      }
      result += expand(replacement, macros: macros, hiding: hidden.union([word.text]))
    }
    return result
  }
}
