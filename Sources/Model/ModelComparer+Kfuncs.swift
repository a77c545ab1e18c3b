import BooleanLogic
import Dialect
import Facts
import SourceText

extension ModelComparer {
  /// Fills in everything beside the names and rows of a change.
  mutating func complete(_ change: inout KfuncChange) {
    let signatures = (
      change.old.map { Signature.of(kfunc: $0, in: old) }, change.new.map { Signature.of(kfunc: $0, in: new) }
    )
    change.oldPrototype = signatures.0?.value?.text
    change.newPrototype = signatures.1?.value?.text
    change.oldCondition = change.old.flatMap { condition(of: $0, in: old).value?.description }
    change.newCondition = change.new.flatMap { condition(of: $0, in: new).value?.description }
    change.iterator = iterator(of: change)
    place(&change)
    if let row = change.old, change.new == nil {
      change.deprecation = deprecation(of: row)
      change.isInSelftests = new.kfuncs.contains { kfunc in
        kfunc.name == change.name
          && kfunc.entries.contains { ModelBuilder.isSelftest(new.sets[new.entries[$0].set].path) }
      }
    }
    guard let before = change.old, let after = change.new else { return }
    change.signature = compared(signatures.0, signatures.1)
    change.flags = flags(of: before, after)
    change.programTypes = programTypes(of: before, after)
    change.isConditionMoved = isConditionMoved(condition(of: before, in: old), condition(of: after, in: new))
  }

  private func compared(_ before: Learned<Signature>?, _ after: Learned<Signature>?) -> Learned<[String]> {
    guard let before, let after else { return .known([]) }
    switch (before, after) {
    case (.known(let before), .known(let after)):
      return SignatureComparison(old: before, new: after, in: old.dialect, new.dialect).differences
    case (.unknown(let reason), _), (_, .unknown(let reason)): return .unknown(reason)
    }
  }

  private func deprecation(of kfunc: Int) -> Learned<String?> {
    let definitions = Set(old.kfuncs[kfunc].entries.flatMap { old.entries[$0].definitions }).sorted()
    guard !definitions.isEmpty else {
      return .unknown("no definition of '\(old.kfuncs[kfunc].name)' is known")
    }
    return .known(definitions.compactMap { old.definitions[$0].fact.kernelDoc?.deprecation }.first)
  }

  // MARK: Flags

  /// What entries of a kfunc say, by hook.
  private struct FlagSets {
    var all: Set<Set<String>> = []
    var byHook: [String: Set<Set<String>>] = [:]
  }

  private func flagSets(of kfunc: Int, in model: Model) -> Learned<FlagSets> {
    var sets = FlagSets()
    for entry in model.kfuncs[kfunc].entries {
      guard model.entries[entry].fact.flagTokens != nil else {
        return .unknown("what '\(model.entries[entry].fact.flagsText ?? "")' stands for is not known")
      }
      let flags = Set(model.flagNames(ofEntry: entry))
      sets.all.insert(flags)
      for hook in model.hooks(ofSet: model.entries[entry].set) { sets.byHook[hook, default: []].insert(flags) }
    }
    return .known(sets)
  }

  /// What flags a kfunc has gained and lost. Where its entries differ, those for the same programs are compared.
  private func flags(of before: Int, _ after: Int) -> Learned<KfuncChange.Lists> {
    let pairs: [(Set<String>, Set<String>)]
    switch (flagSets(of: before, in: old), flagSets(of: after, in: new)) {
    case (.unknown(let reason), _), (_, .unknown(let reason)): return .unknown(reason)
    case (.known(let before), .known(let after)):
      if before.all == after.all { return .known(.none) }
      if before.all.count == 1, after.all.count == 1 {
        pairs = Array(zip(before.all, after.all))
      } else {
        let common = Set(before.byHook.keys).intersection(after.byHook.keys)
        let changed = common.filter { before.byHook[$0] != after.byHook[$0] }
        guard !common.isEmpty,
          changed.allSatisfy({ before.byHook[$0]?.count == 1 && after.byHook[$0]?.count == 1 })
        else { return .unknown("its entries have different flags") }
        pairs = changed.flatMap { Array(zip(before.byHook[$0] ?? [], after.byHook[$0] ?? [])) }
      }
    }
    var (gained, lost) = (Set<String>(), Set<String>())
    for (before, after) in pairs {
      let was = Set(EffectiveFlags.of(Array(before), in: old.dialect))
      let wouldBe = Set(EffectiveFlags.of(Array(before), in: new.dialect))
      let isNow = Set(EffectiveFlags.of(Array(after), in: new.dialect))
      // What the new release makes of the old flags is a difference of the releases and not of the kfunc.
      gained.formUnion(isNow.subtracting(was).subtracting(wouldBe))
      lost.formUnion(was.subtracting(isNow).intersection(wouldBe))
    }
    return .known(KfuncChange.Lists(gained: gained.sorted(), lost: lost.sorted()))
  }

  // MARK: Program types

  private func programTypes(of before: Int, _ after: Int) -> Learned<KfuncChange.Lists> {
    switch (registeredTypes(of: before, in: old), registeredTypes(of: after, in: new)) {
    case (.unknown(let reason), _), (_, .unknown(let reason)): return .unknown(reason)
    case (.known(let before), .known(let after)):
      let was = Self.visibility(of: before, in: old.dialect)
      let wouldBe = Self.visibility(of: before, in: new.dialect)
      let isNow = Self.visibility(of: after, in: new.dialect)
      let every = "BPF_PROG_TYPE_UNSPEC"
      switch (was.contains(every), isNow.contains(every)) {
      case (true, true): return .known(.none)
      case (true, false): return .known(KfuncChange.Lists(gained: [], lost: [every]))
      case (false, true): return .known(KfuncChange.Lists(gained: [every], lost: []))
      case (false, false): break
      }
      return .known(
        KfuncChange.Lists(
          gained: isNow.subtracting(was).subtracting(wouldBe).sorted(),
          lost: was.subtracting(isNow).intersection(wouldBe).sorted()))
    }
  }

  /// The program types for which sets with a kfunc are registered.
  private func registeredTypes(of kfunc: Int, in model: Model) -> Learned<Set<String>> {
    var types = Set<String>()
    for entry in model.kfuncs[kfunc].entries {
      let set = model.sets[model.entries[entry].set]
      if let reason = set.incompleteReason { return .unknown(reason) }
      for row in set.registrations where model.registrations[row].fact.api == .kfunc {
        guard let type = model.registrations[row].fact.programType else {
          return .unknown("a program type of '\(set.fact.name)' is not known")
        }
        types.insert(type)
      }
    }
    return .known(types)
  }

  /// The program types that see what is registered for some: all that share a hook with one of them.
  private static func visibility(of types: Set<String>, in dialect: Dialect) -> Set<String> {
    types.reduce(into: types) { seen, type in
      if let hook = dialect.hooks[type] { seen.formUnion(dialect.programTypes(ofHook: hook)) }
    }
  }

  // MARK: Conditions

  /// The configurations in which any entry of a kfunc is there.
  private func condition(of kfunc: Int, in model: Model) -> Learned<Formula> {
    var parts: [Formula] = []
    for entry in model.kfuncs[kfunc].entries {
      let set = model.sets[model.entries[entry].set]
      guard let file = set.fileCondition ?? includerCondition(of: set, in: model) else {
        return .unknown("when '\(set.path)' is compiled is not known")
      }
      parts.append(.and(of: [model.entries[entry].fact.condition, file]))
    }
    return .known(.or(of: parts))
  }

  /// When the file is compiled that includes the one of a set.
  private func includerCondition(of set: Model.SetRow, in model: Model) -> Formula? {
    guard set.translationUnit != set.path else { return nil }
    return model.configuration?.placement(set.translationUnit).map { .or(of: [$0.builtIn] + $0.modules.values) }
  }

  private func isConditionMoved(_ before: Learned<Formula>, _ after: Learned<Formula>) -> Learned<Bool> {
    switch (before, after) {
    case (.unknown(let reason), _), (_, .unknown(let reason)): return .unknown(reason)
    case (.known(let before), .known(let after)):
      if before == after { return .known(false) }
      let isOpaque = (before.atoms + after.atoms).contains { if case .opaque = $0 { true } else { false } }
      guard !isOpaque else { return .unknown("its condition is not understood") }
      let differences = [Formula.and(of: [before, .not(of: after)]), .and(of: [after, .not(of: before)])]
      if differences.allSatisfy({ $0.implies(.never) == .yes }) { return .known(false) }
      // `defined` and IS_ENABLED are the same for a symbol that cannot be a module, which only Kconfig tells.
      let answers = [old, new].map { model in differences.map { model.existence(of: $0) } }
      if answers.contains(where: { $0.allSatisfy { $0 == .no } }) { return .known(false) }
      return answers.allSatisfy({ $0.contains(.yes) })
        ? .known(true) : .unknown("which configurations there are is not known")
    }
  }

  // MARK: Iterators

  private func iterator(of change: KfuncChange) -> KfuncChange.IteratorSizes? {
    let before = change.old.flatMap { madeIterator(by: $0, in: old) }
    let after = change.new.flatMap { madeIterator(by: $0, in: new) }
    guard let name = after?.name ?? before?.name else { return nil }
    return KfuncChange.IteratorSizes(name: name, old: before?.size, new: after?.size)
  }

  private func madeIterator(by kfunc: Int, in model: Model) -> Model.IteratorRow? {
    let entries = model.kfuncs[kfunc].entries
    // Sizes of a file that was not understood are guesses.
    guard entries.flatMap({ model.entries[$0].definitions }).allSatisfy({ model.definitions[$0].isReliable }) else {
      return nil
    }
    return entries.lazy.compactMap { model.entries[$0].iterator }.map { model.iterators[$0] }
      .first { iterator in iterator.entries[.new]?.contains(where: entries.contains) == true }
  }

  // MARK: Places

  private mutating func place(_ change: inout KfuncChange) {
    if let row = change.new, let entry = new.kfuncs[row].entries.first {
      change.range = new.entries[entry].nameRange
      change.flagsRange =
        new.entries[entry].fact.flagsText == nil ? new.entries[entry].nameRange : new.entries[entry].flagsRange
      change.signatureRange =
        new.entries[entry].definitions.first.map { new.definitions[$0].declaratorRange } ?? change.range
      return
    }
    guard let row = change.old, let entry = old.kfuncs[row].entries.first else { return }
    change.range = placeOfRemoved(entry)
    change.flagsRange = change.range
    change.signatureRange = change.range
  }

  /// Where an entry would be that the new tree does not have: its set, else its file, else where it was.
  private mutating func placeOfRemoved(_ entry: Int) -> Int {
    let set = old.sets[old.entries[entry].set]
    let named = new.sets.indices.filter {
      new.sets[$0].fact.name == set.fact.name && !ModelBuilder.isSelftest(new.sets[$0].path)
    }
    if let same = named.first(where: { new.sets[$0].path == set.path }) ?? (named.count == 1 ? named.first : nil) {
      return new.sets[same].nameRange
    }
    guard texts.new(set.path) != nil else { return add(old.entries[entry].fact.nameRange) }
    let start = SourcePosition(offset: 0, line: 1, column: 1)
    return add(SourceRange(path: set.path, start: start, end: start))
  }
}
