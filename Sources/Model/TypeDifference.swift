import Facts

/// Tells whether two types are different things for a program that passes or gets a value of them.
enum TypeDifference {
  /// Returns yes when they differ, unknown when either is not known well enough.
  static func between(_ old: TypeFact, _ new: TypeFact) -> TriState {
    let layers = (old.layers, new.layers)
    guard !layers.0.isEmpty, !layers.1.isEmpty,
      !(layers.0 + layers.1).contains(where: { $0.kind == .unresolved })
    else { return .unknown }
    guard layers.0.count == layers.1.count else { return .yes }
    var isUnknown = false
    for (before, after) in zip(layers.0, layers.1) {
      switch between(before, after) {
      case .yes: return .yes
      case .unknown: isUnknown = true
      case .no: break
      }
    }
    if layers.0.last?.kind == .function, withoutConst(old.canonical) != withoutConst(new.canonical) { return .yes }
    return isUnknown ? .unknown : .no
  }

  private static func between(_ old: TypeFact.Layer, _ new: TypeFact.Layer) -> TriState {
    guard old.kind == new.kind else { return .yes }
    switch old.kind {
    case .void, .bool, .pointer, .function, .floating: return .no
    case .unresolved: return .unknown
    case .integer: return TriState(old.size != new.size || isUnsigned(old) != isUnsigned(new))
    case .array: return TriState(old.count != new.count)
    // An enum of another name has other constants.
    case .structure, .union, .enumeration:
      let names = (name(of: old), name(of: new))
      guard let before = names.0, let after = names.1 else { return .unknown }
      return TriState(before != after)
    }
  }

  /// The tag, or for a type without one its typedef.
  private static func name(of layer: TypeFact.Layer) -> String? {
    layer.name.isEmpty ? layer.typedefs.last : layer.name
  }

  private static func isUnsigned(_ layer: TypeFact.Layer) -> Bool { layer.name.contains("unsigned") }

  private static func withoutConst(_ text: String) -> String {
    text.split(separator: " ").filter { $0 != "const" }.joined(separator: " ")
  }
}
