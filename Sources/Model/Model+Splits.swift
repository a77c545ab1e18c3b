import BooleanLogic
import Facts

extension Model {
  /// Whether the function that an entry names exists at all.
  func isResolved(entry row: Int) -> TriState {
    let entry = entries[row]
    let name = entry.fact.name
    if !entry.definitions.isEmpty || !entry.listedDefinitions.isEmpty || otherFunctions[name] != nil { return .yes }
    if pastedFunctions.contains(name) || incompleteReason != nil { return .unknown }
    // What was looked for and found need not have been parsed.
    return TriState(!undefinedFunctions.contains(name))
  }

  /// Where the function that an entry names is missing although the entry is there.
  func undefinedFunction(ofEntry row: Int) -> Split {
    let entry = entries[row]
    let set = sets[entry.set]
    let known = entry.definitions + entry.listedDefinitions
    if known.isEmpty {
      guard set.fact.kind == .list || set.fact.kind == .set, isResolved(entry: row) == .yes else { return .never }
      // Of a function whose name says nothing of BPF only the first definition was looked for.
      guard otherFunctions[entry.fact.name] != nil else {
        return .unknown("not every definition of '\(entry.fact.name)' is known")
      }
    }
    let isBeside = known.contains { number in
      definitions[number].translationUnit == set.translationUnit && definitions[number].fact.condition == .always
    }
    if isBeside { return .never }
    return split(presence(ofEntry: row), from: presences(ofFunction: entry.fact.name, definitions: known))
  }

  /// Where a kfunc is compiled that no entry lists there.
  func unlistedFunction(ofDefinition row: Int) -> Split {
    let definition = definitions[row]
    let listed = definition.entries.filter { entries[$0].kfunc != nil }
    guard !listed.isEmpty else { return .never }
    return split(
      presence(definition.fact.condition, in: definition.translationUnit), from: listed.map { presence(ofEntry: $0) })
  }

  /// Where an iterator's function of a role is missing although the one that makes the iterator is there; the first such role.
  func missingIteratorRole(ofEntry row: Int) -> (role: IteratorRole?, split: Split) {
    guard let iterator = entries[row].iterator, let made = iterators[iterator].entries[.new], made.contains(row) else {
      return (nil, .never)
    }
    var doubt: String?
    for role in [IteratorRole.next, .destroy] {
      guard let others = iterators[iterator].entries[role], !others.isEmpty else { continue }
      switch split(presence(ofEntry: row), from: others.map { presence(ofEntry: $0) }) {
      case .at(let place): return (role, .at(place))
      case .never: continue
      case .unknown(let why): doubt = doubt ?? why
      }
    }
    return (nil, doubt.map { .unknown($0) } ?? .never)
  }

  /// Where nothing releases what an entry's kfunc acquires, although something does elsewhere.
  func missingRelease(ofEntry row: Int) -> Split {
    guard let type = objectTypes.first(where: { $0.acquires.contains(row) }), !type.releases.isEmpty else {
      return .never
    }
    if let reason = reasonForUnknownTypes(of: "KF_RELEASE") { return .unknown(reason) }
    return split(presence(ofEntry: row), from: type.releases.map { presence(ofEntry: $0) })
  }

  /// Where a pair of a table of destructors is there without its element of the list, for the type or the function, or without the
  /// function itself; the first such.
  func missingPart(ofDestructor row: Int) -> (part: String, split: Split)? {
    let destructor = destructors[row]
    let fact = destructor.fact
    guard let unit = sets.first(where: { $0.path == destructor.path })?.translationUnit else { return nil }
    let pair = presence(fact.condition, in: unit)
    var doubt: (part: String, split: Split)?
    func look(_ part: String, _ others: [Presence]) -> (part: String, split: Split)? {
      switch split(pair, from: others) {
      case .at(let place): return (part, .at(place))
      case .never: return nil
      case .unknown(let why):
        doubt = doubt ?? (part, .unknown(why))
        return nil
      }
    }
    for (name, range) in [(fact.typeName, fact.typeRange), (fact.functionName, fact.functionRange)] {
      let elements = entries.indices.filter {
        sets[entries[$0].set].path == destructor.path && entries[$0].fact.nameRange == range
      }
      guard let name, !elements.isEmpty else { continue }
      if let found = look("the element '\(name)' of the list", elements.map { presence(ofEntry: $0) }) { return found }
    }
    if let name = fact.functionName, !destructor.definitions.isEmpty {
      let functions = presences(ofFunction: name, definitions: destructor.definitions)
      if let found = look("the function '\(name)'", functions) { return found }
    }
    return doubt
  }

  /// Where a set is registered that is not compiled there.
  func missingSet(ofRegistration row: Int) -> Split {
    let registration = registrations[row]
    guard let set = registration.set, sets[set].translationUnit == registration.translationUnit else { return .never }
    let call = presence(registration.fact.condition, in: registration.translationUnit)
    let registered = [presence(sets[set].fact.condition, in: sets[set].translationUnit)]
    let split = split(call, from: registered, needsBTF: false)
    // Whether there is BTF depends on the tools at hand, and so may the answer; kernels that have it are the more interesting ones.
    if case .unknown = split { return self.split(call, from: registered) }
    return split
  }

  /// Where the elements behind a hole of a list move; whether they do at all.
  func hole(ofEntry row: Int) -> Split {
    guard entries[row].opensHole == .yes else {
      return entries[row].opensHole == .no ? .never : .unknown("the list has too many conditions")
    }
    let set = sets[entries[row].set]
    let behind = set.entries.drop { $0 != entries[row].hole.last }.dropFirst()
    let later = Formula.or(of: behind.map { entries[$0].fact.condition })
    let formula = Formula.and(of: [set.fact.condition, .not(of: entries[row].fact.condition), later])
    return split(presence(formula, in: set.translationUnit), from: [])
  }
}
