import Facts

extension ModelSchema {
  /// What an entry's flags say and mean.
  static let entryFlagFields: [ObjectType.Field] = [
    .init(
      "flags", .list(.string),
      "The flags, those that a macro of the file stands for included; as written where a macro is not known."
    ) { model, row in flagList(model.flagNames(ofEntry: row), of: row, in: model) },
    .init("effectiveFlags", .list(.string), "The flags with those that others imply in this kernel, sorted.") {
      model, row in
      flagList(EffectiveFlags.of(model.flagNames(ofEntry: row), in: model.dialect), of: row, in: model)
    },
    .init("hasFlagsArgument", .bool, "Whether there is a flags argument.") {
      .bool($0.entries[$1].fact.flagsText != nil)
    },
    .init("flagsText", .string, "The flags argument as written, empty without one.") {
      .string($0.entries[$1].fact.flagsText ?? "")
    },
    .init(
      "flagTokens", .list(.string), "The tokens of the flags argument, with macros other than flags expanded.",
      mayBeUnknown: true
    ) { model, row in
      model.entries[row].fact.flagTokens.map(FieldValue.strings) ?? .unknown(unknownFlags(row, model))
    },
    .init("extraArguments", .list(.string), "The arguments behind the flags, which the macro drops.") {
      .strings($0.entries[$1].fact.extraArguments)
    },
    .init(
      "trust", .string,
      "Which objects the flags let programs pass in this kernel: any, referenced, trusted, or rcu for trusted and RCU-protected ones.",
      mayBeUnknown: true
    ) { model, row in
      guard model.entries[row].fact.flagTokens != nil else { return .unknown(unknownFlags(row, model)) }
      return .string(ArgumentTrust.of(model.flagNames(ofEntry: row), in: model.dialect).rawValue)
    },
    .init(
      "refusesNull", .bool, "Whether the flags make this kernel refuse NULL for pointers whose names do not allow it.",
      mayBeUnknown: true
    ) { model, row in
      guard model.entries[row].fact.flagTokens != nil else { return .unknown(unknownFlags(row, model)) }
      return .bool(ArgumentTrust.refusesNull(model.flagNames(ofEntry: row), in: model.dialect))
    },
    .init(
      "returnKind", .string,
      "What programs get back: nothing, scalar, memory, reference, trusted, rcu, untrusted, or refused for none that the verifier allows.",
      mayBeUnknown: true
    ) { model, row in
      model.returnKind(ofEntry: row).map { .string($0.rawValue) }
        ?? .unknown("what '\(model.entries[row].fact.name)' returns is not known")
    },
    .init(
      "hasSeparateImpl", .bool, "Whether there is a function of its name with '_impl' behind it.", mayBeUnknown: true
    ) { model, row in
      let name = model.entries[row].fact.name + "_impl"
      if model.definitions.contains(where: { $0.fact.name == name }) { return .bool(true) }
      return model.incompleteReason.map { .unknown($0) } ?? .bool(false)
    },
  ]

  private static func flagList(_ flags: [String], of row: Int, in model: Model) -> FieldValue {
    let isKnown = model.entries[row].fact.flagTokens != nil
    return .list(flags.map { .string($0) }, incomplete: isKnown ? nil : unknownFlags(row, model))
  }

  private static func unknownFlags(_ row: Int, _ model: Model) -> String {
    "what '\(model.entries[row].fact.flagsText ?? "")' stands for is not known"
  }
}
