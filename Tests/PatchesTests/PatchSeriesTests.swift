import Patches
import Testing

@Suite struct PatchSeriesTests {
  private func read(_ text: String) throws -> PatchSeries { try PatchSeries(Array(text.utf8)) }

  @Test func `patches are put in order, the cover letter is known`() throws {
    let cover = DiffText.mail("[PATCH v3 0/2] Do it", id: "0", diff: "")
    let first = DiffText.mail("[PATCH v3 1/2] First", id: "1", replyTo: "0", diff: DiffText.change("a.c"))
    let second = DiffText.mail("[PATCH v3 2/2] Second", id: "2", replyTo: "0", diff: DiffText.change("b.c"))
    let series = try read(second + cover + first)
    #expect(series.patches.map(\.subject) == ["First", "Second"])
    #expect(series.coverSubject == "Do it" && series.notices.isEmpty)
    #expect(series.patches[1].name == "patch 2/2 'Second'")
  }

  @Test func `of several versions the last one counts`() throws {
    let old = DiffText.mail("[PATCH] Do it", id: "1", diff: DiffText.change("a.c"))
    let new = DiffText.mail("[PATCH v2] Do it", id: "2", replyTo: "1", diff: DiffText.change("b.c"))
    let series = try read(old + new)
    #expect(series.patches.map { $0.diff.files[0].newPath } == ["b.c"])
    #expect(series.notices.map(\.message) == ["Version 1 of 'Do it' is left out, since version 2 is there."])
  }

  @Test func `two series without threads stay apart`() throws {
    let mails = ["[PATCH 1/2] A1", "[PATCH 2/2] A2", "[PATCH 1/2] B1", "[PATCH 2/2] B2", "[PATCH] C"]
    let text = mails.enumerated().map { DiffText.mail($1, diff: DiffText.change("\($0).c")) }.joined()
    #expect(try read(text).patches.map(\.subject) == ["A1", "A2", "B1", "B2", "C"])
  }

  @Test func `answers are no patches, missing and double ones are told`() throws {
    let first = DiffText.mail("[PATCH bpf-next 1/3] First", id: "1", diff: DiffText.change("a.c"))
    let again = DiffText.mail("[PATCH bpf-next 1/3] First", id: "4", replyTo: "1", diff: DiffText.change("a.c"))
    let answer = DiffText.mail("Re: [PATCH bpf-next 1/3] First", id: "5", replyTo: "1", diff: DiffText.change("a.c"))
    let series = try read(first + again + answer)
    #expect(series.patches.map(\.subject) == ["First"])
    #expect(
      series.notices.map(\.message) == [
        "The diff in mail 'First' is not taken for a patch, since it answers another mail.",
        "There is a second patch 1/3 'First'; the first one is taken.",
        "Of 3 patches 1 are here; missing: 2, 3.",
      ])
  }

  @Test func `a circle of answers ends`() throws {
    let one = DiffText.mail("[PATCH 1/2] A", id: "1", replyTo: "2", diff: DiffText.change("a.c"))
    let two = DiffText.mail("[PATCH 2/2] B", id: "2", replyTo: "1", diff: DiffText.change("b.c"))
    #expect(Set(try read(one + two).patches.map(\.subject)) == ["A", "B"])
  }

  @Test func `a diff in the commit message is not the patch`() throws {
    let mail = DiffText.mail("[PATCH] Real", diff: DiffText.change("real.c"))
      .replacing("Why.\n", with: "Why:\n\n" + DiffText.change("quoted.c") + "\nThat is why.\n")
    let series = try read(mail)
    #expect(series.patches[0].diff.files.map(\.newPath) == ["real.c"])
    #expect(series.patches[0].notices.map(\.kind) == [.diffIgnored])
    let indented = DiffText.change("quoted.c").split(separator: "\n").map { "  " + $0 + "\n" }.joined()
    let other = try read(DiffText.mail("[PATCH] Real", diff: DiffText.change()).replacing("Why.\n", with: indented))
    #expect(other.patches[0].diff.files.map(\.newPath) == ["a.c"] && other.patches[0].notices.isEmpty)
  }

  @Test func `a removed line of dashes does not end a message`() throws {
    let diff = "--- a/a.rst\n+++ b/a.rst\n@@ -1,2 +1,1 @@\n x\n---\n"
    let series = try read("Subject: x\nFrom: a@b\n\nWhy.\n\n" + diff + DiffText.change())
    #expect(series.patches[0].diff.files.map(\.newPath) == ["a.rst", "a.c"])
  }

  @Test func `scissors cut off what stands before, and the subject behind them counts`() throws {
    let mail = DiffText.mail("Re: [PATCH] Talk", diff: DiffText.change())
      .replacing("Why.\n", with: "How about this?\n\n-- >8 --\nSubject: [PATCH] Better\n\nWhy.\n")
    #expect(try read(mail).patches.map(\.subject) == ["Better"])
  }

  @Test func `base and prerequisites are read from trailers`() throws {
    let name = String(repeating: "ab", count: 20)
    let mail = DiffText.mail("[PATCH] x", diff: DiffText.change())
    let series = try read(mail + "base-commit: \(name)\nprerequisite-patch-id: \(name)\nprerequisite-patch-id: 12\n")
    #expect(series.baseCommit == name && series.patches[0].prerequisites == [name])
  }

  @Test func `output of git show is a patch for each commit`() throws {
    let name = String(repeating: "0a", count: 20)
    let text =
      "commit \(name) (HEAD -> main)\nAuthor: A <a@b>\nDate:   now\n\n    Do it\n\n    diff --git a/q b/q\n---\n a.c | 2 +-\n\n"
      + DiffText.change() + "\ncommit \(name)\nAuthor: A <a@b>\n\n    Do more\n\n" + DiffText.change("b.c")
    let series = try read(text)
    #expect(series.patches.map(\.subject) == ["Do it", "Do more"] && series.patches[0].commit == name)
    #expect(series.patches.map { $0.diff.files.map(\.newPath) } == [["a.c"], ["b.c"]])
  }

  @Test(arguments: [
    (Array("no diff\n".utf8), PatchInputError.noPatch), ([], .noPatch),
    ([0x1F, 0x8B, 8, 0], .compressed(program: "gzip")),
    ([0xFF, 0xFE, 0x64, 0], .utf16), ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0, 0], .compressed(program: "xz")),
  ]) func `what is no patch is refused with a word`(bytes: [UInt8], error: PatchInputError) {
    #expect(throws: error) { try PatchSeries(bytes) }
    #expect(!error.message.isEmpty && !error.remedy.isEmpty)
  }

  @Test func `a header-like word above a diff makes no mail`() throws {
    let series = try read(
      "Index: a.c\n===================================================================\n" + DiffText.change())
    #expect(series.patches[0].tag == nil && series.patches[0].diff.files.count == 1)
  }
}
