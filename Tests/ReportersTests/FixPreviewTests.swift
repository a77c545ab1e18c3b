import Diagnostics
import SourceText
import Testing

@testable import Reporters

@Suite struct FixPreviewTests {
  /// Draws the change of a marked source: each marked range is replaced by the text at its place in the list.
  private func drawing(_ text: String, _ replacements: String...) -> String {
    let source = MarkedSource("a.c", text)
    let edits = zip(source.ranges, replacements).map { Edit(range: $0, replacement: $1) }
    return drawing(edits, [source.file])
  }

  private func drawing(_ edits: [Edit], _ files: [SourceFile]) -> String {
    let fix = Fix(description: "Fix it.", safety: .safe, edits: edits)
    return FixPreview(fix, sources: SourceCache(Sources(files))).hunks.flatMap { hunk in
      hunk.removed.map { "\(hunk.path) \($0.number) -\(String(decoding: $0.bytes, as: UTF8.self))" }
        + hunk.added.map { "\(hunk.path) \($0.number) +\(String(decoding: $0.bytes, as: UTF8.self))" }
    }.joined(separator: "\n")
  }

  @Test func `a replacement shows its line before and after`() {
    #expect(drawing("a\nint «x»;\n", "y") == "a.c 2 -int x;\na.c 2 +int y;")
  }

  @Test func `an inserted line is only added`() {
    #expect(drawing("a\n«»b\n", "new\n") == "a.c 2 +new")
    #expect(drawing("a«»\nb\n", "\nnew") == "a.c 2 +new")
    #expect(drawing("a\n«»", "new\n") == "a.c 2 +new")
  }

  @Test func `a deleted line is only removed`() {
    #expect(drawing("a\n«b\n»c\n", "") == "a.c 2 -b")
  }

  @Test func `edits of one line are shown together, edits of distant lines apart and with the numbers of the new file`()
  {
    #expect(
      drawing("f(«a», «b»);\n\n\ng(«c»);\n", "x", "y\n", "z")
        == "a.c 1 -f(a, b);\na.c 1 +f(x, y\na.c 2 +);\na.c 4 -g(c);\na.c 5 +g(z);")
  }

  @Test func `files come in the order of their paths, unreadable ones are left out`() {
    let first = MarkedSource("a.c", "«a»\n")
    let second = MarkedSource("b.c", "«b»\n")
    let edits = [second, first].map { Edit(range: $0.ranges[0], replacement: "x") }
    #expect(drawing(edits, [second.file, first.file]) == "a.c 1 -a\na.c 1 +x\nb.c 1 -b\nb.c 1 +x")
    #expect(drawing(edits, [second.file]) == "b.c 1 -b\nb.c 1 +x")
  }

  @Test func `of overlapping edits the first one is shown`() {
    #expect(drawing("«ab«cd»»\n", "x", "y") == "a.c 1 -abcd\na.c 1 +x")
  }

  @Test func `an edit that changes nothing has no lines`() {
    #expect(drawing("«ab»\n", "ab").isEmpty)
  }

  @Test func `line ends do not count as a part of the line`() {
    #expect(drawing("int «x»;\r\n", "y") == "a.c 1 -int x;\na.c 1 +int y;")
  }
}
