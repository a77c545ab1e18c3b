import Patches
import Testing

@Suite struct ApplicationTests {
  @Test func `a hunk that fits is applied, with its changed lines`() throws {
    let applied = try Applied(DiffText.change(), to: MemoryTree(["a.c": DiffText.file]))
    #expect(applied.text("a.c") == "one\ntwo\nTHREE\nfour\nfive\n")
    let file = try #require(applied.patches[0].files.first)
    #expect(file.placements == [HunkPlacement(line: 1, offset: 0)])
    #expect(file.changedLines.added == [3..<4])
  }

  @Test func `a hunk that moved is applied and its offset told`() throws {
    let diff = "--- a/a.c\n+++ b/a.c\n@@ -2,3 +2,3 @@\n two\n-three\n+3\n four\n"
    let applied = try Applied(diff, to: MemoryTree(["a.c": "zero\nzero\n" + DiffText.file]))
    #expect(applied.text("a.c") == "zero\nzero\none\ntwo\n3\nfour\nfive\n")
    #expect(applied.patches[0].files[0].placements == [HunkPlacement(line: 4, offset: 2)])
  }

  @Test func `a hunk at the start or end of a file does not move`() throws {
    let start = "--- a/a.c\n+++ b/a.c\n@@ -1,2 +1,3 @@\n+x\n one\n two\n"
    #expect(try Applied(start, to: MemoryTree(["a.c": "zero\n" + DiffText.file])).refusals.count == 1)
    let end = "--- a/a.c\n+++ b/a.c\n@@ -4,2 +4,3 @@\n four\n five\n+x\n"
    #expect(try Applied(end, to: MemoryTree(["a.c": DiffText.file + "six\n"])).refusals.count == 1)
    #expect(try Applied(end, to: MemoryTree(["a.c": "0\n" + DiffText.file])).refusals.isEmpty)
  }

  @Test func `hunks do not overlap`() throws {
    let hunk = "@@ -1,3 +1,3 @@\n one\n-two\n+TWO\n three\n@@ -3,3 +3,3 @@\n three\n-four\n+4\n five\n"
    let applied = try Applied("--- a/a.c\n+++ b/a.c\n" + hunk, to: MemoryTree(["a.c": DiffText.file]))
    #expect(applied.patches[0].refusals.map(\.hunk) == [2])
  }

  @Test func `removed lines mark what is beside them`() throws {
    let diff = "--- a/a.c\n+++ b/a.c\n@@ -1,4 +1,3 @@\n one\n two\n-three\n four\n"
    let changed = try Applied(diff, to: MemoryTree(["a.c": DiffText.file])).patches[0].files[0].changedLines
    #expect(changed.added.isEmpty && changed.besideRemoved == [3])
    #expect(changed.distance(to: 5) == 2 && ChangedLines().distance(to: 1) == nil)
  }

  @Test(arguments: [
    ("one\ntwo\nTHREE\nfour\nfive\n", "its change is there already"),
    ("one\r\ntwo\r\nthree\r\nfour\r\nfive\r\n", "the file has lines that end with CR LF, and the patch has none"),
    ("one\ntwo\n3\nfour\nfive\n", "its lines are not in the file; where it should go, line 3 is another one"),
    ("one\n", "its lines are not in the file, which has 1 lines"),
  ]) func `a refusal says why`(file: String, reason: String) throws {
    #expect(try Applied(DiffText.change(), to: MemoryTree(["a.c": file])).refusals == ["a.c: \(reason)"])
  }

  @Test func `a hunk without context is refused with the remedy`() throws {
    let diff = "--- a/a.c\n+++ b/a.c\n@@ -3 +3 @@\n-three\n+3\n"
    #expect(
      try Applied(diff, to: MemoryTree(["a.c": DiffText.file])).refusals
        == ["a.c: it has no context lines; make the patch with three, as git does by default"])
  }

  @Test func `a patch builds on those before it`() throws {
    let first = DiffText.mail("[PATCH 1/2] First", diff: DiffText.change(to: "3"))
    let second = DiffText.mail(
      "[PATCH 2/2] Second", diff: DiffText.change(to: "III").replacing("-three", with: "-3"))
    let applied = try Applied(first + second, to: MemoryTree(["a.c": DiffText.file]))
    #expect(applied.text("a.c") == "one\ntwo\nIII\nfour\nfive\n")
    #expect(applied.patches.map { $0.files.count } == [1, 1])
  }

  @Test func `what can be judged still is after a refusal`() throws {
    let first = DiffText.mail("[PATCH 1/2] First", diff: DiffText.change("a.c") + DiffText.change("b.c"))
    let second = DiffText.mail("[PATCH 2/2] Second", diff: DiffText.change("a.c") + DiffText.change("c.c"))
    let applied = try Applied(
      first + second, to: MemoryTree(["a.c": "x\n", "b.c": DiffText.file, "c.c": DiffText.file]))
    #expect(
      applied.refusals == [
        "a.c: its lines are not in the file; where it should go, line 1 is another one",
        "a.c: patch 1/2 'First' did not apply to it",
      ])
    #expect(applied.text("b.c")?.contains("THREE") == true && applied.text("c.c")?.contains("THREE") == true)
    #expect(applied.text("a.c") == "x\n")
  }

  @Test func `renames, copies, deletions and additions speak of the tree before the patch`() throws {
    let diff = """
      diff --git a/a b/b
      similarity index 100%
      rename from a
      rename to b
      diff --git a/b b/a
      similarity index 100%
      rename from b
      rename to a
      diff --git a/a b/copy
      similarity index 60%
      copy from a
      copy to copy
      --- a/a
      +++ b/copy
      @@ -1 +1 @@
      -A
      +C
      diff --git a/gone b/gone
      deleted file mode 100644
      --- a/gone
      +++ /dev/null
      @@ -1 +0,0 @@
      -g
      diff --git a/gone/new b/gone/new
      new file mode 100644
      --- /dev/null
      +++ b/gone/new
      @@ -0,0 +1 @@
      +n

      """
    let applied = try Applied(diff, to: MemoryTree(["a": "A\n", "b": "B\n", "gone": "g\n"]))
    #expect(applied.refusals.isEmpty)
    #expect(["a", "b", "copy", "gone", "gone/new"].map(applied.text) == ["B\n", "A\n", "C\n", nil, "n\n"])
  }

  @Test func `a file with two diffs takes both`() throws {
    let second = "--- a/a.c\n+++ b/a.c\n@@ -2,3 +2,3 @@\n two\n-THREE\n+3\n four\n"
    let applied = try Applied(DiffText.change() + second, to: MemoryTree(["a.c": DiffText.file]))
    #expect(applied.refusals.isEmpty && applied.text("a.c") == "one\ntwo\n3\nfour\nfive\n")
  }

  @Test func `nothing is put over what is there, and no more deleted than the patch says`() throws {
    let new = "diff --git a/n b/n\nnew file mode 100644\n--- /dev/null\n+++ b/n\n@@ -0,0 +1 @@\n+x\n"
    #expect(try Applied(new, to: MemoryTree(["n": "y\n"])).refusals == ["n: it is there already"])
    #expect(try Applied(new, to: MemoryTree([:])).text("n") == "x\n")
    let gone = "diff --git a/n b/n\ndeleted file mode 100644\n--- a/n\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n"
    #expect(try Applied(gone, to: MemoryTree(["n": "x\ny\n"])).refusals.count == 1)
    #expect(try Applied(gone, to: MemoryTree([:])).refusals == ["n: there is no 'n'"])
  }

  @Test func `no path leads through a symbolic link, not even a new one`() throws {
    var base = MemoryTree(["a.c": DiffText.file])
    base.entries["link"] = .symbolicLink
    base.entries["dir/x.c"] = .behindSymbolicLink
    #expect(try Applied(DiffText.change("link"), to: base).refusals == ["link: 'link' is a symbolic link"])
    #expect(
      try Applied(DiffText.change("dir/x.c"), to: base).refusals
        == ["dir/x.c: the path 'dir/x.c' leads through a symbolic link"])
    let link =
      "diff --git a/out b/out\nnew file mode 120000\n--- /dev/null\n+++ b/out\n@@ -0,0 +1 @@\n+/etc\n\\ No newline at end of file\n"
    let through = "diff --git a/out/x b/out/x\nnew file mode 100644\n--- /dev/null\n+++ b/out/x\n@@ -0,0 +1 @@\n+x\n"
    #expect(try Applied(link + through, to: base).refusals == ["out/x: its path leads through a symbolic link"])
  }

  @Test func `hunks that look for their place for too long are refused`() throws {
    var limits = PatchLimits()
    limits.work = 1000
    let file = String(repeating: "same\n", count: 2000)
    let diff = "--- a/a.c\n+++ b/a.c\n@@ -2,3 +2,3 @@\n same\n same\n-other\n+new\n same\n"
      .replacing("-2,3 +2,3", with: "-2,4 +2,4")
    #expect(
      try Applied(diff, to: MemoryTree(["a.c": file]), limits: limits).refusals
        == ["a.c: finding its place takes too long"])
  }
}
