import SourceText
import Testing

@Suite("Path patterns")
struct PathGlobTests {
  @Test(
    "match what they describe",
    arguments: [
      ("net/core/filter.c", "net/core/filter.c"),
      ("net/core", "net/core/filter.c"),
      ("net/core/", "net/core/filter.c"),
      ("./net/core", "net/core/filter.c"),
      ("net/*/filter.c", "net/core/filter.c"),
      ("net/*", "net/core/filter.c"),
      ("net/**", "net/core/filter.c"),
      ("**/filter.c", "filter.c"),
      ("**/filter.c", "net/core/filter.c"),
      ("**/x/*.c", "a/x/y/x/b.c"),
      ("net/**/filter.c", "net/filter.c"),
      ("net/**/filter.c", "net/core/deep/filter.c"),
      ("*.c", "net/core/filter.c"),
      ("core", "net/core/filter.c"),
      ("f?lter.c", "net/core/filter.c"),
      ("net/co**ter.c", "net/core/filter.c"),
      ("a*b*c/d", "axbxbxc/d"),
    ])
  func matches(pattern: String, path: String) {
    #expect(PathGlob(pattern).matches(path))
  }

  @Test(
    "do not match anything else",
    arguments: [
      ("net/core/filter.c", "net/core/filter.cc"),
      ("net/cor", "net/core/filter.c"),
      ("core/filter.c", "net/core/filter.c"),
      ("net/*.c", "net/core/filter.c"),
      ("net/?/filter.c", "net/core/filter.c"),
      ("net?core/x", "net/core/x"),
      ("**/filter.c", "net/core/myfilter.c"),
      ("net/**/filter.c", "net/corefilter.c"),
      ("*.h", "net/core/filter.c"),
      ("", "net"),
    ])
  func doesNotMatch(pattern: String, path: String) {
    #expect(!PathGlob(pattern).matches(path))
  }

  @Test("take no longer for many stars")
  func isLinear() {
    let pattern = String(repeating: "**/a*", count: 40) + "/end"
    let path = String(repeating: "aaaaaaaa/", count: 200)
    #expect(!PathGlob(pattern).matches(path + "x"))
  }
}
