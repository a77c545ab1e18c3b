import Facts

extension ModelSchema {
  static let objectType = ObjectType(
    name: "objectType", doc: "A struct whose references kfuncs hand out (KF_ACQUIRE) or take over (KF_RELEASE).",
    fields: [
      .init("name", .string, "Its tag.") { .string($0.objectTypes[$1].name) },
      .init("acquires", .list(.object("entry")), "Entries of KF_ACQUIRE kfuncs that return it.") { model, row in
        .list(
          model.objectTypes[row].acquires.map { .object("entry", $0) },
          incomplete: model.reasonForUnknownTypes(of: "KF_ACQUIRE"))
      },
      .init("releases", .list(.object("entry")), "Entries of KF_RELEASE kfuncs that take it.") { model, row in
        .list(
          model.objectTypes[row].releases.map { .object("entry", $0) },
          incomplete: model.reasonForUnknownTypes(of: "KF_RELEASE"))
      },
      .init(
        "releasesWithoutFlag", .list(.object("entry")),
        "Entries of kfuncs without KF_RELEASE that take a pointer to it, nothing else, and return nothing."
      ) { model, row in
        .complete(model.releasesWithoutFlag(ofType: row).map { .object("entry", $0) })
      },
      .init("destructors", .list(.object("destructor")), "What drops it where it is a kptr of a map.") { model, row in
        .list(
          model.objectTypes[row].destructors.map { .object("destructor", $0) }, incomplete: model.incompleteReason)
      },
      .init("isTest", .bool, "Whether only selftests hand it out or take it over.") { model, row in
        let type = model.objectTypes[row]
        return .bool(
          (type.acquires + type.releases).allSatisfy {
            ModelBuilder.isSelftest(model.sets[model.entries[$0].set].path)
          })
      },
      .init("isDuplicated", .bool, "Whether a KF_ACQUIRE kfunc makes a second reference of one that it is given.") {
        model, row in
        let type = model.objectTypes[row]
        return .bool(
          type.acquires.contains { entry in
            model.entries[entry].definitions.first.map { definition in
              model.definitions[definition].parameters.contains {
                model.parameters[$0].fact.type.pointee?.name == type.name
              }
            } ?? false
          })
      },
      .init(
        "acquiredTypesAround", .list(.string),
        "Types that KF_ACQUIRE kfuncs return and that begin with this struct, sorted.", mayBeUnknown: true
      ) { model, row in
        model.acquiredTypes(beginningWith: model.objectTypes[row].name).map { .strings($0) }
          ?? .unknown("the members of an acquired type are not known")
      },
      .init("range", .object("range"), "The first entry that acquires or releases it.") { model, row in
        let type = model.objectTypes[row]
        return .object("range", (type.acquires + type.releases).min().map { model.entries[$0].nameRange } ?? 0)
      },
    ])
}
