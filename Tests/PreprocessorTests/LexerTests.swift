import Testing

@testable import Preprocessor

struct LexerTests {
  @Test func splitsAnEntry() {
    #expect(
      texts("BTF_ID_FLAGS(func, bpf_x, KF_A|KF_B)") == [
        "BTF_ID_FLAGS", "(", "func", ",", "bpf_x", ",", "KF_A", "|", "KF_B", ")",
      ])
  }

  @Test func kinds() {
    let tokens = lexed("a 1 \"s\" 'c' + @ /* x */ // y")
    #expect(tokens.map(\.kind) == [.identifier, .number, .string, .character, .punctuator, .other, .comment, .comment])
  }

  @Test(arguments: [
    ("a/*x*/b", ["a", "/*x*/", "b"]), ("/**/", ["/**/"]), ("/*/ x */y", ["/*/ x */", "y"]),
    ("a//b\nc", ["a", "//b", "c"]),
    ("/* \" */ x", ["/* \" */", "x"]), ("// it's\nx", ["// it's", "x"]), ("/* // */x", ["/* // */", "x"]),
    ("// a \\\n b\nc", ["// a \\\n b", "c"]), ("a /\n/ b", ["a", "/", "/", "b"]),
    ("/* a\n * b\n */x", ["/* a\n * b\n */", "x"]),
  ])
  func comments(text: String, expected: [String]) {
    #expect(texts(text) == expected)
  }

  @Test(arguments: [
    (#""a\"b" c"#, [#""a\"b""#, "c"]), (#""a\\" c"#, [#""a\\""#, "c"]), (#"'\'' c"#, [#"'\''"#, "c"]),
    ("\"/* no */\" c", ["\"/* no */\"", "c"]), ("\"a \\\n b\" c", ["\"a \\\n b\"", "c"]),
    ("\"a \\\r\n b\" c", ["\"a \\\r\n b\"", "c"]), ("L\"x\" u8\"y\" U'z'", ["L\"x\"", "u8\"y\"", "U'z'"]),
    ("FULL\"x\"", ["FULL", "\"x\""]), ("xu8\"x\"", ["xu8", "\"x\""]),
  ])
  func literals(text: String, expected: [String]) {
    #expect(texts(text) == expected)
  }

  @Test(arguments: [
    ("\"open\nx", ["\"open", "x"]), ("'open\nx", ["'open", "x"]), ("\"open", ["\"open"]), ("\"open\\", ["\"open\\"]),
    ("/* open", ["/* open"]), ("/*", ["/*"]), ("/* *", ["/* *"]), ("//", ["//"]), ("'", ["'"]), ("x \\", ["x", "\\"]),
  ])
  func unterminatedThingsEndWithTheLineOrFile(text: String, expected: [String]) {
    #expect(texts(text) == expected)
  }

  @Test(arguments: [
    ("0x1F+1", ["0x1F", "+", "1"]), ("1e+5f", ["1e+5f"]), ("0x1p-3", ["0x1p-3"]), (".5", [".5"]), ("1.2.3", ["1.2.3"]),
    ("10ULL", ["10ULL"]), ("a.b", ["a", ".", "b"]), ("1..2", ["1..2"]),
  ])
  func numbers(text: String, expected: [String]) {
    #expect(texts(text) == expected)
  }

  @Test func longPunctuatorsStayWhole() {
    #expect(
      texts("a->b ... ## <<= == != && || ++ ?:") == [
        "a", "->", "b", "...", "##", "<<=", "==", "!=", "&&", "||", "++", "?", ":",
      ])
  }

  @Test func splicesAreWhiteSpace() {
    #expect(texts("a \\\n b \\\r\n c") == ["a", "b", "c"])
  }

  /// A backslash at the end of a line joins the halves of a word (C11 5.1.1.2).
  @Test(arguments: ["bpf_\\\nfoo", "bpf_\\\r\nfoo"]) func aSplicedWordIsOneToken(text: String) {
    let marked = MarkedText(text + " bar")
    #expect(marked.stream.tokens.count == 2)
    #expect(marked.stream.text(0) == "bpf_foo")
    #expect(marked.stream.tokens[0].span == 0..<text.utf8.count)
  }

  @Test func aSpliceBehindAWordIsNotPartOfIt() {
    let marked = MarkedText("«foo»\\\n bar")
    #expect(marked.stream.tokens[0].span == marked.spans[0])
  }

  @Test func carriageReturnsAreWhiteSpace() {
    #expect(
      texts("int a;\r\n#define X 1\r\nint b;\r\n") == ["int", "a", ";", "#", "define", "X", "1", "int", "b", ";"])
  }

  @Test func nonASCIIWordsAreIdentifiers() {
    #expect(lexed("größe 文").map(\.kind) == [.identifier, .identifier])
  }

  @Test func bytesThatAreNoTextAreTokensOfTheirOwn() {
    let tokens = Lexer.tokens(of: [0x61, 0x00, 0x01, 0x62])
    #expect(tokens.map(\.kind) == [.identifier, .other, .other, .identifier])
  }

  @Test func directiveTokensAreMarkedToTheEndOfTheSplicedLine() {
    let tokens = Lexer.tokens(of: Array("x # y\n # define A \\\n B /* c\n d */ E\nz".utf8))
    let inDirective = tokens.filter(\.isInDirective).count
    // `# define A B comment E`; the first '#' does not begin a line.
    #expect(inDirective == 6)
    #expect(!tokens[0].isInDirective && !tokens[1].isInDirective)
    #expect(tokens.last?.isInDirective == false)
  }

  @Test func aCommentBeforeTheHashLeavesADirective() {
    let tokens = Lexer.tokens(of: Array("/* a\n b */ #if X\ny".utf8))
    #expect(tokens.filter(\.isInDirective).count == 3)
  }

  @Test func partOfATextIsLexedAlone() {
    let bytes = Array("aa bb cc".utf8)
    #expect(Lexer.tokens(of: bytes, in: 3..<5).map(\.span) == [3..<5])
    #expect(Lexer.tokens(of: bytes, in: 6..<99).map(\.span) == [6..<8])
    #expect(Lexer.tokens(of: bytes, in: 4..<4).isEmpty)
  }
}
