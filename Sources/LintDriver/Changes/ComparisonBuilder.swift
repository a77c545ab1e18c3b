import BooleanLogic
import Diagnostics
import Dialect
import Facts
import Model
import Reporters

/// Makes the report of a model that was compared with an older one.
struct ComparisonBuilder {
  private let comparison: ModelComparison
  private let new: Model
  private var old: Model { comparison.old }

  init(_ comparison: ModelComparison, in new: Model) {
    self.comparison = comparison
    self.new = new
  }

  /// - Parameters:
  ///   - names: what the user calls the trees.
  ///   - semantics: what every release does, from the vocabulary.
  func report(
    names: (old: String, new: String), semantics: [Vocabulary.Convention], report: Report
  ) -> ComparisonReport {
    let changes = comparison.changes.compactMap(change)
    let compared = comparison.changes.filter { $0.old != nil && $0.new != nil }
    let filters = comparison.filterChanges.filter { $0.kind.value.map { $0 != .kept } == true }
    return ComparisonReport(
      old: side(names.old, old), new: side(names.new, new),
      general: GeneralDifferences(old: old, new: new, comparison: comparison).list(semantics),
      changes: changes.sorted { (order($0.kind), $0.name) < (order($1.kind), $1.name) },
      filters: filters.map {
        ComparisonReport.Filter(
          set: $0.set, kind: $0.kind.value?.rawValue ?? "", old: $0.oldFilter, new: $0.newFilter, kfuncs: $0.kfuncs)
      },
      undetermined: comparison.changes.flatMap { change in
        change.undetermined.map { .init(name: change.name, what: $0.what, reason: $0.reason) }
      }
        + comparison.filterChanges.compactMap { change in
          change.kind.reason.map { .init(name: change.set, what: "filter", reason: $0) }
        },
      sameCount: compared.count { $0.kind.value == .kept && !$0.isChanged }, report: report)
  }

  private func order(_ kind: ComparisonReport.Change.Kind) -> Int {
    ComparisonReport.Change.Kind.allCases.firstIndex(of: kind) ?? 0
  }

  private func side(_ name: String, _ model: Model) -> ComparisonReport.Side {
    let isOld = model.comparison == nil
    return ComparisonReport.Side(
      name: name, version: model.dialect.version.description,
      kfuncCount: comparison.changes.count { (isOld ? $0.old : $0.new) != nil })
  }

  // MARK: Changes

  private func change(_ change: KfuncChange) -> ComparisonReport.Change? {
    let old = change.old.map { kfunc($0, change.oldPrototype, change.oldCondition, in: self.old) }
    let new = change.new.map { kfunc($0, change.newPrototype, change.newCondition, in: self.new) }
    switch change.kind.value {
    case nil: return nil
    case .added: return .init(kind: .added, name: change.name, old: nil, new: new, differences: [])
    case .removed:
      return .init(
        kind: .removed, name: change.name, old: old, new: nil, differences: [],
        deprecation: change.deprecation.value ?? nil, isInSelftests: change.isInSelftests)
    case .renamed:
      return .init(
        kind: .renamed, name: change.name, oldName: change.oldName, old: old, new: new,
        differences: differences(of: change))
    case .kept:
      guard change.isChanged else { return nil }
      return .init(kind: .changed, name: change.name, old: old, new: new, differences: differences(of: change))
    }
  }

  private func differences(of change: KfuncChange) -> [ComparisonReport.Difference] {
    var found: [ComparisonReport.Difference] = []
    if let clauses = change.signature.value, !clauses.isEmpty {
      found.append(.init(.signature, gained: clauses, before: change.oldPrototype, after: change.newPrototype))
    }
    if let flags = change.flags.value, !flags.gained.isEmpty || !flags.lost.isEmpty {
      found.append(.init(.flags, gained: flags.gained, lost: flags.lost))
    }
    if let types = change.programTypes.value, !types.gained.isEmpty || !types.lost.isEmpty {
      found.append(.init(.programTypes, gained: types.gained, lost: types.lost))
    }
    if change.isConditionMoved.value == true {
      found.append(.init(.condition, before: change.oldCondition, after: change.newCondition))
    }
    if let iterator = change.iterator, let before = iterator.old, let after = iterator.new, before != after {
      found.append(.init(.iteratorSize, gained: [iterator.name], before: String(before), after: String(after)))
    }
    return found
  }

  private func kfunc(
    _ row: Int, _ prototype: String?, _ condition: String?, in model: Model
  ) -> ComparisonReport.Kfunc {
    let entries = model.kfuncs[row].entries
    let flags = model.dialect.inOrder(Set(entries.flatMap { model.entries[$0].fact.flags.map(\.name) }))
    let sets = entries.map { model.sets[model.entries[$0].set] }
    let registrations = sets.flatMap(\.registrations).map { model.registrations[$0].fact }.filter { $0.api == .kfunc }
    let isKnown = sets.allSatisfy { $0.incompleteReason == nil } && registrations.allSatisfy { $0.programType != nil }
    let place = entries.first.map { model.entries[$0].fact.nameRange }
    return ComparisonReport.Kfunc(
      prototype: prototype, flags: flags,
      programTypes: isKnown ? Set(registrations.compactMap(\.programType)).sorted() : nil,
      condition: condition == Formula.always.description ? nil : condition, path: place?.path ?? "",
      line: place?.start.line ?? 0)
  }
}
