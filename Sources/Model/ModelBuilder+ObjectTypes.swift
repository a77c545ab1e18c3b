import Facts

extension ModelBuilder {
  /// Groups the kfuncs that hand out or take over references by the struct that they refer to. Kfuncs that the verifier treats by name
  /// are left out, since it pairs them itself.
  mutating func addObjectTypes() {
    var rows: [String: Int] = [:]
    for index in model.entries.indices where model.entries[index].kfunc != nil {
      let flags = Set(model.entries[index].fact.flags.map(\.name))
      guard let definition = model.entries[index].definitions.first, model.definitions[definition].isReliable,
        !model.definitions[definition].isVerifierSpecial
      else { continue }
      let result = model.definitions[definition].fact.returnType
      if flags.contains("KF_ACQUIRE"), let pointee = result.pointee, pointee.kind == .structure, !pointee.name.isEmpty {
        model.objectTypes[row(of: pointee.name, &rows)].acquires.append(index)
      }
      guard flags.contains("KF_RELEASE") else { continue }
      for parameter in model.definitions[definition].parameters where model.canCarryReference(parameter) == .yes {
        guard let pointee = model.parameters[parameter].fact.type.pointee, pointee.kind == .structure,
          !pointee.name.isEmpty
        else { continue }
        model.objectTypes[row(of: pointee.name, &rows)].releases.append(index)
      }
    }
    for (number, destructor) in model.destructors.enumerated() {
      guard let name = destructor.fact.typeName, let row = rows[name] else { continue }
      model.objectTypes[row].destructors.append(number)
    }
  }

  private mutating func row(of name: String, _ rows: inout [String: Int]) -> Int {
    if let row = rows[name] { return row }
    rows[name] = model.objectTypes.count
    model.objectTypes.append(Model.ObjectTypeRow(name: name))
    return model.objectTypes.count - 1
  }
}

extension Model {
  /// Why kfuncs with a flag may be missing from the object types, or their hooks unknown; nil when all is known.
  func reasonForUnknownTypes(of flag: String) -> String? {
    if let incompleteReason { return incompleteReason }
    for entry in entries where entry.fact.flags.contains(where: { $0.name == flag }) {
      if let reason = reasonForUnknownHooks(ofSet: entry.set) { return reason }
      guard entry.kfunc != nil else { continue }
      guard let definition = entry.definitions.first else { return "'\(entry.fact.name)' has no known definition" }
      if !definitions[definition].isReliable {
        return "'\(definitions[definition].path)' could not be analysed completely"
      }
    }
    return nil
  }

  /// Entries of kfuncs that look as if they took a reference to a type back, but for the flag.
  func releasesWithoutFlag(ofType row: Int) -> [Int] {
    entries.indices.filter { index in
      guard entries[index].kfunc != nil, !entries[index].fact.flags.contains(where: { $0.name == "KF_RELEASE" }),
        let definition = entries[index].definitions.first.map({ definitions[$0] })
      else { return false }
      let fact = definition.fact
      let pointee = fact.parameters.first?.type.pointee
      return fact.parameters.count == 1 && fact.returnType.outer?.kind == .void && pointee?.kind == .structure
        && pointee?.name == objectTypes[row].name
    }
  }

  /// Why a set may be registered for more hooks than are known; nil when all are known.
  func reasonForUnknownHooks(ofSet set: Int) -> String? {
    if let reason = sets[set].incompleteReason { return reason }
    let unknown = sets[set].registrations.first {
      registrations[$0].hook == nil && registrations[$0].fact.api == .kfunc
    }
    return unknown.map { "'\(registrations[$0].fact.enclosingFunction)' registers for an unknown program type" }
  }

  /// The hooks whose programs can call a KF_ACQUIRE kfunc through an entry, but none of those that release what it returns, sorted.
  func hooksWithoutRelease(ofAcquire row: Int) -> [String] {
    guard let type = objectTypes.first(where: { $0.acquires.contains(row) }), !type.releases.isEmpty else { return [] }
    let releasing = type.releases.reduce(into: Set<String>()) { $0.formUnion(hooks(ofSet: entries[$1].set)) }
    if releasing.contains("COMMON") { return [] }
    var acquiring = hooks(ofSet: entries[row].set)
    if acquiring.remove("COMMON") != nil { acquiring.formUnion(dialect.hooks.values.filter { $0 != "COMMON" }) }
    return acquiring.subtracting(releasing).sorted()
  }

  /// Types of acquired references that begin with a struct, sorted: a pointer to one of them is no pointer to the struct for the
  /// verifier when it is released. nil when the members of an acquired type are not known.
  func acquiredTypes(beginningWith name: String) -> [String]? {
    var found: [String] = []
    for type in objectTypes where !type.acquires.isEmpty && type.name != name {
      guard let seen = structs[type.name]?.first else { return nil }
      if seen.fact.leadingTags.contains(name) { found.append(type.name) }
    }
    return found.sorted()
  }

  /// Hooks whose programs see an iterator function of one role, and none of another role, sorted; nil when either may be visible to
  /// more programs than is known.
  func hooks(ofRole role: IteratorRole, without other: IteratorRole, iterator row: Int) -> [String]? {
    let entries = iterators[row].entries
    let sets = IteratorRole.allCases.flatMap { entries[$0] ?? [] }.map { self.entries[$0].set }
    guard incompleteReason == nil, !sets.contains(where: { reasonForUnknownHooks(ofSet: $0) != nil }) else {
      return nil
    }
    func hooks(_ role: IteratorRole) -> Set<String> {
      (entries[role] ?? []).reduce(into: []) { $0.formUnion(self.hooks(ofSet: self.entries[$1].set)) }
    }
    let others = hooks(other)
    return others.contains("COMMON") ? [] : hooks(role).subtracting(others).sorted()
  }
}
