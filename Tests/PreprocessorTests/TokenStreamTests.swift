import Testing

@testable import Preprocessor

struct TokenStreamTests {
  private func arguments(_ text: String) -> [String]? {
    let stream = MarkedText(text).stream
    guard let close = stream.closing(1) else { return nil }
    return stream.arguments(open: 1, close: close).map { stream.text($0) }
  }

  @Test func commentsAreKeptApart() {
    let stream = MarkedText("a /* x */ b // y\n").stream
    #expect(stream.tokens.count == 2)
    #expect(stream.comments.count == 2)
  }

  @Test func argumentsSplitAtOuterCommas() {
    #expect(arguments("f(a, g(b, c), [d, e], {h, i}) x") == ["a", "g(b, c)", "[d, e]", "{h, i}"])
    #expect(arguments("f()") == [])
    #expect(arguments("f(,)") == ["", ""])
    #expect(arguments("f(a,)") == ["a", ""])
    #expect(arguments("f(a /* , */, \",\")") == ["a", "\",\""])
  }

  @Test func whatIsNeverClosedHasNoEnd() {
    #expect(arguments("f(a, (b)") == nil)
  }

  @Test func textHasOneSpaceWhereTheSourceHasSome() {
    let stream = MarkedText("const  char\t*\n /* c */ p [8]").stream
    #expect(stream.text(0..<stream.tokens.count) == "const char * p [8]")
    #expect(stream.text(0..<0) == "")
  }

  @Test func spansReachFromTheFirstToTheLastToken() {
    let text = MarkedText("a «b  c» d")
    #expect(text.stream.span(1..<3) == text.spans[0])
    #expect(text.stream.span(1..<1) == 2..<2)
    #expect(text.stream.span(4..<4) == 8..<8)
  }

  @Test func theFirstTokenAtOrBehindAByte() {
    let stream = MarkedText("aa  bb").stream
    #expect([0, 1, 4, 5, 6, 99].map { stream.firstToken(at: $0) } == [0, 1, 1, 2, 2, 2])
  }

  @Test func comparingWithoutAString() {
    let stream = MarkedText("abc ab").stream
    #expect(stream.isToken(0, "abc"))
    #expect(!stream.isToken(0, "ab"))
    #expect(stream.isToken(1, "ab"))
    #expect(!stream.isToken(2, "ab"))
    #expect(!stream.isToken(-1, "ab"))
    #expect(stream.text(7) == "")
  }
}
