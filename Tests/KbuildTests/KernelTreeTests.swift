import TestSupport
import Testing

@testable import Kbuild

@Suite struct KernelTreeTests {
  @Test func isFoundUpwardFromAFile() throws {
    let tree = try TemporaryTree.kernel(["kernel/bpf/helpers.c": ""])
    let found = try KernelTree.containing(tree.path("kernel/bpf/helpers.c"))
    #expect(found.root == tree.root)
    #expect(found.version == MakefileVersion(version: 6, patchLevel: 12, sublevel: 7, extraVersion: "-rc2"))
    #expect("\(found.version)" == "6.12.7-rc2")
  }

  @Test func isFoundBehindASymbolicLink() throws {
    let tree = try TemporaryTree.kernel(["kernel/a.c": ""])
    let other = try TemporaryTree()
    try other.link("linux", to: tree.root)
    let found = try KernelTree.containing(other.path("linux/kernel"))
    #expect(found.root == tree.root)
    #expect(found.relativePath(of: other.path("linux/kernel/a.c")) == "kernel/a.c")
    #expect(found.relativePath(of: other.path("elsewhere.c")) == nil)
  }

  @Test func saysWhatIsMissing() throws {
    let tree = try TemporaryTree(["Makefile": "VERSION = 6\nPATCHLEVEL = 1\n", "include/linux/a.h": ""])
    let error = KernelTreeError.notAKernelTree(path: tree.root, missing: ["Kconfig", "Kbuild"])
    #expect(throws: error) { try KernelTree.containing(tree.root) }
    #expect(throws: error) { try KernelTree(root: tree.root) }
    #expect(
      "\(error)" == "'\(tree.root)' is not in a kernel source tree: missing 'Kconfig', 'Kbuild'")
  }

  @Test func saysThatThePathIsWrong() {
    #expect(throws: KernelTreeError.noSuchPath("/no/such/path")) { try KernelTree.containing("/no/such/path") }
    #expect("\(KernelTreeError.noSuchPath("/x"))" == "cannot find '/x': no such file or directory")
  }

  @Test func isNotATreeWithoutAVersion() throws {
    let tree = try TemporaryTree.kernel(["Makefile": "all:\n\tVERSION = 6\n\tPATCHLEVEL = 1\n"])
    #expect(throws: KernelTreeError.self) { try KernelTree(root: tree.root) }
  }
}
