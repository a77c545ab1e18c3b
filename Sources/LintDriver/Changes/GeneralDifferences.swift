import Dialect
import Facts
import Model
import Reporters

/// What two kernels make of the same annotations: differences that every kfunc has, and that are said once.
struct GeneralDifferences {
  let old: Model
  let new: Model
  let comparison: ModelComparison

  /// - Parameter semantics: what every release does, from the vocabulary.
  func list(_ semantics: [Vocabulary.Convention]) -> [ComparisonReport.General] {
    var found: [ComparisonReport.General] = []
    for meaning in semantics {
      switch (old.dialect.has(semantics: meaning.name), new.dialect.has(semantics: meaning.name)) {
      case (false, true): found.append(.init(text: "New: \(meaning.meaning)", kfuncs: affected(by: meaning)))
      case (true, false): found.append(.init(text: "No longer: \(meaning.meaning)", kfuncs: affected(by: meaning)))
      case (true, true), (false, false): break
      }
    }
    found += names(("flag", "flags"), old.dialect.flags.map(\.name), new.dialect.flags.map(\.name))
    found += names(
      ("parameter suffix", "parameter suffixes"), old.dialect.suffixes.map(\.text), new.dialect.suffixes.map(\.text))
    return found + hooks()
  }

  /// Words that one of the kernels knows.
  private func names(
    _ what: (one: String, several: String), _ before: [String], _ after: [String]
  ) -> [ComparisonReport.General] {
    let (come, gone) = (after.filter { !before.contains($0) }, before.filter { !after.contains($0) })
    func sentence(_ words: [String], _ state: String) -> ComparisonReport.General? {
      guard !words.isEmpty else { return nil }
      let (nouns, be) = words.count == 1 ? (what.one, "is") : (what.several, "are")
      return .init(text: "The \(nouns) \(words.joined(separator: ", ")) \(be) \(state).", kfuncs: nil)
    }
    return [sentence(come, "new"), sentence(gone, "gone")].compactMap { $0 }
  }

  /// Program types that may call kfuncs, or share them with other types than before.
  private func hooks() -> [ComparisonReport.General] {
    let (before, after) = (old.dialect.hooks, new.dialect.hooks)
    let every = "BPF_PROG_TYPE_UNSPEC"
    var found: [ComparisonReport.General] = []
    let come = after.keys.filter { before[$0] == nil && $0 != every }.sorted()
    if !come.isEmpty {
      found.append(
        .init(text: "Programs of these types may call kfuncs: \(come.joined(separator: ", ")).", kfuncs: nil))
    }
    for hook in Set(come.compactMap { after[$0] }).sorted() {
      let sharing = new.dialect.programTypes(ofHook: hook)
      let others = sharing.filter { before[$0] != nil }
      let kfuncs = kept { change in !registered(change.old, in: old).isDisjoint(with: others) }
      guard !kfuncs.isEmpty else { continue }
      let types = come.filter { after[$0] == hook }
      found.append(
        .init(
          text: "\(types.joined(separator: ", ")) see what is registered for \(others.joined(separator: ", ")).",
          kfuncs: kfuncs))
    }
    if before[every] == nil, after[every] != nil {
      found.append(.init(text: "Kfuncs can be registered for all program types at once (\(every)).", kfuncs: nil))
    }
    let gone = before.keys.filter { after[$0] == nil }.sorted()
    if !gone.isEmpty {
      found.append(
        .init(text: "Programs of these types may no longer call kfuncs: \(gone.joined(separator: ", ")).", kfuncs: nil))
    }
    return found
  }

  // MARK: Whom it concerns

  /// The kfuncs of both trees for which it makes a difference; nil where flags do not tell.
  private func affected(by meaning: Vocabulary.Convention) -> [String]? {
    if let flags = meaning.concerns { return kept { !self.flags($0.old).isDisjoint(with: flags) } }
    if let flags = meaning.spares { return kept { self.flags($0.old).isDisjoint(with: flags) } }
    return nil
  }

  private func kept(_ isConcerned: (KfuncChange) -> Bool) -> [String] {
    comparison.changes.filter { $0.old != nil && $0.new != nil && isConcerned($0) }.map(\.name).sorted()
  }

  private func flags(_ kfunc: Int?) -> Set<String> {
    Set((kfunc.map { old.kfuncs[$0].entries } ?? []).flatMap { old.entries[$0].fact.flags.map(\.name) })
  }

  private func registered(_ kfunc: Int?, in model: Model) -> Set<String> {
    let sets = (kfunc.map { model.kfuncs[$0].entries } ?? []).map { model.sets[model.entries[$0].set] }
    return Set(sets.flatMap(\.registrations).compactMap { model.registrations[$0].fact.programType })
  }
}
