import Facts
import Kbuild
import Preprocessor
import SourceText
import Testing

@testable import LintDriver

@Suite struct NamesakeSearchTests {
  private static let tree = [
    "kernel/bpf/a.c": "__bpf_kfunc int bpf_ring(int a)\n{\n\treturn a;\n}\n",
    "drivers/b.c": "int bpf_ring(int a);\n\nint use(void)\n{\n\treturn bpf_ring(1);\n}\n",
    "drivers/c.c": "#ifdef CONFIG_C\nstatic int bpf_ring(void *a)\n{\n\treturn 0;\n}\n#endif\n",
    "tools/d.c": "int bpf_ring(int a)\n{\n\treturn a;\n}\n",
  ]

  @Test("definitions are found with their conditions; prototypes, calls and programs are not")
  func search() throws {
    let tree = try TemporaryTree(Self.tree)
    let scan = TreeScan.scan(root: tree.path)
    let found = NamesakeSearch(root: tree.path, lines: scan.functionLines, files: .disk)
      .namesakes(of: ["bpf_ring"], known: ["kernel/bpf/a.c": ["bpf_ring"]])
    #expect(found.keys.sorted() == ["drivers/c.c"])
    #expect(found["drivers/c.c"]?.map { $0.condition.description } == ["CONFIG_C"])
  }

  @Test("a changed file is looked at as it is changed")
  func change() throws {
    let tree = try TemporaryTree(Self.tree)
    let view = FileView(changes: [tree.path + "/drivers/b.c": .bytes(Array("int bpf_ring(void)\n{\n}\n".utf8))])
    let scan = TreeScan.scan(root: tree.path).changed(by: view, root: tree.path) { _ in false }
    let found = NamesakeSearch(root: tree.path, lines: scan.functionLines, files: view)
      .namesakes(of: ["bpf_ring"], known: ["kernel/bpf/a.c": ["bpf_ring"]])
    #expect(found.keys.sorted() == ["drivers/b.c", "drivers/c.c"])
  }
}
