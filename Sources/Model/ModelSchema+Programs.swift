import Facts

extension ModelSchema {
  static let hook = ObjectType(
    name: "hook",
    doc: "A place where the kernel looks for the kfuncs of program types, with everything registered for it.",
    fields: [
      .init("name", .string, "Its name, such as 'TRACING'.") { .string($0.hooks[$1].name) },
      .init("programTypes", .list(.string), "The program types behind it, sorted.") { model, row in
        .strings(model.dialect.programTypes(ofHook: model.hooks[row].name))
      },
      .init("registrations", .list(.object("registration")), "The calls that register sets for it.") {
        .list($0.hooks[$1].registrations.map { .object("registration", $0) }, incomplete: $0.incompleteReason)
      },
      .init("entries", .list(.object("entry")), "The entries of the sets registered for it.") {
        .list($0.hooks[$1].entries.map { .object("entry", $0) }, incomplete: $0.incompleteReason)
      },
      .init(
        "visibleKfuncs", .list(.string),
        "The names of the kfuncs that its programs see, those of the COMMON hook included, sorted."
      ) { model, row in
        let isCallable = model.hooks[row].name != "FMODRET"
        let common = isCallable ? model.hooks.filter { $0.name == "COMMON" }.flatMap(\.entries) : []
        let names = Set((model.hooks[row].entries + common).map { model.entries[$0].fact.name })
        return .list(names.sorted().map { .string($0) }, incomplete: model.incompleteReason)
      },
      .init("range", .object("range"), "The first registration.", mayBeAbsent: true) { model, row in
        .row("range", model.hooks[row].registrations.first.map { model.registrations[$0].range })
      },
    ])

  static let iterator = ObjectType(
    name: "iterator", doc: "The state of an open-coded iterator, with the kfuncs that work on it.",
    fields: [
      .init("name", .string, "The struct, such as 'bpf_iter_num'.") { .string($0.iterators[$1].name) },
      .init("isTest", .bool, "Whether it is part of the selftests.") { .bool($0.iterators[$1].isTest) },
      .init("size", .int, "sizeof the struct in bytes.", mayBeAbsent: true) {
        $0.iterators[$1].size.map { .int($0) } ?? .absent
      },
      .init("newEntries", .list(.object("entry")), "KF_ITER_NEW entries.") { iteratorEntries(.new, of: $1, in: $0) },
      .init("nextEntries", .list(.object("entry")), "KF_ITER_NEXT entries.") { iteratorEntries(.next, of: $1, in: $0) },
      .init("destroyEntries", .list(.object("entry")), "KF_ITER_DESTROY entries.") {
        iteratorEntries(.destroy, of: $1, in: $0)
      },
      .init(
        "hooksWithoutNext", .list(.string), "The hooks whose programs see a KF_ITER_NEW and no KF_ITER_NEXT, sorted.",
        mayBeUnknown: true
      ) { hooks(of: .new, without: .next, $1, in: $0) },
      .init(
        "hooksWithoutDestroy", .list(.string),
        "The hooks whose programs see a KF_ITER_NEW and no KF_ITER_DESTROY, sorted.", mayBeUnknown: true
      ) { hooks(of: .new, without: .destroy, $1, in: $0) },
      .init("range", .object("range"), "The first entry of any of them.") { model, row in
        let entries = IteratorRole.allCases.flatMap { model.iterators[row].entries[$0] ?? [] }
        return .object("range", entries.min().map { model.entries[$0].range } ?? 0)
      },
    ])

  private static func hooks(
    of role: IteratorRole, without other: IteratorRole, _ row: Int, in model: Model
  ) -> FieldValue {
    model.hooks(ofRole: role, without: other, iterator: row).map { .strings($0) }
      ?? .unknown("functions of '\(model.iterators[row].name)' may be visible to more programs")
  }

  private static func iteratorEntries(_ role: IteratorRole, of row: Int, in model: Model) -> FieldValue {
    .list((model.iterators[row].entries[role] ?? []).map { .object("entry", $0) }, incomplete: model.incompleteReason)
  }

  static let initType = ObjectType(
    name: "initType", doc: "A struct whose name ends in ___init: an object that is not yet in use.",
    fields: [
      .init("name", .string, "Its tag.") { .string($0.initTypes[$1].fact.tag) },
      .init("baseName", .string, "The tag without the ending.") { .string($0.initTypes[$1].baseName) },
      .init("isTest", .bool, "Whether it is part of the selftests.") {
        .bool(ModelBuilder.isSelftest($0.initTypes[$1].fact.range.path))
      },
      .init("hasSuffixAtEnd", .bool, "Whether the first ___init of the name is its end.") {
        .bool($0.initTypes[$1].hasSuffixAtEnd)
      },
      .init("hasBase", .bool, "Whether a struct of the name without the ending is defined.", mayBeUnknown: true) {
        model, row in
        let base = model.initTypes[row].baseName
        if model.structs[base]?.isEmpty == false { return .bool(true) }
        if let reason = model.incompleteReason { return .unknown(reason) }
        return model.undefinedStructs.contains(base) ? .bool(false) : .unknown("'struct \(base)' was not looked for")
      },
      .init(
        "startsWithBase", .bool, "Whether the struct of the name without the ending is its first member.",
        mayBeUnknown: true
      ) {
        .answer($0.initTypes[$1].startsWithBase, "the members of '\($0.initTypes[$1].fact.tag)' are not known")
      },
      .init(
        "object", .object("objectType"), "What hands out references to it and takes them over.", mayBeAbsent: true
      ) { model, row in
        .row("objectType", model.objectTypes.firstIndex { $0.name == model.initTypes[row].fact.tag })
      },
      .init(
        "firstMember", .string, "The declaration of its first member, such as 'struct nf_conn ct'.", mayBeAbsent: true
      ) {
        $0.initTypes[$1].firstMember.map { .string($0.type.btf + ($0.type.btf.hasSuffix("*") ? "" : " ") + $0.name) }
          ?? .absent
      },
      .init(
        "properName", .string,
        "For a name with more behind the ending: the name that its first member asks for, if no struct has it.",
        mayBeAbsent: true
      ) { $0.properName(ofInitType: $1).map { .string($0) } ?? .absent },
      .init(
        "mentions", .list(.object("range")),
        "Every place that names it; empty for a struct of a header, which any file may name."
      ) { .complete($0.initTypes[$1].mentions.map { .object("range", $0) }) },
      .init("range", .object("range"), "Its definition.") { .object("range", $0.initTypes[$1].range) },
    ])
}
