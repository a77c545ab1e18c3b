import Facts

extension ModelSchema {
  static let step = ObjectType(
    name: "step", doc: "A place in a body, with what happens there.",
    fields: [
      .init("text", .string, "What happens.") { .string($0.steps[$1].text) },
      .init("range", .object("range"), "The place.") { .object("range", $0.steps[$1].range) },
    ])

  static let body = ObjectType(
    name: "body",
    doc:
      "What the body of a definition does, on all its paths, as far as they could be followed and callees are known.",
    fields: [
      .init(
        "returnsNull", .bool, "Whether it returns NULL on a path that programs can bring about.", mayBeUnknown: true
      ) { .answer($0.returning(.null, $1).answer, unknownReturns) },
      .init("nullSteps", .list(.object("step")), "How it comes to return NULL.") {
        steps($0.returning(.null, $1).steps)
      },
      .init("returnsError", .bool, "Whether it returns an ERR_PTR.", mayBeUnknown: true) {
        .answer($0.returning(.error, $1).answer, unknownReturns)
      },
      .init("errorSteps", .list(.object("step")), "How it comes to return an ERR_PTR.") {
        steps($0.returning(.error, $1).steps)
      },
      .init(
        "returnsReference", .bool, "Whether every object that it returns comes with a reference.", mayBeUnknown: true
      ) { .answer($0.returnsReference($1), unknownReturns) },
      .init(
        "returnedParameters", .list(.object("parameter")),
        "The parameters that it returns without a reference of their own."
      ) { model, row in
        let numbers = Set(
          (model.body(row)?.returns ?? [])
            .filter { $0.kind == .parameter && $0.hasReference == .no }.compactMap(\.number))
        let rows = model.definitions[row].parameters
        return .complete(numbers.sorted().filter(rows.indices.contains).map { .object("parameter", rows[$0]) })
      },
      .init("sleeps", .bool, "Whether it may sleep.", mayBeUnknown: true) { model, row in
        if model.body(row)?.sleep != nil { return .bool(true) }
        let isKnown = model.isWhole(row) && model.body(row)?.hasUnknownSleep == false
        return .answer(isKnown ? .no : .unknown, "it calls functions of which it is not known whether they sleep")
      },
      .init("sleepSteps", .list(.object("step")), "How it comes to sleep.") { steps($0.bodySteps[$1]?.sleep ?? []) },
      .init("isDestructive", .bool, "Whether it ends or damages the system.", mayBeUnknown: true) { model, row in
        if model.body(row)?.destructive != nil { return .bool(true) }
        return .answer(model.isWhole(row) ? .no : .unknown, "it calls functions of which nothing is known")
      },
      .init("destructiveSteps", .list(.object("step")), "How it comes to that.") {
        steps($0.bodySteps[$1]?.destructive ?? [])
      },
      .init(
        "imbalance", .string,
        "The region that a path returns from without leaving it, or leaves without having entered it: 'rcu', 'preempt', 'migrate', 'irq', 'bh', or 'spin', 'mutex', 'semaphore' with the lock.",
        mayBeAbsent: true
      ) { model, row in
        guard let body = model.body(row), body.gaps.isEmpty, let imbalance = body.imbalance else { return .absent }
        return .string(imbalance.region)
      },
      .init("isLeftHeld", .bool, "Whether the region is still entered then.") {
        .bool($0.body($1)?.imbalance?.isHeld ?? false)
      },
      .init("imbalanceSteps", .list(.object("step")), "How it comes to that.") {
        steps($0.bodySteps[$1]?.imbalance ?? [])
      },
      .init("needsRCU", .bool, "Whether it does what needs an RCU read section outside of one.") {
        .bool($0.body($1)?.needsRCU != nil)
      },
      .init("rcuSteps", .list(.object("step")), "What needs the section.") { steps($0.bodySteps[$1]?.needsRCU ?? []) },
      .init(
        "returnsUnderRCU", .bool, "Whether it returns a pointer without a reference that only RCU keeps.",
        mayBeUnknown: true
      ) { model, row in
        if model.body(row)?.returnsUnderRCU != nil { return .bool(true) }
        return .answer(model.isWhole(row) ? .no : .unknown, unknownReturns)
      },
      .init("rcuReturnSteps", .list(.object("step")), "How it comes to that.") {
        steps($0.bodySteps[$1]?.returnsUnderRCU ?? [])
      },
      .init("isEmpty", .bool, "Whether it does nothing.") { .bool($0.body($1)?.isEmpty ?? false) },
    ])

  static let bodyField = ObjectType.Field(
    "body", .object("body"), "What its body does.", mayBeAbsent: true, mayBeUnknown: true
  ) { model, row in
    let definition = model.definitions[row]
    guard definition.isReliable else { return .unknown("the file could not be analysed completely") }
    return definition.fact.body == nil ? .absent : .object("body", row)
  }

  /// What a body does with a parameter.
  static let parameterUseFields: [ObjectType.Field] = [
    use(
      "isDereferencedUntested", "Whether the body dereferences it where it may be NULL as far as the body has looked."
    ) {
      $0.untested != nil
    },
    useSteps("untestedSteps", "Where it does.") { $0.untested },
    use("isDereferenced", "Whether the body dereferences it, whatever it tests before.") { $0.accessed != nil },
    useSteps("accessSteps", "Where it does.") { $0.accessed },
    use("isTestedForNull", "Whether the body compares it with NULL.") { $0.nullTest != nil },
    useSteps("nullTestSteps", "Where it does.") { $0.nullTest },
    use("isReleased", "Whether the body drops a reference to it that it did not take.") { $0.dropped != nil },
    useSteps("releaseSteps", "Where it does.") { $0.dropped },
    .init(
      "releaseKind", .string, "How: 'count', or frees it, 'immediate' or 'deferred' by RCU.", mayBeAbsent: true
    ) { model, row in model.use(ofParameter: row)?.fact.dropping.map { .string($0) } ?? .absent },
    .init(
      "freeKind", .string, "How the body gives its memory back: 'immediate', or 'deferred' by RCU.", mayBeAbsent: true
    ) { model, row in model.use(ofParameter: row)?.fact.freeing.map { .string($0) } ?? .absent },
    useSteps("freeSteps", "Where it does.") { $0.freed },
    .init(
      "sharers", .list(.object("entry")),
      "What lets programs hold the struct that it points to under RCU, without a reference: entries of KF_RCU kfuncs that take it, and its element of the verifier's list of types that RCU protects."
    ) { model, row in
      .list(model.sharers(ofParameter: row).map { .object("entry", $0) }, incomplete: model.incompleteReason)
    },
    use("isTakenUnconditionally", "Whether the body takes a reference to it without a look at the count.") {
      $0.taken != nil
    },
    useSteps("takenSteps", "Where it does.") { $0.taken },
    use("isReadAsString", "Whether it is read up to a NUL byte.") { $0.string != nil },
    useSteps("stringSteps", "Where it is.") { $0.string },
    use("isReadBeyondFirst", "Whether elements behind the first are accessed.") { $0.beyondFirst != nil },
    useSteps("beyondFirstSteps", "Where they are.") { $0.beyondFirst },
    use("isUnboundedIndex", "Whether it chooses an element of something without having been compared with a bound.") {
      $0.unboundedIndex != nil
    },
    useSteps("indexSteps", "Where it does.") { $0.unboundedIndex },
    use("isViewedUnmeasured", "Whether its memory is accessed as a struct where nothing looked at its size before.") {
      $0.viewed != nil
    },
    useSteps("viewedSteps", "Where it is.") { $0.viewed },
    .init(
      "largerView", .string,
      "The struct that the body takes it for and that is larger, or more aligned, than what it points to.",
      mayBeAbsent: true
    ) { model, row in model.largerView(ofParameter: row).map { .string($0.tag) } ?? .absent },
    .init("largerViewSize", .int, "The size of that struct in bytes, 0 without one.") { model, row in
      .int(model.largerView(ofParameter: row)?.size ?? 0)
    },
    .init(
      "extentParameter", .object("parameter"),
      "The parameter that says how much of it is accessed, without having been compared with a bound.",
      mayBeAbsent: true
    ) { model, row in
      let rows = model.definitions[model.parameters[row].definition].parameters
      let number = model.use(ofParameter: row)?.fact.extentBy
      return .row("parameter", number.flatMap { rows.indices.contains($0) ? rows[$0] : nil })
    },
    .init("isExtentInBytes", .bool, "Whether that parameter counts bytes, and not larger elements.") { model, row in
      .bool(model.use(ofParameter: row)?.fact.isExtentInBytes ?? false)
    },
    useSteps("extentSteps", "Where it is accessed.") { $0.extent },
    use("isWrapping", "Whether a sum with it that can wrap is compared, and nothing bounds it.") {
      $0.wrapping != nil
    },
    useSteps("wrappingSteps", "Where the sum is compared.") { $0.wrapping },
    .init("viewedAs", .string, "The tag of that struct.", mayBeAbsent: true) { model, row in
      model.use(ofParameter: row)?.fact.viewedTag.map { .string($0) } ?? .absent
    },
    use("isWritten", "Whether the body writes through it.") { $0.written != nil },
    useSteps("writtenSteps", "Where it does.") { $0.written },
    use("isInitialised", "Whether the body initialises it as a dynptr.") { $0.initialised != nil },
    useSteps("initialisedSteps", "Where it does.") { $0.initialised },
    .init(
      "isInitialisedThroughout", .bool, "Whether each path to a return initialises it as a dynptr.", mayBeUnknown: true
    ) { .answer($0.isInitialisedThroughout($1), unknownUses) },
    .init(
      "isWrittenThroughout", .bool,
      "Whether each path to a return writes through it, or gives it to a function that may.", mayBeUnknown: true
    ) { .answer($0.isWrittenThroughout($1), unknownUses) },
    .init("testedMembers", .list(.string), "The members of what it points to that conditions look at, sorted.") {
      .strings($0.use(ofParameter: $1)?.fact.testedMembers ?? [])
    },
    use("isPartOfObject", "Whether the body computes the object around it.") { $0.containerOf != nil },
    useSteps("objectSteps", "Where it does.") { $0.containerOf },
  ]

  /// What a destructor drops, beside what the type's releases do.
  static let destructorDropFields: [ObjectType.Field] = [
    .init("dropSteps", .list(.object("step")), "Where it drops its argument.") { model, row in
      steps(model.drop(ofDestructor: row)?.steps.dropped ?? [])
    },
    .init(
      "unlikeRelease", .object("entry"),
      "A KF_RELEASE kfunc of the type that drops something else, if none drops the same.", mayBeAbsent: true,
      mayBeUnknown: true
    ) { model, row in
      let answer = model.unlikeRelease(ofDestructor: row)
      return answer.isKnown ? .row("entry", answer.entry) : .unknown("what it or the release drops is not known")
    },
    .init("releaseSteps", .list(.object("step")), "Where that kfunc drops its argument.") { model, row in
      guard let entry = model.unlikeRelease(ofDestructor: row).entry,
        let definition = model.entries[entry].definitions.first
      else { return .complete([]) }
      return steps(model.drop(of: definition, taking: model.destructors[row].fact.typeName)?.steps.dropped ?? [])
    },
  ]

  private static let unknownReturns = "not all of its paths, or not all that it returns, is known"
  private static let unknownUses = "not all of its paths, or not all that it calls, is known"

  private static func steps(_ rows: [Int]) -> FieldValue { .complete(rows.map { .object("step", $0) }) }

  private static func use(
    _ name: String, _ doc: String, _ isSeen: @escaping @Sendable (BodyFact.Parameter) -> Bool
  ) -> ObjectType.Field {
    .init(name, .bool, doc, mayBeUnknown: true) { model, row in
      .answer(
        model.happens(model.use(ofParameter: row).map { isSeen($0.fact) } ?? false, toParameter: row), unknownUses)
    }
  }

  private static func useSteps(
    _ name: String, _ doc: String, _ chosen: @escaping @Sendable (BodyStepRows.Parameter) -> [Int]
  ) -> ObjectType.Field {
    .init(name, .list(.object("step")), doc) { model, row in
      steps(model.use(ofParameter: row).map { chosen($0.steps) } ?? [])
    }
  }
}
