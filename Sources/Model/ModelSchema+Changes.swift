extension ModelSchema {
  /// What a field of a change is when it is not known.
  private static func field<Value>(
    _ learned: Learned<Value>, _ make: (Value) -> FieldValue
  ) -> FieldValue {
    switch learned {
    case .known(let value): make(value)
    case .unknown(let reason): .unknown(reason)
    }
  }

  private static func text(_ text: String?) -> FieldValue { text.map { .string($0) } ?? .absent }

  static let change = ObjectType(
    name: "change",
    doc:
      "A kfunc in two trees, or before and after a patch or commit; there are none when one tree is linted. Selftests are left out.",
    fields: [
      .init("name", .string, "Its name in the new tree or, where it was removed, in the old one.") {
        .string($0.kfuncChanges[$1].name)
      },
      .init("oldName", .string, "Its name in the old tree; that of the new one where it was added.") {
        .string($0.kfuncChanges[$1].oldName)
      },
      .init(
        "kind", .string,
        "added, removed, renamed (same body and prototype under a new name), or kept, changed or not.",
        mayBeUnknown: true
      ) { field($0.kfuncChanges[$1].kind) { .string($0.rawValue) } },
      .init("old", .object("kfunc"), "The kfunc in the old tree. Its places are unknown.", mayBeAbsent: true) {
        model, row in
        .row("kfunc", model.kfuncChanges[row].old.map { $0 + model.rowCount(of: "kfunc") })
      },
      .init("new", .object("kfunc"), "The kfunc in the new tree.", mayBeAbsent: true) {
        .row("kfunc", $0.kfuncChanges[$1].new)
      },
      .init("isInSelftests", .bool, "Whether the selftests of the new tree have a kfunc of a removed one's name.") {
        .bool($0.kfuncChanges[$1].isInSelftests)
      },
      .init(
        "deprecation", .string, "What the kernel-doc comment of a removed kfunc said about deprecation.",
        mayBeAbsent: true, mayBeUnknown: true
      ) { field($0.kfuncChanges[$1].deprecation, text) },
      .init("oldPrototype", .string, "What programs saw of its prototype.", mayBeAbsent: true) {
        text($0.kfuncChanges[$1].oldPrototype)
      },
      .init("newPrototype", .string, "What programs see of its prototype.", mayBeAbsent: true) {
        text($0.kfuncChanges[$1].newPrototype)
      },
      .init(
        "signatureDifferences", .list(.string),
        "What is different between the two for programs, one clause each: types, number, order, endings of names that mean something.",
        mayBeUnknown: true
      ) { field($0.kfuncChanges[$1].signature, FieldValue.strings) },
      .init(
        "flagsGained", .list(.string),
        "The flags that it has and did not have, implied ones included, without what the new kernel implies for the old flags.",
        mayBeUnknown: true
      ) { field($0.kfuncChanges[$1].flags) { .strings($0.gained) } },
      .init(
        "flagsLost", .list(.string),
        "The flags that it had and has no longer, implied ones included, without what the old kernel implied and the new one does not.",
        mayBeUnknown: true
      ) { field($0.kfuncChanges[$1].flags) { .strings($0.lost) } },
      .init(
        "programTypesGained", .list(.string),
        "The program types that see it and did not; BPF_PROG_TYPE_UNSPEC for all. Types that came to one of its hooks are left out.",
        mayBeUnknown: true
      ) { field($0.kfuncChanges[$1].programTypes) { .strings($0.gained) } },
      .init("programTypesLost", .list(.string), "The program types that no longer see it.", mayBeUnknown: true) {
        field($0.kfuncChanges[$1].programTypes) { .strings($0.lost) }
      },
      .init(
        "isConditionMoved", .bool, "Whether its entries exist in other configurations than before.", mayBeUnknown: true
      ) { field($0.kfuncChanges[$1].isConditionMoved) { .bool($0) } },
      .init("oldCondition", .string, "When it existed, '1' for always.", mayBeAbsent: true) {
        text($0.kfuncChanges[$1].oldCondition)
      },
      .init("newCondition", .string, "When it exists, '1' for always.", mayBeAbsent: true) {
        text($0.kfuncChanges[$1].newCondition)
      },
      .init(
        "iteratorName", .string, "The state of the iterator that it makes, such as 'bpf_iter_num'.", mayBeAbsent: true
      ) {
        text($0.kfuncChanges[$1].iterator?.name)
      },
      .init("oldIteratorSize", .int, "The size of that state in the old tree, in bytes.", mayBeAbsent: true) {
        $0.kfuncChanges[$1].iterator?.old.map { .int($0) } ?? .absent
      },
      .init("newIteratorSize", .int, "The size of that state in the new tree, in bytes.", mayBeAbsent: true) {
        $0.kfuncChanges[$1].iterator?.new.map { .int($0) } ?? .absent
      },
      .init(
        "range", .object("range"),
        "The name in its first entry; of a removed kfunc its set, else its file, else its place in the old tree."
      ) { .object("range", $0.kfuncChanges[$1].range) },
      .init("flagsRange", .object("range"), "The flags of its first entry, or the name if there are none.") {
        .object("range", $0.kfuncChanges[$1].flagsRange)
      },
      .init("signatureRange", .object("range"), "Its definition up to the parameters, or its first entry.") {
        .object("range", $0.kfuncChanges[$1].signatureRange)
      },
    ])

  static let filterChange = ObjectType(
    name: "filterChange",
    doc: "The filter of a set that two trees register, or that is registered before and after a patch or commit.",
    fields: [
      .init("set", .string, "The set.") { .string($0.filterChanges[$1].set) },
      .init(
        "kind", .string, "added, removed, changed (another body), or kept.", mayBeUnknown: true
      ) { field($0.filterChanges[$1].kind) { .string($0.rawValue) } },
      .init("oldFilter", .string, "The filter before.", mayBeAbsent: true) { text($0.filterChanges[$1].oldFilter) },
      .init("newFilter", .string, "The filter now.", mayBeAbsent: true) { text($0.filterChanges[$1].newFilter) },
      .init("kfuncs", .list(.string), "The kfuncs of the set that both trees have, sorted.") {
        .strings($0.filterChanges[$1].kfuncs)
      },
      .init("range", .object("range"), "The value of '.filter', or the name of the object that has none.") {
        .object("range", $0.filterChanges[$1].range)
      },
    ])
}
