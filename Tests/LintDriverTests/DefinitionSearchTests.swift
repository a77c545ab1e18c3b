import Testing

@testable import LintDriver

@Suite struct DefinitionSearchTests {
  private static let tree = [
    "net/core/set.c": "BTF_ID_FLAGS(func, far_away)\n",
    "net/core/calls.c": "int g(void) { return near_by(1); }\nint near_by(int a);\n",
    "net/ipv4/near.c": "int near_by(int a)\n{\n\treturn a;\n}\n",
    "drivers/misc/far.c": "void far_away(void) { }\n", "kernel/far.c": "static void far_away(void) { }\n",
    "include/linux/object.h": "struct object {\n\tint x;\n};\n", "include/linux/use.h": "struct object;\n",
    "include/uapi/linux/object.h": "struct object {\n};\n",
  ]

  private func search(_ names: [String], in tree: TemporaryTree) -> [String] {
    let sources = TreeScan.scan(root: tree.path).sources.filter { $0.hasSuffix(".c") }
    return DefinitionSearch(root: tree.path, sources: sources).files(
      defining: names.map { DefinitionSearch.Wanted(name: $0, namedIn: "net/core/set.c") })
  }

  @Test("a call and a prototype are no definition")
  func definitionOnly() throws {
    #expect(search(["near_by"], in: try TemporaryTree(Self.tree)) == ["net/ipv4/near.c"])
  }

  @Test("the kernel proper is looked at before drivers")
  func order() throws {
    #expect(search(["far_away"], in: try TemporaryTree(Self.tree)) == ["kernel/far.c"])
  }

  @Test("a name that nothing defines gives no file")
  func nothing() throws {
    #expect(search(["nowhere"], in: try TemporaryTree(Self.tree)).isEmpty)
  }

  @Test("headers that define a struct are found; declarations and headers for user space are not")
  func headers() throws {
    let tree = try TemporaryTree(Self.tree)
    let sources = TreeScan.scan(root: tree.path).sources
    #expect(DefinitionSearch.headers(defining: ["object"], among: sources, root: tree.path) == ["linux/object.h"])
    #expect(DefinitionSearch.headers(defining: [], among: sources, root: tree.path).isEmpty)
  }

  @Test("a struct is defined by a brace behind its name, or behind an attribute, in any file")
  func undefinedStructs() throws {
    let tree = try TemporaryTree([
      "a.c": "struct plain {\n};\nstruct ghost;\nstruct ghost *g(struct ghost *p);\n",
      "include/linux/b.h":
        "struct below\n{\n};\nstruct packed __packed {\n};\nunion one __aligned(8) {\n\tint a;\n};\n",
      "c.c": "struct value of;\nvoid f(struct value *v) { }\n",
    ])
    let names = ["plain", "ghost", "below", "packed", "one", "value"]
    let search = DefinitionSearch(root: tree.path, sources: TreeScan.scan(root: tree.path).sources)
    let undefined = search.undefined(names.map { DefinitionSearch.Wanted(name: $0, namedIn: "a.c") })
    #expect(undefined == ["ghost", "value"])
  }
}
