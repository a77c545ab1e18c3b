import Foundation
import Patches
import Testing

@Suite struct WorkTreeBaseTests {
  @Test func `reads files and follows no link`() throws {
    let root = FileManager.default.temporaryDirectory.appendingPathComponent("worktree-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: root) }
    try FileManager.default.createDirectory(at: root.appendingPathComponent("d"), withIntermediateDirectories: true)
    try Data("x\n".utf8).write(to: root.appendingPathComponent("d/f"))
    for (link, target) in [("out", "/etc"), ("file", "d/f"), ("d/up", "..")] {
      try FileManager.default.createSymbolicLink(
        atPath: root.appendingPathComponent(link).path, withDestinationPath: target)
    }
    #expect(mkfifo(root.appendingPathComponent("pipe").path, 0o600) == 0)
    let base = WorkTreeBase(root: root.path)
    #expect(base.entry(at: "d/f") == .file([120, 10], mode: 0o100644))
    #expect(base.entry(at: "d") == .directory && base.entry(at: "none/x") == .missing)
    #expect(base.entry(at: "file") == .symbolicLink)
    for path in ["out/passwd", "d/up/d/f"] { #expect(base.entry(at: path) == .behindSymbolicLink) }
    #expect(base.entry(at: "d/f/x") == .behindFile)
    #expect(base.entry(at: "pipe") == .unreadable("it is neither file nor directory"))
    #expect(base.entry(at: "../x") == .missing && base.entry(at: "/etc/passwd") == .missing)
    #expect(WorkTreeBase(root: root.path, limit: 1).entry(at: "d/f") == .unreadable("it is larger than 0 MiB"))
  }
}
