import Testing

@testable import Kbuild

@Suite struct CompilationDatabaseFileTests {
  @Test func readsBothForms() throws {
    let json = #"""
      [{"directory": "/b", "file": "../k/a.c", "command": "gcc -DX='\"y\"' -c a.c", "output": "a.o"},
       {"directory": "/b", "file": "/k/b.c", "arguments": ["clang", "-DZ", "@evil"]}]
      """#
    let database = try #require(CompilationDatabaseFile(json: Array(json.utf8)))
    #expect(
      database.entries == [
        .init(directory: "/b", file: "/k/a.c", arguments: [#"-DX="y""#, "-c", "a.c"]),
        // An @file stays a word of its own; nobody reads it.
        .init(directory: "/b", file: "/k/b.c", arguments: ["-DZ", "@evil"]),
      ])
    #expect(database.malformedCount == 0)
  }

  @Test func countsMalformedEntries() throws {
    let json = #"""
      [1, null, {}, {"directory": "relative", "file": "a.c", "command": "cc"}, {"directory": "/", "file": "a.c"},
       {"directory": "/", "file": "a.c", "command": "cc 'x"}, {"directory": "/", "file": "a.c", "arguments": []},
       {"directory": "/", "file": "a.c", "arguments": ["cc"]}]
      """#
    let database = try #require(CompilationDatabaseFile(json: Array(json.utf8)))
    #expect(database.entries.map(\.file) == ["/a.c"])
    #expect(database.malformedCount == 7)
  }

  @Test(arguments: ["", "{}", "[", "\"x\"", "[[[[", String(repeating: "[", count: 100_000)])
  func refusesWhatIsNoArrayOfObjects(_ text: String) {
    #expect(CompilationDatabaseFile(json: Array(text.utf8)) == nil)
  }
}
