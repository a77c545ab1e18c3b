import Testing

@testable import Patches

@Suite struct UnifiedDiffTests {
  private func read(_ text: String) throws -> UnifiedDiff { try UnifiedDiff(Array(text.utf8)[...]) }

  @Test func `reads header, hunk and blobs of git's form`() throws {
    let file = try #require(try read(DiffText.change("kernel/bpf/helpers.c")).files.first)
    #expect(file.oldPath == "kernel/bpf/helpers.c" && file.newPath == file.oldPath)
    #expect(file.oldBlob == "1111111" && file.newBlob == "2222222" && file.newMode == 0o100644)
    #expect(file.hunks.count == 1 && file.hunks[0].lines.count == 6 && file.hunks[0].line == 5)
    #expect(file.problem == nil)
  }

  @Test func `counts end a hunk, not what its lines look like`() throws {
    // Removed lines `-- a` and added lines `++ b` read as the header of a file.
    let diff = try read(
      "--- a/x.lua\n+++ b/x.lua\n@@ -1,2 +1,2 @@\n--- a\n-x\n+++ b\n+y\n--- a/y.c\n+++ b/y.c\n@@ -1 +1 @@\n-a\n+b\n")
    #expect(diff.files.map(\.newPath) == ["x.lua", "y.c"])
    #expect(diff.files[0].hunks[0].lines.map(\.text.text) == ["-- a", "x", "++ b", "y"])
  }

  @Test func `an empty line is a context line whose blank was cut`() throws {
    let diff = try read("--- a/x\n+++ b/x\n@@ -1,3 +1,3 @@\n a\n\n-b\n+c\n")
    #expect(diff.files[0].hunks[0].lines.map(\.kind) == [.context, .context, .removed, .added])
    #expect(diff.files[0].problem == nil)
  }

  @Test func `knows renames, copies, modes, new and deleted files`() throws {
    let diff = try read(
      """
      diff --git a/old.c b/new.c
      similarity index 100%
      rename from old.c
      rename to new.c
      diff --git a/one.c b/two.c
      similarity index 90%
      copy from one.c
      copy to two.c
      diff --git a/run.sh b/run.sh
      old mode 100644
      new mode 100755
      diff --git a/empty b/empty
      new file mode 100644
      index 0000000..e69de29
      diff --git a/gone b/gone
      deleted file mode 100644
      index e69de29..0000000

      """)
    #expect(diff.files.map(\.change) == [.renamed, .copied, .modified, .added, .deleted])
    #expect(diff.files.allSatisfy { $0.problem == nil })
    #expect(diff.files[0].oldPath == "old.c" && diff.files[0].newPath == "new.c")
    #expect(diff.files[2].newMode == 0o100755)
  }

  @Test func `reads quoted and unusual names`() throws {
    let diff = try read(
      """
      diff --git "a/d\\303\\244\\t.c" "b/d\\303\\244\\t.c"
      --- "a/d\\303\\244\\t.c"
      +++ "b/d\\303\\244\\t.c"
      @@ -1 +1 @@
      -a
      +b
      diff --git a/with blank b/with blank
      new file mode 100644
      diff --git a/with blank.c b/with blank.c
      --- a/with blank.c\t
      +++ b/with blank.c\t
      @@ -1 +1 @@
      -a
      +b

      """)
    #expect(diff.files.map(\.newPath) == ["dä\t.c", "with blank", "with blank.c"])
    #expect(diff.files.allSatisfy { $0.problem == nil })
  }

  @Test func `finds names without prefix and names of two trees`() throws {
    #expect(
      try read("diff --git net/x.c net/x.c\n--- net/x.c\n+++ net/x.c\n@@ -1 +1 @@\n-a\n+b\n").files[0].newPath
        == "net/x.c")
    #expect(
      try read("--- linux.orig/net/x.c\t2024-01-01 00:00:00\n+++ linux/net/x.c\t2024-01-01\n@@ -1 +1 @@\n-a\n+b\n")
        .files[0].newPath == "net/x.c")
    #expect(try read("--- x.c.orig\n+++ x.c\n@@ -1 +1 @@\n-a\n+b\n").files[0].newPath == "x.c")
  }

  @Test func `a time of zero means that there was no file`() throws {
    let diff = try read(
      "--- l.orig/n.c\t1970-01-01 01:00:00.000000000 +0100\n+++ l/n.c\t2024-01-01 10:00:00\n@@ -0,0 +1 @@\n+a\n")
    #expect(diff.files[0].change == .added)
  }

  @Test func `the end of a file without line feed is kept`() throws {
    let diff = try read(
      "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n\\ Kein Zeilenumbruch am Dateiende.\n")
    #expect(diff.files[0].hunks[0].lines.map(\.isTerminated) == [false, false])
    let early = try read("--- a/x\n+++ b/x\n@@ -1,2 +1 @@\n-a\n\\ No newline at end of file\n-b\n+c\n")
    #expect(early.files[0].problem?.message == "lines follow the end of the file")
  }

  @Test(arguments: [
    (
      "@@ -1,2 +1,2 @@\n a\nb\n",
      "a line inside of a hunk begins with none of ' ', '+' and '-'; a mailer may have wrapped it"
    ),
    ("@@ -1,2 +1,2 @@\n a\n", "the text ends inside of a hunk"),
    ("@@ -1 +1,2 @@\n a\n-b\n", "a hunk has more lines than its header says"),
    ("@@ -1 +1 @@\n-a\n+b\n@@ -99999999999999999999 +1 @@\n", "the header of a hunk is malformed"),
  ]) func `says what is malformed`(hunk: String, problem: String) throws {
    let diff = try read("diff --git a/x b/x\n--- a/x\n+++ b/x\n" + hunk)
    #expect(diff.files.map { $0.problem?.message } == [problem])
  }

  @Test func `a malformed diff costs only its file`() throws {
    let diff = try read("diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1,9 +1,9 @@\n a\n" + DiffText.change("y.c"))
    #expect(diff.files.map(\.newPath) == ["x", "y.c"])
    #expect(diff.files[0].problem != nil && diff.files[1].problem == nil)
  }

  @Test func `binary files and submodules are passed over with a notice`() throws {
    let diff = try read(
      """
      diff --git a/logo.gif b/logo.gif
      index 1234567..89abcde 100644
      GIT binary patch
      literal 3
      Kcmb=JVPIqc

      literal 0
      HcmV?d00001

      diff --git a/sub b/sub
      index 1234567..89abcde 160000
      --- a/sub
      +++ b/sub
      @@ -1 +1 @@
      -Subproject commit 1
      +Subproject commit 2

      """)
    #expect(diff.files.map(\.isBinary) == [true, false] && diff.files[1].isSubmodule)
    #expect(diff.notices.map(\.kind) == [.contentSkipped, .contentSkipped])
  }

  @Test func `more lines than the counts say are noticed`() throws {
    let diff = try read("--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n+c\n")
    #expect(diff.notices.map(\.kind) == [.strayLines])
    #expect(try read("--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n-- \n2.39\n").notices.isEmpty)
  }

  @Test(arguments: [
    ("../x", "the path leaves the tree"), ("d/../../x", "the path leaves the tree"),
    ("/etc/passwd", "the path is absolute"), (".git/config", "the path leads into '.git'"),
    ("sub/.GIT/hooks/x", "the path leads into '.git'"), (".git. /x", "the path leads into '.git'"),
    ("GIT~1/x", "the path leads into '.git'"), ("a//b", "the path has an empty component"),
    ("./b", "the path has an empty component"),
    (String(repeating: "x", count: 300), "a component of the path is longer than 255 bytes"),
  ]) func `paths outside of the tree are refused`(path: String, problem: String) throws {
    let git = try read("diff --git a/\(path) b/\(path)\n--- a/\(path)\n+++ b/\(path)\n@@ -1 +1 @@\n-a\n+b\n")
    #expect(git.files.map { $0.problem?.message } == [problem])
    let plain = try read("--- a/\(path)\n+++ b/\(path)\n@@ -1 +1 @@\n-a\n+b\n")
    #expect(plain.files.map { $0.problem?.message } == [problem])
    let renamed = try read("diff --git a/x b/y\nrename from x\nrename to \(path)\n")
    #expect(renamed.files.map { $0.problem?.message } == [problem])
  }

  @Test func `names with NUL or of another encoding are refused`() throws {
    let nul = try read("diff --git \"a/x\\000\" \"b/x\\000\"\nnew file mode 100644\n")
    #expect(nul.files[0].problem?.message == "the path holds a NUL byte")
    let latin = try read("diff --git \"a/x\\344\" \"b/x\\344\"\nnew file mode 100644\n")
    #expect(latin.files[0].problem?.message == "the path is not UTF-8")
  }

  @Test func `a merge's combined diff is refused`() throws {
    let diff = try read("diff --cc a.c\nindex 1,2..3\n--- a/a.c\n+++ b/a.c\n@@@ -1,1 -1,1 +1,1 @@@\n--a\n++b\n")
    #expect(diff.files.map(\.newPath) == ["a.c"])
    #expect(diff.files[0].problem?.message.hasPrefix("it is the combined diff of a merge") == true)
  }

  @Test func `a rendered diff reads the same`() throws {
    let text =
      DiffText.change() + "diff --git a/o b/n\nrename from o\nrename to n\n"
      + "diff --git a/e b/e\nnew file mode 100755\n--- /dev/null\n+++ b/e\n@@ -0,0 +1 @@ int main()\n+x\n\\ No newline at end of file\n"
      + "diff --git \"a/\\303\\244 b\" \"b/\\303\\244 b\"\nold mode 100644\nnew mode 100755\n"
    let once = try read(text)
    let again = try UnifiedDiff(once.rendered[...])
    let unplaced: ([FileDiff]) -> [FileDiff] = { files in
      files.map { file in
        var file = file
        file.line = 0
        for index in file.hunks.indices { file.hunks[index].line = 0 }
        return file
      }
    }
    #expect(unplaced(once.files) == unplaced(again.files))
    #expect(again.rendered == once.rendered)
  }

  @Test func `limits end the reading with a word`() throws {
    var limits = PatchLimits()
    limits.files = 2
    let diff = try UnifiedDiff(
      Array((DiffText.change("a") + DiffText.change("b") + DiffText.change("c")).utf8)[...], limits: limits)
    #expect(
      diff.files.map { $0.problem?.message } == [
        nil, nil, "the patch has more than 2 files; this one and those behind it are not read",
      ])
    limits.hunks = 1
    let hunks = try UnifiedDiff(Array((DiffText.change("a") + DiffText.change("b")).utf8)[...], limits: limits)
    #expect(hunks.files.map { $0.problem?.message } == [nil, "the patch has more than 1 hunks"])
    limits.lines = 3
    #expect(throws: PatchInputError.tooManyLines(limit: 3)) {
      try UnifiedDiff(Array("a\nb\nc\nd\n".utf8)[...], limits: limits)
    }
  }
}
