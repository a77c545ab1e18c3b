/// A lexical element of an expression with its bytes.
struct Token {
  enum Kind: Equatable {
    case identifier(String)
    /// A name in backquotes, which is allowed as a field only.
    case quotedIdentifier(String)
    /// The digits of an integer, with `0x` if they are hexadecimal; the parser knows the sign.
    case int(String)
    case uint(UInt64)
    case double(Double)
    case string(String)
    case bytes([UInt8])
    /// An operator, bracket or separator.
    case symbol(Symbol)
    /// Bytes that form no token; the error has been reported.
    case invalid
    case end
  }

  enum Symbol: String {
    case leftParenthesis = "(", rightParenthesis = ")"
    case leftBracket = "[", rightBracket = "]"
    case leftBrace = "{", rightBrace = "}"
    case dot = ".", comma = ",", colon = ":", question = "?"
    case or = "||", and = "&&", not = "!"
    case equal = "==", notEqual = "!=", less = "<", lessEqual = "<=", greater = ">", greaterEqual = ">="
    case plus = "+", minus = "-", times = "*", divide = "/", remainder = "%"
    case `in`, `true`, `false`, null
  }

  let kind: Kind
  let range: Range<Int>

  /// Words that the specification keeps for later; they can name fields but not variables (langdef.md "Syntax").
  static let reservedWords: Set<String> = [
    "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "package",
    "namespace", "return", "var", "void", "while",
  ]
}
