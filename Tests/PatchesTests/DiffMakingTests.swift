import Patches
import Testing

/// Diffs that are made of two texts.
@Suite struct DiffMakingTests {
  private func diff(_ old: String, _ new: String) -> String {
    let change = UnifiedDiff.Change(path: "a.c", old: Array(old.utf8), new: Array(new.utf8))
    return String(decoding: UnifiedDiff(of: [change]).rendered, as: UTF8.self)
  }

  @Test func `a changed line is shown with three lines around it`() {
    let old = (1...9).map { "line \($0)\n" }.joined()
    #expect(
      diff(old, old.replacing("line 5", with: "LINE 5")) == """
        diff --git a/a.c b/a.c
        --- a/a.c
        +++ b/a.c
        @@ -2,7 +2,7 @@
         line 2
         line 3
         line 4
        -line 5
        +LINE 5
         line 6
         line 7
         line 8

        """)
  }

  @Test func `equal texts have no diff`() {
    #expect(diff("one\n", "one\n").isEmpty)
    #expect(diff("", "").isEmpty)
  }

  @Test func `changes far from each other are hunks of their own`() {
    let old = (1...30).map { "line \($0)\n" }.joined()
    let apart = diff(old, old.replacing("line 2\n", with: "").replacing("line 29\n", with: "line 29\nnew\n"))
    #expect(apart.split(separator: "\n").filter { $0.hasPrefix("@@") } == ["@@ -1,5 +1,4 @@", "@@ -27,4 +26,5 @@"])
    let near = diff(old, old.replacing("line 10\n", with: "ten\n").replacing("line 17\n", with: "seventeen\n"))
    #expect(near.split(separator: "\n").filter { $0.hasPrefix("@@") }.count == 1)
  }

  @Test func `a missing line feed at the end is said`() {
    #expect(
      diff("one\ntwo", "one\nTWO").hasSuffix("-two\n\\ No newline at end of file\n+TWO\n\\ No newline at end of file\n")
    )
    #expect(diff("one", "one\n").hasSuffix("-one\n\\ No newline at end of file\n+one\n"))
  }

  @Test func `a diff of random changes gives the new text when it is applied`() throws {
    var generator = SystemRandomNumberGenerator()
    for round in 0..<300 {
      var lines = (0..<Int.random(in: 0...40, using: &generator)).map { "\($0 % 7)\n" }
      let old = lines.joined() + (round % 3 == 0 ? "end" : "")
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let place = Int.random(in: 0...lines.count, using: &generator)
        if Bool.random(using: &generator), place < lines.count {
          lines.remove(at: place)
        } else {
          lines.insert("new \(round)\n", at: place)
        }
      }
      let new = lines.joined() + (round % 2 == 0 ? "end" : "")
      guard !old.isEmpty, !new.isEmpty, old != new else { continue }
      let applied = try Applied(diff(old, new), to: MemoryTree(["a.c": old]))
      #expect(applied.refusals.isEmpty, "\(old) to \(new)")
      #expect(applied.text("a.c") == new)
    }
  }
}
