import SourceText
import Testing

@testable import Reporters

@Suite struct ExcerptTests {
  /// Draws the excerpt of the first marked range as the text report does, without the gutter.
  private func drawing(_ text: String, limit: Int = 200) -> String {
    let source = MarkedSource("a.c", text)
    return drawing(source.ranges[0], source.file, limit: limit)
  }

  private func drawing(_ range: SourceRange, _ file: SourceFile, limit: Int = 200) -> String {
    Excerpt(range, in: file, limit: limit).lines
      .flatMap { [$0.text, $0.underline].compactMap { $0 } }.joined(separator: "\n")
  }

  private func place(_ line: Int, _ column: Int) -> SourcePosition {
    SourcePosition(offset: 0, line: line, column: column)
  }

  @Test func `underlines the exact bytes`() {
    #expect(
      drawing("int x;\nint «bad»(void);\n") == """
        int bad(void);
            ^~~
        """)
  }

  @Test func `a tab before and inside the range keeps its columns`() {
    #expect(
      drawing("\tint\t«a,\tb»;\n") == """
                int     a,      b;
                        ^~~~~~~~~
        """)
  }

  @Test func `wide and combining characters keep the caret under the bytes`() {
    #expect(
      drawing("/* 漢字 */ «x»\n") == """
        /* 漢字 */ x
                   ^
        """)
    #expect(
      drawing("e\u{301}e\u{301} «字x» y\n") == """
        e\u{301}e\u{301} 字x y
           ^~~
        """)
    #expect(drawing("😀«b»\n") == "😀b\n  ^")
  }

  @Test func `a place inside a character stands for the whole character`() {
    let file = SourceFile(path: "a.c", bytes: Array("a字b\n".utf8))
    #expect(drawing(file.range(2..<3), file) == "a字b\n ^~")
    #expect(drawing(file.range(0..<2), file) == "a字b\n^~~")
  }

  @Test func `a CRLF line ends before its CR`() {
    #expect(drawing("int a;\r\nint «b»;\r\n") == "int b;\n    ^")
    let file = SourceFile(path: "a.c", bytes: Array("ab\r\ncd\r\n".utf8))
    #expect(drawing(file.range(1..<4), file) == "ab\n ^")
  }

  @Test func `an empty range has one caret`() {
    #expect(drawing("int «»x;\n") == "int x;\n    ^")
    #expect(drawing("int x;«»\n") == "int x;\n      ^")
  }

  @Test func `an empty range at the end of the file has a caret`() {
    #expect(drawing("int x;\n«»") == "\n^")
    #expect(drawing("int x;«»") == "int x;\n      ^")
    #expect(drawing("«»") == "\n^")
  }

  @Test func `a range past the end of its line or file is clamped`() {
    let file = SourceFile(path: "a.c", bytes: Array("int x;\n".utf8))
    #expect(drawing(SourceRange(path: "a.c", start: place(1, 5), end: place(1, 99)), file) == "int x;\n    ^~")
    #expect(drawing(SourceRange(path: "a.c", start: place(1, 5), end: place(40, 1)), file) == "int x;\n    ^~\n")
    #expect(drawing(SourceRange(path: "a.c", start: place(1, 50), end: place(1, 60)), file) == "int x;\n      ^")
  }

  @Test func `a range that starts past the end of the file has no excerpt`() {
    let file = SourceFile(path: "a.c", bytes: Array("int x;\n".utf8))
    #expect(Excerpt(SourceRange(path: "a.c", start: place(3, 1), end: place(3, 2)), in: file, limit: 80).lines.isEmpty)
    #expect(Excerpt(SourceRange(path: "a.c", start: place(0, 0), end: place(0, 0)), in: file, limit: 80).lines.isEmpty)
  }

  @Test func `a range that ends before it starts is empty`() {
    let file = SourceFile(path: "a.c", bytes: Array("ab\ncd\n".utf8))
    #expect(drawing(SourceRange(path: "a.c", start: place(2, 2), end: place(1, 1)), file) == "cd\n ^")
    #expect(drawing(SourceRange(path: "a.c", start: place(2, 2), end: place(2, 1)), file) == "cd\n ^")
  }

  @Test func `each line of a longer range is underlined from its first visible character`() {
    #expect(
      drawing("int «f(int a,\n      int b)»;\n") == """
        int f(int a,
            ^~~~~~~~
              int b);
              ~~~~~~
        """)
  }

  @Test func `a range that ends with a line feed does not reach into the next line`() {
    #expect(drawing("«int a;\n»int b;\n") == "int a;\n^~~~~~")
  }

  @Test func `the middle of a range of many lines is left out`() {
    #expect(drawing("«a\nb\nc\nd\ne\nf\n\n\ni»\n") == "a\n^\nb\n~\nc\n~\nd\n~\n...\ni\n~")
  }

  @Test func `a line that does not fit is cut around the range`() {
    let long = String(repeating: "a", count: 100) + " «bad» " + String(repeating: "z", count: 100) + "\n"
    #expect(
      drawing(long, limit: 40) == """
        ...aaaaaaaaaa bad zzzzzzzzzzzzzzzzzzz...
                      ^~~
        """)
  }

  @Test func `a line that does not fit is cut at its end only when the range is near the start`() {
    #expect(drawing("«ab» " + String(repeating: "z", count: 100) + "\n", limit: 20) == "ab zzzzzzzzzzzzzz...\n^~")
  }

  @Test func `a line that does not fit is cut at its start only when the range is near the end`() {
    #expect(
      drawing(String(repeating: "a", count: 100) + " «b»\n", limit: 20) == """
        ...aaaaaaaaaaaa b
                        ^
        """)
  }

  @Test func `a range that does not fit is cut with its line`() {
    #expect(
      drawing("«" + String(repeating: "a", count: 100) + "»\n", limit: 20) == """
        aaaaaaaaaaaaaaaaa...
        ^~~~~~~~~~~~~~~~~
        """)
  }

  @Test func `a line of megabytes is laid out around the range only`() {
    let much = String(repeating: "字", count: 100_000)
    #expect(drawing("\(much) «bad» \(much)\n", limit: 30) == "...字字字 bad 字字字字字字...\n          ^~~")
    #expect(drawing("«bad» \(much)\n", limit: 20) == "bad 字字字字字字...\n^~~")
    #expect(drawing("\(much) «bad»\n", limit: 20) == "...字字字字字 bad\n              ^~~")
    #expect(drawing("\(much)«»\n", limit: 20) == "...字字字字字字字\n                 ^")
  }

  @Test func `controls and broken UTF-8 in a source line are spelled out`() {
    let file = SourceFile(path: "a.c", bytes: [0x1B, 0x5B, 0x41, 0xFF, 0x0D, 0x78, 0x0A])
    #expect(
      drawing(file.range(5..<6), file) == """
        <U+001B>[A<FF><U+000D>x
                              ^
        """)
  }
}
