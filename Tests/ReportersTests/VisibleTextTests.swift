import TestSupport
import Testing

@testable import Reporters

@Suite struct VisibleTextTests {
  @Test func `escape sequences, line feeds and tabs are spelled out`() {
    #expect(VisibleText.escaped("a\u{1B}[31mb\nc\td\u{7F}") == "a<U+001B>[31mb<U+000A>c<U+0009>d<U+007F>")
  }

  @Test func `C1 controls, reordering and invisible characters are spelled out`() {
    #expect(
      VisibleText.escaped("\u{9B}\u{202E}\u{200B}\u{2028}\u{E0041}") == "<U+009B><U+202E><U+200B><U+2028><U+E0041>")
  }

  @Test func `ordinary text of any script is kept`() {
    for text in ["'bpf_x' größe", "漢字", "e\u{301}", "😀", ""] { #expect(VisibleText.escaped(text) == text) }
  }
}

@Suite struct DisplayWidthTests {
  @Test(arguments: [
    ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("漢字", 4), ("ｱ", 1), ("Ａ", 2), ("😀", 2), ("한", 2),
    ("\u{1112}\u{1161}\u{11AB}", 2), ("→", 1), ("⚡", 2), ("\u{20DD}", 0),
  ])
  func `counts terminal columns`(text: String, columns: Int) {
    #expect(DisplayWidth.of(text) == columns)
  }
}

@Suite struct UTF8ScalarsTests {
  @Test func `agrees with the repair of the standard library and covers every byte`() {
    var random = SeededGenerator(seed: 1)
    for _ in 0..<2000 {
      let bytes = random.sourceBytes(most: 12)
      let elements = Array(UTF8Scalars(bytes: bytes[...]))
      let scalars = elements.map { $0.scalar ?? "\u{FFFD}" }
      #expect(scalars == Array(String(decoding: bytes, as: UTF8.self).unicodeScalars), "\(bytes)")
      #expect(elements.reduce(0) { $0 + $1.byteCount } == bytes.count)
      #expect(zip(elements, elements.dropFirst()).allSatisfy { $0.offset + $0.byteCount == $1.offset })
    }
  }
}
