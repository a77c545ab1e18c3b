/// What rules can see: every object type with its fields. The one place from which the type checker, the evaluation and the schema
/// reference take their knowledge.
public enum ModelSchema {
  /// In the order of the schema reference.
  public static let types: [ObjectType] = [
    kfunc, definition, attribute, docParameter, docDirective, docFlag, namesake, parameter, `guard`, entry, set, list,
    stray, idSet,
    registration, hook, table, iterator, objectType, destructor, safeType, safeField, safeEmission, initType, change,
    filterChange, type, body, step, range, dialect,
  ]

  /// The readers of all fields, by type and field.
  static let readers: [String: [String: @Sendable (Model, Int) -> FieldValue]] = Dictionary(
    uniqueKeysWithValues: types.map { type in
      (type.name, Dictionary(uniqueKeysWithValues: type.fields.map { ($0.name, $0.read) }))
    })

  static let range = ObjectType(
    name: "range", doc: "A place in a source file.",
    fields: [
      .init("path", .string, "The file, relative to the tree.") { .string($0.ranges[$1].path) },
      .init("line", .int, "The first line, from 1.") { .int($0.ranges[$1].start.line) },
    ])

  static let dialect = ObjectType(
    name: "dialect", doc: "What the annotations of this kernel mean.",
    fields: [
      .init("version", .string, "The release, such as '6.12'.") { model, _ in
        .string(model.dialect.version.mainline.description)
      },
      .init("flags", .list(.string), "The KF_* flags that this kernel defines.") { model, _ in
        .strings(model.dialect.flags.map(\.name))
      },
      .init("suffixes", .list(.string), "The parameter suffixes that this kernel's verifier looks at.") { model, _ in
        .strings(model.dialect.suffixes.map(\.text))
      },
      .init("types", .list(.string), "The structs that this kernel's verifier recognises by their name.") { model, _ in
        .strings(model.dialect.types)
      },
      .init("maximumParameters", .int, "How many parameters a kfunc may have.") { model, _ in
        .int(model.dialect.limits["parameters"] ?? 5)
      },
      .init("kfuncAttributes", .list(.string), "What __bpf_kfunc stands for, without underscores, such as 'noinline'.")
      {
        model, _ in .strings(model.dialect.kfuncAttributes.map { String($0.drop { $0 == "_" }) })
      },
      .init("helpers", .list(.string), "The names of the BPF helpers, which bpf_helpers.h defines for programs.") {
        model, _ in .strings(model.dialect.helpers)
      },
      .init("maximumDestructors", .int, "There are fewer destructors than this for one BTF.") { model, _ in
        .int(model.dialect.limits["destructors"] ?? 256)
      },
      .init("semantics", .list(.string), "What this kernel does, by the names of Rules/vocabulary/semantics.yaml.") {
        model, _ in .strings(model.dialect.semantics)
      },
      .init("typesReleasedByHelpers", .list(.string), "The structs whose references a helper releases.") { model, _ in
        .strings(model.dialect.typesReleasedByHelpers)
      },
      .init("entriesPerTable", .int, "How many entries a hook may have in the kernel or a module.") { model, _ in
        .int(model.dialect.limits["entries_per_hook"] ?? 256)
      },
      .init("filtersPerTable", .int, "How many filters a hook may have in the kernel or a module.") { model, _ in
        .int(model.dialect.limits["filters_per_hook"] ?? 16)
      },
    ])

  static let destructor = ObjectType(
    name: "destructor", doc: "A type and the function that drops a kptr of it, from a btf_id_dtor_kfunc table.",
    fields: [
      .init("table", .string, "The array.") { .string($0.destructors[$1].fact.array) },
      .init("typeName", .string, "The tag of the type.", mayBeAbsent: true) {
        $0.destructors[$1].fact.typeName.map { .string($0) } ?? .absent
      },
      .init("functionName", .string, "The function.", mayBeAbsent: true) {
        $0.destructors[$1].fact.functionName.map { .string($0) } ?? .absent
      },
      .init("definition", .object("definition"), "The function's definition.", mayBeAbsent: true, mayBeUnknown: true) {
        model, row in
        if let first = model.destructors[row].definitions.first { return .object("definition", first) }
        return model.incompleteReason.map { .unknown($0) } ?? .absent
      },
      .init("isTest", .bool, "Whether it is part of the selftests.") {
        .bool(ModelBuilder.isSelftest($0.destructors[$1].path))
      },
      .init("typePrefix", .string, "What the list says the type is, such as 'struct'.", mayBeAbsent: true) {
        $0.destructors[$1].fact.typePrefix.map { .string($0) } ?? .absent
      },
      .init("functionPrefix", .string, "What the list says the function is, 'func'.", mayBeAbsent: true) {
        $0.destructors[$1].fact.functionPrefix.map { .string($0) } ?? .absent
      },
      .init(
        "isPaired", .bool, "Whether the function stands behind the type in the list, where that alternates both.",
        mayBeUnknown: true
      ) { .answer($0.destructors[$1].fact.isPaired, "the elements of the list are not known") },
      .init("typeRange", .object("range"), "Where the list names the type.") {
        .object("range", $0.destructors[$1].typeRange)
      },
      .init("range", .object("range"), "The pair in the array.") { .object("range", $0.destructors[$1].range) },
      .init("functionRange", .object("range"), "Where the list names the function.") {
        .object("range", $0.destructors[$1].functionRange)
      },
    ] + destructorDropFields + destructorConfigurationFields)

  static let safeField = ObjectType(
    name: "safeField", doc: "A field of a BTF_TYPE_SAFE_* declaration.",
    fields: [
      .init("name", .string, "The field.") { .string($0.safeFields[$1].fact.name) },
      .init("macro", .string, "The macro of the declaration.") { .string($0.safeFields[$1].declaration.macro) },
      .init("structKeyword", .string, "'struct' or 'union', as declared.") {
        .string($0.safeFields[$1].declaration.keyword)
      },
      .init("structName", .string, "The tag of the declared type.") { .string($0.safeFields[$1].declaration.tag) },
      .init("exists", .bool, "Whether the real type has a member of that name.", mayBeUnknown: true) {
        .answer($0.safeFields[$1].exists, "the members of '\($0.safeFields[$1].declaration.tag)' are not known")
      },
      .init("suggestion", .string, "The real member whose name is nearest.", mayBeAbsent: true) { model, row in
        let field = model.safeFields[row]
        return NearestName.of(field.fact.name, among: field.candidates).map { .string($0) } ?? .absent
      },
      .init("type", .object("type"), "The type declared.") { .object("type", $0.safeFields[$1].type) },
      .init("realType", .object("type"), "The type of the real member.", mayBeAbsent: true) {
        .row("type", $0.safeFields[$1].realType)
      },
      .init(
        "matches", .bool,
        "Whether the verifier finds the real member by the declared type: both point to the same struct or union.",
        mayBeUnknown: true
      ) { .answer($0.safeFields[$1].matches, "the types of '\($0.safeFields[$1].fact.name)' are not known") },
      .init(
        "isBarePointer", .bool, "Whether the declared type is a pointer that is neither const nor behind a typedef."
      ) {
        .bool($0.safeFields[$1].isBarePointer)
      },
      .init("isSaidToBeNull", .bool, "Whether a comment at the real member says that it can be NULL.") {
        .bool($0.safeFields[$1].real?.isSaidToBeNull ?? false)
      },
      .init("realRange", .object("range"), "The real member.", mayBeAbsent: true) {
        .row("range", $0.safeFields[$1].realRange)
      },
      .init("emittedIn", .list(.string), "The functions that emit the declaration.") {
        .strings($0.safeFields[$1].declaration.emissions.map(\.function))
      },
      .init("range", .object("range"), "The field in the declaration.") { .object("range", $0.safeFields[$1].range) },
    ])

  static let type = ObjectType(
    name: "type", doc: "A C type.",
    fields: [
      .init("spelling", .string, "As BTF spells it.") { .string($0.types[$1].btf) },
      .init("written", .string, "As the source spells it.") { .string($0.types[$1].written) },
      .init("canonical", .string, "With every typedef resolved.") { .string($0.types[$1].canonical) },
      .init(
        "kind", .string,
        "void, bool, integer, enumeration, floating, pointer, array, structure, union, function or unresolved."
      ) {
        .string($0.types[$1].outer?.kind.rawValue ?? "unresolved")
      },
      .init("isPointer", .bool, "Whether it is a pointer.") { .bool($0.types[$1].outer?.kind == .pointer) },
      .init("isBarePointer", .bool, "Whether it is a pointer that is neither const nor behind a typedef.") {
        $0.types[$1].outer.map { .bool($0.isBarePointer) } ?? .bool(false)
      },
      .init("isVoidPointer", .bool, "Whether it is a pointer to void.") { .bool($0.types[$1].pointee?.kind == .void) },
      .init("isScalar", .bool, "Whether it is an integer, bool or enum (btf_type_is_scalar).") {
        .bool([.bool, .integer, .enumeration].contains($0.types[$1].outer?.kind))
      },
      .init("pointeeKind", .string, "The kind behind one pointer.", mayBeAbsent: true) {
        $0.types[$1].pointee.map { .string($0.kind.rawValue) } ?? .absent
      },
      .init("pointeeName", .string, "The tag or scalar name behind one pointer, empty without one.", mayBeAbsent: true)
      {
        $0.types[$1].pointee.map { .string($0.name) } ?? .absent
      },
      .init("pointeeSize", .int, "sizeof what is behind one pointer, in bytes.", mayBeAbsent: true) {
        $0.types[$1].pointee?.size.map { .int($0) } ?? .absent
      },
      .init("isPointeeConst", .bool, "Whether what is behind one pointer is const.") {
        .bool($0.types[$1].pointee?.isConst ?? false)
      },
      .init(
        "tags", .list(.string), "The annotations of what is behind one pointer, such as '__user' or '__rcu', sorted."
      ) {
        .strings($0.types[$1].pointee?.tags ?? [])
      },
      .init("isDoublePointer", .bool, "Whether it is a pointer to a pointer.") {
        .bool($0.types[$1].pointee?.kind == .pointer)
      },
      .init("innerKind", .string, "The kind behind two pointers.", mayBeAbsent: true) {
        guard $0.types[$1].pointee?.kind == .pointer, $0.types[$1].layers.count > 2 else { return .absent }
        return .string($0.types[$1].layers[2].kind.rawValue)
      },
      .init("size", .int, "sizeof in bytes.", mayBeAbsent: true) {
        $0.types[$1].outer?.size.map { .int($0) } ?? .absent
      },
    ])
}
