import BooleanLogic
import Dialect
import Facts
import Testing

@testable import Model

struct ModelBuilderTests {
  // MARK: Registrations

  /// A file that registers its own set.
  private func registering(
    _ path: String, set: String = "s", object: String = "k", entry: String, type: String = "BPF_PROG_TYPE_XDP"
  ) -> SampleFile {
    var file = SampleFile(path)
    file.set(set, .kfuncs, [(entry, [])])
    file.object(object, set: set)
    file.register(object, for: type)
    file.function(entry)
    return file
  }

  @Test func staticSetsOfOneNameAreTwo() throws {
    var unregistered = SampleFile("kernel/c.c")
    unregistered.set("s", .kfuncs, [("bpf_c", [])])
    let model = try Sample.model([
      registering("kernel/a.c", entry: "bpf_a"),
      registering("kernel/b.c", entry: "bpf_b", type: "BPF_PROG_TYPE_TRACING"), unregistered,
    ])
    let rows = ["kernel/a.c", "kernel/b.c", "kernel/c.c"].map { model.setRow("s", in: $0) }
    #expect(rows.map { model.value("isRegisteredAsKfuncs", of: "set", row: $0).text } == ["true", "true", "false"])
    #expect(rows.map { model.value("hooks", of: "set", row: $0).text } == ["[XDP]", "[TRACING]", "[]"])
    #expect(model.registrations.map { $0.set.map { model.sets[$0].path } } == ["kernel/a.c", "kernel/b.c"])
    #expect(model.kfuncs.map(\.name) == ["bpf_a", "bpf_b"])
  }

  @Test func aSetOfAnIncludedFileIsRegisteredByItsIncluder() throws {
    var included = SampleFile("kernel/ext.c", unit: "kernel/main.c")
    included.set("s", .kfuncs, [("bpf_a", [])])
    var main = SampleFile("kernel/main.c")
    main.object("k", set: "s")
    main.register("k")
    let model = try Sample.model([included, main])
    #expect(model.value("isRegisteredAsKfuncs", of: "set", row: model.setRow("s", in: "kernel/ext.c")).text == "true")
    #expect(model.value("set", of: "registration", row: 0).text == "set 0")
  }

  @Test func anObjectOfAnotherFileIsFoundWhenThereIsOne() throws {
    var owner = SampleFile("kernel/a.c")
    owner.set("s", .kfuncs, [("bpf_a", [])])
    owner.object("k", set: "s")
    var user = SampleFile("kernel/b.c")
    user.set("s", .kfuncs, [("bpf_b", [])])
    user.register("k")
    let model = try Sample.model([owner, user])
    #expect(model.value("isRegisteredAsKfuncs", of: "set", row: model.setRow("s", in: "kernel/a.c")).text == "true")
    #expect(model.value("isRegisteredAsKfuncs", of: "set", row: model.setRow("s", in: "kernel/b.c")).text == "false")
  }

  @Test func anObjectThatSeveralFilesHaveIsNotGuessed() throws {
    var files = ["kernel/a.c", "kernel/b.c"].map { path in
      var file = SampleFile(path)
      file.set("s", .kfuncs, [("bpf_x", [])])
      file.object("k", set: "s")
      return file
    }
    var user = SampleFile("kernel/c.c")
    user.set("t", .kfuncs, [("bpf_c", [])])
    user.register("k")
    files.append(user)
    let model = try Sample.model(files)
    #expect(model.registrations.map { $0.set == nil } == [true])
    #expect(model.value("isRegisteredAsKfuncs", of: "set", row: model.setRow("t", in: "kernel/c.c")).text == "unknown")
  }

  @Test func aRegistrationThatIsNotResolvedMakesTheOthersOfItsUnitUnknown() throws {
    var file = registering("kernel/a.c", entry: "bpf_a")
    file.set("other", .kfuncs, [("bpf_o", [])])
    file.register(nil)
    let model = try Sample.model([file, registering("kernel/b.c", entry: "bpf_b")])
    #expect(model.value("isRegisteredAsKfuncs", of: "set", row: model.setRow("s", in: "kernel/a.c")).text == "true")
    #expect(
      model.value("isRegisteredAsKfuncs", of: "set", row: model.setRow("other", in: "kernel/a.c")).text == "unknown")
    #expect(model.value("registrations", of: "set", row: model.setRow("other", in: "kernel/a.c")).text == "[, ...]")
    #expect(model.value("isRegisteredAsKfuncs", of: "set", row: model.setRow("s", in: "kernel/b.c")).text == "true")
    let reason = model.sets[model.setRow("other", in: "kernel/a.c")].incompleteReason
    #expect(reason == "'register_btf_kfunc_id_set' in 'init' registers an object that is not resolved")
  }

  @Test func onlySetsWithFlagsAreRegistered() throws {
    var file = SampleFile("kernel/a.c")
    file.set("s", .set, [("bpf_a", [])])
    file.set("s", .set8, [("bpf_b", [])])
    file.object("k", set: "s")
    file.register("k")
    let model = try Sample.model([file])
    #expect(model.kfuncs.map(\.name) == ["bpf_b"])
  }

  @Test func modifiableFunctionsAreNoKfuncs() throws {
    var file = SampleFile("kernel/a.c")
    file.set("s", .set8, [("bpf_a", [])])
    file.object("k", set: "s")
    file.register("k", as: .fmodret)
    file.function("bpf_a")
    let model = try Sample.model([file])
    #expect(model.kfuncs.isEmpty)
    #expect(model.value("isRegisteredAsKfuncs", of: "set", row: 0).text == "false")
    #expect(model.value("isRegisteredAsFmodret", of: "set", row: 0).text == "true")
    #expect(model.value("hooks", of: "set", row: 0).text == "[FMODRET]")
    #expect(model.value("isKfunc", of: "definition", row: 0).text == "false")
  }

  @Test func oneSetMayBeRegisteredSeveralTimes() throws {
    var file = registering("kernel/a.c", entry: "bpf_a")
    file.register("k", for: "BPF_PROG_TYPE_TRACING")
    file.register("k", for: nil)
    let model = try Sample.model([file])
    #expect(model.sets[0].registrations.count == 3)
    #expect(model.value("hooks", of: "set", row: 0).text == "[TRACING, XDP]")
    #expect(model.value("hook", of: "registration", row: 2).text == "absent")
    #expect(model.kfuncs.count == 1)
  }

  // MARK: Completeness

  @Test(arguments: [FileFacts.ParseStatus.failed(reason: "crash"), .degraded(reason: "type")])
  func troubleWithAFileMakesItsSetsUnknown(status: FileFacts.ParseStatus) throws {
    var bad = SampleFile("kernel/bad.c", status: status)
    bad.set("s", .kfuncs, [("bpf_a", [])])
    var good = SampleFile("kernel/good.c")
    good.set("s", .kfuncs, [("bpf_missing", [])])
    let model = try Sample.model([bad, good])
    #expect(model.incompleteReason == "'kernel/bad.c' could not be analysed completely")
    #expect(
      model.value("isRegisteredAsKfuncs", of: "set", row: model.setRow("s", in: "kernel/bad.c")).text == "unknown")
    // A set is private to its translation unit: trouble elsewhere hides no registration of it.
    #expect(model.value("isRegisteredAsKfuncs", of: "set", row: model.setRow("s", in: "kernel/good.c")).text == "false")
    // The definition may be in the file that was not understood.
    #expect(model.value("definition", of: "entry", row: model.entryRow("bpf_missing")).text == "unknown")
  }

  @Test func troubleWithTheIncluderMakesTheIncludedSetsUnknown() throws {
    var included = SampleFile("kernel/ext.c", unit: "kernel/main.c")
    included.set("s", .kfuncs, [("bpf_a", [])])
    let main = SampleFile("kernel/main.c", status: .failed(reason: "crash"))
    let model = try Sample.model([included, main])
    #expect(model.value("isRegisteredAsKfuncs", of: "set", row: 0).text == "unknown")
  }

  @Test func aCompleteModelKnowsWhatIsAbsent() throws {
    var file = SampleFile("kernel/a.c")
    file.set("s", .kfuncs, [("bpf_missing", [])])
    file.destructor(type: "task_struct", function: "bpf_gone")
    file.function("bpf_unused")
    let model = try Sample.model([file])
    #expect(model.incompleteReason == nil)
    #expect(model.value("definition", of: "entry", row: 0).text == "absent")
    #expect(model.value("definition", of: "destructor", row: 0).text == "absent")
    #expect(model.value("isKfunc", of: "definition", row: 0).text == "false")
    #expect(model.value("entries", of: "definition", row: 0).text == "[]")
  }

  @Test func withoutATreeAbsenceIsUnknown() throws {
    var file = SampleFile("kernel/a.c")
    file.set("s", .kfuncs, [("bpf_missing", [])])
    file.function("bpf_unused")
    let model = try Sample.model([file], missing: "there is no tree")
    #expect(model.incompleteReason == "there is no tree")
    #expect(model.value("definition", of: "entry", row: 0).text == "unknown")
    #expect(model.value("isKfunc", of: "definition", row: 0).text == "unknown")
    #expect(model.value("entries", of: "definition", row: 0).text == "[, ...]")
    #expect(model.value("isRegisteredAsKfuncs", of: "set", row: 0).text == "false")
  }

  @Test func aMacroThatWasNotExpandedMakesTheEntriesIncomplete() throws {
    var file = SampleFile("kernel/a.c")
    file.set("s", .kfuncs, [("bpf_a", [])], incomplete: "a macro")
    #expect(try Sample.model([file]).value("entries", of: "set", row: 0).text == "[entry 0, ...]")
  }

  @Test func typesOfAFileThatWasNotUnderstoodAreUnknown() throws {
    var file = SampleFile("kernel/a.c", status: .degraded(reason: "type"))
    file.function("bpf_a", parameters: [("x", SampleFile.int)])
    let model = try Sample.model([file])
    #expect(model.value("returnType", of: "definition", row: 0).text == "unknown")
    #expect(model.value("type", of: "parameter", row: 0).text == "unknown")
  }

  @Test func whatIsNeverCompiledIsLeftOut() throws {
    var file = SampleFile("kernel/a.c")
    file.set("s", .kfuncs, [("bpf_a", [])], condition: .never)
    file.function("bpf_a", condition: .never)
    file.object("k", set: "s")
    file.register("k", condition: .never)
    let model = try Sample.model([file])
    #expect(model.sets.isEmpty && model.entries.isEmpty && model.definitions.isEmpty && model.registrations.isEmpty)
  }

  // MARK: Definitions

  @Test func aDefinitionOfTheSameFileIsMeant() throws {
    var one = SampleFile("kernel/a.c")
    one.set("s", .kfuncs, [("bpf_a", [])])
    one.function("bpf_a", linkage: .internal)
    var other = SampleFile("kernel/b.c")
    other.function("bpf_a")
    let model = try Sample.model([one, other])
    #expect(model.entries[0].definitions.map { model.definitions[$0].path } == ["kernel/a.c"])
  }

  @Test func elsewhereExternalLinkageComesFirst() throws {
    var user = SampleFile("kernel/a.c")
    user.set("s", .kfuncs, [("bpf_a", []), ("bpf_b", [])])
    var hidden = SampleFile("kernel/b.c")
    hidden.function("bpf_a", linkage: .internal)
    hidden.function("bpf_b", linkage: .internal)
    var visible = SampleFile("kernel/c.c")
    visible.function("bpf_a")
    let model = try Sample.model([user, hidden, visible])
    #expect(model.entries[0].definitions.map { model.definitions[$0].path } == ["kernel/c.c"])
    #expect(model.entries[1].definitions.map { model.definitions[$0].path } == ["kernel/b.c"])
  }

  @Test func selftestsAndTheKernelDoNotSeeEachOther() throws {
    var kernel = registering("kernel/a.c", entry: "bpf_a")
    kernel.destructor(type: "t", function: "bpf_test_only")
    var test = registering("tools/testing/t.c", entry: "bpf_a")
    test.function("bpf_test_only")
    let model = try Sample.model([kernel, test])
    #expect(
      model.entries.map { $0.definitions.map { model.definitions[$0].path } } == [
        ["kernel/a.c"], ["tools/testing/t.c"],
      ])
    #expect(model.kfuncs.map(\.name) == ["bpf_a", "bpf_a"])
    #expect(model.value("isTest", of: "entry", row: 1).text == "true")
    #expect(model.value("isTest", of: "definition", row: 0).text == "false")
    #expect(model.value("definition", of: "destructor", row: 0).text == "absent")
  }

  @Test func entriesOfOneKfuncInSeveralSets() throws {
    var second = SampleFile("kernel/b.c")
    second.set("s", .kfuncs, [("bpf_a", ["KF_ACQUIRE"])])
    second.object("k", set: "s")
    second.register("k", for: "BPF_PROG_TYPE_TRACING")
    let model = try Sample.model([registering("kernel/a.c", entry: "bpf_a"), second])
    #expect(model.kfuncs.count == 1)
    #expect(model.kfuncs[0].entries.count == 2)
    #expect(model.definitions[0].entries.count == 2)
    #expect(model.entries.map(\.kfunc) == [0, 0])
  }

  @Test func entriesOfListsAndPlainSetsHaveNoDefinitions() throws {
    var file = SampleFile("kernel/a.c")
    file.set("l", .list, [("bpf_a", [])])
    file.set("s", .set, [("bpf_a", [])])
    file.function("bpf_a")
    let model = try Sample.model([file])
    #expect(model.entries.map(\.definitions) == [[], []])
  }

  @Test func parametersKnowTheirNeighbours() throws {
    var file = SampleFile("kernel/a.c")
    file.function("bpf_a", parameters: [("buf", SampleFile.pointer(to: "", kind: .void)), ("buf__sz", SampleFile.int)])
    file.function("bpf_b", parameters: [("x", SampleFile.int)])
    let model = try Sample.model([file])
    #expect(
      [0, 1, 2].map { model.value("next", of: "parameter", row: $0).text } == ["parameter 1", "absent", "absent"])
    #expect(
      [0, 1, 2].map { model.value("previous", of: "parameter", row: $0).text } == ["absent", "parameter 0", "absent"])
    #expect([0, 1, 2].map { model.value("suffix", of: "parameter", row: $0).text } == ["absent", "__sz", "absent"])
    #expect(
      [0, 1, 2].map { model.value("definition", of: "parameter", row: $0).text } == [
        "definition 0", "definition 0", "definition 1",
      ])
  }

  @Test func whatTheVerifierNamesIsSpecial() throws {
    var verifier = SampleFile("kernel/bpf/verifier.c")
    verifier.set("special", .list, [("bpf_in_list", [])])
    var file = SampleFile("kernel/a.c")
    file.set("other", .list, [("bpf_elsewhere", [])])
    for name in ["bpf_in_list", "bpf_given", "bpf_elsewhere"] { file.function(name) }
    let model = try Sample.model([verifier, file], special: ["bpf_given"])
    #expect(model.definitions.map(\.isVerifierSpecial) == [true, true, false])
  }

  // MARK: Effective flags

  @Test(arguments: [
    (KernelVersion(6, 3), ["KF_RELEASE"], ["KF_RELEASE"]),
    (KernelVersion(6, 4), ["KF_RELEASE"], ["KF_RELEASE", "KF_TRUSTED_ARGS"]),
    (KernelVersion(6, 12), ["KF_SLEEPABLE", "KF_RELEASE"], ["KF_RELEASE", "KF_SLEEPABLE", "KF_TRUSTED_ARGS"]),
    (KernelVersion(6, 12), ["KF_RCU"], ["KF_RCU"]), (KernelVersion(6, 12), [], []),
    (KernelVersion(7, 0), [], ["KF_TRUSTED_ARGS"]), (KernelVersion(7, 0), ["KF_RCU"], ["KF_RCU"]),
    (KernelVersion(6, 12), ["KF_ACQUIRE", "KF_ACQUIRE"], ["KF_ACQUIRE"]),
  ])
  func flagsThatOthersImply(version: KernelVersion, flags: [String], effective: [String]) throws {
    var file = SampleFile("kernel/a.c")
    file.set("s", .kfuncs, [("bpf_a", flags)])
    let model = try Sample.model([file], version: version)
    #expect(model.value("effectiveFlags", of: "entry", row: 0).text == "[\(effective.joined(separator: ", "))]")
    #expect(model.value("flags", of: "entry", row: 0).text == "[\(flags.joined(separator: ", "))]")
  }

  /// A name that the vocabulary does not have would silently never hold.
  @Test func theSemanticsAskedForExist() throws {
    let known = Set(try VocabularyReader().read().semantics.map(\.name))
    #expect(known.isSuperset(of: ["release-implies-trusted", "trusted-by-default"]))
  }

  // MARK: Safe fields

  @Test func safeFieldsAreComparedWithTheRealStruct() throws {
    var file = SampleFile("kernel/bpf/verifier.c")
    file.safeType(
      "task_struct",
      fields: [
        ("cgroups", SampleFile.pointer(to: "css_set")), ("maybe", SampleFile.int), ("cgroup", SampleFile.int),
        ("", SampleFile.int),
      ])
    file.safeType("nowhere", fields: [("x", SampleFile.int)])
    file.structure(
      "task_struct", fields: [("pid", SampleFile.int), ("cgroups", SampleFile.pointer(to: "css_set"))],
      conditional: ["maybe"])
    file.structure("nowhere", fields: [], hasFields: false)
    let model = try Sample.model([file])
    #expect(model.safeFields.map(\.fact.name) == ["cgroups", "maybe", "cgroup", "x"])
    let rows = model.safeFields.indices
    #expect(
      rows.map { model.value("exists", of: "safeField", row: $0).text } == ["true", "unknown", "false", "unknown"])
    #expect(
      rows.map { model.value("suggestion", of: "safeField", row: $0).text } == [
        "absent", "absent", "cgroups", "absent",
      ])
    #expect(
      rows.map { model.value("realType", of: "safeField", row: $0).text != "absent" } == [true, false, false, false])
    #expect(model.value("emittedIn", of: "safeField", row: 0).text == "[emit]")
  }

  @Test func aStructOfAFileThatWasNotUnderstoodProvesNothing() throws {
    var file = SampleFile("kernel/bpf/verifier.c", status: .degraded(reason: "type"))
    file.safeType("task_struct", fields: [("gone", SampleFile.int), ("pid", SampleFile.int)])
    file.structure("task_struct", fields: [("pid", SampleFile.int)])
    let model = try Sample.model([file])
    #expect([0, 1].map { model.value("exists", of: "safeField", row: $0).text } == ["unknown", "true"])
  }

  @Test func rowsDoNotDependOnAnythingButTheFacts() throws {
    let files = [registering("kernel/a.c", entry: "bpf_a"), registering("kernel/b.c", entry: "bpf_b")]
    let one = try Sample.model(files)
    let other = try Sample.model(files.reversed())
    #expect(one.kfuncs.map(\.name) == other.kfuncs.map(\.name))
    #expect(one.ranges == other.ranges)
  }
}
