import BooleanLogic
import Facts

extension ModelBuilder {
  /// Makes a row for every hook of this kernel, with what is registered for it.
  mutating func addHooks() {
    var names = Set(model.dialect.hooks.values)
    names.formUnion(model.registrations.compactMap(\.hook))
    for name in names.sorted() {
      var row = Model.HookRow(name: name)
      row.registrations = model.registrations.indices.filter { model.registrations[$0].hook == name }
      let registered = Set(row.registrations)
      for set in model.sets where set.registrations.contains(where: registered.contains) { row.entries += set.entries }
      model.hooks.append(row)
    }
  }

  /// Whether code of a file can be compiled as a module: it says so itself, or its Makefile does.
  static func isModular(_ file: FileFacts) -> TriState {
    if file.isModuleCode { return .yes }
    guard let condition = file.fileCondition else { return file.namesModuleLicense ? .yes : .unknown }
    var isUnknown = false
    for atom in condition.atoms {
      switch atom {
      case .module: return .yes
      // Makefiles do not tell whether a symbol can be `m`; code that only fits into the kernel names no licence.
      case .enabled: isUnknown = true
      case .builtIn, .reachable, .modularCode, .opaque: break
      }
    }
    if isUnknown { return file.namesModuleLicense ? .yes : .unknown }
    return .no
  }
}

extension Model {
  /// Entries of the same kfunc that stand before this one, in other sets of a hook that this one's set is registered for too. Entries
  /// that are never in one kernel together are left out.
  func earlierInHook(_ row: Int) -> [Int] {
    guard let kfunc = entries[row].kfunc else { return [] }
    let set = entries[row].set
    let hooks = hooks(ofSet: set)
    return kfuncs[kfunc].entries.prefix { $0 != row }.filter { other in
      let otherSet = entries[other].set
      // Each selftest module has tables of its own.
      guard otherSet != set, !ModelBuilder.isSelftest(sets[set].path) || sets[set].path == sets[otherSet].path else {
        return false
      }
      guard !hooks.isDisjoint(with: self.hooks(ofSet: otherSet)) else { return false }
      return canExistTogether([condition(ofEntry: row), condition(ofEntry: other)])
    }
  }

  /// Hooks that a set is registered for as kfuncs.
  func hooks(ofSet set: Int) -> Set<String> {
    Set(sets[set].registrations.filter { registrations[$0].fact.api == .kfunc }.compactMap { registrations[$0].hook })
  }

  /// Registrations of kfuncs for the same hook that stand before this one in the same module and can be compiled together with it.
  /// A set without entries is not stored and does not count.
  func earlierInModule(_ row: Int) -> [Int] {
    let registration = registrations[row]
    guard registration.fact.api == .kfunc, let hook = registration.hook, hasEntries(registration) else { return [] }
    return registrations.indices.filter { other in
      let candidate = registrations[other]
      return other < row && candidate.fact.api == .kfunc && candidate.hook == hook && hasEntries(candidate)
        && areInOneModule(registration, candidate)
    }
  }

  /// Whether two calls can be compiled into the same module. Files are in one only if the Makefile says so.
  private func areInOneModule(_ one: RegistrationRow, _ other: RegistrationRow) -> Bool {
    let isOneUnit = one.translationUnit == other.translationUnit
    guard let configuration, configuration.placement(one.translationUnit) != nil,
      configuration.placement(other.translationUnit) != nil
    else { return isOneUnit && canExistTogether([one.fact.condition, other.fact.condition]) }
    let first = presence(one.fact.condition, in: one.translationUnit)
    let second = presence(other.fact.condition, in: other.translationUnit)
    for (name, condition) in first.modules.sorted(by: { $0.key < $1.key }) {
      guard let there = second.modules[name] else { continue }
      switch configuration.oracle.witness(for: .and(of: [condition, there]), given: []) {
      case .satisfiable: return true
      case .impossible: continue
      case .unknown: if isOneUnit { return true }
      }
    }
    return false
  }

  private func hasEntries(_ registration: RegistrationRow) -> Bool {
    registration.set.map { !sets[$0].entries.isEmpty } ?? false
  }

  func condition(ofEntry row: Int) -> Formula {
    let fileCondition = sets[entries[row].set].fileCondition ?? .always
    return .and(of: [entries[row].fact.condition, fileCondition])
  }

  /// Other registrations of destructors that stand before this one in the same module and can be compiled together with it.
  func earlierDestructorRegistrations(_ row: Int) -> [Int] {
    let registration = registrations[row]
    guard registration.fact.api == .destructors else { return [] }
    return registrations.indices.filter { other in
      let candidate = registrations[other]
      return other < row && candidate.fact.api == .destructors
        && candidate.translationUnit == registration.translationUnit
        && canExistTogether([registration.fact.condition, candidate.fact.condition])
    }
  }

  /// How many destructors the table that a call registers has, and those that the kernel proper registers together; only those that
  /// are written out.
  func destructorCount(_ row: Int) -> (table: Int, kernel: Int) {
    let registration = registrations[row]
    guard registration.fact.api == .destructors else { return (0, 0) }
    func count(_ other: RegistrationRow) -> Int {
      destructors.filter { $0.path == other.path && $0.fact.array == other.fact.object }.count
    }
    let isTest = ModelBuilder.isSelftest(registration.path)
    let builtIn = registrations.filter { other in
      other.fact.api == .destructors && isModular(other.isModular, translationUnit: other.translationUnit) == .no
        && ModelBuilder.isSelftest(other.path) == isTest
    }
    return (count(registration), isModular(registration: row) == .no ? builtIn.reduce(0) { $0 + count($1) } : 0)
  }
}
