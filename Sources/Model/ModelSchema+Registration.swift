import Facts

extension ModelSchema {
  static let registration = ObjectType(
    name: "registration", doc: "A call of a registration function.",
    fields: [
      .init("api", .string, "The function called.") { .string($0.registrations[$1].fact.api.rawValue) },
      .init("programType", .string, "The program type constant.", mayBeAbsent: true) {
        $0.registrations[$1].fact.programType.map { .string($0) } ?? .absent
      },
      .init("hook", .string, "The hook of the program type, such as 'TRACING'.", mayBeAbsent: true) {
        $0.registrations[$1].hook.map { .string($0) } ?? .absent
      },
      .init("set", .object("set"), "The set registered.", mayBeAbsent: true) { .row("set", $0.registrations[$1].set) },
      .init("object", .string, "The btf_kfunc_id_set or table registered.", mayBeAbsent: true) {
        $0.registrations[$1].fact.object.map { .string($0) } ?? .absent
      },
      .init("isTest", .bool, "Whether it is part of the selftests.") {
        .bool(ModelBuilder.isSelftest($0.registrations[$1].path))
      },
      .init("isModular", .bool, "Whether the code can be compiled as a module.", mayBeUnknown: true) {
        .answer($0.isModular(registration: $1), "whether '\($0.registrations[$1].path)' can be a module is not known")
      },
      .init("isKnownModular", .bool, "Whether the code can be compiled as a module for certain.") {
        .bool($0.registrations[$1].isModular == .yes)
      },
      .init(
        "earlierInModule", .list(.object("registration")),
        "Registrations of sets with entries for the same hook that stand before it, in its translation unit or in another file of its module, and can be compiled with it."
      ) { .complete($0.earlierInModule($1).map { .object("registration", $0) }) },
      .init(
        "earlierOfSet", .list(.object("registration")),
        "Registrations of the same set for the same hook that stand before it and can be compiled with it."
      ) { .complete($0.earlierOfSet($1).map { .object("registration", $0) }) },
      .init("idSet", .object("idSet"), "The btf_kfunc_id_set registered.", mayBeAbsent: true) {
        .row("idSet", $0.registrations[$1].idSet)
      },
      .init(
        "earlierDestructorRegistrations", .list(.object("registration")),
        "Registrations of destructors that stand before it in its translation unit and can be compiled with it."
      ) { .complete($0.earlierDestructorRegistrations($1).map { .object("registration", $0) }) },
      .init("destructorsInTable", .int, "How many destructors the table has that it registers.") {
        .int($0.destructorCount($1).table)
      },
      .init(
        "destructorsInKernel", .int,
        "How many destructors are known that the kernel proper registers; 0 where the code can be a module."
      ) { .int($0.destructorCount($1).kernel) },
      .init("function", .string, "The function that calls it.") {
        .string($0.registrations[$1].fact.enclosingFunction)
      },
      .init("result", .string, "What becomes of the result: returned, assigned, tested, passed, ignored or unknown.") {
        .string($0.registrations[$1].fact.result.rawValue)
      },
      .init(
        "lostVariable", .string, "The variable that holds the result, if nothing reads it.", mayBeAbsent: true
      ) { $0.registrations[$1].fact.resultLoss.map { .string($0.variable) } ?? .absent },
      .init("overwriteRange", .object("range"), "The assignment that overwrites it before.", mayBeAbsent: true) {
        .row("range", $0.registrations[$1].overwriteRange)
      },
      .init(
        "overwriteValueRange", .object("range"), "The value that it assigns, if that is another registration.",
        mayBeAbsent: true
      ) { .row("range", $0.registrations[$1].overwriteValueRange) },
      .init(
        "operation", .string, "The member of a table of operations through which it is reached, such as 'open'.",
        mayBeAbsent: true
      ) { $0.registrations[$1].fact.operation.map { .string($0.member) } ?? .absent },
      .init("operationFunctions", .list(.string), "The functions from there to the call, in order.") {
        .strings($0.registrations[$1].fact.operation?.functions ?? [])
      },
      .init("operationRange", .object("range"), "Where the table names the first of them.", mayBeAbsent: true) {
        .row("range", $0.registrations[$1].operationRange)
      },
      .init(
        "removalRange", .object("range"),
        "What to delete so that only the call is gone: an operand of a chain, or a statement whose variable keeps its value.",
        mayBeAbsent: true
      ) { .row("range", $0.registrations[$1].removalRange) },
      .init("range", .object("range"), "The call.") { .object("range", $0.registrations[$1].range) },
    ] + registrationConfigurationFields)

  static let idSet = ObjectType(
    name: "idSet", doc: "A struct btf_kfunc_id_set, or an element of an array of them.",
    fields: [
      .init("name", .string, "The object.") { .string($0.idSets[$1].fact.name) },
      .init("path", .string, "The file.") { .string($0.idSets[$1].path) },
      .init("isTest", .bool, "Whether it is part of the selftests.") {
        .bool(ModelBuilder.isSelftest($0.idSets[$1].path))
      },
      .init("isModular", .bool, "Whether the code can be compiled as a module.", mayBeUnknown: true) {
        .answer($0.isModular(idSet: $1), "whether '\($0.idSets[$1].path)' can be a module is not known")
      },
      .init("isModuleOnly", .bool, "Whether its file is compiled for a module and nothing else.") {
        .bool($0.idSets[$1].isModuleOnly)
      },
      .init("registrations", .list(.object("registration")), "The calls that register it.") {
        .list(
          $0.idSets[$1].registrations.map { .object("registration", $0) },
          incomplete: $0.incompleteReason)
      },
      .init(
        "set", .object("set"), "The set of its translation unit that it points to.", mayBeAbsent: true,
        mayBeUnknown: true
      ) { model, row in
        let idSet = model.idSets[row]
        if let set = idSet.sets.first { return .object("set", set) }
        return idSet.incompleteReason.map { .unknown($0) } ?? .absent
      },
      .init("setName", .string, "What '.set' points to, without '&'.", mayBeAbsent: true, mayBeUnknown: true) {
        member(\.set, of: $1, in: $0)
      },
      .init("owner", .string, "The value of '.owner', as written.", mayBeAbsent: true, mayBeUnknown: true) {
        member(\.owner, of: $1, in: $0)
      },
      .init("filter", .string, "The value of '.filter', as written.", mayBeAbsent: true, mayBeUnknown: true) {
        member(\.filter, of: $1, in: $0)
      },
      .init("hasFilterFunction", .bool, "Whether its filter is a function of the file.") {
        .bool($0.idSets[$1].fact.filterFunction != nil)
      },
      .init("filterAlwaysAllows", .bool, "Whether every 'return' of the filter says 0.") {
        .bool($0.idSets[$1].fact.filterFunction?.alwaysAllows == true)
      },
      .init("filterLooksAtID", .bool, "Whether the filter names the id that it is asked about.") {
        .bool($0.idSets[$1].fact.filterFunction?.looksAtID == true)
      },
      .init("filterUsesIDOtherwise", .bool, "Whether the filter does more with the id than to look it up in sets.") {
        .bool($0.idSets[$1].fact.filterFunction?.usesIDOtherwise == true)
      },
      .init("filterSets", .list(.string), "The sets in which the filter looks the id up.") {
        .strings($0.idSets[$1].fact.filterFunction?.setsAsked ?? [])
      },
      .init("filterIsInverted", .bool, "Whether the filter allows the ids of the set and decides about all others.") {
        .bool($0.idSets[$1].fact.filterFunction?.isInverted == true)
      },
      .init("range", .object("range"), "The object with its initialiser.") { .object("range", $0.idSets[$1].range) },
      .init("nameRange", .object("range"), "Its name.") { .object("range", $0.idSets[$1].nameRange) },
      .init("bodyStart", .object("range"), "The empty place behind the opening brace.", mayBeAbsent: true) {
        .row("range", $0.idSets[$1].bodyStart)
      },
      .init("isOnOneLine", .bool, "Whether the initialiser stands on one line.") {
        .bool($0.idSets[$1].fact.range.start.line == $0.idSets[$1].fact.range.end.line)
      },
      .init("ownerRange", .object("range"), "The value of '.owner'.", mayBeAbsent: true) {
        .row("range", $0.idSets[$1].ownerRange)
      },
      .init("setRange", .object("range"), "The value of '.set'.", mayBeAbsent: true) {
        .row("range", $0.idSets[$1].setRange)
      },
      .init("filterRange", .object("range"), "The value of '.filter'.", mayBeAbsent: true) {
        .row("range", $0.idSets[$1].filterRange)
      },
      .init("filterNameRange", .object("range"), "The name of the filter in its definition.", mayBeAbsent: true) {
        .row("range", $0.idSets[$1].filterNameRange)
      },
      .init("filterInitRange", .object("range"), "'__init' on the filter, with the space behind it.", mayBeAbsent: true)
      { .row("range", $0.idSets[$1].filterInitRange) },
    ])

  private static func member(
    _ member: (KfuncIDSetFact) -> KfuncIDSetFact.Initializer?, of row: Int, in model: Model
  ) -> FieldValue {
    let fact = model.idSets[row].fact
    if fact.isAssigned { return .unknown("code assigns to members of '\(fact.name)'") }
    return member(fact).map { .string($0.text) } ?? .absent
  }

  static let table = ObjectType(
    name: "table",
    doc: "What the kernel keeps for one hook of one BTF object, which is the kernel itself or a module.",
    fields: [
      .init("hook", .string, "The hook, such as 'TRACING'.") { .string($0.tables[$1].hook) },
      .init("module", .string, "The main file of the module; the kernel has none.", mayBeAbsent: true) {
        $0.tables[$1].module.map { .string($0) } ?? .absent
      },
      .init("isTest", .bool, "Whether it is that of a selftest module.") {
        .bool($0.tables[$1].module.map { ModelBuilder.isSelftest($0) } ?? false)
      },
      .init("registrations", .list(.object("registration")), "The registrations that fill it.") {
        .complete($0.tables[$1].registrations.map { .object("registration", $0) })
      },
      .init("entryCount", .int, "How many entries it gets at least where everything is built in.") {
        .int($0.entryCount(ofTable: $1))
      },
      .init("filterCount", .int, "How many filters it gets at least where everything is built in.") {
        .int($0.filters(ofTable: $1).count)
      },
      .init("range", .object("range"), "The registration of the largest set, the last one of several.") { model, row in
        .object("range", model.largestRegistration(ofTable: row).map { model.registrations[$0].range } ?? 0)
      },
    ])

  static let stray = ObjectType(
    name: "stray",
    doc: "A macro of btf_ids.h outside of every set and list, or one that opens a set in the middle of another.",
    fields: [
      .init("macro", .string, "The macro.") { .string($0.strays[$1].fact.macro) },
      .init("name", .string, "What it names, empty for BTF_ID_UNUSED.") { .string($0.strays[$1].fact.name) },
      .init("isStart", .bool, "Whether it opens a set in the middle of another.") { .bool($0.strays[$1].isStart) },
      .init("isEnd", .bool, "Whether it closes a set.") { .bool($0.strays[$1].fact.macro.hasSuffix("_END")) },
      .init("isTest", .bool, "Whether it is part of the selftests.") {
        .bool(ModelBuilder.isSelftest($0.strays[$1].path))
      },
      .init(
        "previous", .string, "The set or list closed last before it, or the one that is still open.", mayBeAbsent: true
      ) {
        $0.strays[$1].fact.previousSet.map { .string($0) } ?? .absent
      },
      .init("range", .object("range"), "The macro call.") { .object("range", $0.strays[$1].range) },
    ])
}
