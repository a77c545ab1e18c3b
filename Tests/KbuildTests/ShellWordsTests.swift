import Testing

@testable import Kbuild

@Suite struct ShellWordsTests {
  @Test(arguments: [
    ("a  b\tc", ["a", "b", "c"]),
    (#"-DX='"kmod"' -DY="a\"b""#, [#"-DX="kmod""#, #"-DY=a"b"#]),
    (#"'it'\''s'"#, ["it's"]),
    (#""a\b" '' a\ b"#, [#"a\b"#, "", "a b"]),
    ("gcc -c x.c ; objtool x.o", ["gcc", "-c", "x.c"]),
    ("gcc x.c && rm -rf /", ["gcc", "x.c"]),
    ("gcc $(touch x) `id`", ["gcc", "$(touch", "x)", "`id`"]),
    ("a \\\n b", ["a", "b"]),
  ])
  func splitsLikeAShellThatNeverRuns(_ text: String, _ expected: [String]) throws {
    #expect(try ShellWords.firstCommand(text) == expected)
  }

  @Test func refusesUnclosedQuotes() {
    #expect(throws: ShellWords.Failure.unclosedQuote) { try ShellWords.firstCommand("a 'b") }
    #expect(throws: ShellWords.Failure.unclosedQuote) { try ShellWords.firstCommand("a \"b") }
    #expect(throws: ShellWords.Failure.trailingBackslash) { try ShellWords.firstCommand("a \\") }
  }
}
