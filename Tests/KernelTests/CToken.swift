/// A word, number, punctuator or literal of C text, with where it stands.
struct CToken: Equatable {
  enum Kind { case identifier, number, literal, punctuator }

  var kind: Kind
  var text: String
  /// Byte offset of the first byte in the file.
  var offset: Int
  /// Line of the first byte, from 1.
  var line: Int
  /// How many directives stand before it in the file: neighbours with different values have a directive between them.
  var segment: Int

  func isPunctuator(_ text: String) -> Bool { kind == .punctuator && self.text == text }
}

/// A preprocessor directive: the words behind the `#`, lines that a backslash continues included.
struct CDirective {
  var tokens: [CToken]
  var offset: Int
  var line: Int

  var keyword: String { tokens.first?.text ?? "" }
}

/// A file's code tokens and its directives, apart from each other. Comments are gone, literals are kept as one token.
struct CTokens {
  var code: [CToken] = []
  var directives: [CDirective] = []

  /// Splits C text into tokens in one pass, without running the preprocessor: every branch of every `#if` is there.
  init(_ bytes: [UInt8]) {
    var scanner = Scanner(bytes: bytes)
    while let token = scanner.next() {
      if token.isPunctuator("#"), scanner.tokenBeganLine {
        var directive = CDirective(tokens: [], offset: token.offset, line: token.line)
        while let word = scanner.next(stoppingAtNewline: true) { directive.tokens.append(word) }
        directives.append(directive)
        scanner.segment += 1
      } else {
        code.append(token)
      }
    }
  }
}

extension CTokens {
  /// The state of the one pass: position, line and whether only white space was seen on this line.
  private struct Scanner {
    let bytes: [UInt8]
    var position = 0
    var line = 1
    var segment = 0
    var atLineStart = true
    /// Whether the token returned last was the first of its line.
    var tokenBeganLine = false

    init(bytes: [UInt8]) { self.bytes = bytes }

    private func byte(_ ahead: Int = 0) -> UInt8? {
      position + ahead < bytes.count ? bytes[position + ahead] : nil
    }

    private mutating func skip(_ count: Int) {
      for _ in 0..<count where position < bytes.count {
        if bytes[position] == UInt8(ascii: "\n") { line += 1 }
        position += 1
      }
    }

    /// The next token, or nil at the end of the file or, if asked, before the newline that ends a directive.
    mutating func next(stoppingAtNewline: Bool = false) -> CToken? {
      while let current = byte() {
        switch current {
        case UInt8(ascii: "\n"):
          if stoppingAtNewline { return nil }
          skip(1)
          atLineStart = true
        case UInt8(ascii: "\\"): skip(byte(1) == UInt8(ascii: "\n") ? 2 : 1)
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), 0x0B, 0x0C: skip(1)
        case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "/"):
          while let character = byte(), character != UInt8(ascii: "\n") {
            skip(character == UInt8(ascii: "\\") ? 2 : 1)
          }
        case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "*"):
          skip(2)
          while byte() != nil, !(byte() == UInt8(ascii: "*") && byte(1) == UInt8(ascii: "/")) { skip(1) }
          skip(2)
        default: return token(startingWith: current)
        }
      }
      return nil
    }

    private mutating func token(startingWith first: UInt8) -> CToken {
      tokenBeganLine = atLineStart
      atLineStart = false
      let start = position
      let startLine = line
      var kind = CToken.Kind.punctuator
      if Self.isWordByte(first) {
        kind = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) ? .number : .identifier
        while let character = byte(), Self.isWordByte(character) { skip(1) }
      } else if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
        kind = .literal
        skip(1)
        while let character = byte(), character != first, character != UInt8(ascii: "\n") {
          skip(character == UInt8(ascii: "\\") ? 2 : 1)
        }
        if byte() == first { skip(1) }
      } else {
        skip(1)
      }
      let text = String(decoding: bytes[start..<position], as: UTF8.self)
      return CToken(kind: kind, text: text, offset: start, line: startLine, segment: segment)
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
        true
      default: false
      }
    }
  }
}

extension Array where Element == CToken {
  /// The index of the parenthesis that closes the one at `open`, or nil when the text ends before.
  func closingParenthesis(of open: Int) -> Int? {
    var depth = 0
    for index in open..<count {
      if self[index].isPunctuator("(") { depth += 1 }
      if self[index].isPunctuator(")") {
        depth -= 1
        if depth == 0 { return index }
      }
    }
    return nil
  }

  /// The parts of an argument or parameter list, split at commas that no parenthesis, bracket or brace encloses.
  /// Empty text has no part.
  func splitAtCommas() -> [[CToken]] {
    guard !isEmpty else { return [] }
    var parts: [[CToken]] = [[]]
    var depth = 0
    for token in self {
      if token.kind == .punctuator {
        if ["(", "[", "{"].contains(token.text) { depth += 1 }
        if [")", "]", "}"].contains(token.text) { depth -= 1 }
        if depth == 0, token.text == "," {
          parts.append([])
          continue
        }
      }
      parts[parts.count - 1].append(token)
    }
    return parts
  }
}
