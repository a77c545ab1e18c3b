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
        let entry = $0.entries[$1]
        if entry.definitions.isEmpty, $0.pastedFunctions.contains(entry.fact.name) {
          return .unknown("a macro may make '\(entry.fact.name)'")
        }
        return definition(entry.definitions, in: $0)
      },
      .init("isResolved", .bool, "Whether the function that it names exists in any configuration.", mayBeUnknown: true)
      {
        .answer($0.isResolved(entry: $1), "whether '\($0.entries[$1].fact.name)' exists is not known")
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
      .init(
        "earlierInSet", .list(.object("entry")),
        "Entries of the same name before it in its set that can be in one kernel with it."
      ) { .list($0.earlierInSet($1).map { .object("entry", $0) }, incomplete: nil) },
      .init(
        "inCommonTable", .list(.object("entry")),
        "Entries of the same kfunc in other sets that are registered for all program types, if its own is not."
      ) { .list($0.entriesInCommonTable($1).map { .object("entry", $0) }, incomplete: $0.incompleteReason) },
      .init(
        "hooksWithoutRelease", .list(.string),
        "For a KF_ACQUIRE kfunc, the hooks whose programs see it but no kfunc that releases what it returns, sorted; empty if there is none at all.",
        mayBeUnknown: true
      ) { model, row in
        let reason = model.reasonForUnknownTypes(of: "KF_RELEASE")
        // A release that is not known could be for any hook.
        return reason.map { .unknown($0) } ?? .strings(model.hooksWithoutRelease(ofAcquire: row))
      },
      .init(
        "releases", .list(.object("entry")),
        "For a KF_ACQUIRE kfunc, the entries of KF_RELEASE kfuncs that take exactly what it returns."
      ) { model, row in
        let type = model.objectTypes.first { $0.acquires.contains(row) }
        return .complete((type?.releases ?? []).map { .object("entry", $0) })
      },
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
      .init("prefixRange", .object("range"), "The prefix; a generated entry has none.", mayBeAbsent: true) {
        .row("range", $0.entries[$1].prefixRange)
      },
      .init(
        "lineRange", .object("range"), "The lines that hold nothing but it, with their ends.", mayBeAbsent: true
      ) { .row("range", $0.entries[$1].lineRange) },
      .init("semicolonRange", .object("range"), "A semicolon right behind it.", mayBeAbsent: true) {
        .row("range", $0.entries[$1].semicolonRange)
      },
      .init(
        "flagsRange", .object("range"), "The flags argument, or the empty place behind the name where it would stand."
      ) {
        .object("range", $0.entries[$1].flagsRange)
      },
      .init("lastArgumentsRange", .object("range"), "The flags argument with those behind it.") {
        .object("range", $0.entries[$1].lastArgumentsRange)
      },
    ] + entryFlagFields + entryConfigurationFields)

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
      .init("earlierOfSameName", .list(.object("set")), "Sets of its name before it in the same kernel or module.") {
        .list($0.earlierOfSameName($1).map { .object("set", $0) }, incomplete: nil)
      },
      .init("enclosing", .object("set"), "The set in whose middle it starts.", mayBeAbsent: true) {
        .row("set", $0.sets[$1].enclosing)
      },
      .init("isInterrupted", .bool, "Whether another set starts before its end.") {
        .bool($0.sets[$1].isInterrupted)
      },
      .init(
        "positionReads", .list(.object("range")),
        "Where code reads an element of a set by a constant position, although sets are sorted by number; none in a list."
      ) { model, row in
        let set = model.sets[row]
        return .complete(set.fact.kind == .list ? [] : set.uses.map { .object("range", $0) })
      },
      .init("isUsed", .bool, "Whether anything of its translation unit names it beside its own macros.") {
        .bool($0.sets[$1].fact.isMentioned)
      },
      .init("isModuleOnly", .bool, "Whether its file is compiled for a module and nothing else.") {
        .bool($0.sets[$1].isModuleOnly)
      },
      .init("endMacro", .string, "The macro that closes it; a list has none.", mayBeAbsent: true) {
        $0.sets[$1].fact.end.map { .string($0.macro) } ?? .absent
      },
      .init("endName", .string, "The name in that macro.", mayBeAbsent: true) {
        $0.sets[$1].fact.end.map { .string($0.name) } ?? .absent
      },
      .init("endRange", .object("range"), "That macro with its argument.", mayBeAbsent: true) {
        .row("range", $0.sets[$1].endRange)
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
      .init("length", .int, "How many elements it has where it has most.", mayBeUnknown: true) {
        $0.length(ofList: $1).map { .int($0) } ?? .unknown("the list has too many conditions")
      },
      .init(
        "constants", .list(.string), "The constants of the enum by which the file reads it; empty if there is none."
      ) { .strings($0.constants(ofList: $1).map(\.name)) },
      .init("enumRange", .object("range"), "The head of that enum.", mayBeAbsent: true) {
        .row("range", $0.sets[$0.lists[$1]].indexRange)
      },
      .init("misplaced", .list(.object("entry")), "The elements that stand where the constant of another one is.") {
        .complete($0.misplaced(inList: $1).map { .object("entry", $0.entry) })
      },
      .init("misplacedConstants", .list(.string), "The constants that belong to them, in the same order.") {
        .strings($0.misplaced(inList: $1).map(\.constant))
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
