import Facts
import Testing

@testable import Model

struct StructSubjectTests {
  // MARK: Iterators

  private func iterator(_ names: [(String, String)]) throws -> Model {
    var facts = SubjectFacts()
    facts.addStruct("bpf_iter_x", isScalarOnly: .yes)
    for (name, _) in names { facts.addFunction(name, [("it", .pointer(to: .record("bpf_iter_x")))]) }
    facts.addFunction("other", [("it", .pointer(to: .record("bpf_iter_x")))])
    facts.addSet("ids", names.map { ($0.0, [$0.1], .always) } + [("other", [], .always)])
    return try facts.model()
  }

  @Test func functionsOfAnIteratorAreJoinedByItsStruct() throws {
    let model = try iterator([
      ("bpf_iter_x_new", "KF_ITER_NEW"), ("odd", "KF_ITER_NEXT"), ("bpf_iter_x_destroy", "KF_ITER_DESTROY"),
    ])
    #expect(model.rowCount(of: "iterator") == 1)
    #expect(model.value("name", of: "iterator", row: 0).string == "bpf_iter_x")
    #expect(model.value("newEntries", of: "iterator", row: 0).rows == [0])
    #expect(model.value("nextEntries", of: "iterator", row: 0).rows == [1])
    #expect(model.value("destroyEntries", of: "iterator", row: 0).rows == [2])
    #expect(model.value("iteratorRole", of: "entry", row: 1).string == "next")
    #expect(model.value("iterator", of: "entry", row: 3).isAbsent)
    #expect(model.value("iteratorRole", of: "entry", row: 3).isAbsent)
    #expect(model.identity(of: "iterator", row: 0).key == "bpf_iter_x")
  }

  @Test func aFunctionOfAnotherStructIsNoIterator() throws {
    var facts = SubjectFacts()
    facts.addFunction("f", [("it", .pointer(to: .record("something")))])
    facts.addFunction("g")
    facts.addSet("ids", [("f", ["KF_ITER_NEW"], .always), ("g", ["KF_ITER_NEW"], .always)])
    let model = try facts.model()
    #expect(model.rowCount(of: "iterator") == 0)
    #expect(model.value("iterator", of: "entry", row: 0).isAbsent)
  }

  // MARK: ___init types

  private func startsWithBase(_ make: (SubjectFacts) -> [FieldFact]) throws -> FieldValue {
    var facts = SubjectFacts()
    facts.addStruct("x___init", isScalarOnly: .no, fields: make(facts))
    return try facts.model().value("startsWithBase", of: "initType", row: 0)
  }

  @Test func theBaseIsTheFirstMember() throws {
    #expect(try startsWithBase { [$0.field("x", .record("x")), $0.field("more", .int)] }.bool == true)
    #expect(try startsWithBase { [$0.field("", .record("")), $0.field("x", .record("x"), depth: 1)] }.bool == true)
    #expect(try startsWithBase { [$0.field("more", .int), $0.field("x", .record("x"))] }.bool == false)
    #expect(try startsWithBase { [$0.field("x", .pointer(to: .record("x")))] }.bool == false)
    #expect(try startsWithBase { [$0.field("x", .record("y"))] }.bool == false)
    #expect(try startsWithBase { _ in [] }.bool == false)
    #expect(try startsWithBase { [$0.field("x", .record("x"), depth: 1, isInUnion: true)] }.isUnknown)
  }

  @Test func aStructSeenThroughAHeaderTwiceIsOneSubject() throws {
    var one = SubjectFacts(path: "a.c")
    one.addStruct("x___init", isScalarOnly: .no, fields: [one.field("x", .record("x"))])
    var two = SubjectFacts(path: "b.c")
    two.file.structs = one.file.structs
    two.addStruct("y___init", isScalarOnly: .no)
    let model = try SubjectFacts.model([one, two])
    #expect(model.rowCount(of: "initType") == 1)
    #expect(model.value("baseName", of: "initType", row: 0).string == "x")
    #expect(model.value("firstMember", of: "initType", row: 0).string == "struct x x")
  }

  // MARK: Type-safe fields

  private func matches(_ declared: TypeFact, _ real: TypeFact) throws -> FieldValue {
    var facts = SubjectFacts()
    facts.addStruct("t", isScalarOnly: .no, fields: [facts.field("f", real)])
    let declaration = facts.field("f", declared)
    facts.file.safeTypes = [
      SafeTypeFact(
        macro: "BTF_TYPE_SAFE_RCU", keyword: "struct", tag: "t", range: declaration.range, fields: [declaration],
        emissions: [],
        condition: .always)
    ]
    return try facts.model().value("matches", of: "safeField", row: 0)
  }

  @Test func theStructPointedToMustBeTheSame() throws {
    let x = TypeFact.pointer(to: .record("x"))
    #expect(try matches(x, x).bool == true)
    #expect(try matches(x, .pointer(to: .record("x"), isConst: true)).bool == true)
    #expect(try matches(x, .pointer(to: .record("x"), typedefs: ["x_ptr"])).bool == true)
    #expect(try matches(x, .pointer(to: .record("y"))).bool == false)
    #expect(try matches(x, .record("x")).bool == false)
    #expect(try matches(.pointer(to: .int), .pointer(to: .int)).bool == false)
  }

  @Test func theDeclaredMemberMustBeAPlainPointer() throws {
    let x = TypeFact.pointer(to: .record("x"))
    #expect(try matches(.pointer(to: .record("x"), isConst: true), x).bool == false)
    #expect(try matches(.pointer(to: .record("x"), typedefs: ["x_ptr"]), x).bool == false)
  }

  // MARK: Test kfuncs

  @Test func testKfuncsBreakRulesOnPurpose() throws {
    var facts = SubjectFacts(path: "net/bpf/test_run.c")
    facts.addFunction("bpf_kfunc_call_int_mem_release", [("p", .pointer(to: .int))])
    facts.addFunction("other")
    facts.addSet("ids", [("bpf_kfunc_call_int_mem_release", ["KF_RELEASE"], .always), ("other", [], .always)])
    let model = try facts.model()
    #expect(
      model.value("violatesOnPurpose", of: "definition", row: 0).strings == [
        "body-release-noop", "flag-release-no-pointer",
      ])
    #expect(
      model.value("violatesOnPurpose", of: "entry", row: 0).strings == ["body-release-noop", "flag-release-no-pointer"])
    #expect(model.value("violatesOnPurpose", of: "entry", row: 1).strings == [])
    facts.file.path = "net/other.c"
    #expect(try facts.model().value("violatesOnPurpose", of: "entry", row: 0).strings == [])
  }
}
