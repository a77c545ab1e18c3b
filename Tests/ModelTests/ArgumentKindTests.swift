import Facts
import Testing

@testable import Model

struct ArgumentKindTests {
  /// A kfunc with one set, registered for XDP unless said otherwise.
  private func facts(
    _ parameters: [(String, TypeFact)], flags: [String] = [], programTypes: [String] = ["XDP"]
  ) -> SubjectFacts {
    var facts = SubjectFacts()
    facts.addStruct("plain", isScalarOnly: .yes)
    facts.addStruct("linked", isScalarOnly: .no)
    facts.addStruct("xdp_md", isScalarOnly: .yes)
    facts.addStruct("__sk_buff", isScalarOnly: .no)
    facts.addFunction("f", parameters)
    facts.addSet("ids", [("f", flags, .always)])
    facts.register("ids", for: programTypes)
    return facts
  }

  private func kinds(_ facts: SubjectFacts, kernel: String = "6.12") throws -> [String?] {
    let model = try facts.model(kernel: kernel)
    return (0..<model.rowCount(of: "parameter")).map { model.value("kind", of: "parameter", row: $0).string }
  }

  @Test func endingsDecide() throws {
    let pointer = TypeFact.pointer(to: .void)
    let names = ["a__ign", "b__map", "c__str", "d__alloc", "e__iter", "f__nullable"]
    #expect(
      try kinds(facts(names.map { ($0, pointer) })) == ["ignored", "map", "string", "owned", "iterator", "pointer"])
    #expect(try kinds(facts(names.map { ($0, pointer) }), kernel: "6.1").allSatisfy { $0 == "pointer" })
  }

  @Test func typesDecide() throws {
    let types: [TypeFact] = [
      .int, .record("plain"), .pointer(to: .record("bpf_dynptr")), .pointer(to: .record("bpf_rb_node")),
      .pointer(to: .record("bpf_wq")), .pointer(to: .record("plain")),
      TypeFact(written: "f", canonical: "f", btf: "f", layers: [.init(kind: .pointer), .init(kind: .function)]),
    ]
    #expect(
      try kinds(facts(types.map { ("p", $0) }))
        == ["scalar", "unsupported", "dynptr", "owned", "special", "pointer", "callback"])
  }

  @Test func theDynptrOfSignaturesDependsOnTheRelease() throws {
    let parameters = [
      ("p", TypeFact.pointer(to: .record("bpf_dynptr"))), ("q", .pointer(to: .record("bpf_dynptr_kern"))),
    ]
    #expect(try kinds(facts(parameters), kernel: "6.10") == ["pointer", "dynptr"])
    #expect(try kinds(facts(parameters), kernel: "6.11") == ["dynptr", "pointer"])
  }

  @Test func flagsDecideAboutTheFirst() throws {
    let parameters = [
      ("p", TypeFact.pointer(to: .pointer(to: .record("plain")))), ("q", .pointer(to: .record("plain"))),
    ]
    #expect(try kinds(facts(parameters, flags: ["KF_KPTR_GET"]), kernel: "6.1") == ["slot", "pointer"])
    #expect(try kinds(facts(parameters, flags: ["KF_KPTR_GET"]), kernel: "6.4") == ["pointer", "pointer"])
    #expect(try kinds(facts(parameters, flags: ["KF_ITER_NEXT"])) == ["iterator", "pointer"])
  }

  @Test func scalarsStructsOfScalarsAndSizedVoidAreMemory() throws {
    let model = try facts([
      ("a", .pointer(to: .int)), ("b", .pointer(to: .record("plain"))), ("c", .pointer(to: .record("linked"))),
      ("d", .pointer(to: .void)), ("e", .pointer(to: .void)), ("e__sz", .int), ("g", .pointer(to: .record("unseen"))),
    ]).model()
    let memory = (0..<7).map { model.value("isMemory", of: "parameter", row: $0) }
    #expect(memory.map(\.bool) == [true, true, false, false, true, false, nil])
    #expect(memory[6].isUnknown)
    let objects = (0..<7).map { model.value("isObject", of: "parameter", row: $0).bool }
    #expect(objects == [false, true, true, false, false, false, true])
  }

  @Test func theContextOfAllProgramsIsNeitherMemoryNorObject() throws {
    let parameters = [("ctx", TypeFact.pointer(to: .record("xdp_md")))]
    for (types, isMemory) in [(["XDP"], false), (["XDP", "TRACING"], true), (["UNSPEC"], true), (["TRACING"], true)] {
      let model = try facts(parameters, programTypes: types).model()
      #expect(model.value("isMemory", of: "parameter", row: 0).bool == isMemory, "\(types)")
      #expect(model.value("isObject", of: "parameter", row: 0).bool == isMemory, "\(types)")
    }
  }

  @Test func theContextIsUnknownWhereRegistrationsAre() throws {
    let model = try facts([("ctx", .pointer(to: .record("xdp_md")))], programTypes: []).model()
    #expect(model.value("isObject", of: "parameter", row: 0).isUnknown)
  }

  @Test func referencesAreCarriedByObjects() throws {
    let model = try facts([
      ("a", .pointer(to: .record("linked"))), ("b__alloc", .pointer(to: .void)), ("c", .pointer(to: .int)),
      ("d__ign", .pointer(to: .record("linked"))), ("ctx", .pointer(to: .record("xdp_md"))), ("e", .int),
    ]).model()
    #expect(
      (0..<6).map { model.value("canCarryReference", of: "parameter", row: $0).bool } == [
        true, true, false, false, false, false,
      ])
  }

  @Test func suffixesOfOtherReleasesAreTold() throws {
    let model = try facts([("a__prog", .int), ("b__sz", .int)]).model(kernel: "7.0")
    #expect(model.value("foreignSuffix", of: "parameter", row: 0).string == "__prog")
    #expect(model.value("foreignSuffixSince", of: "parameter", row: 0).string == "6.16")
    #expect(model.value("foreignSuffixUntil", of: "parameter", row: 0).string == "6.19")
    #expect(model.value("foreignSuffix", of: "parameter", row: 1).isAbsent)
  }
}
