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
    guard let outer = fact.type.outer, outer.kind == .pointer else { return false }
    return outer.typedefs.isEmpty && !outer.isConst && !outer.isVolatile
  }
}
