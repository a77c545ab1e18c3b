import ClangFrontend
import Facts

/// Turns libclang's types into facts, with spellings of our own that are the same for every LLVM release and configuration.
struct TypeReader {
  /// Returns the fact for a type. Arrays and functions decay to pointers when it is a parameter's.
  /// - Parameter written: the tokens of the declaration without its name; nil takes the BTF spelling.
  func fact(_ type: CType, written: String? = nil, tags: [String] = [], isParameter: Bool = false) -> TypeFact {
    let btf = spell(type, inner: "", resolvesTypedefs: false, decays: isParameter)
    var layers = layers(of: type, decays: isParameter)
    if !tags.isEmpty, layers.count > 1 { layers[1].tags = tags }
    return TypeFact(
      written: written ?? btf, canonical: spell(type, inner: "", resolvesTypedefs: true, decays: isParameter), btf: btf,
      layers: layers)
  }

  // MARK: Spelling

  /// Spells a type around a declarator, as C declarations nest: pointers grow to the left of `inner`, arrays and functions to its right.
  private func spell(
    _ type: CType, inner: String, resolvesTypedefs: Bool, decays: Bool = false, isConst: Bool = false,
    isVolatile: Bool = false
  ) -> String {
    let isConst = isConst || type.isConst
    let isVolatile = isVolatile || type.isVolatile
    func based(on name: String) -> String {
      let qualifiers = (isConst ? "const " : "") + (isVolatile ? "volatile " : "")
      let space = inner.isEmpty || inner.hasPrefix("[") ? "" : " "
      return qualifiers + name + space + inner
    }
    switch type.shape {
    case .void: return based(on: "void")
    case .bool: return based(on: "_Bool")
    case .integer(let name), .floating(let name): return based(on: name)
    case .enumeration(let declaration): return based(on: tagged("enum", declaration))
    case .record(let declaration):
      return based(on: tagged(declaration.kind == .union ? "union" : "struct", declaration))
    case .typedef(let declaration, let name):
      guard resolvesTypedefs else { return based(on: name) }
      return spell(
        CType.underlying(of: declaration), inner: inner, resolvesTypedefs: true, decays: decays, isConst: isConst,
        isVolatile: isVolatile)
    case .pointer(let pointee):
      let qualifiers = [isConst ? "const" : nil, isVolatile ? "volatile" : nil].compactMap { $0 }.joined(separator: " ")
      return spellPointer(to: pointee, qualifiers: qualifiers, inner: inner, resolvesTypedefs: resolvesTypedefs)
    case .array(let element, let count):
      if decays { return spellPointer(to: element, qualifiers: "", inner: inner, resolvesTypedefs: resolvesTypedefs) }
      return spell(
        element, inner: inner + "[" + (count.map(String.init) ?? "") + "]", resolvesTypedefs: resolvesTypedefs,
        isConst: isConst, isVolatile: isVolatile)
    case .function(let result, let parameters, let isVariadic, let hasPrototype):
      if decays { return spellPointer(to: type, qualifiers: "", inner: inner, resolvesTypedefs: resolvesTypedefs) }
      var list = parameters.map { spell($0, inner: "", resolvesTypedefs: resolvesTypedefs, decays: true) }
      if isVariadic { list.append("...") }
      if list.isEmpty, hasPrototype { list = ["void"] }
      return spell(result, inner: inner + "(" + list.joined(separator: ", ") + ")", resolvesTypedefs: resolvesTypedefs)
    case .other(let spelling): return based(on: spelling)
    }
  }

  private func spellPointer(to pointee: CType, qualifiers: String, inner: String, resolvesTypedefs: Bool) -> String {
    var declarator = "*" + qualifiers
    if !qualifiers.isEmpty, !inner.isEmpty { declarator += " " }
    declarator += inner
    switch behindTypedefs(pointee, if: resolvesTypedefs).shape {
    case .array, .function: declarator = "(" + declarator + ")"
    case .void, .bool, .integer, .floating, .enumeration, .record, .typedef, .pointer, .other: break
    }
    return spell(pointee, inner: declarator, resolvesTypedefs: resolvesTypedefs)
  }

  private func behindTypedefs(_ type: CType, if resolves: Bool) -> CType {
    guard resolves, case .typedef(let declaration, _) = type.shape else { return type }
    return behindTypedefs(CType.underlying(of: declaration), if: true)
  }

  private func tagged(_ keyword: String, _ declaration: Cursor) -> String {
    let tag = declaration.tag
    return tag.isEmpty ? keyword + " {...}" : keyword + " " + tag
  }

  // MARK: Layers

  private func layers(of type: CType, decays: Bool) -> [TypeFact.Layer] {
    var result: [TypeFact.Layer] = []
    var current: CType? = type
    var decays = decays
    while let next = current, result.count < 32 {
      let (layer, inner) = layer(of: next, decays: decays)
      result.append(layer)
      current = inner
      decays = false
    }
    return result
  }

  /// Returns the layer and the type below it, if that is part of the chain.
  private func layer(of type: CType, decays: Bool) -> (TypeFact.Layer, CType?) {
    var type = type
    var typedefs: [String] = []
    var isConst = type.isConst
    var isVolatile = type.isVolatile
    while case .typedef(let declaration, let name) = type.shape {
      typedefs.append(name)
      type = CType.underlying(of: declaration)
      isConst = isConst || type.isConst
      isVolatile = isVolatile || type.isVolatile
    }
    func make(_ kind: TypeFact.Kind, _ name: String = "", count: Int? = nil, size: Int? = nil) -> TypeFact.Layer {
      TypeFact.Layer(
        kind: kind, name: name, typedefs: typedefs, isConst: isConst, isVolatile: isVolatile, size: size, count: count)
    }
    switch type.shape {
    case .void: return (make(.void), nil)
    case .bool: return (make(.bool, "_Bool", size: type.size), nil)
    case .integer(let name): return (make(.integer, name, size: type.size), nil)
    case .floating(let name): return (make(.floating, name, size: type.size), nil)
    case .enumeration(let declaration):
      return (make(.enumeration, declaration.tag, size: type.size), nil)
    case .record(let declaration):
      let kind: TypeFact.Kind = declaration.kind == .union ? .union : .structure
      return (make(kind, declaration.tag, size: type.size), nil)
    case .pointer(let pointee): return (make(.pointer, size: type.size), pointee)
    case .array(let element, let count):
      return decays ? (make(.pointer, size: 8), element) : (make(.array, count: count, size: type.size), element)
    case .function:
      return decays ? (make(.pointer, size: 8), type) : (make(.function), nil)
    case .typedef, .other: return (make(.unresolved, type.spelling), nil)
    }
  }
}
