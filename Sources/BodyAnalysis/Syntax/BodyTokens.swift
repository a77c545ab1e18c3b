import Preprocessor

/// The tokens of a body that one configuration compiles: without directives and without the branches it leaves out.
struct BodyTokens {
  let stream: TokenStream
  /// Indices into the stream.
  let indices: [Int]

  /// - Parameter isSkipped: whether the preprocessor leaves a byte out.
  init(_ stream: TokenStream, body: Range<Int>, isSkipped: (Int) -> Bool) {
    self.stream = stream
    indices = body.filter { !stream.tokens[$0].isInDirective && !isSkipped(stream.tokens[$0].span.lowerBound) }
  }

  var count: Int { indices.count }

  /// Returns whether the token at a position is the text.
  func isToken(_ position: Int, _ text: StaticString) -> Bool {
    indices.indices.contains(position) && stream.isToken(indices[position], text)
  }

  /// Returns the text of the token at a position, empty behind the end.
  func text(_ position: Int) -> String { indices.indices.contains(position) ? stream.text(indices[position]) : "" }

  func kind(_ position: Int) -> Token.Kind? {
    indices.indices.contains(position) ? stream.tokens[indices[position]].kind : nil
  }

  func isIdentifier(_ position: Int) -> Bool { kind(position) == .identifier }

  /// Returns the position behind the bracket that closes the one at a position, nil when none does.
  func behindClosing(_ open: Int) -> Int? {
    var depth = 0
    var position = open
    while position < count {
      if kind(position) == .punctuator {
        if isToken(position, "(") || isToken(position, "[") || isToken(position, "{") {
          depth += 1
        } else if isToken(position, ")") || isToken(position, "]") || isToken(position, "}") {
          depth -= 1
          if depth <= 0 { return position + 1 }
        }
      }
      position += 1
    }
    return nil
  }

  /// Returns the tokens of the stream between two positions.
  func range(_ start: Int, _ end: Int) -> Range<Int> {
    guard let last = indices.last, indices.indices.contains(start) else { return 0..<0 }
    let upper =
      end > start && indices.indices.contains(end - 1) ? indices[end - 1] + 1 : min(indices[start] + 1, last + 1)
    return indices[start]..<max(indices[start], upper)
  }
}
