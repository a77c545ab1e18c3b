import SourceText
import Testing

@testable import SourceText

@Suite struct PathTextTests {
  @Test(arguments: [
    ("/a/b/../c", "/a/c"), ("/a//b/./c/", "/a/b/c"), ("/../a", "/a"), ("/", "/"), ("a/../..", ".."), ("./a", "a"),
    ("", "."),
  ])
  func removesDotsAndRepeatedSlashes(_ path: String, _ expected: String) {
    #expect(PathText.normalized(path) == expected)
  }

  @Test func isBelowOnlyWholeComponents() {
    #expect(PathText.relative("/a/b/c", below: "/a/b") == "c")
    #expect(PathText.relative("/a/b", below: "/a/b") == "")
    #expect(PathText.relative("/a/bc", below: "/a/b") == nil)
    #expect(PathText.relative("/a", below: "/") == "a")
  }

  @Test func splitsDirectoryAndName() {
    #expect(PathText.directory(of: "/a/b") == "/a")
    #expect(PathText.directory(of: "/a") == "/")
    #expect(PathText.directory(of: "a") == ".")
    #expect(PathText.name(of: "a/b.c") == "b.c")
  }
}
