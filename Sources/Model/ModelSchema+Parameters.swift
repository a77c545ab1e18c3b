import Facts

extension ModelSchema {
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
      .init("isUsed", .bool, "Whether the body names it.", mayBeUnknown: true) {
        .answer($0.parameters[$1].fact.isUsed, "it has no name, or a macro generates the definition")
      },
      .init(
        "prototypeName", .string, "Its name in the earlier prototype, if there is one with a name.", mayBeAbsent: true
      ) { $0.prototypeName(ofParameter: $1).map { .string($0) } ?? .absent },
      .init("prototypeNameRange", .object("range"), "Where the prototype names it.", mayBeAbsent: true) {
        .row("range", $0.parameters[$1].prototypeNameRange)
      },
      .init(
        "prototypeSuffix", .string, "The ending of the prototype's name that this kernel's verifier would look at.",
        mayBeAbsent: true
      ) { model, row in
        model.prototypeName(ofParameter: row).flatMap { model.dialect.suffix(ofParameter: $0) }.map { .string($0.text) }
          ?? .absent
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
      .init("typeRange", .object("range"), "The type, up to the name.") {
        .object("range", $0.parameters[$1].typeRange)
      },
      .init(
        "uncastUses", .list(.object("range")),
        "Where the body uses it other than to cast it to another pointer.", mayBeUnknown: true
      ) { model, row in
        model.parameters[row].uncastUses.map { .complete($0.map { .object("range", $0) }) }
          ?? .unknown("the uses of '\(model.parameters[row].fact.name)' cannot be told apart")
      },
      .init(
        "freeName", .string, "A name for a converted copy of it that nothing in the function has.", mayBeAbsent: true
      ) { $0.parameters[$1].fact.freeName.map { .string($0) } ?? .absent },
      .init("nameRange", .object("range"), "The name.") { .object("range", $0.parameters[$1].nameRange) },
      .init("stem", .string, "Its name without the suffix.") { .string($0.stem(ofParameter: $1)) },
      .init(
        "innerSuffix", .string, "A suffix of this kernel that stands before the suffix, where it does not count.",
        mayBeAbsent: true
      ) { model, row in
        let stem = model.stem(ofParameter: row)
        guard stem != model.parameters[row].fact.name else { return .absent }
        return model.dialect.suffix(ofParameter: stem).map { .string($0.text) } ?? .absent
      },
      .init(
        "strangeSuffix", .string, "The ending of its name behind two underscores that no release looks at.",
        mayBeAbsent: true
      ) { $0.strangeSuffix(ofParameter: $1).map { .string($0) } ?? .absent },
      .init(
        "occurrences", .list(.object("range")),
        "Where the file names it: declaration, body, prototypes and kernel-doc comment.", mayBeUnknown: true
      ) { model, row in
        guard let ranges = model.parameters[row].occurrences else {
          return .unknown("a macro may name '\(model.parameters[row].fact.name)' too")
        }
        return .complete(ranges.map { .object("range", $0) })
      },
      .init("hasSize", .bool, "Whether the parameter behind it is its size for the verifier.", mayBeUnknown: true) {
        .answer($0.hasSize($1), "the type of the parameter behind '\($0.parameters[$1].fact.name)' is not known")
      },
      .init(
        "isTheConstant", .bool, "Whether it is a constant that the verifier remembers; a kfunc can have one.",
        mayBeUnknown: true
      ) { .answer($0.isTheConstant($1), "what '\($0.parameters[$1].fact.name)' is the size of is not known") },
      .init(
        "acceptsNull", .bool, "Whether the verifier lets programs pass NULL for it, given the flags of its entries.",
        mayBeUnknown: true
      ) { .answer($0.acceptsNull($1), "what '\($0.parameters[$1].fact.name)' points to is not known") },
      .init(
        "pointsToScalars", .bool, "Whether it points to scalars or to a struct of scalars, which is memory.",
        mayBeUnknown: true
      ) { .answer($0.pointsToScalars($1), "what '\($0.parameters[$1].fact.name)' points to is not known") },
      .init("pointsToPointers", .bool, "Whether what it points to has pointers in it.", mayBeUnknown: true) {
        .answer($0.pointsToPointers($1), "what '\($0.parameters[$1].fact.name)' points to is not known")
      },
      .init(
        "pointsToUndefined", .bool, "Whether it points to a struct that nothing in the tree defines.",
        mayBeUnknown: true
      ) {
        .answer(
          $0.pointsToUndefined($1), "the tree was not searched for what '\($0.parameters[$1].fact.name)' points to")
      },
      .init(
        "isYielded", .bool, "Whether a kfunc returns a pointer to the struct that it points to.", mayBeUnknown: true
      ) {
        .answer($0.isYielded($1), "there may be kfuncs in files that were not analysed")
      },
      .init(
        "pointsToIterator", .bool, "Whether it points to the state of an open-coded iterator.", mayBeUnknown: true
      ) { .answer($0.pointsToIterator($1), "there may be iterators in files that were not analysed") },
      .init(
        "contextFor", .list(.string), "The program types that can call the kfunc and whose context it is, sorted.",
        mayBeUnknown: true
      ) { model, row in contexts(model.contextTypes(row)?.in) },
      .init(
        "noContextFor", .list(.string),
        "If its type is the context of some program type: those that can call the kfunc and whose context it is not.",
        mayBeUnknown: true
      ) { model, row in contexts(model.contextTypes(row)?.notIn) },
    ] + parameterUseFields)

  private static func contexts(_ types: [String]?) -> FieldValue {
    types.map(FieldValue.strings) ?? .unknown("which programs can call the function is not known")
  }
}
