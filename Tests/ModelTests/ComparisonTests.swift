import BooleanLogic
import Dialect
import Facts
import Testing

@testable import Model

/// What is different between two models, and what of it nobody can know.
@Suite struct ComparisonTests {
  /// A file with one registered set.
  private func file(
    _ entries: [(name: String, flags: [String])], types: [String] = ["BPF_PROG_TYPE_XDP"],
    returns: TypeFact = SampleFile.int, parameters: [(String, TypeFact)] = [], condition: Formula = .always,
    status: FileFacts.ParseStatus = .complete, path: String = "a.c", incomplete: String? = nil
  ) -> SampleFile {
    var file = SampleFile(path, status: status)
    for entry in entries { file.function(entry.name, parameters: parameters, returns: returns) }
    file.set("ids", .kfuncs, entries, condition: condition, incomplete: incomplete)
    file.object("object", set: "ids")
    for type in types { file.register("object", for: type) }
    return file
  }

  private func changes(
    _ old: [SampleFile], _ new: [SampleFile], from: String = "6.12", to: String = "6.12", texts: [String: String] = [:]
  ) throws -> [KfuncChange] {
    let (before, after) = (try #require(KernelVersion(from)), try #require(KernelVersion(to)))
    let read: @Sendable (String) -> [UInt8]? = { texts[$0].map { Array($0.utf8) } }
    let model = try Sample.model(new, version: after).compared(
      to: try Sample.model(old, version: before), texts: ComparedTexts(old: read, new: read))
    return try #require(model.comparison).changes
  }

  private func flags(_ old: [String], _ new: [String], from: String, to: String) throws -> KfuncChange.Lists? {
    try changes([file([("f", old)])], [file([("f", new)])], from: from, to: to).first?.flags.value
  }

  @Test func `a kfunc that only one tree has came or went`() throws {
    let found = try changes([file([("f", []), ("g", [])])], [file([("g", []), ("h", [])])])
    #expect(found.map(\.name) == ["f", "g", "h"])
    #expect(found.map(\.kind) == [.known(.removed), .known(.kept), .known(.added)])
    #expect(found.filter { $0.kind == .known(.kept) && $0.isChanged }.isEmpty)
  }

  @Test func `where a file could not be analysed nothing is gone for certain`() throws {
    let broken = SampleFile("b.c", status: .failed(reason: "no"))
    let old = [file([("f", [])])]
    #expect(try changes(old, [file([]), broken]).first?.kind.value == nil)
    #expect(try changes(old, [file([], incomplete: "a macro")]).first?.kind.value == nil)
    #expect(try changes([file([]), broken], old).first?.kind.value == nil)
    #expect(try changes(old, [file([])]).first?.kind == .known(.removed))
  }

  @Test func `an entry whose registration is not known is not gone`() throws {
    var unregistered = SampleFile("a.c")
    unregistered.function("f")
    unregistered.set("ids", .kfuncs, [("f", [])])
    unregistered.register(nil)
    #expect(try changes([file([("f", [])])], [unregistered]).first?.kind.value == nil)
  }

  @Test func `selftests are left out, but where a kfunc moved there this is said`() throws {
    let test = file([("f", [])], path: "tools/a.c")
    #expect(try changes([test], [test]).isEmpty)
    let moved = try #require(try changes([file([("f", [])])], [test]).first)
    #expect(moved.kind == .known(.removed) && moved.isInSelftests)
  }

  @Test func `flags that the release implies are neither gained nor lost`() throws {
    let (trusted, release) = ("KF_TRUSTED_ARGS", "KF_RELEASE")
    #expect(try flags([trusted], [], from: "6.19", to: "7.0") == KfuncChange.Lists.none)
    #expect(try flags([], [], from: "6.19", to: "7.0") == KfuncChange.Lists.none)
    #expect(try flags([], [trusted], from: "7.0", to: "6.19") == KfuncChange.Lists.none)
    #expect(try flags([release], [release], from: "6.1", to: "6.12") == KfuncChange.Lists.none)
    #expect(try flags([release, trusted], [release], from: "6.1", to: "6.12") == KfuncChange.Lists.none)
    #expect(
      try flags(["KF_RET_NULL"], [trusted], from: "6.12", to: "6.12")
        == KfuncChange.Lists(gained: [trusted], lost: ["KF_RET_NULL"]))
  }

  @Test func `entries that differ are compared for the same programs`() throws {
    func two(_ xdp: [String], _ tracing: [String]) -> [SampleFile] {
      [
        file([("f", xdp)]), file([("f", tracing)], types: ["BPF_PROG_TYPE_TRACING"], path: "b.c"),
      ]
    }
    let change = try #require(try changes(two(["KF_RCU"], []), two(["KF_RCU"], ["KF_SLEEPABLE"])).first)
    #expect(change.flags == .known(.init(gained: ["KF_SLEEPABLE"], lost: [])))
    let both = [file([("f", ["KF_RCU"])]), file([("f", [])], path: "b.c")]
    #expect(try changes(both, [file([("f", ["KF_SLEEPABLE"])])]).first?.flags.value == nil)
  }

  @Test func `program types that share a hook came to all kfuncs and not to one`() throws {
    let (xdp, tracing) = ("BPF_PROG_TYPE_XDP", "BPF_PROG_TYPE_TRACING")
    func types(_ old: [String], _ new: [String], from: String = "6.12") throws -> KfuncChange.Lists? {
      try changes([file([("f", [])], types: old)], [file([("f", [])], types: new)], from: from).first?.programTypes
        .value
    }
    #expect(try types([tracing], [tracing], from: "6.1") == KfuncChange.Lists.none)
    #expect(try types([xdp], [xdp, "BPF_PROG_TYPE_SYSCALL"]) == .init(gained: ["BPF_PROG_TYPE_SYSCALL"], lost: []))
    #expect(try types([xdp, tracing], [tracing]) == .init(gained: [], lost: [xdp]))
    #expect(try types([xdp], ["BPF_PROG_TYPE_UNSPEC"]) == .init(gained: ["BPF_PROG_TYPE_UNSPEC"], lost: []))
  }

  @Test func `only what programs notice of a prototype is a difference`() throws {
    func clauses(
      _ old: [(String, TypeFact)], _ new: [(String, TypeFact)], from: String = "6.12"
    ) throws -> [String]? {
      try changes(
        [file([("f", [])], parameters: old)], [file([("f", [])], parameters: new)], from: from
      ).first?.signature.value
    }
    let (int, task) = (SampleFile.int, SampleFile.pointer(to: "task_struct"))
    let void = SampleFile.pointer(to: "", kind: .void)
    #expect(try clauses([("a", int)], [("b", int)]) == [])
    #expect(try clauses([("a", int)], [("a", task)]) == ["parameter 1 is 'struct task_struct *a' instead of 'int a'"])
    #expect(try clauses([("a", int)], []) == ["it takes 0 parameters instead of 1"])
    #expect(
      try clauses([("a", int), ("b", int)], [("b", int), ("a", int)]) == ["its parameters are in another order: b, a"])
    #expect(
      try clauses([("p", void), ("n__sz", int)], [("p", void), ("n__szk", int)])
        == ["parameter 2 is called 'n__szk' instead of 'n__sz'"])
    // In 6.1 nobody looked at the ending, but the name has it all the time.
    #expect(try clauses([("n__k", int)], [("n__k", int)], from: "6.1") == [])
    let unresolved = TypeFact(written: "x", canonical: "x", btf: "x", layers: [.init(kind: .unresolved)])
    #expect(try clauses([("a", int)], [("a", unresolved)]) == nil)
  }

  @Test func `a condition that is not understood did not move`() throws {
    func moved(_ old: Formula, _ new: Formula) throws -> Bool? {
      func made(_ condition: Formula) -> SampleFile {
        var made = file([("f", [])], condition: condition)
        made.inFile(.always)
        return made
      }
      return try changes([made(old)], [made(new)]).first?.isConditionMoved.value
    }
    let a = Formula.atom(.builtIn("CONFIG_A"))
    #expect(try moved(a, a) == false)
    #expect(try moved(a, .atom(.opaque("X > 2"))) == nil)
    // Without Kconfig files nobody knows whether the two can differ.
    #expect(try moved(a, .atom(.builtIn("CONFIG_B"))) == nil)
    #expect(try moved(.and(of: [a, .not(of: .and(of: [a, .not(of: a)]))]), a) == false)
  }

  @Test func `a rename needs the same body, a long enough one, and no second candidate`() throws {
    func text(_ functions: [(name: String, body: String)]) -> String {
      functions.map { "int \($0.name)(void)\n{\n\($0.body)\n}\n" }.joined()
    }
    func kinds(_ old: [(name: String, body: String)], _ new: [(name: String, body: String)]) throws -> [String] {
      let texts = (text(old), text(new))
      func located(_ functions: [(name: String, body: String)], in text: String) -> SampleFile {
        var made = file(functions.map { ($0.name, []) })
        made.locateFunctions(in: text)
        return made
      }
      let model = try Sample.model([located(new, in: texts.1)]).compared(
        to: try Sample.model([located(old, in: texts.0)]),
        texts: ComparedTexts(old: { _ in Array(texts.0.utf8) }, new: { _ in Array(texts.1.utf8) }))
      return try #require(model.comparison).changes.map { "\($0.oldName) \($0.name) \($0.kind.value?.rawValue ?? "?")" }
    }
    let body = "\tint x = jiffies & 7;\n\treturn x ? 1 : count();"
    #expect(try kinds([("f", body)], [("g", body.replacing("7", with: " 7 "))]) == ["f g renamed"])
    #expect(try kinds([("f", body)], [("g", body.replacing("7", with: "8"))]) == ["f f removed", "g g added"])
    #expect(try kinds([("f", "\treturn 0;")], [("g", "\treturn 0;")]) == ["f f removed", "g g added"])
    #expect(try kinds([("f", body)], [("g", body), ("h", body)]) == ["f f removed", "g g added", "h h added"])
    #expect(try kinds([("f", body)], [("f", body), ("g", body)]) == ["f f kept", "g g added"])
  }

  @Test func `objects of the old tree can be read, but not their places`() throws {
    let model = try Sample.model([file([("f", [])])]).compared(
      to: try Sample.model([file([("f", ["KF_RCU"])])]), texts: ComparedTexts(old: { _ in nil }, new: { _ in nil }))
    guard case .object("kfunc", let kfunc) = model.value("old", of: "change", row: 0),
      case .list(let entries, nil) = model.value("entries", of: "kfunc", row: kfunc),
      case .object("entry", let entry)? = entries.first
    else {
      Issue.record("the old kfunc has no entries")
      return
    }
    #expect(model.value("flags", of: "entry", row: entry).text == "[KF_RCU]")
    guard case .unknown = model.value("range", of: "entry", row: entry) else {
      Issue.record("a place of the old tree is given for one of the new")
      return
    }
  }
}
