import Testing

/// The comparison reports each kind of difference, and nothing for equal inputs.
@Suite struct InventoryComparisonTests {
  private var text: TextualEntry {
    TextualEntry(
      set: "ids", setKind: "kfuncs", name: "bpf_a", flags: ["KF_ACQUIRE", "KF_RET_NULL"], registeredAs: "kfunc",
      programTypes: ["BPF_PROG_TYPE_XDP"], hooks: ["XDP"], path: "a.c", line: 9,
      condition: nil,
      definitions: TextualDefinition.all("__bpf_kfunc struct file *bpf_a(struct file *f, u32 n__sz) { }"))
  }

  private var entry: InventoryEntry {
    InventoryEntry(
      set: "ids", setKind: "kfuncs", registeredAs: "kfunc", name: "bpf_a", flags: ["KF_RET_NULL", "KF_ACQUIRE"],
      returnType: "struct file *",
      params: [.init(name: "f", type: "struct file *"), .init(name: "n__sz", type: "u32")],
      programTypes: ["BPF_PROG_TYPE_XDP"], hooks: ["XDP"], condition: nil, fileCondition: nil, path: "a.c", line: 9,
      definition: .init(path: "a.c", line: 1, storage: "extern", tagged: true))
  }

  @Test("is empty when all agrees, in any order of the flags")
  func equal() {
    #expect(InventoryComparison([entry], text: [text]).differences == [])
  }

  @Test("names what is missing, what is too much and what is listed twice")
  func pairs() {
    #expect(InventoryComparison([], text: [text]).differences == ["a.c: ids/bpf_a: missing"])
    #expect(InventoryComparison([entry], text: []).differences == ["a.c: ids/bpf_a: not in the text of the tree"])
    #expect(InventoryComparison([entry, entry], text: [text]).differences == ["a.c: ids/bpf_a: listed 2 times"])
  }

  @Test("names each field that differs", arguments: Change.all)
  func fields(change: Change) throws {
    var changed = entry
    change.apply(&changed)
    let differences = InventoryComparison([changed], text: [text]).differences
    #expect(differences.count == 1)
    #expect(try #require(differences.first).hasPrefix("a.c: ids/bpf_a: \(change.what) "))
  }

  /// One wrong field of an inventory, and how its report begins.
  struct Change: Sendable, CustomTestStringConvertible {
    let what: String
    let apply: @Sendable (inout InventoryEntry) -> Void
    var testDescription: String { what }

    init(_ what: String, _ apply: @escaping @Sendable (inout InventoryEntry) -> Void) {
      self.what = what
      self.apply = apply
    }

    static let all = [
      Change("set kind") { $0.setKind = "set8" },
      Change("registration") { $0.registeredAs = "fmodret" },
      Change("flags") { $0.flags = ["KF_ACQUIRE"] },
      Change("program types") { $0.programTypes = [] },
      Change("hooks") { $0.hooks = ["TC"] },
      Change("line") { $0.line = 8 },
      Change("condition") { $0.condition = "CONFIG_X" },
      Change("no definition,") { $0.definition = nil },
      Change("defined in b.c,") { $0.definition?.path = "b.c" },
      Change("defined at line 2,") { $0.definition?.line = 2 },
      Change("storage") { $0.definition?.storage = "static" },
      Change("tagged") { $0.definition?.tagged = false },
      Change("return type") { $0.returnType = "void *" },
      Change("parameters") { $0.params?[0].name = "file" },
      Change("parameters") { $0.params?[1].type = "u64" },
      Change("parameters") { $0.params?.removeLast() },
    ]
  }
}

extension TextualDefinition {
  /// The definitions in a small text, which are said to stand in `a.c`.
  static func all(_ text: String) -> [TextualDefinition] {
    let code = CTokens(Array(text.utf8)).code
    return code.indices.compactMap { TextualDefinition(nameAt: $0, in: code, path: "a.c") }
  }
}
