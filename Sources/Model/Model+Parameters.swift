import Facts

extension Model {
  /// A parameter's name without the ending that this kernel looks at.
  func stem(ofParameter row: Int) -> String {
    let name = parameters[row].fact.name
    guard let suffix = dialect.suffix(ofParameter: name)?.text else { return name }
    return String(name.dropLast(suffix.count))
  }

  /// The ending of a parameter's name that looks like a suffix although no release looks at it: what follows a `__` in the middle, the
  /// last one, with it; nil without such an ending.
  func strangeSuffix(ofParameter row: Int) -> String? {
    let name = parameters[row].fact.name
    guard dialect.suffix(ofParameter: name) == nil, dialect.foreignSuffix(ofParameter: name) == nil else { return nil }
    let bytes = Array(name.utf8)
    let underscore = UInt8(ascii: "_")
    // A name of three underscores in the middle has no such ending, and one that begins with two may have them anywhere.
    guard let last = bytes.lastIndex(of: underscore), last >= 2, last < bytes.count - 1, bytes[last - 1] == underscore,
      bytes[last - 2] != underscore, !bytes.starts(with: "__".utf8)
    else { return nil }
    let word = bytes[(last + 1)...]
    guard word.allSatisfy({ (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }) else { return nil }
    return String(decoding: bytes[(last - 1)...], as: UTF8.self)
  }

  /// Whether the parameter behind this one is its size for the verifier.
  func hasSize(_ row: Int) -> TriState {
    let parameter = parameters[row]
    guard parameter.index + 1 < definitions[parameter.definition].parameters.count else { return .no }
    let suffix = dialect.suffix(ofParameter: parameters[row + 1].fact.name)?.text
    guard let suffix, ArgumentKind.sizeSuffixes.contains(suffix) else { return .no }
    return argumentKind(row + 1).map { TriState($0 == .scalar) } ?? .unknown
  }

  /// Whether the verifier asks for a constant and remembers it, of which it can do one for each call.
  func isTheConstant(_ row: Int) -> TriState {
    guard let suffix = dialect.suffix(ofParameter: parameters[row].fact.name)?.text else { return .no }
    guard suffix == "__k" || suffix == "__szk" else { return .no }
    guard let kind = argumentKind(row) else { return .unknown }
    guard kind == .scalar else { return .no }
    if suffix == "__k" { return .yes }
    return parameters[row].index > 0 ? isMemory(row - 1) : .no
  }

  /// The struct or union that a parameter points to; nil when the parse does not show its members.
  func pointeeFact(_ row: Int) -> StructFact? {
    guard let pointee = parameters[row].fact.type.pointee else { return nil }
    if pointee.name.isEmpty { return parameters[row].fact.anonymousPointee }
    return structFact(pointee.name, seenIn: definitions[parameters[row].definition].path)
  }

  /// Whether what a parameter points to consists of scalars, so that the verifier takes it for memory.
  func pointsToScalars(_ row: Int) -> TriState {
    switch parameters[row].fact.type.pointee?.kind {
    case .bool, .integer, .enumeration: .yes
    case .structure, .union: pointeeFact(row)?.isScalarOnly ?? .unknown
    case .unresolved: .unknown
    case nil, .void, .floating, .pointer, .array, .function: .no
    }
  }

  /// Whether what a parameter points to has a pointer in it at any depth.
  func pointsToPointers(_ row: Int) -> TriState {
    switch parameters[row].fact.type.pointee?.kind {
    case .pointer: .yes
    case .structure, .union: pointeeFact(row)?.hasPointer ?? .unknown
    case .array, .unresolved: .unknown
    case nil, .void, .bool, .integer, .enumeration, .floating, .function: .no
    }
  }

  /// Whether a parameter points to a struct that nothing in the tree defines.
  func pointsToUndefined(_ row: Int) -> TriState {
    guard definitions[parameters[row].definition].isReliable, let pointee = parameters[row].fact.type.pointee else {
      return .unknown
    }
    guard pointee.kind == .structure || pointee.kind == .union, pointee.size == nil, !pointee.name.isEmpty else {
      return .no
    }
    if undefinedStructs.contains(pointee.name) { return incompleteReason == nil ? .yes : .unknown }
    return .no
  }

  /// Whether programs get objects of the struct that a parameter points to from a kfunc.
  func isYielded(_ row: Int) -> TriState {
    guard let pointee = parameters[row].fact.type.pointee, pointee.kind == .structure || pointee.kind == .union else {
      return .no
    }
    let isReturned = definitions.contains { definition in
      let returned = definition.fact.returnType.pointee
      return !definition.entries.isEmpty && returned?.kind == pointee.kind && returned?.name == pointee.name
    }
    if isReturned { return .yes }
    return incompleteReason == nil ? .no : .unknown
  }

  /// Whether a parameter points to the state of an open-coded iterator.
  func pointsToIterator(_ row: Int) -> TriState {
    guard let pointee = parameters[row].fact.type.pointee else { return .no }
    guard pointee.kind == .structure, pointee.name.hasPrefix("bpf_iter_") else { return .no }
    if iterators.contains(where: { $0.name == pointee.name }) { return .yes }
    return incompleteReason == nil ? .no : .unknown
  }

  /// The program types that can call the function and for which a parameter is the context, or is not, sorted; nil when the callers
  /// are not known. Of the types that mean the context, those of the kernel itself are objects elsewhere and are not asked about.
  func contextTypes(_ row: Int) -> (in: [String], notIn: [String])? {
    guard let pointee = parameters[row].fact.type.pointee else { return ([], []) }
    let names = Set([pointee.name] + pointee.typedefs)
    guard dialect.contexts.values.contains(where: { $0.first.map(names.contains) ?? false }) else { return ([], []) }
    let definition = parameters[row].definition
    // A filter may keep the kfunc from some of the programs.
    let isFiltered = definitions[definition].entries.contains { entry in
      sets[entries[entry].set].registrations.contains { registrations[$0].hasFilter }
    }
    guard !isFiltered, incompleteReason == nil, let types = programTypes(ofDefinition: definition) else { return nil }
    let own = types.filter { !names.isDisjoint(with: dialect.contexts[$0] ?? []) }
    return (own.sorted(), types.subtracting(own).sorted())
  }
}
