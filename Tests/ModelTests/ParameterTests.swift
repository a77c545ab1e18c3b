import Facts
import Testing

@testable import Model

struct ParameterTests {
  private func facts(_ parameters: [(String, TypeFact)], programTypes: [String] = ["XDP"]) -> SubjectFacts {
    var facts = SubjectFacts()
    facts.addStruct("xdp_md", isScalarOnly: .yes)
    facts.addFunction("f", parameters)
    facts.addSet("ids", [("f", [], .always)])
    facts.register("ids", for: programTypes)
    return facts
  }

  private func strings(_ field: String, _ names: [String], kernel: String = "6.12") throws -> [String?] {
    let model = try facts(names.map { ($0, .int) }).model(kernel: kernel)
    return names.indices.map { model.value(field, of: "parameter", row: $0).string }
  }

  @Test("a name is a stem and suffixes")
  func names() throws {
    let names = ["a", "b__sz", "c__sz__k", "d__opt__nullable", "e__str__x"]
    #expect(try strings("stem", names) == ["a", "b", "c__sz", "d__opt", "e__str__x"])
    #expect(try strings("innerSuffix", names) == [nil, nil, "__sz", "__opt", nil])
    #expect(try strings("innerSuffix", names, kernel: "6.1") == [nil, nil, nil, nil, nil])
  }

  @Test("an ending that no release knows is strange, unless the name only looks like having one")
  func strange() throws {
    let names = [
      "a__size", "__a__size", "a___size", "a__", "a__2", "a__Size", "__size", "b__prog", "c__sz", "d_e__null",
    ]
    #expect(try strings("strangeSuffix", names) == ["__size", nil, nil, nil, nil, nil, nil, nil, nil, "__null"])
  }

  @Test("a constant takes the one place there is only where it is looked at")
  func constants() throws {
    let model = try facts([
      ("a__k", .int), ("b__k", .pointer(to: .int)), ("c__szk", .int), ("d__szk", .int), ("e", .pointer(to: .void)),
      ("e__szk", .int),
    ]).model()
    let constants = (0..<6).map { model.value("isTheConstant", of: "parameter", row: $0).bool }
    #expect(constants == [true, false, true, false, false, true])
  }

  @Test("a context is told by the programs that can call the kfunc")
  func contexts() throws {
    let parameters = [("ctx", TypeFact.pointer(to: .record("xdp_md"))), ("skb", .pointer(to: .record("sk_buff")))]
    let model = try facts(parameters, programTypes: ["XDP", "SCHED_CLS"]).model()
    #expect(model.value("contextFor", of: "parameter", row: 0).strings == ["BPF_PROG_TYPE_XDP"])
    #expect(model.value("noContextFor", of: "parameter", row: 0).strings == ["BPF_PROG_TYPE_SCHED_CLS"])
    // The kernel's own struct is an object wherever it is not the context.
    #expect(model.value("noContextFor", of: "parameter", row: 1).strings == [])
  }

  @Test("a filter, or what was not analysed, leaves the context open")
  func contextUnknown() throws {
    var filtered = facts([("ctx", .pointer(to: .record("xdp_md")))], programTypes: ["SCHED_CLS"])
    filtered.file.kfuncIDSets[0].filter = .init(text: "f", range: filtered.file.kfuncIDSets[0].range)
    #expect(try filtered.model().value("noContextFor", of: "parameter", row: 0).isUnknown)
    let partial = try facts([("ctx", .pointer(to: .record("xdp_md")))]).model(missing: "no tree")
    #expect(partial.value("noContextFor", of: "parameter", row: 0).isUnknown)
  }

  @Test("a struct that nothing defines is told where the tree was searched")
  func undefined() throws {
    var facts = facts([("a", .pointer(to: .record("ghost"))), ("b", .pointer(to: .record("elsewhere")))])
    facts.file.undefinedStructs = ["ghost"]
    let model = try facts.model()
    #expect(model.value("pointsToUndefined", of: "parameter", row: 0).bool == true)
    #expect(model.value("pointsToUndefined", of: "parameter", row: 1).bool == false)
    #expect(try facts.model(missing: "no tree").value("pointsToUndefined", of: "parameter", row: 0).isUnknown)
  }

  @Test("a struct without a tag is known by the parameter")
  func anonymous() throws {
    var facts = facts([("a", .pointer(to: .record("")))])
    #expect(try facts.model().value("pointsToScalars", of: "parameter", row: 0).isUnknown)
    facts.addStruct("unrelated", isScalarOnly: .no)
    let place = facts.file.structs[0].range
    facts.file.functions[0].parameters[0].anonymousPointee = StructFact(
      tag: "", isUnion: false, range: place, size: 8, alignment: 8, fields: [], hasFields: false, conditionalNames: [],
      isScalarOnly: .no, hasPointer: .no)
    let model = try facts.model()
    #expect(model.value("pointsToScalars", of: "parameter", row: 0).bool == false)
    #expect(model.value("pointsToPointers", of: "parameter", row: 0).bool == false)
    #expect(model.value("isMemory", of: "parameter", row: 0).bool == false)
  }
}
