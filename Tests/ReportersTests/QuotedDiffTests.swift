import Patches
import SourceText
import Testing

@testable import Reporters

/// Edge cases of quoting.
@Suite struct QuotedDiffTests {
  /// The quoted lines of a diff with a comment on the first occurrence of a text.
  private func lines(_ diff: String, files: [String: String], comment: String, in path: String) throws -> [String] {
    let mail = try SampleMail(diff, files: files)
    var quoted = QuotedDiff(try #require(mail.patches.first))
    let place = try #require(quoted.place(of: try mail.range(of: comment, in: path)))
    quoted.add(["HERE"], at: place)
    return quoted.lines
  }

  @Test func `a file that does not end with a line feed says so`() throws {
    let diff = "--- a/x.c\n+++ b/x.c\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file\n"
    let lines = try lines(diff, files: ["x.c": "a"], comment: "b", in: "x.c")
    let remark = "> \\ No newline at end of file"
    #expect(lines.suffix(7) == ["> -a", remark, "> +b", remark, "", "HERE", ""])
  }

  @Test func `lines of code that look like mail are quoted like any other`() throws {
    let diff = "--- a/x.c\n+++ b/x.c\n@@ -1,2 +1,5 @@\n a\n+From: evil\n+.\n+> b\n c\n"
    let lines = try lines(diff, files: ["x.c": "a\nc\n"], comment: "> b", in: "x.c")
    #expect(lines.contains("> +From: evil") && lines.contains("> +.") && lines.contains("> +> b"))
  }

  @Test func `escape sequences, bytes that are no UTF-8 and long lines do not get into the mail`() throws {
    let long = String(repeating: "é", count: 2_000)
    let diff = "--- a/x.c\n+++ b/x.c\n@@ -1 +1,4 @@\n a\n+\u{1B}[31mred\u{202E}\n+\(long)\n+tab\there\n"
    let lines = try lines(diff, files: ["x.c": "a\n"], comment: "tab", in: "x.c")
    #expect(lines.contains("> +<U+001B>[31mred<U+202E>") && lines.contains("> +tab\there"))
    #expect(lines.allSatisfy { $0.utf8.count < 998 })
    #expect(MailText.code([0x61, 0xFF, 0x0D]) == "a\u{FFFD}")
  }

  @Test func `a renamed and changed file is quoted with both names`() throws {
    let diff = """
      diff --git a/a.c b/b c.c
      similarity index 90%
      rename from a.c
      rename to b c.c
      --- a/a.c
      +++ b/b c.c\t
      @@ -1,2 +1,2 @@
       one
      -two
      +three

      """
    let lines = try lines(diff, files: ["a.c": "one\ntwo\n"], comment: "three", in: "b c.c")
    #expect(lines.contains("> rename from a.c") && lines.contains("> rename to b c.c"))
    #expect(lines.contains("> +++ b/b c.c"))
  }

  @Test func `a new file is quoted from its first line`() throws {
    let diff = "--- /dev/null\n+++ b/x.c\n@@ -0,0 +1,3 @@\n+one\n+two\n+three\n"
    let lines = try lines(diff, files: [:], comment: "two", in: "x.c")
    #expect(lines.suffix(5) == ["> +one", "> +two", "", "HERE", ""])
    #expect(!lines.contains("> [...]"))
  }

  @Test func `of a long block of changes only the end is quoted`() throws {
    let added = (0..<40).map { "+new\($0)\n" }.joined()
    let diff = "--- a/x.c\n+++ b/x.c\n@@ -1 +1,41 @@\n a\n\(added)"
    let lines = try lines(diff, files: ["x.c": "a\n"], comment: "new39", in: "x.c")
    #expect(lines.count { $0.hasPrefix("> +new") } == 14 && lines.contains("> [...]"))
  }

  @Test func `what is refused is not quoted, what is behind it is`() throws {
    let diff = "--- a/x.c\n+++ b/x.c\n@@ -1 +1 @@\n-wrong\n+x\n--- a/y.c\n+++ b/y.c\n@@ -1 +1 @@\n-a\n+b\n"
    let lines = try lines(diff, files: ["x.c": "a\n", "y.c": "a\n"], comment: "b", in: "y.c")
    #expect(lines.contains("> +++ b/y.c") && !lines.contains("> +++ b/x.c"))
  }

  @Test func `a range outside of all hunks has no place`() throws {
    let mail = try SampleMail()
    let quoted = QuotedDiff(try #require(mail.patches.first))
    #expect(quoted.place(of: try mail.range(of: "line29")) == nil && quoted.isEmpty)
  }

  @Test(arguments: [
    ("", [String]()), ("one  two\n three", ["one two three"]),
    (
      String(repeating: "abcdefgh ", count: 9),
      [
        "abcdefgh abcdefgh abcdefgh abcdefgh abcdefgh abcdefgh abcdefgh abcdefgh", "abcdefgh",
      ]
    ), (String(repeating: "x", count: 80) + " y", [String(repeating: "x", count: 80), "y"]),
    (String(repeating: "字", count: 36) + " z", [String(repeating: "字", count: 36), "z"]),
  ]) func `text is wrapped at 72 columns`(text: String, lines: [String]) {
    #expect(MailText.wrapped(text) == lines)
  }
}
