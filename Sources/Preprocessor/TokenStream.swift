import SourceText

/// The tokens of a file with their texts at hand: what the readers of declarations work on.
public struct TokenStream: Sendable {
  public let file: SourceFile
  /// Every token but comments, in order.
  public let tokens: [Token]
  /// Every comment, in order.
  public let comments: [Token]

  /// - Parameter span: the bytes to read, all by default. They begin and end between tokens.
  public init(file: SourceFile, in span: Range<Int>? = nil) {
    self.file = file
    var tokens: [Token] = []
    var comments: [Token] = []
    for token in Lexer.tokens(of: file.bytes, in: span) {
      if token.kind == .comment { comments.append(token) } else { tokens.append(token) }
    }
    self.tokens = tokens
    self.comments = comments
  }

  /// Returns the text of a token, without line splices.
  public func text(_ index: Int) -> String {
    guard tokens.indices.contains(index) else { return "" }
    return text(of: tokens[index])
  }

  /// Returns the text of a token, without line splices.
  public func text(of token: Token) -> String {
    let slice = file.bytes[token.span]
    guard slice.contains(UInt8(ascii: "\\")), token.kind == .identifier || token.kind == .number else {
      return String(decoding: slice, as: UTF8.self)
    }
    return String(decoding: slice.filter { $0 != UInt8(ascii: "\\") && $0 != 0x0A && $0 != 0x0D }, as: UTF8.self)
  }

  /// Tells whether a token is exactly the given text, without making a string. O(length).
  public func isToken(_ index: Int, _ text: StaticString) -> Bool {
    guard tokens.indices.contains(index) else { return false }
    let span = tokens[index].span
    guard span.count == text.utf8CodeUnitCount else { return false }
    for offset in 0..<span.count where file.bytes[span.lowerBound + offset] != text.utf8Start[offset] { return false }
    return true
  }

  /// Returns the index of the token that closes the bracket at `open`, nil when it is never closed. Tokens of directives count too.
  public func closing(_ open: Int) -> Int? {
    var depth = 0
    var index = open
    while index < tokens.count {
      if tokens[index].kind == .punctuator, tokens[index].span.count == 1 {
        switch file.bytes[tokens[index].span.lowerBound] {
        case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
        case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
          depth -= 1
          if depth <= 0 { return index }
        default: break
        }
      }
      index += 1
    }
    return nil
  }

  /// Splits the tokens between the parenthesis at `open` and its partner at the commas of the outermost level.
  /// An empty list has no argument.
  public func arguments(open: Int, close: Int) -> [Range<Int>] {
    guard open + 1 < close else { return [] }
    var result: [Range<Int>] = []
    var start = open + 1
    var index = open + 1
    while index < close {
      if tokens[index].kind == .punctuator, tokens[index].span.count == 1 {
        switch file.bytes[tokens[index].span.lowerBound] {
        case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
          index = min(closing(index) ?? close, close)
        case UInt8(ascii: ","):
          result.append(start..<index)
          start = index + 1
        default: break
        }
      }
      index += 1
    }
    result.append(start..<close)
    return result
  }

  /// Returns tokens as text with one space where the source has any space, comment or line end between them.
  public func text(_ range: Range<Int>) -> String {
    var result = ""
    var previousEnd: Int?
    for index in range where tokens.indices.contains(index) {
      if let previousEnd, previousEnd < tokens[index].span.lowerBound { result += " " }
      result += text(index)
      previousEnd = tokens[index].span.upperBound
    }
    return result
  }

  /// Returns the bytes from the first to the last of a range of tokens; empty at the next token for an empty range.
  public func span(_ range: Range<Int>) -> Range<Int> {
    guard let first = range.first, let last = range.last, tokens.indices.contains(first), tokens.indices.contains(last)
    else {
      let place =
        tokens.indices.contains(range.lowerBound) ? tokens[range.lowerBound].span.lowerBound : file.bytes.count
      return place..<place
    }
    return tokens[first].span.lowerBound..<tokens[last].span.upperBound
  }

  /// Returns the index of the first token that starts at or behind a byte. O(log n).
  public func firstToken(at offset: Int) -> Int {
    var low = 0
    var high = tokens.count
    while low < high {
      let middle = (low + high) / 2
      if tokens[middle].span.lowerBound < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
