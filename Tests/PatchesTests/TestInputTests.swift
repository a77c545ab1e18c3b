import Foundation
import Patches
import Testing

/// The files of `TestInputs`, which the fuzzer starts from, too.
@Suite struct TestInputTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("TestInputs")

  private func series(_ path: String) throws -> PatchSeries {
    try PatchSeries(Array(Data(contentsOf: Self.root.appendingPathComponent(path))))
  }

  @Test func `a series as git writes it is read with cover letter and base`() throws {
    let series = try series("mail/series.mbox")
    #expect(
      series.patches.map(\.subject) == [
        "stamp: let programs hold stamps under RCU", "sched: rename the action", "Add, delete, link, binary",
      ])
    #expect(series.coverSubject == "*** SUBJECT HERE ***" && series.baseCommit?.count == 40)
    #expect(series.patches.flatMap(\.diff.files).allSatisfy { $0.problem == nil })
    #expect(series.patches[1].diff.files.contains { $0.change == .renamed })
  }

  @Test(arguments: ["crlf.eml", "base64.eml", "quoted-printable.eml", "flowed.eml"])
  func `a mail says the same in every encoding`(name: String) throws {
    let plain = try series("mail/single.eml").patches[0]
    let other = try series("mail/" + name).patches[0]
    #expect(other.diff.rendered == plain.diff.rendered && other.subject == plain.subject)
  }

  @Test(arguments: [
    ("attached.mbox", ["stamp: let programs hold stamps under RCU"]), ("single.eml", ["sched: rename the action"]),
  ]) func `subjects are found`(name: String, subjects: [String]) throws {
    #expect(try series("mail/" + name).patches.map(\.subject) == subjects)
  }

  @Test func `git show and git log are patches, a diff is one`() throws {
    #expect(try series("patches/show.txt").patches.map(\.subject) == ["stamp: let programs hold stamps under RCU"])
    #expect(try series("patches/log.txt").patches.count == 3)
    let everything = try series("patches/everything.diff").patches
    #expect(everything.count == 1 && everything[0].diff.files.contains { $0.newPath == "a b/ü.c" })
    #expect(everything[0].diff.files.allSatisfy { $0.problem == nil })
    #expect(try series("patches/noprefix.diff").patches[0].diff.files.map(\.newPath) == ["net/core/stamp.c"])
  }

  @Test func `no hostile file changes anything outside of the tree`() throws {
    for name in try FileManager.default.contentsOfDirectory(
      atPath: Self.root.appendingPathComponent("hostile").path
    ).sorted() {
      guard let series = try? series("hostile/" + name) else { continue }
      var application = SeriesApplication(base: MemoryTree(["x": "a\n", "y": "a\n", "q": "a\n"]))
      for patch in series.patches { _ = application.apply(patch) }
      #expect(application.tree.changes.keys.allSatisfy { ["x", "out"].contains($0) }, "\(name)")
    }
  }
}
