import Preprocessor

/// The lines that a comment is about.
///
/// A comment with code before it on its line is about that code: the whole declaration or macro call when it stands behind its
/// end, else its own line. Any other comment is about what begins right below it, or behind it on its last line.
struct CoveredLines {
  let lines: ClosedRange<Int>

  /// Declarations are shorter; a file made to waste time is not followed further.
  private static let tokenLimit = 4096

  init(of comment: Token, in stream: TokenStream) {
    let file = stream.file
    func line(at offset: Int) -> Int { file.lines.position(at: offset).line }
    let first = line(at: comment.span.lowerBound)
    let last = max(first, line(at: max(comment.span.lowerBound, comment.span.upperBound - 1)))
    let next = stream.tokens.partitioningIndex { $0.span.lowerBound >= comment.span.upperBound }
    if next > 0, line(at: stream.tokens[next - 1].span.upperBound - 1) == first {
      let start = CoveredLines.start(ofItemEndingAt: next - 1, in: stream)
      lines = min(first, line(at: stream.tokens[start].span.lowerBound))...last
      return
    }
    guard next < stream.tokens.count else {
      lines = first...last
      return
    }
    let target = line(at: stream.tokens[next].span.lowerBound)
    // Other comments may stand between, empty lines may not.
    var reached = last
    for other in stream.comments where other.span.lowerBound >= comment.span.upperBound {
      guard other.span.lowerBound < stream.tokens[next].span.lowerBound, line(at: other.span.lowerBound) <= reached + 1
      else { break }
      reached = line(at: max(other.span.lowerBound, other.span.upperBound - 1))
    }
    guard target <= reached + 1 else {
      lines = first...last
      return
    }
    let end = CoveredLines.end(ofItemBeginningAt: next, in: stream)
    lines = first...max(last, line(at: stream.tokens[end].span.upperBound - 1))
  }

  /// Returns the last token of the declaration, macro call or parameter that begins with a token.
  private static func end(ofItemBeginningAt start: Int, in stream: TokenStream) -> Int {
    var depth = 0
    for index in start..<min(stream.tokens.count, start + tokenLimit) {
      // The end of a directive is not in its tokens.
      if stream.tokens[index].isInDirective { return start }
      switch punctuator(index, stream) {
      case "(", "[": depth += 1
      case ")", "]":
        depth -= 1
        if depth < 0 { return max(start, index - 1) }
        if depth == 0, endsLine(index, stream) { return index }
      case ";", "{", "}", ",": if depth == 0 { return index }
      default: break
      }
    }
    return start
  }

  /// Returns the first token of the declaration or macro call that ends with a token; the token itself if none does.
  private static func start(ofItemEndingAt end: Int, in stream: TokenStream) -> Int {
    guard !stream.tokens[end].isInDirective, [";", "{", ")"].contains(punctuator(end, stream)) else { return end }
    var depth = 0
    for index in stride(from: end, through: max(0, end - tokenLimit), by: -1) {
      let sign = punctuator(index, stream)
      if index < end, depth == 0 {
        let isBoundary = [";", "{", "}"].contains(sign) || (sign == ")" && endsLine(index, stream))
        if isBoundary || stream.tokens[index].isInDirective { return index + 1 }
      }
      switch sign {
      case ")", "]": depth += 1
      case "(", "[":
        depth -= 1
        // Inside of an argument list nothing ends.
        if depth < 0 { return end }
      default: break
      }
    }
    return end <= tokenLimit ? 0 : end
  }

  /// Whether nothing but comments follows on the line: a macro call without semicolon ends there, and the head of a function.
  private static func endsLine(_ index: Int, _ stream: TokenStream) -> Bool {
    guard index + 1 < stream.tokens.count else { return true }
    let lines = stream.file.lines
    return lines.position(at: stream.tokens[index + 1].span.lowerBound).line
      > lines.position(at: stream.tokens[index].span.upperBound - 1).line
  }

  private static func punctuator(_ index: Int, _ stream: TokenStream) -> Character? {
    let token = stream.tokens[index]
    guard token.kind == .punctuator, token.span.count == 1 else { return nil }
    return Character(Unicode.Scalar(stream.file.bytes[token.span.lowerBound]))
  }
}
