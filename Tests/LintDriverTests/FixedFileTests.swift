import Foundation
import Testing

@testable import LintDriver

@Suite struct FixedFileTests {
  private func file(_ tree: TemporaryTree, _ name: String, old: String, new: String) -> FixedFile {
    FixedFile(path: tree.path + "/" + name, name: name, old: Array(old.utf8), new: Array(new.utf8))
  }

  private func text(_ tree: TemporaryTree, _ name: String) throws -> String {
    try String(contentsOfFile: tree.path + "/" + name, encoding: .utf8)
  }

  @Test func `the file is replaced and keeps its mode`() throws {
    let tree = try TemporaryTree(["a.c": "old\n"])
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: tree.path + "/a.c")
    try file(tree, "a.c", old: "old\n", new: "new\n").write()
    #expect(try text(tree, "a.c") == "new\n")
    let mode = try FileManager.default.attributesOfItem(atPath: tree.path + "/a.c")[.posixPermissions] as? Int
    #expect(mode == 0o640)
    #expect(try FileManager.default.contentsOfDirectory(atPath: tree.path) == ["a.c"])
  }

  @Test func `a file that was changed meanwhile is left alone`() throws {
    let tree = try TemporaryTree(["a.c": "somebody's work\n"])
    #expect(throws: FixedFile.Failure.changedMeanwhile) { try file(tree, "a.c", old: "old\n", new: "new\n").write() }
    #expect(try text(tree, "a.c") == "somebody's work\n")
  }

  @Test func `a file that is gone is not made again`() throws {
    let tree = try TemporaryTree(["b.c": ""])
    #expect(throws: FixedFile.Failure.unreadable(.missing)) {
      try file(tree, "a.c", old: "old\n", new: "new\n").write()
    }
    #expect(!FileManager.default.fileExists(atPath: tree.path + "/a.c"))
  }

  @Test func `what a symbolic link points to is written, and the link stays`() throws {
    let tree = try TemporaryTree(["real/a.c": "old\n"])
    try FileManager.default.createSymbolicLink(
      atPath: tree.path + "/link.c", withDestinationPath: tree.path + "/real/a.c")
    try file(tree, "link.c", old: "old\n", new: "new\n").write()
    #expect(try text(tree, "real/a.c") == "new\n")
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: tree.path + "/link.c") == tree.path + "/real/a.c")
  }
}
