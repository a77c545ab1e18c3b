import BooleanLogic
import Facts

extension Model {
  /// Entries of the same name that stand before this one in its set, and can be in one kernel with it.
  func earlierInSet(_ row: Int) -> [Int] {
    guard !entries[row].fact.name.isEmpty else { return [] }
    return sets[entries[row].set].entries.prefix { $0 != row }.filter { other in
      entries[other].fact.name == entries[row].fact.name && entries[other].fact.prefix == entries[row].fact.prefix
        && canExistTogether([condition(ofEntry: row), condition(ofEntry: other)])
    }
  }

  /// Entries of the same kfunc in other sets that are registered for all program types, whose table the kernel searches first.
  func entriesInCommonTable(_ row: Int) -> [Int] {
    guard let kfunc = entries[row].kfunc, !hooks(ofSet: entries[row].set).contains("COMMON") else { return [] }
    return kfuncs[kfunc].entries.filter { other in
      other != row && hooks(ofSet: entries[other].set).contains("COMMON")
        && canExistTogether([condition(ofEntry: row), condition(ofEntry: other)])
    }
  }

  /// Sets of the same name before this one that can be linked into the kernel, or into one module, together with it.
  func earlierOfSameName(_ row: Int) -> [Int] {
    let set = sets[row]
    guard set.fact.kind != .list else { return [] }
    return sets.indices.prefix(row).filter { index in
      let other = sets[index]
      guard other.fact.name == set.fact.name, other.fact.kind != .list, areInOneObject(set, other) else { return false }
      return canExistTogether([
        set.fact.condition, other.fact.condition, set.fileCondition ?? .always, other.fileCondition ?? .always,
      ])
    }
  }

  /// Whether files can be linked into one BTF object. All code can be built into the kernel but that of modules alone, of selftests,
  /// and of other architectures.
  private func areInOneObject(_ one: SetRow, _ other: SetRow) -> Bool {
    if one.translationUnit == other.translationUnit { return true }
    let isApart = { (set: SetRow) in set.isModuleOnly || ModelBuilder.isSelftest(set.path) }
    guard !isApart(one), !isApart(other) else { return false }
    let architectures = Set(
      [one, other].compactMap { set in
        set.path.hasPrefix("arch/") ? set.path.split(separator: "/").dropFirst().first : nil
      })
    return architectures.count < 2
  }

  /// Registrations of the same set for the same hook that stand before this one and can be compiled together with it.
  func earlierOfSet(_ row: Int) -> [Int] {
    let registration = registrations[row]
    guard registration.fact.api == .kfunc, let hook = registration.hook, let set = registration.set else { return [] }
    return sets[set].registrations.prefix { $0 != row }.filter { other in
      registrations[other].fact.api == .kfunc && registrations[other].hook == hook
        && canExistTogether([registration.fact.condition, registrations[other].fact.condition])
    }
  }
}
