import Facts

extension Model.SafeFieldRow {
  /// Whether the verifier takes the real member for the declared one: same name, and pointers to the same struct or union
  /// (`kernel/bpf/btf.c:btf_nested_type_is_trusted`). Qualifiers, typedefs and tags of the pointee do not matter.
  var matches: TriState {
    guard let declared = fact.type.pointee, isBarePointer else {
      return fact.type.outer?.kind == .unresolved ? .unknown : .no
    }
    guard let real else { return exists == .no ? .no : .unknown }
    guard real.type.outer?.kind != .unresolved, declared.kind != .unresolved else { return .unknown }
    guard let actual = real.type.pointee else { return .no }
    if actual.kind == .unresolved { return .unknown }
    let isRecord = declared.kind == .structure || declared.kind == .union
    return TriState(isRecord && declared.kind == actual.kind && declared.name == actual.name && !declared.name.isEmpty)
  }

  /// Whether the declared member is a pointer as it stands; the verifier skips one that is const or comes out of a typedef.
  var isBarePointer: Bool {
    fact.type.outer?.isBarePointer ?? false
  }
}

extension TypeFact.Layer {
  /// Whether it is a pointer as it stands, neither qualified nor behind a typedef: BTF has nothing between its user and the pointer.
  var isBarePointer: Bool { kind == .pointer && typedefs.isEmpty && !isConst && !isVolatile }
}
