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
      .init(
        "attributeWords", .list(.string),
        "The same as what they ask for: 'noinline' for __attribute__((__noinline__)) too, 'section(\".x\")' for a section."
      ) { .strings($0.definitions[$1].fact.attributes.flatMap(\.words)) },
      .init(
        "mentions", .list(.object("range")),
        "Every place of its file that names it, its kernel-doc included; empty where a macro generates it."
      ) { .complete($0.definitions[$1].mentions.map { .object("range", $0) }) },
      .init(
        "isNamedElsewhere", .bool, "Whether other files may name it: it has a prototype, or entries of their sets."
      ) { model, row in
        let definition = model.definitions[row]
        return .bool(
          (definition.fact.linkage == .external && definition.fact.hasEarlierPrototype != .no)
            || definition.entries.contains { model.sets[model.entries[$0].set].path != definition.path })
      },
      .init("isReferenced", .bool, "Whether its file calls it or takes its address.", mayBeUnknown: true) {
        .answer($0.definitions[$1].fact.isReferenced, "a macro generates the definition")
      },
      .init("hasCFINoseal", .bool, "Whether its file says CFI_NOSEAL of it.") {
        .bool($0.definitions[$1].fact.hasCFINoseal)
      },
      .init(
        "isListed", .bool, "Whether any set with flags, destructor table, or other list of its file names it.",
        mayBeUnknown: true
      ) { model, row in
        let definition = model.definitions[row]
        if model.listedFunctions.contains(definition.fact.name)
          || model.functionsListedInFile[definition.path]?.contains(definition.fact.name) == true
        {
          return .bool(true)
        }
        if let set = model.sets.first(where: { $0.fact.incompleteReason != nil }) {
          return .unknown(set.fact.incompleteReason ?? "")
        }
        return model.incompleteReason.map { .unknown($0) } ?? .bool(false)
      },
      .init(
        "namesakes", .list(.object("namesake")),
        "Functions of other files that have its name and can be in one kernel with it."
      ) {
        .list($0.definitions[$1].namesakes.map { .object("namesake", $0) }, incomplete: $0.incompleteReason)
      },
      .init("isDocumented", .bool, "Whether a kernel-doc comment about it stands above it.") {
        .bool($0.definitions[$1].fact.kernelDoc?.name == $0.definitions[$1].fact.name)
      },
      .init("documentedParameters", .list(.string), "The names after '@' in its kernel-doc comment.") {
        .strings($0.definitions[$1].fact.kernelDoc?.parameters ?? [])
      },
      .init("documentsReturn", .bool, "Whether its kernel-doc comment has a 'Return:' section.") {
        .bool($0.definitions[$1].fact.kernelDoc?.returns != nil)
      },
      .init(
        "deprecation", .string, "What its kernel-doc comment says from the first word about deprecation on.",
        mayBeAbsent: true
      ) { $0.definitions[$1].fact.kernelDoc?.deprecation.map { .string($0) } ?? .absent },
      .init("documentationRange", .object("range"), "Its kernel-doc comment.", mayBeAbsent: true) {
        .row("range", $0.definitions[$1].documentationRange)
      },
      .init("documentedNeighbours", .int, "How many other kfuncs of its file have kernel-doc.") {
        .int($0.neighbours($1).filter { $0.kernelDoc != nil }.count)
      },
      .init("undocumentedNeighbours", .int, "How many other kfuncs of its file have none.") {
        .int($0.neighbours($1).filter { $0.kernelDoc == nil }.count)
      },
      .init(
        "neighboursWithReturn", .int,
        "How many other kfuncs of its file that return a pointer have kernel-doc with a 'Return:' section."
      ) { .int($0.neighboursReturns($1).filter { $0 }.count) },
      .init("neighboursWithoutReturn", .int, "How many of them have kernel-doc without one.") {
        .int($0.neighboursReturns($1).filter { !$0 }.count)
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
      .init(
        "returnTypeRange", .object("range"), "The words of the return type, with the space behind them.",
        mayBeAbsent: true
      ) { .row("range", $0.definitions[$1].returnTypeRange) },
      .init(
        "hasReturnsWithEffects", .bool, "Whether a 'return' of it computes its value by calling or changing something."
      ) { .bool($0.definitions[$1].fact.returnedValues == nil) },
      .init(
        "returnedValues", .list(.object("range")),
        "The values that its 'return' statements give, with the space before."
      ) { .complete($0.definitions[$1].returnedValues.map { .object("range", $0) }) },
      .init(
        "bodyStart", .object("range"), "The empty place behind the brace that opens its body.", mayBeAbsent: true
      ) { .row("range", $0.definitions[$1].bodyStart) },
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
      bodyField,
    ] + definitionConfigurationFields)

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
