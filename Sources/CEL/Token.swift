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

  enum Symbol: String, CaseIterable {
    case leftParenthesis = "("
    case rightParenthesis = ")"
    case leftBracket = "["
    case rightBracket = "]"
    case leftBrace = "{"
    case rightBrace = "}"
    case dot = "."
    case comma = ","
    case colon = ":"
    case question = "?"
    case or = "||"
    case and = "&&"
    case not = "!"
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case lessEqual = "<="
    case greater = ">"
    case greaterEqual = ">="
    case plus = "+"
    case minus = "-"
    case times = "*"
    case divide = "/"
    case remainder = "%"
    case `in`, `true`, `false`, null
  }

  let kind: Kind
  let range: Range<Int>

  /// The symbols that are words.
  static let keywords: [String: Symbol] = ["in": .in, "true": .true, "false": .false, "null": .null]

  /// The other symbols, by their one or two bytes, the first in the low half.
  static let symbols: [UInt16: Symbol] = Dictionary(
    uniqueKeysWithValues: Symbol.allCases.filter { keywords[$0.rawValue] == nil }.map { symbol in
      (symbol.rawValue.utf8.reversed().reduce(0) { $0 << 8 | UInt16($1) }, symbol)
    })

  /// Words that the specification keeps for later; they can name fields but not variables (langdef.md "Syntax").
  static let reservedWords: Set<String> = [
    "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "package",
    "namespace", "return", "var", "void", "while",
  ]
}
