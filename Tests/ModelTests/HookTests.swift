import BooleanLogic
import Facts
import Testing

@testable import Model

struct HookTests {
  private let a = Formula.atom(.builtIn("CONFIG_A"))

  private func hook(_ name: String, in model: Model) throws -> Int {
    try #require((0..<model.rowCount(of: "hook")).first { model.value("name", of: "hook", row: $0).string == name })
  }

  @Test func setsForAllProgramTypesAreVisibleEverywhere() throws {
    var facts = SubjectFacts()
    facts.addSet("common", [("f", [], .always)])
    facts.addSet("tracing", [("g", [], .always)])
    facts.register("common", for: ["UNSPEC"])
    facts.register("tracing", for: ["LSM"])
    let model = try facts.model()
    #expect(model.value("visibleKfuncs", of: "hook", row: try hook("TRACING", in: model)).strings == ["f", "g"])
    #expect(model.value("visibleKfuncs", of: "hook", row: try hook("XDP", in: model)).strings == ["f"])
    #expect(model.value("entries", of: "hook", row: try hook("TRACING", in: model)).rows == [1])
    #expect(
      model.value("programTypes", of: "hook", row: try hook("TRACING", in: model)).strings?.contains(
        "BPF_PROG_TYPE_LSM") == true)
  }

  /// The earlier entries of the last one.
  private func earlier(_ facts: SubjectFacts...) throws -> [Int]? {
    let model = try SubjectFacts.model(facts)
    return model.value("earlierInHook", of: "entry", row: model.rowCount(of: "entry") - 1).rows
  }

  @Test func programTypesThatShareAHookMeet() throws {
    for (types, expected) in [("LSM", [0]), ("XDP", []), ("UNSPEC", [])] {
      var facts = SubjectFacts()
      facts.addSet("one", [("f", [], .always)])
      facts.addSet("two", [("f", [], .always)])
      facts.register("one", for: ["TRACING"])
      facts.register("two", for: [types])
      #expect(try earlier(facts) == expected, "\(types)")
    }
  }

  @Test func oneSetForTwoProgramTypesOfAHookIsNoDuplicate() throws {
    var facts = SubjectFacts()
    facts.addSet("one", [("f", [], .always)])
    facts.register("one", for: ["TRACING", "LSM"])
    #expect(try earlier(facts) == [])
  }

  @Test func entriesThatExcludeEachOtherDoNotMeet() throws {
    var facts = SubjectFacts()
    facts.addSet("one", [("f", [], a)])
    facts.addSet("two", [("f", [], .not(of: a))])
    facts.register("one", for: ["XDP"])
    facts.register("two", for: ["XDP"])
    #expect(try earlier(facts) == [])
  }

  @Test func filesThatExcludeEachOtherDoNotMeet() throws {
    var one = SubjectFacts(path: "a.c")
    one.addSet("ids", [("f", [], .always)])
    one.register("ids", for: ["XDP"])
    var two = SubjectFacts(path: "b.c")
    two.addSet("ids", [("f", [], .always)])
    two.register("ids", for: ["XDP"])
    #expect(try earlier(one, two) == [0])
    one.file.fileCondition = a
    two.file.fileCondition = .not(of: a)
    #expect(try earlier(one, two) == [])
  }

  @Test func modulesOfTheSelftestsDoNotMeet() throws {
    var one = SubjectFacts(path: "tools/testing/selftests/bpf/x.c")
    one.addSet("ids", [("f", [], .always)])
    one.register("ids", for: ["XDP"])
    var two = SubjectFacts(path: "tools/testing/selftests/bpf/y.c")
    two.addSet("ids", [("f", [], .always)])
    two.register("ids", for: ["XDP"])
    #expect(try earlier(one, two) == [])
  }

  @Test func whatIsCompiledOutDoesNotExist() throws {
    var facts = SubjectFacts()
    facts.addSet("one", [("f", [], .always), ("g", [], .never)])
    facts.addSet("two", condition: .never, [("f", [], .never)])
    facts.register("one", for: ["XDP"], condition: .never)
    let model = try facts.model()
    #expect(model.entries.map(\.fact.name) == ["f"])
    #expect(model.sets.map(\.fact.name) == ["one"])
    #expect(model.registrations.isEmpty)
  }

  // MARK: Modules

  private func twice(_ second: String, condition: Formula = .always, entries: Bool = true) -> SubjectFacts {
    var facts = SubjectFacts()
    facts.addSet("one", [("f", [], .always)])
    facts.addSet("two", entries ? [("g", [], .always)] : [])
    facts.register("one", for: ["TRACING"], condition: condition)
    facts.register("two", for: [second], condition: condition == .always ? .always : .not(of: condition))
    return facts
  }

  @Test func aSecondSetOfAHookIsSeen() throws {
    #expect(try twice("LSM").model().value("earlierInModule", of: "registration", row: 1).rows == [0])
    #expect(try twice("LSM").model().value("earlierInModule", of: "registration", row: 0).rows == [])
    #expect(try twice("XDP").model().value("earlierInModule", of: "registration", row: 1).rows == [])
    #expect(try twice("LSM", condition: a).model().value("earlierInModule", of: "registration", row: 1).rows == [])
    #expect(try twice("LSM", entries: false).model().value("earlierInModule", of: "registration", row: 1).rows == [])
  }

  @Test func theMakefileAndTheFileTellWhetherItCanBeAModule() throws {
    func isModular(_ change: (inout FileFacts) -> Void) throws -> FieldValue {
      var facts = twice("LSM")
      change(&facts.file)
      return try facts.model().value("isModular", of: "registration", row: 0)
    }
    #expect(try isModular { _ in }.isUnknown)
    #expect(try isModular { $0.namesModuleLicense = true }.bool == true)
    #expect(try isModular { $0.isModuleCode = true }.bool == true)
    #expect(try isModular { $0.fileCondition = .always }.bool == false)
    #expect(try isModular { $0.fileCondition = .atom(.builtIn("CONFIG_A")) }.bool == false)
    #expect(
      try isModular { $0.fileCondition = .or(of: [.atom(.builtIn("CONFIG_A")), .atom(.module("CONFIG_A"))]) }.bool
        == true)
    #expect(try isModular { $0.fileCondition = .atom(.enabled("CONFIG_A")) }.isUnknown)
    #expect(
      try isModular {
        $0.fileCondition = .atom(.enabled("CONFIG_A"))
        $0.namesModuleLicense = true
      }.bool == true)
  }
}
