import Facts

extension ModelComparer {
  /// What became of the filters of sets that both trees register.
  func filterChanges(in changes: [KfuncChange]) -> [FilterChange] {
    let kept = Set(changes.filter { $0.old != nil && $0.new != nil }.map(\.name))
    var found: [FilterChange] = []
    var readers = (BodyReader(read: texts.old), BodyReader(read: texts.new))
    for row in new.idSets.indices where !ModelBuilder.isSelftest(new.idSets[row].path) {
      guard new.idSets[row].sets.count == 1, let set = new.idSets[row].sets.first,
        isRegistered(new.idSets[row], in: new), let before = partner(of: set)
      else { continue }
      let kfuncs = Set(new.sets[set].entries.map { new.entries[$0].fact.name }).intersection(kept).sorted()
      guard !kfuncs.isEmpty else { continue }
      let after = new.idSets[row]
      var change = FilterChange(
        set: new.sets[set].fact.name, kind: .known(.kept), oldFilter: old.idSets[before].fact.filter?.text,
        newFilter: after.fact.filter?.text, kfuncs: kfuncs, path: after.path)
      change.kind = kind(of: old.idSets[before], after, &readers)
      change.range = after.filterRange ?? after.nameRange
      found.append(change)
    }
    return found.sorted { ($0.path, $0.set) < ($1.path, $1.set) }
  }

  private func isRegistered(_ idSet: Model.IDSetRow, in model: Model) -> Bool {
    idSet.registrations.contains { model.registrations[$0].fact.api == .kfunc }
  }

  /// The one object of the old tree that registers a set of the same name: in the same file, or the only one.
  private func partner(of set: Int) -> Int? {
    let name = new.sets[set].fact.name
    let candidates = old.idSets.indices.filter { row in
      let idSet = old.idSets[row]
      return idSet.sets.count == 1 && isRegistered(idSet, in: old) && !ModelBuilder.isSelftest(idSet.path)
        && idSet.sets.allSatisfy { old.sets[$0].fact.name == name }
    }
    let beside = candidates.filter { old.idSets[$0].path == new.sets[set].path }
    if beside.count == 1 { return beside.first }
    return beside.isEmpty && candidates.count == 1 ? candidates.first : nil
  }

  private func kind(
    of before: Model.IDSetRow, _ after: Model.IDSetRow, _ readers: inout (BodyReader, BodyReader)
  ) -> Learned<FilterChange.Kind> {
    if let reason = old.incompleteReason ?? new.incompleteReason { return .unknown(reason) }
    for idSet in [before, after] where idSet.fact.isAssigned {
      return .unknown("code assigns to members of '\(idSet.fact.name)'")
    }
    switch (Self.filter(of: before), Self.filter(of: after)) {
    case (nil, nil): return .known(.kept)
    case (nil, .some): return .known(.added)
    case (.some, nil): return .known(.removed)
    case (let old?, let new?):
      guard let was = readers.0.body(of: old, in: before.path), let isNow = readers.1.body(of: new, in: after.path)
      else { return .unknown("the body of '\(new)' is not known") }
      return .known(was == isNow ? .kept : .changed)
    }
  }

  private static func filter(of idSet: Model.IDSetRow) -> String? {
    guard let text = idSet.fact.filter?.text, text != "NULL", text != "0" else { return nil }
    return text.hasPrefix("&") ? String(text.dropFirst()) : text
  }
}
