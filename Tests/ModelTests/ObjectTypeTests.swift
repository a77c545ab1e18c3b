import BooleanLogic
import Facts
import Testing

@testable import Model

/// What kfuncs hand out and take over, and which programs see both.
struct ObjectTypeTests {
  private let box = TypeFact.pointer(to: .record("box"))

  /// A kfunc that returns a box and one that takes it, for program types.
  private func facts(acquire: [String], release: [String], releaseType: TypeFact? = nil) -> SubjectFacts {
    var facts = SubjectFacts()
    facts.addFunction("box_get", returning: box)
    facts.addFunction("box_put", [("b", releaseType ?? box)])
    facts.addSet("gets", [("box_get", ["KF_ACQUIRE"], .always)])
    facts.addSet("puts", [("box_put", ["KF_RELEASE"], .always)])
    facts.register("gets", for: acquire)
    facts.register("puts", for: release)
    return facts
  }

  @Test func typesAreJoinedByTheStruct() throws {
    let model = try facts(acquire: ["XDP"], release: ["XDP"]).model()
    #expect(model.objectTypes.map(\.name) == ["box"])
    #expect(model.objectTypes.map(\.acquires) == [[0]] && model.objectTypes.map(\.releases) == [[1]])
    let other = try facts(acquire: ["XDP"], release: ["XDP"], releaseType: .pointer(to: .record("lid"))).model()
    #expect(other.objectTypes.map(\.name) == ["box", "lid"])
  }

  @Test(arguments: [
    (["XDP"], ["XDP"], [String]()), (["XDP", "TRACING"], ["TRACING"], ["XDP"]), (["TRACING"], ["LSM"], []),
    (["XDP"], ["UNSPEC"], []), (["XDP"], ["SYSCALL"], ["XDP"]),
  ])
  func hooksWithoutARelease(acquire: [String], release: [String], missing: [String]) throws {
    #expect(try facts(acquire: acquire, release: release).model().hooksWithoutRelease(ofAcquire: 0) == missing)
  }

  @Test func whatIsForAllProgramTypesNeedsAReleaseForEach() throws {
    let missing = try facts(acquire: ["UNSPEC"], release: ["XDP"]).model().hooksWithoutRelease(ofAcquire: 0)
    #expect(missing.contains("TRACING") && !missing.contains("XDP") && !missing.contains("COMMON"))
  }

  @Test func anUnknownRegistrationLeavesHooksUnknown() throws {
    var unknown = facts(acquire: ["XDP"], release: ["SYSCALL"])
    unknown.file.registrations[1].programType = nil
    #expect(try unknown.model().value("hooksWithoutRelease", of: "entry", row: 0).isUnknown)
    let missing = try facts(acquire: ["XDP"], release: ["SYSCALL"]).model(missing: "no tree")
    #expect(missing.value("hooksWithoutRelease", of: "entry", row: 0).isUnknown)
  }

  @Test func structsAroundTheReleasedOne() throws {
    var facts = facts(acquire: ["XDP"], release: ["XDP"], releaseType: .pointer(to: .record("lid")))
    #expect(try facts.model().acquiredTypes(beginningWith: "lid") == nil)
    facts.addStruct("box", isScalarOnly: .no)
    #expect(try facts.model().acquiredTypes(beginningWith: "lid") == [])
    facts.file.structs[0].leadingTags = ["hinge", "lid"]
    #expect(try facts.model().acquiredTypes(beginningWith: "lid") == ["box"])
  }

  @Test func iteratorsNeedTheirFunctionsOnEveryHook() throws {
    func missing(_ destroy: [String], kernel: String? = nil) throws -> [String]? {
      var facts = SubjectFacts()
      let state = TypeFact.pointer(to: .record("bpf_iter_box"))
      facts.addFunction("bpf_iter_box_new", [("it", state)])
      facts.addFunction("bpf_iter_box_destroy", [("it", state)])
      facts.addSet("one", [("bpf_iter_box_new", ["KF_ITER_NEW"], .always)])
      facts.addSet("two", [("bpf_iter_box_destroy", ["KF_ITER_DESTROY"], .always)])
      facts.register("one", for: ["XDP", "TRACING"])
      facts.register("two", for: destroy)
      return try facts.model(missing: kernel).hooks(ofRole: .new, without: .destroy, iterator: 0)
    }
    #expect(try missing(["XDP", "LSM"]) == [])
    #expect(try missing(["XDP"]) == ["TRACING"])
    #expect(try missing(["UNSPEC"]) == [])
    #expect(try missing([]) == ["TRACING", "XDP"])
    #expect(try missing([], kernel: "no tree") == nil)
  }
}
