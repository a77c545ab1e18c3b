/// Splits C source into tokens, comments included, without preprocessing. Never fails: unterminated comments and
/// literals end with the file or line. O(n).
public struct Lexer {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var index: Int
  private let end: Int
  private var tokens: [Token] = []
  private var isInDirective = false
  /// Whether only white space and comments were seen since the line began.
  private var isAtLineStart = true

  /// Returns the tokens of a span of the text.
  public static func tokens(of bytes: [UInt8], in span: Range<Int>? = nil) -> [Token] {
    bytes.withUnsafeBufferPointer { buffer in
      var lexer = Lexer(buffer, span ?? 0..<bytes.count)
      lexer.run()
      return lexer.tokens
    }
  }

  private init(_ bytes: UnsafeBufferPointer<UInt8>, _ span: Range<Int>) {
    self.bytes = bytes
    index = span.lowerBound
    end = min(span.upperBound, bytes.count)
  }

  private mutating func run() {
    while index < end {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "\n"):
        index += 1
        isInDirective = false
        isAtLineStart = true
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), 0x0B, 0x0C:
        index += 1
      case UInt8(ascii: "\\") where lengthOfLineSplice(at: index) > 0:
        index += lengthOfLineSplice(at: index)
      case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "*"):
        let start = index
        skipBlockComment()
        tokens.append(Token(kind: .comment, span: start..<index, isInDirective: isInDirective))
      case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "/"):
        let start = index
        skipLine()
        tokens.append(Token(kind: .comment, span: start..<index, isInDirective: isInDirective))
      default:
        if byte == UInt8(ascii: "#"), isAtLineStart { isInDirective = true }
        isAtLineStart = false
        let start = index
        let kind = lexToken(byte)
        tokens.append(Token(kind: kind, span: start..<index, isInDirective: isInDirective))
      }
    }
  }

  private mutating func lexToken(_ byte: UInt8) -> Token.Kind {
    if Lexer.isIdentifierStart(byte) {
      skipWhile { Lexer.isIdentifierPart($0) }
      // A line splice joins the halves of a word.
      while index < end, bytes[index] == UInt8(ascii: "\\") {
        let next = index + lengthOfLineSplice(at: index)
        guard next > index, next < end, Lexer.isIdentifierPart(bytes[next]) else { break }
        index = next
        skipWhile { Lexer.isIdentifierPart($0) }
      }
      // L"..." and friends are one literal.
      if index < end, bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'"), isEncodingPrefix() {
        return lexLiteral(bytes[index])
      }
      return .identifier
    }
    if Lexer.isDigit(byte) || byte == UInt8(ascii: ".") && peek(1).map(Lexer.isDigit) == true {
      lexNumber()
      return .number
    }
    if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { return lexLiteral(byte) }
    return lexPunctuator(byte)
  }

  /// Whether the identifier just lexed is one of `L u U u8`.
  private func isEncodingPrefix() -> Bool {
    let previous = bytes[index - 1]
    let before = index >= 2 ? bytes[index - 2] : 0
    let isShort = !Lexer.isIdentifierPart(before)
    let short: [UInt8] = [UInt8(ascii: "L"), UInt8(ascii: "u"), UInt8(ascii: "U")]
    if isShort { return short.contains(previous) }
    return previous == UInt8(ascii: "8") && before == UInt8(ascii: "u")
      && (index < 3 || !Lexer.isIdentifierPart(bytes[index - 3]))
  }

  private mutating func lexLiteral(_ quote: UInt8) -> Token.Kind {
    index += 1
    while index < end {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\\") {
        index = min(end, index + max(2, lengthOfLineSplice(at: index)))
      } else if byte == quote {
        index += 1
        break
      } else if byte == UInt8(ascii: "\n") {
        break
      } else {
        index += 1
      }
    }
    return quote == UInt8(ascii: "\"") ? .string : .character
  }

  private mutating func lexNumber() {
    while index < end {
      let byte = bytes[index]
      let isExponent =
        (byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-"))
        && [UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "p"), UInt8(ascii: "P")].contains(bytes[index - 1])
      guard Lexer.isIdentifierPart(byte) || byte == UInt8(ascii: ".") || isExponent else { return }
      index += 1
    }
  }

  /// Punctuators that matter here are those whose parts must not be taken for something else.
  private mutating func lexPunctuator(_ byte: UInt8) -> Token.Kind {
    for operatorText in Lexer.longPunctuators where matches(operatorText) {
      index += operatorText.utf8CodeUnitCount
      return .punctuator
    }
    index += 1
    return byte < 0x80 && byte > 0x20 && byte != UInt8(ascii: "@") && byte != UInt8(ascii: "`")
      && byte != UInt8(ascii: "$") ? .punctuator : .other
  }

  private static let longPunctuators: [StaticString] = [
    "...", "<<=", ">>=", "->", "++", "--", "<<", ">>", "<=", ">=", "==", "!=", "&&", "||", "+=", "-=", "*=", "/=",
    "%=", "&=", "|=", "^=", "##",
  ]

  private func matches(_ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard index + count <= end else { return false }
    for offset in 0..<count where bytes[index + offset] != text.utf8Start[offset] { return false }
    return true
  }

  private func peek(_ distance: Int) -> UInt8? { index + distance < end ? bytes[index + distance] : nil }

  /// The length of a backslash-newline at an index, 0 when there is none.
  private func lengthOfLineSplice(at index: Int) -> Int {
    guard index + 1 < end, bytes[index] == UInt8(ascii: "\\") else { return 0 }
    if bytes[index + 1] == UInt8(ascii: "\n") { return 2 }
    if index + 2 < end, bytes[index + 1] == UInt8(ascii: "\r"), bytes[index + 2] == UInt8(ascii: "\n") { return 3 }
    return 0
  }

  private mutating func skipBlockComment() {
    index += 2
    while index < end {
      if bytes[index] == UInt8(ascii: "*"), peek(1) == UInt8(ascii: "/") {
        index += 2
        return
      }
      index += 1
    }
  }

  private mutating func skipLine() {
    while index < end {
      let splice = lengthOfLineSplice(at: index)
      if splice > 0 {
        index += splice
      } else if bytes[index] == UInt8(ascii: "\n") {
        return
      } else {
        index += 1
      }
    }
  }

  private mutating func skipWhile(_ predicate: (UInt8) -> Bool) {
    while index < end, predicate(bytes[index]) { index += 1 }
  }

  /// Tells whether a byte can begin an identifier. Bytes above ASCII can, as clang allows.
  public static func isIdentifierStart(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"), 0x80...0xFF:
      true
    default: false
    }
  }

  /// Tells whether a byte can continue an identifier.
  public static func isIdentifierPart(_ byte: UInt8) -> Bool { isIdentifierStart(byte) || isDigit(byte) }

  static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
