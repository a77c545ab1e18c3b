import Facts

extension ModelBuilder {
  /// Collects the structs of all files by tag.
  mutating func addStructs() {
    for file in files {
      for fact in file.structs where !fact.tag.isEmpty {
        model.structs[fact.tag, default: []].append(Model.SeenStruct(path: file.path, fact: fact))
      }
    }
  }

  /// Groups the iterator functions by the struct that they work on.
  mutating func addIterators() {
    var rows: [String: Int] = [:]
    for index in model.entries.indices {
      let entry = model.entries[index]
      let flags = Set(entry.fact.flags.map(\.name))
      guard let role = IteratorRole.allCases.first(where: { flags.contains($0.flag) }),
        let definition = entry.definitions.first, let parameter = model.definitions[definition].parameters.first,
        let state = model.parameters[parameter].fact.type.pointee, state.kind == .structure,
        state.name.hasPrefix("bpf_iter_")
      else { continue }
      let isTest = ModelBuilder.isSelftest(model.sets[entry.set].path)
      let key = (isTest ? "tools/" : "") + state.name
      let row = rows[key] ?? model.iterators.count
      if rows[key] == nil {
        rows[key] = row
        model.iterators.append(Model.IteratorRow(name: state.name, isTest: isTest, size: state.size))
      }
      model.iterators[row].entries[role, default: []].append(index)
      model.entries[index].iterator = row
    }
  }

  /// Makes a row for each definition of a struct whose name ends in `___init`.
  mutating func addInitTypes() {
    for (_, seen) in model.structs.sorted(by: { $0.key < $1.key }) {
      var places: Set<Place> = []
      for fact in seen.map(\.fact) where fact.hasFields && fact.tag.contains(Model.InitTypeRow.suffix) {
        // Every file that includes the header shows the same struct.
        guard places.insert(Place(path: fact.range.path, line: fact.range.start.line)).inserted else { continue }
        var row = Model.InitTypeRow(fact: fact)
        row.range = add(fact.range)
        row.mentions = fact.mentions.map { add($0) }
        model.initTypes.append(row)
      }
    }
  }

  private struct Place: Hashable {
    var path: String
    var line: Int
  }
}

extension Model.InitTypeRow {
  static let suffix = "___init"

  /// The name without the ending; nothing is taken from one that does not end so.
  var baseName: String { hasSuffixAtEnd ? String(fact.tag.dropLast(Model.InitTypeRow.suffix.count)) : fact.tag }

  /// Whether the first `___init` of the name is its end (`kernel/bpf/btf.c:btf_type_ids_nocast_alias`).
  var hasSuffixAtEnd: Bool {
    guard let first = fact.tag.utf8.firstRange(of: Model.InitTypeRow.suffix.utf8) else { return false }
    return first.upperBound == fact.tag.utf8.endIndex && first.lowerBound != fact.tag.utf8.startIndex
  }

  /// Whether the struct without the ending lies at the start of this one, directly or in an anonymous struct.
  var startsWithBase: TriState {
    guard let member = firstMember else { return fact.fields.isEmpty ? .no : .unknown }
    guard let layer = member.type.outer, layer.kind != .unresolved else { return .unknown }
    return TriState(layer.kind == .structure && layer.name == baseName)
  }

  /// The first member that has a name; a union may begin with any of its members, so that nothing is said about one.
  var firstMember: FieldFact? {
    for field in fact.fields {
      if field.isInMultiMemberUnion { return nil }
      if !field.name.isEmpty { return field }
    }
    return nil
  }
}

extension Model {
  /// The name that an `___init` type should have, told by its first member: `struct plan___init_new { struct plan plan; }` is meant to be
  /// `struct plan___init`. nil if its name is right, if the member says something else, or if another struct has that name.
  func properName(ofInitType row: Int) -> String? {
    guard let name = nameAskedFor(byInitType: row), structs[name] == nil else { return nil }
    // Of two structs that ask for one name, neither gets it.
    return initTypes.indices.contains { $0 != row && nameAskedFor(byInitType: $0) == name } ? nil : name
  }

  private func nameAskedFor(byInitType row: Int) -> String? {
    let type = initTypes[row]
    guard !type.hasSuffixAtEnd, let end = type.fact.tag.utf8.firstRange(of: InitTypeRow.suffix.utf8)?.lowerBound,
      let first = type.firstMember?.type.outer, first.kind == .structure, first.name == type.fact.tag[..<end]
    else { return nil }
    return first.name + InitTypeRow.suffix
  }
}
