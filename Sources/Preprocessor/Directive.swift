/// A preprocessing directive, read from the text.
public struct Directive: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    case `if`, ifdef, ifndef, elif, elifdef, elifndef, `else`, endif, define, undef, include, other
  }

  public var kind: Kind
  /// The bytes from `#` to the end of the (spliced) line, without the line end.
  public var span: Range<Int>
  /// The tokens behind the directive's name, as indices into the stream.
  public var operands: Range<Int>

  static let kinds: [String: Kind] = [
    "if": .if, "ifdef": .ifdef, "ifndef": .ifndef, "elif": .elif, "elifdef": .elifdef, "elifndef": .elifndef,
    "else": .else, "endif": .endif, "define": .define, "undef": .undef, "include": .include,
    "include_next": .include, "import": .include,
  ]
}

extension TokenStream {
  /// Reads the directives in order. O(n).
  public func directives() -> [Directive] {
    var result: [Directive] = []
    var index = 0
    while index < tokens.count {
      guard tokens[index].isInDirective else {
        index += 1
        continue
      }
      // A new directive begins at a '#' that starts a line; the lexer marks all of its tokens.
      let start = index
      var end = index + 1
      while end < tokens.count, tokens[end].isInDirective, !startsDirective(end) { end += 1 }
      if isToken(start, "#") {
        let hasName = start + 1 < end
        let kind = hasName ? Directive.kinds[text(start + 1)] ?? .other : .other
        let lineEnd = endOfLine(from: tokens[end - 1].span.upperBound)
        result.append(
          Directive(
            kind: kind, span: tokens[start].span.lowerBound..<lineEnd, operands: min(start + 2, end)..<end))
      }
      index = end
    }
    return result
  }

  private func startsDirective(_ index: Int) -> Bool {
    guard isToken(index, "#") else { return false }
    var offset = tokens[index].span.lowerBound - 1
    while offset >= 0 {
      switch file.bytes[offset] {
      case UInt8(ascii: "\n"):
        guard offset > 0, isSplice(offset) else { return true }
        offset -= file.bytes[offset - 1] == UInt8(ascii: "\\") ? 2 : 3
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): offset -= 1
      default:
        // A comment before '#' still leaves it at the start of the line.
        guard let comment = comments.last(where: { $0.span.contains(offset) }) else { return false }
        offset = comment.span.lowerBound - 1
      }
    }
    return true
  }

  private func isSplice(_ newline: Int) -> Bool {
    if file.bytes[newline - 1] == UInt8(ascii: "\\") { return true }
    return newline >= 2 && file.bytes[newline - 1] == UInt8(ascii: "\r")
      && file.bytes[newline - 2] == UInt8(ascii: "\\")
  }

  /// The end of the line on which a token ends; a comment there may go on to the next line and is left out.
  private func endOfLine(from offset: Int) -> Int {
    var end = offset
    while end < file.bytes.count, file.bytes[end] == UInt8(ascii: " ") || file.bytes[end] == UInt8(ascii: "\t") {
      end += 1
    }
    return end
  }
}
