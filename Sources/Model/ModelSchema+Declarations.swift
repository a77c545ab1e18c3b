import Facts

extension ModelSchema {
  static let attribute = ObjectType(
    name: "attribute", doc: "A specifier or attribute macro on a definition, beside __bpf_kfunc.",
    fields: [
      .init("name", .string, "As written, such as 'noinline' or '__attribute__((cold))'.") {
        .string($0.attributes[$1].fact.name)
      },
      .init("words", .list(.string), "What it asks for, without underscores, such as 'noinline'.") {
        .strings($0.attributes[$1].fact.words)
      },
      .init("definition", .object("definition"), "The definition it stands on.") {
        .object("definition", $0.attributes[$1].definition)
      },
      .init("range", .object("range"), "It as written.") { .object("range", $0.attributes[$1].range) },
      .init("removalRange", .object("range"), "What to delete to be rid of it, with the space beside it.") {
        .object("range", $0.attributes[$1].removalRange)
      },
    ])

  static let docParameter = ObjectType(
    name: "docParameter", doc: "An '@name:' in the kernel-doc comment of a definition.",
    fields: [
      .init("name", .string, "The name.") { .string($0.docParameters[$1].name) },
      .init("definition", .object("definition"), "The definition below the comment.") {
        .object("definition", $0.docParameters[$1].definition)
      },
      .init(
        "counterpart", .string,
        "The parameter that it probably means: not documented, and of the same name but for an ending, or with nearly the same.",
        mayBeAbsent: true
      ) { $0.counterpart(ofDocParameter: $1).map { .string($0) } ?? .absent },
      .init("range", .object("range"), "The name in the comment.") { .object("range", $0.docParameters[$1].range) },
    ])

  static let docDirective = ObjectType(
    name: "docDirective", doc: "An identifier that a '.. kernel-doc::' directive below Documentation/bpf asks for.",
    fields: [
      .init("identifier", .string, "The identifier.") { .string($0.docDirectives[$1].fact.identifier) },
      .init("file", .string, "The source file that the directive names.") { .string($0.docDirectives[$1].fact.file) },
      .init("finds", .string, "What the file has: 'comment', 'no comment' but the name, 'nothing', or 'no file'.") {
        .string($0.docDirectives[$1].fact.state.rawValue)
      },
      .init("suggestion", .string, "The documented name of the file that is nearest.", mayBeAbsent: true) {
        let fact = $0.docDirectives[$1].fact
        return NearestName.of(fact.identifier, among: fact.documented).map { .string($0) } ?? .absent
      },
      .init("range", .object("range"), "The identifier in the directive.") {
        .object("range", $0.docDirectives[$1].range)
      },
    ])

  static let docFlag = ObjectType(
    name: "docFlag", doc: "The first mention of a KF_* flag in a document below Documentation/bpf.",
    fields: [
      .init("name", .string, "The flag.") { .string($0.docFlags[$1].fact.name) },
      .init("path", .string, "The document.") { .string($0.docFlags[$1].path) },
      .init("range", .object("range"), "The flag in the document.") { .object("range", $0.docFlags[$1].range) },
    ])

  static let namesake = ObjectType(
    name: "namesake", doc: "A function that has the name of a definition in another file.",
    fields: [
      .init("name", .string, "The name.") { .string($0.namesakes[$1].name) },
      .init("path", .string, "Its file.") { .string($0.namesakes[$1].path) },
      .init("nameRange", .object("range"), "Its name.") { .object("range", $0.namesakes[$1].nameRange) },
    ])

  static let `guard` = ObjectType(
    name: "guard",
    doc: "A macro that opens or closes a region of other warnings, such as __bpf_kfunc_start_defs() or __diag_pop().",
    fields: [
      .init("macro", .string, "The macro.") { .string($0.guards[$1].fact.macro) },
      .init(
        "kind", .string,
        "kfuncDefs, hook, prototypeDiagnostics (__diag_push for missing prototypes only) or otherDiagnostics."
      ) { .string($0.guards[$1].fact.kind.rawValue) },
      .init("isStart", .bool, "Whether it opens a region.") { .bool($0.guards[$1].fact.isStart) },
      .init("isTest", .bool, "Whether it is part of the selftests.") {
        .bool(ModelBuilder.isSelftest($0.guards[$1].path))
      },
      .init(
        "fault", .string, "What is wrong in some configuration: unclosed, unopened or mismatched.", mayBeAbsent: true
      ) { $0.guards[$1].fact.fault.map { .string($0.rawValue) } ?? .absent },
      .init("openedBy", .string, "The macro that opened the region, where the kinds do not match.", mayBeAbsent: true) {
        $0.guards[$1].fact.openedBy.map { .string($0) } ?? .absent
      },
      .init(
        "meetsKfuncDefs", .bool,
        "Whether a region of __bpf_kfunc_start_defs() lies around or in the one that it opens, or crosses it."
      ) { .bool($0.meetsKfuncDefs($1)) },
      .init("partner", .object("guard"), "What ends the region that it opens.", mayBeAbsent: true) {
        .row("guard", $0.guards[$1].partner)
      },
      .init(
        "definitions", .list(.object("definition")), "The definitions that are known in the region that it opens."
      ) { .complete($0.guards[$1].definitions.map { .object("definition", $0) }) },
      .init("range", .object("range"), "The statement; a __diag_push with the __diag_ignore_all behind it.") {
        .object("range", $0.guards[$1].range)
      },
      .init("nameRange", .object("range"), "The macro's name.") { .object("range", $0.guards[$1].nameRange) },
      .init("removalRange", .object("range"), "The statement with its lines and an empty line behind.") {
        .object("range", $0.guards[$1].removalRange)
      },
    ])

  static let safeType = ObjectType(
    name: "safeType", doc: "A BTF_TYPE_SAFE_* declaration.",
    fields: [
      .init("macro", .string, "The macro.") { .string($0.safeTypes[$1].fact.macro) },
      .init("keyword", .string, "'struct' or 'union', as declared.") { .string($0.safeTypes[$1].fact.keyword) },
      .init("structName", .string, "The tag of the type.") { .string($0.safeTypes[$1].fact.tag) },
      .init("realKeyword", .string, "What the type really is, 'struct' or 'union'.", mayBeAbsent: true) {
        $0.safeTypes[$1].realKeyword.map { .string($0) } ?? .absent
      },
      .init(
        "btfName", .string, "The name that the verifier looks up, such as 'task_struct__safe_rcu'.", mayBeAbsent: true
      ) { model, row in
        let fact = model.safeTypes[row].fact
        return model.dialect.safeTypeMacros.first { $0.name == fact.macro }.map { .string(fact.tag + $0.suffix) }
          ?? .absent
      },
      .init("emitter", .string, "The verifier's function that looks it up.", mayBeAbsent: true) { model, row in
        model.emitter(ofMacro: model.safeTypes[row].fact.macro).map { .string($0) } ?? .absent
      },
      .init("emissions", .list(.object("safeEmission")), "The statements that put it into BTF.") {
        .complete($0.safeTypes[$1].emissions.map { .object("safeEmission", $0) })
      },
      .init("emissionsOfMacro", .list(.object("safeEmission")), "Those for all types of the macro, in its file.") {
        .complete($0.safeTypes[$1].emissionsOfMacro.map { .object("safeEmission", $0) })
      },
      .init(
        "earlier", .list(.object("safeType")),
        "Declarations of the same macro and type that stand before it and can be compiled with it."
      ) { .complete($0.safeTypes[$1].earlier.map { .object("safeType", $0) }) },
      .init("range", .object("range"), "The macro with its argument.") { .object("range", $0.safeTypes[$1].range) },
      .init("keywordRange", .object("range"), "The keyword.") { .object("range", $0.safeTypes[$1].keywordRange) },
    ])

  static let safeEmission = ObjectType(
    name: "safeEmission", doc: "A statement that puts a type-safe declaration into BTF.",
    fields: [
      .init("macro", .string, "The macro of the declaration.") { .string($0.safeEmissions[$1].fact.macro) },
      .init("keyword", .string, "'struct' or 'union', as written.") { .string($0.safeEmissions[$1].fact.keyword) },
      .init("structName", .string, "The tag of the type.") { .string($0.safeEmissions[$1].fact.tag) },
      .init("function", .string, "The function around it, empty outside of functions.") {
        .string($0.safeEmissions[$1].fact.function)
      },
      .init("emitter", .string, "The verifier's function that looks the type up.", mayBeAbsent: true) { model, row in
        model.emitter(ofMacro: model.safeEmissions[row].fact.macro).map { .string($0) } ?? .absent
      },
      .init(
        "siblings", .list(.object("safeEmission")),
        "The statements for types of its macro in the function that looks them up, it left out."
      ) { model, row in
        .complete(model.siblings(ofEmission: row).map { .object("safeEmission", $0) })
      },
      .init("isDeclared", .bool, "Whether its file declares what it emits.") {
        .bool($0.safeEmissions[$1].isDeclared)
      },
      .init("range", .object("range"), "The inner macro with its argument.") {
        .object("range", $0.safeEmissions[$1].range)
      },
      .init("statementRange", .object("range"), "The statement.") {
        .object("range", $0.safeEmissions[$1].statementRange)
      },
      .init("removalRange", .object("range"), "The statement with its lines.") {
        .object("range", $0.safeEmissions[$1].removalRange)
      },
      .init("keywordRange", .object("range"), "The keyword.") { .object("range", $0.safeEmissions[$1].keywordRange) },
    ])
}

extension Model {
  /// The verifier's function that looks up the types of a macro; nil for a macro that this kernel does not have.
  func emitter(ofMacro name: String) -> String? {
    dialect.safeTypeMacros.first { $0.name == name }?.emittedIn
  }

  /// The statements of an emission's macro in the function that looks its types up, the emission itself left out.
  func siblings(ofEmission row: Int) -> [Int] {
    let own = safeEmissions[row]
    guard let emitter = emitter(ofMacro: own.fact.macro) else { return [] }
    return safeEmissions.indices.filter { other in
      other != row && safeEmissions[other].path == own.path && safeEmissions[other].fact.macro == own.fact.macro
        && safeEmissions[other].fact.function == emitter
    }
  }

  /// The parameter without a line of its own that a line about no parameter is probably about.
  func counterpart(ofDocParameter row: Int) -> String? {
    let documented = docParameters[row]
    let definition = definitions[documented.definition]
    let names = definition.fact.parameters.map(\.name).filter { !$0.isEmpty }
    guard !names.contains(documented.name) else { return nil }
    let lines = Set(definition.fact.kernelDoc?.parameters ?? [])
    let open = names.filter { !lines.contains($0) }
    func stem(_ name: String) -> String {
      guard let place = name.utf8.firstRange(of: "__".utf8), place.lowerBound != name.utf8.startIndex else {
        return name
      }
      return String(name[..<place.lowerBound])
    }
    let related = open.filter { stem($0) == stem(documented.name) }
    if related.count == 1 { return related.first }
    return related.isEmpty ? NearestName.of(documented.name, among: open) : nil
  }
}
