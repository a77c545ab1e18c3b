import BooleanLogic
import Facts
import Model
import Reporters

/// Lists every entry of every flag set of a model.
public enum InventoryBuilder {
  /// Returns the entries, in no particular order; the renderer sorts.
  public static func entries(of model: Model, scope: ReportScope) -> [InventoryEntry] {
    model.sets.filter { ($0.fact.kind == .set8 || $0.fact.kind == .kfuncs) && contains($0.path, scope) }
      .flatMap { set in set.entries.map { entry(model.entries[$0], of: set, in: model) } }
  }

  /// Selftests are in the inventory, other than in findings.
  private static func contains(_ path: String, _ scope: ReportScope) -> Bool {
    scope.paths.isEmpty || scope.contains(path)
  }

  private static func entry(_ row: Model.EntryRow, of set: Model.SetRow, in model: Model) -> InventoryEntry {
    let registrations = set.registrations.map { model.registrations[$0] }
    let isKnown =
      set.incompleteReason == nil && registrations.allSatisfy { $0.fact.api == .fmodret || $0.fact.programType != nil }
    let registration: InventoryEntry.Registration? =
      registrations.contains { $0.fact.api == .kfunc } ? .kfunc : registrations.isEmpty ? nil : .fmodret
    let definition = row.definitions.first.map { model.definitions[$0] }
    let flags = model.dialect.inOrder(Set(row.fact.flags.map(\.name)))
    return InventoryEntry(
      set: set.fact.name, setKind: set.fact.kind == .kfuncs ? .kfuncs : .set8, registeredAs: registration,
      name: row.fact.name, flags: flags, returnType: definition?.fact.returnType.btf,
      parameters: definition?.fact.parameters.map { InventoryEntry.Parameter(name: $0.name, type: $0.type.btf) },
      programTypes: isKnown ? Set(registrations.compactMap(\.fact.programType)).sorted() : nil,
      hooks: isKnown ? Set(registrations.compactMap(\.hook)).sorted() : nil,
      condition: text(row.fact.condition), fileCondition: text(set.fileCondition), path: row.fact.range.path,
      line: row.fact.range.start.line,
      definition: definition.map {
        InventoryEntry.Definition(
          path: $0.path, line: $0.fact.declaratorRange.start.line,
          storage: $0.fact.linkage == .internal ? "static" : "extern", tagged: $0.fact.tagged == .yes)
      })
  }

  private static func text(_ condition: Formula?) -> String? {
    condition.flatMap { $0 == .always ? nil : $0.description }
  }
}
