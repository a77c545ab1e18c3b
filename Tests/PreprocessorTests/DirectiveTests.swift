import Testing

@testable import Preprocessor

struct DirectiveTests {
  private func kinds(_ text: String) -> [Directive.Kind] { MarkedText(text).stream.directives().map(\.kind) }

  @Test func everyKind() {
    let text = """
      #if A
      #ifdef A
      #ifndef A
      #elif A
      #elifdef A
      #elifndef A
      #else
      #endif
      #define A
      #undef A
      #include "a.h"
      #include_next <a.h>
      #pragma once
      #
      """
    #expect(
      kinds(text) == [
        .if, .ifdef, .ifndef, .elif, .elifdef, .elifndef, .else, .endif, .define, .undef, .include, .include, .other,
        .other,
      ])
  }

  @Test func spansEndWithTheLine() {
    let text = MarkedText("int a;\n  «# if  A  »\nint b;\n«#endif»\n«#define B»")
    #expect(text.stream.directives().map(\.span) == text.spans)
  }

  @Test func spansOfSplicedLinesReachTheLastOne() {
    let text = MarkedText("«#if A && \\\n  B && \\\r\n  C»\nx\n«#endif»\n")
    let directives = text.stream.directives()
    #expect(directives.map(\.span) == text.spans)
    #expect(text.stream.text(directives[0].operands) == "A && B && C")
  }

  @Test func commentsBeforeAndInside() {
    let text = MarkedText("/* a */ /* b\n */ «#if /* c\n d */ A »/* e */\n#endif // f")
    let directives = text.stream.directives()
    #expect(directives.map(\.kind) == [.if, .endif])
    #expect(directives[0].span == text.spans[0])
    #expect(text.stream.text(directives[0].operands) == "A")
  }

  @Test func directivesOnNeighbouringLinesAreSeparate() {
    #expect(kinds("#if A\n#if B\n/* x */#endif\n\t#endif\n") == [.if, .if, .endif, .endif])
  }

  @Test func aHashInsideALineIsNoDirective() {
    #expect(kinds("x #if A\n") == [])
    #expect(kinds("#define S(x) #x\n#undef S\n") == [.define, .undef])
    #expect(kinds("#define S(x) \\\n #x\n") == [.define])
  }

  @Test func anEmptySplicedLineMayComeBefore() {
    #expect(kinds("\\\n#if A\n#endif") == [.if, .endif])
    #expect(kinds("#define A 1\n\\\n#if A\n#endif") == [.define, .if, .endif])
  }

  @Test func directivesInCommentsAndStringsAreNone() {
    #expect(kinds("/*\n#if A\n*/\nchar *s = \"\\\n#if A\";\n") == [])
  }

  @Test func carriageReturns() {
    let text = MarkedText("«#ifdef A»\r\nx\r\n«#endif»\r\n")
    #expect(text.stream.directives().map(\.span) == text.spans)
  }

  @Test func operandsAreTheTokensBehindTheName() {
    let text = MarkedText("#define F(a) a + 1\n#endif\n")
    let directives = text.stream.directives()
    #expect(text.stream.text(directives[0].operands) == "F(a) a + 1")
    #expect(directives[1].operands.isEmpty)
  }
}
