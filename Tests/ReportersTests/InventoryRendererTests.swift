import Foundation
import Testing

@testable import Reporters

@Suite struct InventoryRendererTests {
  private static let acquire = InventoryEntry(
    set: "sample_kfunc_ids", setKind: .kfuncs, registeredAs: .kfunc, name: "bpf_sample_acquire",
    flags: ["KF_ACQUIRE", "KF_RET_NULL", "KF_RCU"], returnType: "struct task_struct *",
    parameters: [
      .init(name: "p", type: "struct task_struct *"), .init(name: "done", type: "void (*)(int)"),
      .init(name: "flags__k", type: "u64"),
    ],
    programTypes: ["BPF_PROG_TYPE_STRUCT_OPS", "BPF_PROG_TYPE_TRACING"], hooks: ["STRUCT_OPS", "TRACING"],
    condition: "CONFIG_A || IS_MODULE(CONFIG_B)", fileCondition: "CONFIG_BPF_SYSCALL", path: "kernel/bpf/sample.c",
    line: 9, definition: .init(path: "kernel/bpf/sample.c", line: 3, storage: "global", tagged: true))

  private static let release = InventoryEntry(
    set: "sample_kfunc_ids", setKind: .kfuncs, registeredAs: .kfunc, name: "bpf_sample_release", flags: [],
    returnType: "void", parameters: [], programTypes: ["BPF_PROG_TYPE_STRUCT_OPS", "BPF_PROG_TYPE_TRACING"],
    hooks: ["STRUCT_OPS", "TRACING"], condition: "CONFIG_A || IS_MODULE(CONFIG_B)", fileCondition: "CONFIG_BPF_SYSCALL",
    path: "kernel/bpf/sample.c", line: 10,
    definition: .init(path: "kernel/bpf/other.c", line: 40, storage: "static", tagged: false))

  private static let unknown = InventoryEntry(
    set: "fmodret_ids", setKind: .set8, registeredAs: nil, name: "sample_hook", flags: [], returnType: nil,
    parameters: nil, programTypes: nil, hooks: nil, condition: "`odd \"x\" || y`", fileCondition: nil,
    path: "drivers/hid/a.c", line: 7, definition: nil)

  private static let entries = [release, unknown, acquire]

  private func render(_ format: InventoryRenderer.Format, _ entries: [InventoryEntry] = entries, width: Int = 100)
    -> String
  {
    InventoryRenderer(format: format, width: width).render(entries)
  }

  @Test func `a table has a block for each set`() throws {
    try expectSnapshot(render(.table), "InventoryRenderer-table.txt")
  }

  @Test func `a narrow table wraps its cells`() throws {
    try expectSnapshot(render(.table, width: 60), "InventoryRenderer-table-narrow.txt")
  }

  @Test(arguments: [60, 80, 100, 200])
  func `a table fits its width`(width: Int) {
    for line in render(.table, width: width).split(separator: "\n") {
      #expect(DisplayWidth.of(String(line)) <= width, "\(line)")
    }
  }

  @Test func `an empty inventory says so`() {
    #expect(render(.table, []) == "0 entries in 0 sets, 0 files\n")
    #expect(render(.csv, []).split(separator: "\r\n").count == 1)
  }

  @Test func `a table spells out control characters`() {
    var entry = InventoryRendererTests.unknown
    entry.name = "a\u{1B}[31m"
    #expect(render(.table, [entry]).contains("a<U+001B>[31m"))
  }

  @Test func `JSON has the fixed keys, with null for what is not known`() throws {
    try expectSnapshot(render(.json), "InventoryRenderer-json.json")
    let list = try #require(try JSONSerialization.jsonObject(with: Data(render(.json).utf8)) as? [[String: Any]])
    for object in list {
      #expect(
        Set(object.keys) == [
          "set", "set_kind", "registered_as", "name", "flags", "return_type", "params", "program_types", "hooks",
          "condition", "file_condition", "path", "line", "definition",
        ])
    }
    for key in ["registered_as", "return_type", "params", "program_types", "hooks", "file_condition", "definition"] {
      #expect(list[0][key] is NSNull, "\(key)")
    }
    let definition = try #require(list[1]["definition"] as? [String: Any])
    #expect(Set(definition.keys) == ["path", "line", "storage", "tagged"])
    let parameter = try #require((list[1]["params"] as? [[String: Any]])?.first)
    #expect(Set(parameter.keys) == ["name", "type"])
  }

  @Test func `CSV quotes what RFC 4180 wants quoted and ends records with CRLF`() throws {
    try expectSnapshot(render(.csv), "InventoryRenderer-csv.csv")
    var entry = InventoryRendererTests.unknown
    entry.condition = "a\r\nb"
    #expect(render(.csv, [entry]).contains(",\"a\r\nb\","))
  }

  @Test func `Markdown escapes bars and fences backquotes`() throws {
    try expectSnapshot(render(.markdown), "InventoryRenderer-markdown.md")
    #expect(InventoryMarkdown.code("a|b") == "`a\\|b`")
    #expect(InventoryMarkdown.code("a``b") == "```a``b```")
    #expect(InventoryMarkdown.code("`a`") == "`` `a` ``")
    #expect(InventoryMarkdown.code("a\nb") == "`a<U+000A>b`")
  }

  @Test(arguments: InventoryRenderer.Format.allCases)
  func `the order of the input does not matter`(format: InventoryRenderer.Format) {
    #expect(render(format) == render(format, InventoryRendererTests.entries.reversed()))
  }

  @Test(arguments: [
    ("int", "x", "int x"), ("char *", "s", "char *s"), ("void (*)(int)", "f", "void (*f)(int)"),
    ("int (*)(void (*)(int))", "f", "int (*f)(void (*)(int))"), ("const char **", "v", "const char **v"),
    ("int", "", "int"),
  ])
  func `a declaration has the name where C wants it`(type: String, name: String, declaration: String) {
    #expect(InventoryEntry.declaration(of: name, type: type) == declaration)
  }

  @Test func `text is wrapped at spaces, and within words that do not fit`() {
    #expect(InventoryTable.wrapped("ab cd efghij", to: 5) == ["ab cd", "efghi", "j"])
    #expect(InventoryTable.wrapped("文文文", to: 5) == ["文文", "文"])
    #expect(InventoryTable.wrapped("", to: 5) == [""])
  }
}
