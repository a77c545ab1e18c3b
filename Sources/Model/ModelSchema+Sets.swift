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
      .init("flags", .list(.string), "The identifiers of the flags argument, as written.") {
        .strings($0.entries[$1].fact.flags.map(\.name))
      },
      .init("effectiveFlags", .list(.string), "The flags with those that others imply in this kernel, sorted.") { model, row in
        .strings(EffectiveFlags.of(model.entries[row].fact.flags.map(\.name), in: model.dialect))
      },
      .init("hasFlagsArgument", .bool, "Whether there is a flags argument.") { .bool($0.entries[$1].fact.flagsText != nil) },
      .init("isGenerated", .bool, "Whether a macro other than the entry's own makes it.") {
        .bool($0.entries[$1].fact.generatedBy != nil)
      },
      .init("isTest", .bool, "Whether it is part of the selftests.") { model, row in
        .bool(ModelBuilder.isSelftest(model.sets[model.entries[row].set].path))
      },
      .init("condition", .string, "The condition under which it exists, '1' for always.") {
        .string($0.entries[$1].fact.condition.description)
      },
      .init("set", .object("set"), "The set or list.") { .object("set", $0.entries[$1].set) },
      .init("kfunc", .object("kfunc"), "The kfunc, if the set is registered as kfuncs.", mayBeAbsent: true) {
        .row("kfunc", $0.entries[$1].kfunc)
      },
      .init("definition", .object("definition"), "The definition of the function.", mayBeAbsent: true, mayBeUnknown: true) {
        definition($0.entries[$1].definitions, in: $0)
      },
      .init("range", .object("range"), "The macro call.") { .object("range", $0.entries[$1].range) },
      .init("nameRange", .object("range"), "The name.") { .object("range", $0.entries[$1].nameRange) },
      .init("flagsRange", .object("range"), "The flags argument, or the empty place behind the name where it would stand.") {
        .object("range", $0.entries[$1].flagsRange)
      },
    ])

  static let set = ObjectType(
    name: "set", doc: "A BTF ID set or list.",
    fields: [
      .init("name", .string, "Its name.") { .string($0.sets[$1].fact.name) },
      .init("kind", .string, "list, set, set8 or kfuncs.") { .string($0.sets[$1].fact.kind.rawValue) },
      .init("startMacro", .string, "The macro that opens it.") { .string($0.sets[$1].fact.startMacro) },
      .init("path", .string, "The file.") { .string($0.sets[$1].path) },
      .init("isTest", .bool, "Whether it is part of the selftests.") { .bool(ModelBuilder.isSelftest($0.sets[$1].path)) },
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
      .init("range", .object("range"), "From its start macro to its end macro.") { .object("range", $0.sets[$1].range) },
      .init("nameRange", .object("range"), "Its name in the start macro.") { .object("range", $0.sets[$1].nameRange) },
      .init("startRange", .object("range"), "The start macro with its argument.") {
        .object("range", $0.sets[$1].startRange)
      },
    ])

  private static func isRegistered(_ row: Int, as api: RegistrationFact.API, in model: Model) -> FieldValue {
    let set = model.sets[row]
    if set.registrations.contains(where: { model.registrations[$0].fact.api == api }) { return .bool(true) }
    return set.incompleteReason.map { .unknown($0) } ?? .bool(false)
  }
}
