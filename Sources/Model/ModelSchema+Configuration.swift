/// Fields about the configurations in which things are apart that belong together. Each is a condition to put behind "where", such as
/// "CONFIG_NET=n".
extension ModelSchema {
  static let entryConfigurationFields: [ObjectType.Field] = [
    .init(
      "undefinedWhere", .string,
      "A configuration in which it is there and the function that it names is not, such as 'CONFIG_NET=n'.",
      mayBeAbsent: true, mayBeUnknown: true
    ) { place($0.undefinedFunction(ofEntry: $1), always: "it is listed") },
    .init(
      "rolelessWhere", .string,
      "For the entry that makes an iterator: a configuration in which it is there without one of the others.",
      mayBeAbsent: true, mayBeUnknown: true
    ) { place($0.missingIteratorRole(ofEntry: $1).split, always: "it is listed") },
    .init("missingRole", .string, "The function that is missing there: next or destroy.", mayBeAbsent: true) {
      $0.missingIteratorRole(ofEntry: $1).role.map { .string($0.rawValue) } ?? .absent
    },
    .init(
      "unreleasableWhere", .string,
      "A configuration in which it hands out references and nothing is there to release them.",
      mayBeAbsent: true, mayBeUnknown: true
    ) { place($0.missingRelease(ofEntry: $1), always: "it is listed") },
    .init(
      "holeWhere", .string, "For an element that opens a hole: a configuration in which later elements move.",
      mayBeAbsent: true, mayBeUnknown: true
    ) { model, row in
      // A text without a tree has no other configurations than its own conditions name.
      if model.configuration == nil, model.entries[row].opensHole == .yes {
        return .string("'\(model.entries[row].fact.condition)' does not hold")
      }
      return place(model.hole(ofEntry: row), always: "it is compiled")
    },
    .init(
      "absentWhereRead", .string,
      "For a conditional element of a list: a configuration in which code reads its position and nothing is there.",
      mayBeAbsent: true, mayBeUnknown: true
    ) { model, row in
      guard let read = model.absentRead(ofEntry: row) else { return .absent }
      // As above: what the text says is all there is.
      if model.configuration == nil { return .string("'\(model.entries[row].fact.condition)' does not hold") }
      return place(read.split, always: "it is compiled")
    },
    .init("readRange", .object("range"), "That code.", mayBeAbsent: true) { model, row in
      let uses = model.sets[model.entries[row].set].uses
      return .row("range", model.absentRead(ofEntry: row).map { uses[$0.use] })
    },
  ]

  static let definitionConfigurationFields: [ObjectType.Field] = [
    .init(
      "unlistedWhere", .string, "A configuration in which it is there and no entry of a registered set names it.",
      mayBeAbsent: true, mayBeUnknown: true
    ) { place($0.unlistedFunction(ofDefinition: $1), always: "it is compiled") }
  ]

  static let registrationConfigurationFields: [ObjectType.Field] = [
    .init(
      "setlessWhere", .string, "A configuration in which it is compiled and the set that it registers is not.",
      mayBeAbsent: true, mayBeUnknown: true
    ) { place($0.missingSet(ofRegistration: $1), always: "it is compiled") },
    .init("modularWhere", .string, "A configuration in which the code is a module.", mayBeAbsent: true) { model, row in
      model.modularWitness(translationUnit: model.registrations[row].translationUnit).map { .string($0) } ?? .absent
    },
  ]

  static let destructorConfigurationFields: [ObjectType.Field] = [
    .init(
      "incompleteWhere", .string,
      "A configuration in which it is there without its element of the list or without the function.",
      mayBeAbsent: true, mayBeUnknown: true
    ) { model, row in
      model.missingPart(ofDestructor: row).map { place($0.split, always: "it is compiled") } ?? .absent
    },
    .init("missingPart", .string, "What is missing there.", mayBeAbsent: true) { model, row in
      model.missingPart(ofDestructor: row).map { .string($0.part) } ?? .absent
    },
  ]

  private static func place(_ split: Model.Split, always: String) -> FieldValue {
    switch split {
    case .at(let place): .string(place.isEmpty ? always : place)
    case .never: .absent
    case .unknown(let why): .unknown(why)
    }
  }
}
