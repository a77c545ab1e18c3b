import BooleanLogic
import Facts

extension ModelBuilder {
  /// Makes the rows of `btf_kfunc_id_set` objects, joined to the sets of their translation unit.
  mutating func addIDSets() {
    let troubles = Dictionary(
      files.filter { $0.status != .complete }.map { ($0.translationUnit, $0.path) },
      uniquingKeysWith: { first, _ in first })
    for file in files {
      for fact in file.kfuncIDSets where fact.condition != .never {
        var row = Model.IDSetRow(
          fact: fact, path: file.path, translationUnit: file.translationUnit, isModular: ModelBuilder.isModular(file),
          isModuleOnly: file.isModuleCode)
        row.sets = model.sets.indices.filter {
          let set = model.sets[$0]
          return set.translationUnit == file.translationUnit && set.fact.name == fact.set?.text
            && (set.fact.kind == .set8 || set.fact.kind == .kfuncs)
        }
        row.incompleteReason = reasonForUnknownSet(of: fact, in: file, trouble: troubles[file.translationUnit])
        row.range = add(fact.range)
        row.nameRange = add(fact.nameRange)
        row.bodyStart = fact.bodyStart.map { add($0) }
        row.ownerRange = fact.owner.map { add($0.range) }
        row.setRange = fact.set.map { add($0.range) }
        row.filterRange = fact.filter.map { add($0.range) }
        row.filterNameRange = fact.filterFunction.map { add($0.nameRange) }
        row.filterInitRange = fact.filterFunction?.initRange.map { add($0) }
        model.idSets.append(row)
      }
    }
  }

  /// Why an object may point to another set than the one of the file that it names.
  private func reasonForUnknownSet(of fact: KfuncIDSetFact, in file: FileFacts, trouble: String?) -> String? {
    if fact.isAssigned { return "code assigns to members of '\(fact.name)'" }
    if let trouble { return "'\(trouble)' could not be analysed completely" }
    guard let name = fact.set?.text, name != "NULL", name != "0" else { return nil }
    // The compiler refuses names that do not exist; what is here not known comes from a macro.
    return "'\(name)' is no set that is known"
  }

  /// The objects of a name, or the element of an array: of the same translation unit, else of a single other one.
  func idSets(_ name: String, element: Int?, usedIn file: FileFacts) -> [Int] {
    let all = model.idSets.indices.filter { model.idSets[$0].fact.name == name }
    var owners = all.filter { model.idSets[$0].translationUnit == file.translationUnit }
    if owners.isEmpty { owners = all }
    guard let unit = owners.first.map({ model.idSets[$0].translationUnit }),
      owners.allSatisfy({ model.idSets[$0].translationUnit == unit })
    else { return [] }
    guard let element else { return owners }
    return owners.filter { model.idSets[$0].fact.index == element || model.idSets[$0].fact.index == nil }
  }

  /// Makes the rows of macros outside of sets, and of sets that start in the middle of others.
  mutating func addStrays() {
    for set in model.sets {
      guard let enclosing = set.enclosing else { continue }
      let fact = StrayFact(
        macro: set.fact.startMacro, name: set.fact.name, range: set.fact.startRange,
        previousSet: model.sets[enclosing].fact.name, condition: set.fact.condition)
      model.strays.append(Model.StrayRow(fact: fact, path: set.path, isStart: true, range: set.startRange))
    }
    for file in files {
      for fact in file.strays where fact.condition != .never {
        var row = Model.StrayRow(fact: fact, path: file.path)
        row.range = add(fact.range)
        model.strays.append(row)
      }
    }
  }

  /// Joins sets that start in the middle of others to these.
  mutating func joinNestedSets() {
    for row in model.sets.indices {
      guard let name = model.sets[row].fact.enclosingSet else { continue }
      let outer = model.sets[..<row].lastIndex { $0.path == model.sets[row].path && $0.fact.name == name }
      model.sets[row].enclosing = outer
      if let outer { model.sets[outer].isInterrupted = true }
    }
  }

  /// Makes a row for each hook of the kernel and of each module that something is registered for.
  mutating func addTables() {
    var rows: [String: Int] = [:]
    for (number, registration) in model.registrations.enumerated() {
      guard let hook = registration.hook, let set = registration.set else { continue }
      let isModule = model.sets[set].isModuleOnly || ModelBuilder.isSelftest(registration.path)
      let module = isModule ? registration.translationUnit : nil
      let key = hook + ":" + (module ?? "")
      let row = rows[key] ?? model.tables.count
      if rows[key] == nil {
        rows[key] = row
        model.tables.append(Model.TableRow(hook: hook, module: module))
      }
      model.tables[row].registrations.append(number)
    }
  }
}
