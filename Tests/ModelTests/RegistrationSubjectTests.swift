import BooleanLogic
import Facts
import SourceText
import Testing

@testable import Model

/// Tables, objects of registrations, and what is there more than once.
struct RegistrationSubjectTests {
  private let a = Formula.atom(.builtIn("CONFIG_A"))

  private func entries(_ count: Int, condition: Formula = .always) -> [(String, [String], Formula)] {
    (0..<count).map { ("f\($0)", [], condition) }
  }

  // MARK: Tables

  private func counts(_ files: SubjectFacts...) throws -> [String: Int] {
    let model = try SubjectFacts.model(files)
    return Dictionary(
      uniqueKeysWithValues: model.tables.indices.map {
        ((model.tables[$0].module ?? "kernel") + " " + model.tables[$0].hook, model.entryCount(ofTable: $0))
      })
  }

  @Test func setsOfAllFilesFillTheTableOfTheKernel() throws {
    var one = SubjectFacts(path: "net/a.c")
    one.addSet("one", entries(3))
    one.register("one", for: ["TRACING", "LSM", "XDP"])
    var two = SubjectFacts(path: "net/b.c")
    two.addSet("two", entries(4))
    two.register("two", for: ["TRACING"])
    #expect(try counts(one, two) == ["kernel TRACING": 10, "kernel XDP": 3])
  }

  @Test func modulesHaveTheirOwn() throws {
    var module = SubjectFacts(path: "net/a.c")
    module.file.isModuleCode = true
    module.addSet("one", entries(3))
    module.register("one", for: ["XDP"])
    var test = SubjectFacts(path: "tools/testing/t.c")
    test.addSet("two", entries(4))
    test.register("two", for: ["XDP"])
    #expect(try counts(module, test) == ["net/a.c XDP": 3, "tools/testing/t.c XDP": 4])
  }

  @Test func onlyWhatIsThereWithEverythingBuiltInCounts() throws {
    var facts = SubjectFacts()
    facts.addSet(
      "one", entries(2, condition: a) + entries(3, condition: .not(of: a)) + entries(5, condition: .atom(.opaque("x"))))
    facts.register("one", for: ["XDP"], condition: .atom(.enabled("CONFIG_B")))
    facts.addSet("two", entries(7))
    facts.register("two", for: ["XDP"], condition: .atom(.module("CONFIG_B")))
    #expect(try counts(facts) == ["kernel XDP": 2])
  }

  @Test func filtersCountOnceInAFile() throws {
    func file(_ path: String) -> SubjectFacts {
      var facts = SubjectFacts(path: path)
      for (index, filter) in ["f", "g", "f", "NULL"].enumerated() {
        facts.addSet("s\(index)", entries(1))
        facts.register("s\(index)", for: ["XDP"])
        let range = facts.file.sets[0].range
        facts.file.kfuncIDSets[index].filter = .init(text: filter, range: range)
      }
      return facts
    }
    let model = try SubjectFacts.model([file("a.c"), file("b.c")])
    #expect(model.filters(ofTable: 0).count == 4)
  }

  // MARK: Elements of arrays

  @Test func anElementStandsForItsOwnSet() throws {
    func sets(registered index: Int?) throws -> [String] {
      var facts = SubjectFacts()
      for name in ["one", "two"] {
        facts.addSet(name, entries(1))
        facts.register(name, for: name == "one" ? ["XDP"] : [])
      }
      for place in facts.file.kfuncIDSets.indices {
        facts.file.kfuncIDSets[place].name = "array"
        facts.file.kfuncIDSets[place].index = place
      }
      facts.file.registrations[0].object = "array"
      facts.file.registrations[0].objectIndex = index
      let model = try facts.model()
      return model.sets.filter { !$0.registrations.isEmpty }.map(\.fact.name)
    }
    #expect(try sets(registered: 1) == ["two"])
    #expect(try sets(registered: 0) == ["one"])
    #expect(try sets(registered: nil) == ["one", "two"])
  }

  // MARK: Repetitions

  private func earlierOfSameName(_ files: SubjectFacts...) throws -> Int {
    let model = try SubjectFacts.model(files)
    return model.earlierOfSameName(model.sets.count - 1).count
  }

  private func file(
    _ path: String, kind: SetFact.Kind = .kfuncs, condition: Formula = .always, isModule: Bool = false
  ) -> SubjectFacts {
    var facts = SubjectFacts(path: path)
    facts.file.isModuleCode = isModule
    facts.file.fileCondition = condition
    facts.addSet("s", kind: kind, entries(1))
    return facts
  }

  @Test func setsOfOneNameMeetInTheKernel() throws {
    #expect(try earlierOfSameName(file("net/a.c"), file("net/b.c")) == 1)
    #expect(try earlierOfSameName(file("net/a.c"), file("net/b.c", kind: .set)) == 1)
    #expect(try earlierOfSameName(file("net/a.c", condition: a), file("net/b.c")) == 1)
    #expect(try earlierOfSameName(file("arch/x86/a.c"), file("net/b.c")) == 1)
  }

  @Test func setsOfOneNameThatNeverMeet() throws {
    #expect(try earlierOfSameName(file("net/a.c"), file("net/b.c", kind: .list)) == 0)
    #expect(try earlierOfSameName(file("net/a.c", condition: a), file("net/b.c", condition: .not(of: a))) == 0)
    #expect(try earlierOfSameName(file("arch/arm64/a.c"), file("arch/x86/b.c")) == 0)
    #expect(try earlierOfSameName(file("net/a.c"), file("net/b.c", isModule: true)) == 0)
    #expect(try earlierOfSameName(file("net/a.c"), file("tools/b.c")) == 0)
  }

  @Test func entriesBehindTheFirstAreRepetitions() throws {
    var facts = SubjectFacts()
    facts.addSet("s", [("f", [], a), ("f", [], .not(of: a)), ("f", [], .always), ("g", [], .always)])
    let model = try facts.model()
    #expect(model.entries.indices.map(model.earlierInSet) == [[], [], [0, 1], []])
  }

  @Test func entriesForAllProgramTypesComeFirst() throws {
    var facts = SubjectFacts()
    facts.addSet("common", [("f", [], .always)])
    facts.addSet("own", [("f", [], .always), ("g", [], .always)])
    facts.register("common", for: ["UNSPEC"])
    facts.register("own", for: ["XDP"])
    let model = try facts.model()
    #expect(model.entries.indices.map(model.entriesInCommonTable) == [[], [0], []])
  }

  // MARK: Objects without a set

  @Test func anObjectThatCodeChangesIsNotKnown() throws {
    var facts = SubjectFacts()
    facts.addSet("s", entries(1))
    facts.register("s", for: ["XDP"])
    facts.file.kfuncIDSets[0].set = nil
    var model = try facts.model()
    #expect(model.value("setName", of: "idSet", row: 0).isAbsent && model.value("set", of: "idSet", row: 0).isAbsent)
    facts.file.kfuncIDSets[0].isAssigned = true
    model = try facts.model()
    #expect(model.value("setName", of: "idSet", row: 0).isUnknown && model.value("set", of: "idSet", row: 0).isUnknown)
  }

  // MARK: Lists

  private func list(_ elements: [(String, [String], Formula)], _ constants: [String]) throws -> Model {
    var facts = SubjectFacts()
    facts.addSet("ids", kind: .list, elements)
    let range = facts.file.sets[0].range
    facts.file.sets[0].index = ListIndexFact(
      name: "id", range: range, constants: constants.map { .init(name: $0, range: range, condition: .always) })
    return try facts.model()
  }

  @Test func constantsAndElementsAreCompared() throws {
    let model = try list(["a", "c", "b", "d"].map { ($0, [], .always) }, ["ID_a", "ID_b", "ID_c", "ID_d"])
    #expect(model.length(ofList: 0) == 4)
    #expect(model.misplaced(inList: 0).map(\.entry) == [1, 2])
    #expect(model.misplaced(inList: 0).map(\.constant) == ["ID_c", "ID_b"])
    #expect(try list([("a", [], .always), ("", [], .not(of: a)), ("b", [], a)], ["X", "Y"]).length(ofList: 0) == 2)
    let alternatives = try list(
      [("b", [], a), ("", [], .not(of: a)), ("a", [], .always), ("c", [], .always)], ["ID_a", "ID_b", "ID_c"])
    #expect(alternatives.misplaced(inList: 0).map(\.entry) == [0, 2])
    #expect(try list([("x", [], .always), ("y", [], .always)], ["ID_b", "ID_a"]).misplaced(inList: 0).isEmpty)
  }
}

extension SetFact {
  fileprivate var range: SourceRange { startRange }
}
