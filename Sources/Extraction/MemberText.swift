import Preprocessor

/// Reads what the text of a struct says of a member and the parse does not show: sparse annotations, which are empty macros, and comments.
struct MemberText {
  let stream: TokenStream

  private static let tags: Set<String> = ["__rcu", "__percpu", "__user"]
  /// Words before NULL that deny it.
  private static let denials = ["never", "not ", "non-", "n't", "cannot"]

  /// Returns the annotations in a member's declaration, sorted.
  func tags(ofMember span: Range<Int>) -> [String] {
    tokens(in: span).map { stream.text($0) }.filter { MemberText.tags.contains($0) }.sorted()
  }

  /// Whether the comment before the declaration, or behind it on its last line, says that the member can be NULL.
  func saysNull(ofMember span: Range<Int>) -> Bool {
    let tokens = tokens(in: span)
    guard let first = tokens.first else { return false }
    let before = first > 0 ? stream.tokens[first - 1].span.upperBound : 0
    let semicolon = (first..<stream.tokens.count).first { stream.isToken($0, ";") }
    return stream.comments.contains { comment in
      let place = comment.span
      if place.lowerBound >= before, place.upperBound <= span.lowerBound {
        // What stands on the line of the member before is about that one.
        return before == 0 || hasLineEnd(before..<place.lowerBound) ? saysNull(place) : false
      }
      guard let semicolon else { return false }
      let end = stream.tokens[semicolon].span.upperBound
      return place.lowerBound >= end && !hasLineEnd(end..<place.lowerBound)
        && (semicolon + 1 >= stream.tokens.count || stream.tokens[semicolon + 1].span.lowerBound > place.lowerBound)
        && saysNull(place)
    }
  }

  private func tokens(in span: Range<Int>) -> Range<Int> {
    let start = stream.firstToken(at: span.lowerBound)
    var end = start
    while end < stream.tokens.count, stream.tokens[end].span.lowerBound < span.upperBound { end += 1 }
    return start..<end
  }

  private func hasLineEnd(_ span: Range<Int>) -> Bool { stream.file.bytes[span].contains(UInt8(ascii: "\n")) }

  /// Whether the comment has the word NULL without a denial before it in the sentence, other than as the end of a list.
  private func saysNull(_ span: Range<Int>) -> Bool {
    let text = stream.file.text(span)
    var rest = text[...]
    while let place = rest.firstRange(of: "NULL") {
      let sentence = text[..<place.lowerBound].split(whereSeparator: { ".;\n".contains($0) }).last ?? ""
      let behind = text[place.upperBound...]
      let isWord = behind.first.map { !$0.isLetter && !$0.isNumber && $0 != "_" } ?? true
      let isTermination = behind.drop { $0 == " " || $0 == "-" }.hasPrefix("term")
      let isDenied = MemberText.denials.contains { sentence.lowercased().contains($0) }
      if isWord, !isTermination, !isDenied { return true }
      rest = behind
    }
    return false
  }
}
