import Foundation
import Testing

@testable import LintDriver

@Suite struct TreeScanTests {
  @Test("finds files by markers in code, not by words in comments, strings or definitions of the macros")
  func candidates() throws {
    let tree = try TemporaryTree([
      "kernel/a.c": "BTF_KFUNCS_START(a)\nBTF_KFUNCS_END(a)\n",
      "kernel/tagged.c": "__bpf_kfunc void f(void) {}\n",
      "kernel/comment.c": "/* see __bpf_kfunc and BTF_ID_FLAGS(func, x) */\nint x;\n",
      "kernel/string.c": "const char *s = \"__bpf_kfunc\";\n",
      "include/linux/btf.h": "#define __bpf_kfunc __used noinline\n",
      "include/linux/prototype.h": "__bpf_kfunc int f(int a) __ksym;\n",
      "include/linux/sets.h": "BTF_SET8_START(header_ids)\nBTF_SET8_END(header_ids)\n",
      "net/lists.c": "BTF_ID_LIST_SINGLE(sock_id, struct, sock)\n",
      "net/plain.c": "int y;\n", "README": "__bpf_kfunc\n",
    ])
    let scan = TreeScan.scan(root: tree.path)
    #expect(scan.candidates == ["include/linux/sets.h", "kernel/a.c", "kernel/tagged.c"])
    #expect(scan.listFiles == ["net/lists.c"])
    #expect(scan.sources.count == 9)
    #expect(scan.unreadable.isEmpty)
  }

  @Test("leaves out hidden directories and what the caller excludes")
  func exclusion() throws {
    let source = "__bpf_kfunc void f(void) {}\n"
    let tree = try TemporaryTree([".git/a.c": source, "drivers/b.c": source, "net/c.c": source])
    #expect(TreeScan.scan(root: tree.path).candidates == ["drivers/b.c", "net/c.c"])
    #expect(TreeScan.scan(root: tree.path) { $0 == "drivers" }.candidates == ["net/c.c"])
  }

  @Test("does not follow symbolic links, so that a loop ends")
  func links() throws {
    let tree = try TemporaryTree(["net/a.c": "__bpf_kfunc void f(void) {}\n"])
    try FileManager.default.createSymbolicLink(atPath: tree.path + "/net/loop", withDestinationPath: tree.path)
    try FileManager.default.createSymbolicLink(
      atPath: tree.path + "/net/b.c", withDestinationPath: tree.path + "/net/a.c")
    #expect(TreeScan.scan(root: tree.path).candidates == ["net/a.c"])
  }
}
