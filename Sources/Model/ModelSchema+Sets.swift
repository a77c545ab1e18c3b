import Facts

extension ModelSchema {
  static let entry = ObjectType(
    name: "entry", doc: "An element of a BTF ID set or list.",
    fields: [
      .init("name", .string, "The function or type named.") { .string($0.entries[$1].fact.name) },
      .init("macro", .string, "BTF_ID, BTF_ID_FLAGS or BTF_ID_UNUSED.") { .string($0.entries[$1].fact.macro) },
      .init("prefix", .string, "func, struct, union or typedef; empty for BTF_ID_UNUSED.") {
        .string($0.entries[$1].fact.prefix)
      },
      .init("isGenerated", .bool, "Whether a macro other than the entry's own makes it.") {
        .bool($0.entries[$1].fact.generatedBy != nil)
      },
      .init("isTest", .bool, "Whether it is part of the selftests.") { model, row in
        .bool(ModelBuilder.isSelftest(model.sets[model.entries[row].set].path))
      },
      .init(
        "violatesOnPurpose", .list(.string), "The rules that it breaks because the kernel's own tests expect it to."
      ) { model, row in
        let entry = model.entries[row]
        return .strings(model.dialect.rulesViolatedOnPurpose(by: entry.fact.name, in: model.sets[entry.set].path))
      },
      .init("condition", .string, "The condition under which it exists, '1' for always.") {
        .string($0.entries[$1].fact.condition.description)
      },
      .init("set", .object("set"), "The set or list.") { .object("set", $0.entries[$1].set) },
      .init("kfunc", .object("kfunc"), "The kfunc, if the set is registered as kfuncs.", mayBeAbsent: true) {
        .row("kfunc", $0.entries[$1].kfunc)
      },
      .init(
        "definition", .object("definition"), "The definition of the function.", mayBeAbsent: true, mayBeUnknown: true
      ) {
        definition($0.entries[$1].definitions, in: $0)
      },
      .init("suggestion", .string, "The function of the same file whose name is nearest.", mayBeAbsent: true) {
        model, row in
        let path = model.sets[model.entries[row].set].path
        let names = model.definitions.filter { $0.path == path }.map(\.fact.name)
        return NearestName.of(model.entries[row].fact.name, among: names).map { .string($0) } ?? .absent
      },
      .init(
        "earlierInHook", .list(.object("entry")),
        "Entries of the same kfunc before it, in other sets that are registered for one of its hooks and can be in one kernel with it."
      ) { .list($0.earlierInHook($1).map { .object("entry", $0) }, incomplete: $0.incompleteReason) },
      .init("iterator", .object("iterator"), "The iterator that it is a function of.", mayBeAbsent: true) {
        .row("iterator", $0.entries[$1].iterator)
      },
      .init("iteratorRole", .string, "What it does with the iterator: new, next or destroy.", mayBeAbsent: true) {
        model, row in
        let flags = Set(model.entries[row].fact.flags.map(\.name))
        return IteratorRole.allCases.first { flags.contains($0.flag) }.map { .string($0.rawValue) } ?? .absent
      },
      .init(
        "opensHole", .bool,
        "Whether later elements of a list move where it is absent; said of the first of several under one condition.",
        mayBeUnknown: true
      ) { .answer($0.entries[$1].opensHole, "the list has too many conditions") },
      .init(
        "hole", .list(.object("entry")), "The elements of a list that are absent together with it, if it opens a hole."
      ) {
        .complete($0.entries[$1].hole.map { .object("entry", $0) })
      },
      .init("range", .object("range"), "The macro call.") { .object("range", $0.entries[$1].range) },
      .init("nameRange", .object("range"), "The name.") { .object("range", $0.entries[$1].nameRange) },
      .init(
        "flagsRange", .object("range"), "The flags argument, or the empty place behind the name where it would stand."
      ) {
        .object("range", $0.entries[$1].flagsRange)
      },
      .init("lastArgumentsRange", .object("range"), "The flags argument with those behind it.") {
        .object("range", $0.entries[$1].lastArgumentsRange)
      },
    ] + entryFlagFields)

  static let set = ObjectType(
    name: "set", doc: "A BTF ID set or list.",
    fields: [
      .init("name", .string, "Its name.") { .string($0.sets[$1].fact.name) },
      .init("kind", .string, "list, set, set8 or kfuncs.") { .string($0.sets[$1].fact.kind.rawValue) },
      .init("startMacro", .string, "The macro that opens it.") { .string($0.sets[$1].fact.startMacro) },
      .init("path", .string, "The file.") { .string($0.sets[$1].path) },
      .init("isTest", .bool, "Whether it is part of the selftests.") {
        .bool(ModelBuilder.isSelftest($0.sets[$1].path))
      },
      .init("entries", .list(.object("entry")), "Its entries, in order.") {
        .list($0.sets[$1].entries.map { .object("entry", $0) }, incomplete: $0.sets[$1].fact.incompleteReason)
      },
      .init("registrations", .list(.object("registration")), "The calls that register it.") {
        .list($0.sets[$1].registrations.map { .object("registration", $0) }, incomplete: $0.sets[$1].incompleteReason)
      },
      .init("isRegisteredAsKfuncs", .bool, "Whether register_btf_kfunc_id_set registers it.", mayBeUnknown: true) {
        isRegistered($1, as: .kfunc, in: $0)
      },
      .init("isRegisteredAsFmodret", .bool, "Whether register_btf_fmodret_id_set registers it.", mayBeUnknown: true) {
        isRegistered($1, as: .fmodret, in: $0)
      },
      .init("hooks", .list(.string), "The hooks it is registered for, sorted.") { model, row in
        let set = model.sets[row]
        let hooks = set.registrations.compactMap { model.registrations[$0].hook }
        return .list(Set(hooks).sorted().map { .string($0) }, incomplete: set.incompleteReason)
      },
      .init("range", .object("range"), "From its start macro to its end macro.") {
        .object("range", $0.sets[$1].range)
      },
      .init("nameRange", .object("range"), "Its name in the start macro.") { .object("range", $0.sets[$1].nameRange) },
      .init("startRange", .object("range"), "The start macro with its argument.") {
        .object("range", $0.sets[$1].startRange)
      },
    ])

  static let list = ObjectType(
    name: "list", doc: "A BTF ID list, whose elements are found by their position.",
    fields: [
      .init("name", .string, "Its name.") { .string($0.sets[$0.lists[$1]].fact.name) },
      .init("path", .string, "The file.") { .string($0.sets[$0.lists[$1]].path) },
      .init("condition", .string, "The condition under which it exists, '1' for always.") {
        .string($0.sets[$0.lists[$1]].fact.condition.description)
      },
      .init("isTest", .bool, "Whether it is part of the selftests.") {
        .bool(ModelBuilder.isSelftest($0.sets[$0.lists[$1]].path))
      },
      .init("entries", .list(.object("entry")), "Its elements, in order.") {
        .list(
          $0.sets[$0.lists[$1]].entries.map { .object("entry", $0) },
          incomplete: $0.sets[$0.lists[$1]].fact.incompleteReason)
      },
      .init(
        "holes", .list(.object("entry")),
        "The first elements of conditional runs that nothing replaces, so that later elements move."
      ) { model, row in
        let entries = model.sets[model.lists[row]].entries
        let isUnknown = entries.contains { model.entries[$0].opensHole == .unknown }
        return .list(
          entries.filter { model.entries[$0].opensHole == .yes }.map { .object("entry", $0) },
          incomplete: isUnknown ? "the list has too many conditions" : nil)
      },
      .init("range", .object("range"), "From its macro to its last element.") { model, row in
        .object("range", model.sets[model.lists[row]].range)
      },
      .init("nameRange", .object("range"), "Its name in the macro.") {
        .object("range", $0.sets[$0.lists[$1]].nameRange)
      },
    ])

  private static func isRegistered(_ row: Int, as api: RegistrationFact.API, in model: Model) -> FieldValue {
    let set = model.sets[row]
    if set.registrations.contains(where: { model.registrations[$0].fact.api == api }) { return .bool(true) }
    return set.incompleteReason.map { .unknown($0) } ?? .bool(false)
  }
}
