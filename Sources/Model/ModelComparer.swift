import Facts
import SourceText

/// Finds out what is different between two models.
struct ModelComparer {
  let old: Model
  var new: Model
  let texts: ComparedTexts

  mutating func compare() -> Model {
    let before = kfuncs(of: old)
    let after = kfuncs(of: new)
    var changes: [KfuncChange] = []
    var removed: [KfuncChange] = []
    var added: [KfuncChange] = []
    for (name, row) in before {
      if let there = after[name] {
        changes.append(KfuncChange(name: name, kind: .known(.kept), old: row, new: there))
      } else {
        removed.append(KfuncChange(name: name, kind: absence(of: name, in: new, .removed), old: row, new: nil))
      }
    }
    for (name, row) in after where before[name] == nil {
      added.append(KfuncChange(name: name, kind: absence(of: name, in: old, .added), old: nil, new: row))
    }
    joinRenamed(&removed, &added, into: &changes)
    changes += removed + added
    changes.sort { ($0.name, $0.oldName) < ($1.name, $1.oldName) }
    for index in changes.indices { complete(&changes[index]) }
    let filters = filterChanges(in: changes)
    new.comparison = ModelComparison(old: old, changes: changes, filterChanges: filters)
    return new
  }

  mutating func add(_ range: SourceRange) -> Int {
    new.ranges.append(range)
    return new.ranges.count - 1
  }

  // MARK: Presence

  /// The kfuncs of a tree by name, without those of selftests.
  private func kfuncs(of model: Model) -> [String: Int] {
    Dictionary(
      model.kfuncs.indices.filter { !isTest($0, in: model) }.map { (model.kfuncs[$0].name, $0) },
      uniquingKeysWith: { first, _ in first })
  }

  private func isTest(_ kfunc: Int, in model: Model) -> Bool {
    model.kfuncs[kfunc].entries.contains { ModelBuilder.isSelftest(model.sets[model.entries[$0].set].path) }
  }

  /// Whether a kfunc that was not found in a model is not there, or may be where the analysis could not look.
  private func absence(of name: String, in model: Model, _ kind: KfuncChange.Kind) -> Learned<KfuncChange.Kind> {
    if let reason = model.incompleteReason { return .unknown(reason) }
    for set in model.sets where set.fact.kind == .set8 || set.fact.kind == .kfuncs {
      guard !ModelBuilder.isSelftest(set.path) else { continue }
      if let reason = set.fact.incompleteReason { return .unknown(reason) }
      if let reason = set.incompleteReason, set.entries.contains(where: { model.entries[$0].fact.name == name }) {
        return .unknown(reason)
      }
    }
    return .known(kind)
  }

  // MARK: Renames

  /// Takes a kfunc that is gone and one that is new for the same if both have the same body and prototype, and no other has.
  private func joinRenamed(
    _ removed: inout [KfuncChange], _ added: inout [KfuncChange], into changes: inout [KfuncChange]
  ) {
    guard !removed.isEmpty, !added.isEmpty else { return }
    let gone = bodies(of: removed.map(\.old), in: old, texts.old)
    let come = bodies(of: added.map(\.new), in: new, texts.new)
    var joined: [(Int, Int)] = []
    for (body, olds) in gone {
      guard olds.count == 1, let news = come[body], news.count == 1 else { continue }
      let (from, to) = (removed[olds[0]], added[news[0]])
      guard from.kind.value != nil, to.kind.value != nil, let oldRow = from.old, let newRow = to.new,
        let oldSignature = Signature.of(kfunc: oldRow, in: old).value,
        let newSignature = Signature.of(kfunc: newRow, in: new).value,
        SignatureComparison(old: oldSignature, new: newSignature, in: old.dialect, new.dialect).differences.value == []
      else { continue }
      changes.append(
        KfuncChange(name: to.name, oldName: from.name, kind: .known(.renamed), old: oldRow, new: newRow))
      joined.append((olds[0], news[0]))
    }
    for index in joined.map(\.0).sorted(by: >) { removed.remove(at: index) }
    for index in joined.map(\.1).sorted(by: >) { added.remove(at: index) }
  }

  /// The places in a list of kfuncs, by the text of their bodies.
  private func bodies(
    of kfuncs: [Int?], in model: Model, _ read: @escaping (String) -> [UInt8]?
  ) -> [[String]: [Int]] {
    var reader = BodyReader(read: read)
    var found: [[String]: [Int]] = [:]
    for (index, kfunc) in kfuncs.enumerated() {
      guard let kfunc, model.kfuncs[kfunc].definitions.count == 1 else { continue }
      let definition = model.definitions[model.kfuncs[kfunc].definitions[0]]
      guard let body = reader.body(of: definition.fact.name, in: definition.path, at: definition.fact.nameRange),
        body.count >= BodyReader.leastEvidence
      else { continue }
      found[body, default: []].append(index)
    }
    return found
  }
}
