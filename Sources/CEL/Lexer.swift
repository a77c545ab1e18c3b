/// Splits an expression into tokens.
///
/// Works on UTF-8 bytes in one pass. Errors are collected and scanning goes on, so that one run finds all of them.
struct Lexer {
  private let source: [UInt8]
  private var position = 0
  private(set) var tokens: [Token] = []
  private(set) var errors: [CompilationError] = []

  /// Scans the whole source. The last token is always `.end`.
  init(_ source: [UInt8]) {
    self.source = source
    while skipBlanks() {
      scanToken()
    }
    tokens.append(Token(kind: .end, range: source.count..<source.count))
  }

  private func byte(at offset: Int = 0) -> UInt8 {
    position + offset < source.count ? source[position + offset] : 0
  }

  private func text(from start: Int) -> String {
    String(decoding: source[start..<position], as: UTF8.self)
  }

  private mutating func add(_ kind: Token.Kind, from start: Int) {
    tokens.append(Token(kind: kind, range: start..<position))
  }

  private mutating func fail(_ message: String, _ range: Range<Int>, expected: String? = nil) {
    errors.append(CompilationError(kind: .syntax, message: message, range: range, expected: expected))
  }

  /// Skips white space and comments; false at the end of the source.
  private mutating func skipBlanks() -> Bool {
    while position < source.count {
      switch source[position] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"), 0x0C:
        position += 1
      case UInt8(ascii: "/") where byte(at: 1) == UInt8(ascii: "/"):
        while position < source.count, source[position] != UInt8(ascii: "\n") { position += 1 }
      default:
        return true
      }
    }
    return false
  }

  private mutating func scanToken() {
    let start = position
    let first = byte()
    if first.isDigit || (first == UInt8(ascii: ".") && byte(at: 1).isDigit) {
      scanNumber()
    } else if let prefix = stringPrefix() {
      scanString(prefix)
    } else if first.isIdentifierStart {
      while byte().isIdentifierStart || byte().isDigit { position += 1 }
      let name = text(from: start)
      if let keyword = Token.keywords[name] {
        add(.symbol(keyword), from: start)
      } else {
        add(.identifier(name), from: start)
      }
    } else if first == UInt8(ascii: "`") {
      scanQuotedIdentifier()
    } else {
      scanSymbol()
    }
  }

  private mutating func scanSymbol() {
    let start = position
    let (first, second) = (UInt16(byte()), UInt16(byte(at: 1)))
    if second != 0, let symbol = Token.symbols[first | second << 8] {
      position += 2
      return add(.symbol(symbol), from: start)
    }
    position += 1
    if let symbol = Token.symbols[first] { return add(.symbol(symbol), from: start) }
    // A character of several bytes is one mistake, not one per byte.
    while position < source.count, source[position] & 0xC0 == 0x80 { position += 1 }
    let expected: String? =
      switch text(from: start) {
      case "=": "'=='"
      case "&": "'&&'"
      case "|": "'||'"
      default: nil
      }
    fail("unexpected character '\(text(from: start))'", start..<position, expected: expected)
    add(.invalid, from: start)
  }

  private mutating func scanQuotedIdentifier() {
    let start = position
    position += 1
    while byte().isIdentifierStart || byte().isDigit || ".-/ ".utf8.contains(byte()) { position += 1 }
    guard byte() == UInt8(ascii: "`"), position > start + 1 else {
      fail(
        "malformed quoted field name", start..<max(position, start + 1),
        expected: "letters, digits, '_.-/ ' and a closing '`'")
      return add(.invalid, from: start)
    }
    position += 1
    add(.quotedIdentifier(String(decoding: source[start + 1..<position - 1], as: UTF8.self)), from: start)
  }

  private mutating func scanNumber() {
    let start = position
    if byte() == UInt8(ascii: "0"), byte(at: 1) == UInt8(ascii: "x"), byte(at: 2).isHexDigit {
      position += 2
      while byte().isHexDigit { position += 1 }
      return addInteger(from: start)
    }
    while byte().isDigit { position += 1 }
    var isDouble = false
    if byte() == UInt8(ascii: "."), byte(at: 1).isDigit {
      isDouble = true
      position += 1
      while byte().isDigit { position += 1 }
    }
    let sign = byte(at: 1) == UInt8(ascii: "+") || byte(at: 1) == UInt8(ascii: "-") ? 1 : 0
    if byte() | 0x20 == UInt8(ascii: "e"), byte(at: 1 + sign).isDigit {
      isDouble = true
      position += 1 + sign
      while byte().isDigit { position += 1 }
    }
    guard isDouble else { return addInteger(from: start) }
    add(Double(text(from: start)).map(Token.Kind.double) ?? .invalid, from: start)
  }

  private mutating func addInteger(from start: Int) {
    let digits = text(from: start)
    guard byte() | 0x20 == UInt8(ascii: "u") else { return add(.int(digits), from: start) }
    position += 1
    guard let value = digits.parsedInteger(as: UInt64.self) else {
      fail("'\(text(from: start))' does not fit into 64 bits", start..<position)
      return add(.invalid, from: start)
    }
    add(.uint(value), from: start)
  }
}

// MARK: - Strings

extension Lexer {
  /// The letters before a string's quote: `b` makes bytes, `r` leaves backslashes alone.
  private struct StringPrefix {
    var isBytes = false
    var isRaw = false
    var length = 0
  }

  private func stringPrefix() -> StringPrefix? {
    var prefix = StringPrefix()
    if byte() | 0x20 == UInt8(ascii: "b") {
      prefix.isBytes = true
      prefix.length += 1
    }
    if byte(at: prefix.length) | 0x20 == UInt8(ascii: "r") {
      prefix.isRaw = true
      prefix.length += 1
    }
    return byte(at: prefix.length).isQuote ? prefix : nil
  }

  private mutating func scanString(_ prefix: StringPrefix) {
    let start = position
    position += prefix.length
    let quote = byte()
    let isTriple = byte(at: 1) == quote && byte(at: 2) == quote
    position += isTriple ? 3 : 1
    var content: [UInt8] = []
    var isValid = true
    while true {
      guard position < source.count, isTriple || (byte() != UInt8(ascii: "\n") && byte() != UInt8(ascii: "\r")) else {
        fail("unterminated string", start..<position, expected: "a closing \(isTriple ? "triple " : "")quote")
        return add(.invalid, from: start)
      }
      if byte() == quote, !isTriple || (byte(at: 1) == quote && byte(at: 2) == quote) {
        position += isTriple ? 3 : 1
        break
      }
      if byte() == UInt8(ascii: "\\"), !prefix.isRaw {
        isValid = scanEscape(into: &content, isBytes: prefix.isBytes) && isValid
      } else {
        content.append(byte())
        position += 1
      }
    }
    guard isValid else { return add(.invalid, from: start) }
    add(prefix.isBytes ? .bytes(content) : .string(String(decoding: content, as: UTF8.self)), from: start)
  }

  /// Scans one escape sequence. In a string it stands for a code point, in bytes for a byte.
  private mutating func scanEscape(into content: inout [UInt8], isBytes: Bool) -> Bool {
    let start = position
    let letter = byte(at: 1)
    position = min(position + 2, source.count)
    if let plain = Self.plainEscapes[letter] {
      content.append(plain)
      return true
    }
    let code: UInt32?
    switch letter {
    case UInt8(ascii: "x"), UInt8(ascii: "X"): code = scanDigits(2, radix: 16)
    case UInt8(ascii: "u") where !isBytes: code = scanDigits(4, radix: 16)
    case UInt8(ascii: "U") where !isBytes: code = scanDigits(8, radix: 16)
    case UInt8(ascii: "0")...UInt8(ascii: "3"):
      position -= 1
      code = scanDigits(3, radix: 8)
    default: code = nil
    }
    if let code, isBytes, let byte = UInt8(exactly: code) {
      content.append(byte)
      return true
    }
    if let code, !isBytes, let scalar = Unicode.Scalar(code) {
      content += Array(String(scalar).utf8)
      return true
    }
    fail("invalid escape sequence '\(text(from: start))'", start..<position)
    return false
  }

  /// Reads exactly `count` digits; nil, having skipped those that are there, if one is missing.
  private mutating func scanDigits(_ count: Int, radix: Int) -> UInt32? {
    let start = position
    while position < start + count, byte().isHexDigit, radix == 16 || byte() < UInt8(ascii: "8") { position += 1 }
    return position == start + count ? UInt32(text(from: start), radix: radix) : nil
  }

  private static let plainEscapes: [UInt8: UInt8] = [
    UInt8(ascii: "a"): 7, UInt8(ascii: "b"): 8, UInt8(ascii: "f"): 12, UInt8(ascii: "n"): 10, UInt8(ascii: "r"): 13,
    UInt8(ascii: "t"): 9, UInt8(ascii: "v"): 11, UInt8(ascii: "\\"): 92, UInt8(ascii: "?"): 63,
    UInt8(ascii: "\""): 34, UInt8(ascii: "'"): 39, UInt8(ascii: "`"): 96,
  ]
}

extension UInt8 {
  var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }

  fileprivate var isHexDigit: Bool {
    isDigit || (self | 0x20 >= UInt8(ascii: "a") && self | 0x20 <= UInt8(ascii: "f"))
  }

  fileprivate var isIdentifierStart: Bool {
    self == UInt8(ascii: "_") || (self | 0x20 >= UInt8(ascii: "a") && self | 0x20 <= UInt8(ascii: "z"))
  }

  fileprivate var isQuote: Bool { self == UInt8(ascii: "'") || self == UInt8(ascii: "\"") }
}

extension String {
  /// Returns the integer that the text denotes, in hexadecimal if `0x` follows the sign; nil if it does not fit.
  func parsedInteger<T: FixedWidthInteger>(as type: T.Type) -> T? {
    let sign = hasPrefix("-") ? "-" : ""
    let digits = dropFirst(sign.count)
    return digits.hasPrefix("0x") ? T(sign + digits.dropFirst(2), radix: 16) : T(self)
  }
}
