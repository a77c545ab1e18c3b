import SARIF
import Testing

@Suite struct URIReferenceTests {
  @Test(arguments: [
    ("net/core/filter.c", "net/core/filter.c"), ("a b%.c", "a%20b%25.c"), ("größe.c", "gr%C3%B6%C3%9Fe.c"),
    ("a:b.c", "a%3Ab.c"), ("a?#[]\\.c", "a%3F%23%5B%5D%5C.c"), ("a-b_c~d.c", "a-b_c~d.c"), ("a\n.c", "a%0A.c"),
    ("", ""), ("/usr/src/x y.h", "file:///usr/src/x%20y.h"),
  ])
  func `encodes what RFC 3986 reserves`(path: String, uri: String) {
    #expect(URIReference.make(path: path) == uri)
  }

  @Test func `the URI of a directory ends with one slash`() {
    #expect(URIReference.make(directory: "/src/linux") == "file:///src/linux/")
    #expect(URIReference.make(directory: "/src/linux/") == "file:///src/linux/")
  }
}
