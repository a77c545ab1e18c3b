import BooleanLogic
import Facts

extension Model {
  /// How many entries the registrations of a table put into it where everything is built into the kernel, or into the module. What
  /// depends on conditions that are not understood does not count.
  func entryCount(ofTable row: Int) -> Int {
    let table = tables[row]
    return registrations(inFullTable: row).reduce(0) { count, registration in
      guard let set = registrations[registration].set else { return count }
      return count
        + sets[set].entries.filter { isBuilt([entries[$0].fact.condition], inModule: table.module != nil) }.count
    }
  }

  /// The filters of a table, each once, in the order of the registrations.
  func filters(ofTable row: Int) -> [String] {
    var names: [String] = []
    for registration in registrations(inFullTable: row) {
      guard let filter = registrations[registration].idSet.flatMap({ idSets[$0].fact.filter?.text }) else { continue }
      // A static function of the same name in another file is another filter.
      let name = registrations[registration].translationUnit + ":" + filter
      if filter != "NULL", !names.contains(name) { names.append(name) }
    }
    return names
  }

  /// The registration of the set with most entries, the last one of several.
  func largestRegistration(ofTable row: Int) -> Int? {
    let sizes = tables[row].registrations.map { registration in
      (registration, registrations[registration].set.map { sets[$0].entries.count } ?? 0)
    }
    return sizes.max { ($0.1, $0.0) < ($1.1, $1.0) }?.0
  }

  private func registrations(inFullTable row: Int) -> [Int] {
    tables[row].registrations.filter { registration in
      isBuilt(
        [registrations[registration].fact.condition, registrations[registration].fileCondition ?? .always],
        inModule: tables[row].module != nil)
    }
  }

  private func isBuilt(_ conditions: [Formula], inModule isModule: Bool) -> Bool {
    conditions.allSatisfy { $0.value(inModule: isModule) == .yes }
  }
}

extension Formula {
  /// What the formula is where every symbol is `y`.
  fileprivate func value(inModule isModule: Bool) -> TriState {
    switch self {
    case .constant(let value): return TriState(value)
    case .atom(.builtIn), .atom(.enabled), .atom(.reachable): return .yes
    case .atom(.module): return .no
    case .atom(.modularCode): return TriState(isModule)
    case .atom(.opaque): return .unknown
    case .not(let inner):
      switch inner.value(inModule: isModule) {
      case .yes: return .no
      case .no: return .yes
      case .unknown: return .unknown
      }
    case .and(let parts):
      let values = parts.map { $0.value(inModule: isModule) }
      return values.contains(.no) ? .no : values.contains(.unknown) ? .unknown : .yes
    case .or(let parts):
      let values = parts.map { $0.value(inModule: isModule) }
      return values.contains(.yes) ? .yes : values.contains(.unknown) ? .unknown : .no
    }
  }
}
