import Facts

extension ModelSchema {
  static let kfunc = ObjectType(
    name: "kfunc", doc: "A function that sets register for calls from BPF programs.",
    fields: [
      .init("name", .string, "Its name.") { .string($0.kfuncs[$1].name) },
      .init("entries", .list(.object("entry")), "Its entries in sets registered as kfuncs.") {
        .list($0.kfuncs[$1].entries.map { .object("entry", $0) }, incomplete: $0.incompleteReason)
      },
      .init("definition", .object("definition"), "Its definition.", mayBeAbsent: true, mayBeUnknown: true) {
        definition($0.kfuncs[$1].definitions, in: $0)
      },
      .init("range", .object("range"), "Its first entry.") { model, row in
        .object("range", model.kfuncs[row].entries.first.map { model.entries[$0].range } ?? 0)
      },
    ])

  static let definition = ObjectType(
    name: "definition",
    doc: "The definition of a function that a set, list or destructor table names, or that is tagged __bpf_kfunc.",
    fields: [
      .init("name", .string, "The function.") { .string($0.definitions[$1].fact.name) },
      .init("path", .string, "The file.") { .string($0.definitions[$1].path) },
      .init("isTagged", .bool, "Whether __bpf_kfunc stands on the definition.", mayBeUnknown: true) {
        .answer($0.definitions[$1].fact.tagged, "a macro generates the definition")
      },
      .init("isStatic", .bool, "Whether it has internal linkage.") {
        .bool($0.definitions[$1].fact.linkage == .internal)
      },
      .init("isTest", .bool, "Whether it is part of the selftests.") {
        .bool(ModelBuilder.isSelftest($0.definitions[$1].path))
      },
      .init("isVerifierSpecial", .bool, "Whether the verifier checks calls of it by name.") {
        .bool($0.definitions[$1].isVerifierSpecial)
      },
      .init(
        "violatesOnPurpose", .list(.string), "The rules that it breaks because the kernel's own tests expect it to."
      ) {
        .strings($0.dialect.rulesViolatedOnPurpose(by: $0.definitions[$1].fact.name, in: $0.definitions[$1].path))
      },
      .init("isKfunc", .bool, "Whether a set registered as kfuncs names it.", mayBeUnknown: true) { model, row in
        registered(model.definitions[row].entries, as: .kfunc, in: model)
      },
      .init("attributes", .list(.string), "Specifiers and attribute macros, beside __bpf_kfunc.") {
        .strings($0.definitions[$1].fact.attributes.map(\.name))
      },
      .init("isVariadic", .bool, "Whether it takes '...'.") { .bool($0.definitions[$1].fact.isVariadic) },
      .init("hasEarlierPrototype", .bool, "Whether a prototype of it is visible before it.", mayBeUnknown: true) {
        .answer($0.definitions[$1].fact.hasEarlierPrototype, "a macro generates the definition")
      },
      .init(
        "guardRegion", .string,
        "Where warnings about missing prototypes are off around it: kfuncDefs, hook or diagnosticPragma.",
        mayBeAbsent: true
      ) { $0.definitions[$1].fact.guardRegion.map { .string($0.rawValue) } ?? .absent },
      .init("returnType", .object("type"), "What it returns.", mayBeUnknown: true) { model, row in
        model.definitions[row].isReliable
          ? .object("type", model.definitions[row].returnType) : .unknown("the file could not be analysed completely")
      },
      .init("parameters", .list(.object("parameter")), "Its parameters, in order.") {
        .complete($0.definitions[$1].parameters.map { .object("parameter", $0) })
      },
      .init("entries", .list(.object("entry")), "The entries that name it.") {
        .list($0.definitions[$1].entries.map { .object("entry", $0) }, incomplete: $0.incompleteReason)
      },
      .init("range", .object("range"), "From the first specifier to the closing brace.") {
        .object("range", $0.definitions[$1].range)
      },
      .init("documentedRange", .object("range"), "The same with the kernel-doc comment above it.") {
        .object("range", $0.definitions[$1].documentedRange)
      },
      .init("nameRange", .object("range"), "Its name.") { .object("range", $0.definitions[$1].nameRange) },
      .init("declaratorRange", .object("range"), "From the first specifier to the end of the parameters.") {
        .object("range", $0.definitions[$1].declaratorRange)
      },
    ])

  static let parameter = ObjectType(
    name: "parameter", doc: "A parameter of a definition.",
    fields: [
      .init("name", .string, "Its name, empty without one.") { .string($0.parameters[$1].fact.name) },
      .init("index", .int, "Its place, from 0.") { .int($0.parameters[$1].index) },
      .init("type", .object("type"), "Its type.", mayBeUnknown: true) { model, row in
        let parameter = model.parameters[row]
        return model.definitions[parameter.definition].isReliable
          ? .object("type", parameter.type) : .unknown("the file could not be analysed completely")
      },
      .init(
        "suffix", .string, "The ending of its name that this kernel's verifier looks at, such as '__sz'.",
        mayBeAbsent: true
      ) {
        $0.dialect.suffix(ofParameter: $0.parameters[$1].fact.name).map { .string($0.text) } ?? .absent
      },
      .init("foreignSuffix", .string, "The ending of its name that only other releases look at.", mayBeAbsent: true) {
        $0.dialect.foreignSuffix(ofParameter: $0.parameters[$1].fact.name).map { .string($0.text) } ?? .absent
      },
      .init("foreignSuffixSince", .string, "The first release that looks at it, such as '6.7'.", mayBeAbsent: true) {
        $0.dialect.foreignSuffix(ofParameter: $0.parameters[$1].fact.name)?.versions.since.map {
          .string($0.description)
        } ?? .absent
      },
      .init("foreignSuffixUntil", .string, "The last release that looks at it.", mayBeAbsent: true) {
        $0.dialect.foreignSuffix(ofParameter: $0.parameters[$1].fact.name)?.versions.until.map {
          .string($0.description)
        } ?? .absent
      },
      .init(
        "kind", .string,
        "What the verifier takes it for: scalar, ignored, slot, dynptr, iterator, map, string, owned, special, implicit, arena, callback, pointer or unsupported.",
        mayBeUnknown: true
      ) { model, row in
        model.argumentKind(row).map { .string($0.rawValue) }
          ?? .unknown("the type of '\(model.parameters[row].fact.name)' is not known")
      },
      .init(
        "isMemory", .bool,
        "Whether it can be plain memory: it points to scalars, to a struct of scalars, or to void with a size.",
        mayBeUnknown: true
      ) { .answer($0.isMemory($1), "what '\($0.parameters[$1].fact.name)' points to is not known") },
      .init("isObject", .bool, "Whether it can be a kernel object that is known by its type.", mayBeUnknown: true) {
        .answer($0.isObject($1), "what '\($0.parameters[$1].fact.name)' points to is not known")
      },
      .init(
        "canCarryReference", .bool, "Whether the argument can be a reference that KF_RELEASE takes over.",
        mayBeUnknown: true
      ) {
        .answer($0.canCarryReference($1), "what '\($0.parameters[$1].fact.name)' points to is not known")
      },
      .init("previous", .object("parameter"), "The parameter before it.", mayBeAbsent: true) { model, row in
        .row("parameter", model.parameters[row].index > 0 ? row - 1 : nil)
      },
      .init("next", .object("parameter"), "The parameter after it.", mayBeAbsent: true) { model, row in
        let parameter = model.parameters[row]
        let isLast = parameter.index + 1 >= model.definitions[parameter.definition].parameters.count
        return .row("parameter", isLast ? nil : row + 1)
      },
      .init("definition", .object("definition"), "The function.") {
        .object("definition", $0.parameters[$1].definition)
      },
      .init("range", .object("range"), "The declaration, type and name.") { .object("range", $0.parameters[$1].range) },
      .init("nameRange", .object("range"), "The name.") { .object("range", $0.parameters[$1].nameRange) },
    ])

  /// The first definition; absent or, in an incomplete model, unknown when there is none.
  static func definition(_ rows: [Int], in model: Model) -> FieldValue {
    if let first = rows.first { return .object("definition", first) }
    return model.incompleteReason.map { .unknown($0) } ?? .absent
  }

  /// Whether any of the entries' sets is registered through a function.
  static func registered(_ entries: [Int], as api: RegistrationFact.API, in model: Model) -> FieldValue {
    var reason: String?
    for entry in entries {
      let set = model.sets[model.entries[entry].set]
      if set.registrations.contains(where: { model.registrations[$0].fact.api == api }) { return .bool(true) }
      reason = reason ?? set.incompleteReason
    }
    if let reason { return .unknown(reason) }
    // Entries themselves may be missing from the model.
    return model.incompleteReason.map { .unknown($0) } ?? .bool(false)
  }
}
