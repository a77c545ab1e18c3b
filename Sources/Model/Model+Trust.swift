import Facts

extension Model {
  /// The flags of an entry as far as they are known.
  func flagNames(ofEntry row: Int) -> [String] { entries[row].fact.flags.map(\.name) }

  /// Whether a program may pass NULL for a parameter through any entry of its function.
  func acceptsNull(_ row: Int) -> TriState {
    let parameter = parameters[row]
    guard let kind = argumentKind(row) else { return .unknown }
    let suffix = dialect.suffix(ofParameter: parameter.fact.name)?.text
    switch kind {
    case .ignored: return .yes
    case .scalar, .unsupported, .implicit: return .no
    case .slot, .dynptr, .iterator, .map, .string, .owned, .special, .arena, .callback, .pointer: break
    }
    if let suffix, suffix.hasSuffix("__nullable") {
      // The context is looked for before the suffix (get_kfunc_ptr_arg_type).
      let isContext = isContextEverywhere(row)
      return isContext == .unknown ? .unknown : TriState(isContext == .no)
    }
    let isMemory = isMemory(row)
    guard isMemory != .no else { return .no }
    let isRefused = definitions[parameter.definition].entries.allSatisfy {
      ArgumentTrust.refusesNull(flagNames(ofEntry: $0), in: dialect)
    }
    return isRefused ? .no : isMemory
  }

  /// What programs get back from the function of an entry; nil when that is not known.
  func returnKind(ofEntry row: Int) -> ReturnKind? {
    let entry = entries[row]
    guard entry.fact.flagTokens != nil, let first = entry.definitions.first else { return nil }
    let definition = definitions[first]
    guard definition.isReliable, !definition.isVerifierSpecial, let outer = definition.fact.returnType.outer else {
      return nil
    }
    switch outer.kind {
    case .void: return .nothing
    case .bool, .integer, .enumeration: return .scalar
    case .floating, .array, .structure, .union, .function: return .refused
    case .unresolved: return nil
    case .pointer: return pointerKind(definition, flags: Set(flagNames(ofEntry: row)))
    }
  }

  private func pointerKind(_ definition: DefinitionRow, flags: Set<String>) -> ReturnKind? {
    guard let pointee = definition.fact.returnType.pointee else { return nil }
    switch pointee.kind {
    case .structure:
      if flags.contains("KF_ACQUIRE") { return .reference }
      if flags.contains("KF_RCU_PROTECTED"), dialect.has(semantics: "rcu-protected-enforced") { return .rcu }
      return dialect.has(semantics: "returned-pointer-trusted") ? .trusted : .untrusted
    case .unresolved: return nil
    case .void:
      if flags.contains("KF_ACQUIRE") { return .refused }
      if dialect.has(semantics: "void-pointer-return") { return .scalar }
    case .bool, .integer, .enumeration, .floating, .pointer, .array, .union, .function:
      if flags.contains("KF_ACQUIRE") { return .refused }
      if dialect.has(semantics: "scalar-pointer-return") { return .memory }
    }
    let hasSize = definition.fact.parameters.contains { dialect.parameterNames.contains($0.name) }
    return hasSize ? .memory : .refused
  }
}
