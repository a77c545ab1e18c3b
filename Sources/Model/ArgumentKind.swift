import Dialect
import Facts

/// What the verifier takes a parameter of a kfunc for, by its name and type (`kernel/bpf/verifier.c:get_kfunc_ptr_arg_type`).
enum ArgumentKind: String {
  /// An integer, bool or enum.
  case scalar
  /// Not looked at (`__ign`).
  case ignored
  /// A slot of a map value with a kernel pointer, of a KF_KPTR_GET kfunc.
  case slot
  case dynptr, iterator, map, string
  /// An object of the program's own: `__alloc`, `__refcounted_kptr`, or a part of a list or tree.
  case owned
  /// Something that lies in a map value or on the stack and has a type of its own, such as a work queue.
  case special
  /// Filled in by the verifier.
  case implicit
  case arena
  /// A function of the program.
  case callback
  /// A pointer to anything else: context, object or memory, by what it points to.
  case pointer
  /// Neither integer nor pointer.
  case unsupported
}

extension Model {
  /// Returns the kind of a parameter; nil when its type is not known.
  func argumentKind(_ row: Int) -> ArgumentKind? {
    let parameter = parameters[row]
    guard definitions[parameter.definition].isReliable, let outer = parameter.fact.type.outer else { return nil }
    let suffix = dialect.suffix(ofParameter: parameter.fact.name)?.text
    if suffix == "__ign" { return .ignored }
    switch outer.kind {
    case .bool, .integer, .enumeration: return .scalar
    case .unresolved: return nil
    case .void, .floating, .array, .structure, .union, .function: return .unsupported
    case .pointer: break
    }
    if parameter.index == 0, dialect.flag(named: "KF_KPTR_GET") != nil,
      flags(ofDefinition: parameter.definition).contains("KF_KPTR_GET")
    {
      return .slot
    }
    if let suffix, let kind = ArgumentKind.bySuffix[suffix] { return kind }
    if isIteratorState(parameter) { return .iterator }
    guard let pointee = parameter.fact.type.pointee else { return .pointer }
    if pointee.kind == .function { return .callback }
    guard pointee.kind == .structure, dialect.types.contains(pointee.name) else {
      return pointee.kind == .unresolved ? nil : .pointer
    }
    return ArgumentKind.byType[pointee.name] ?? .special
  }

  /// Whether a parameter can be memory that the program chooses: a scalar, a struct of scalars, or void with a size, and not the
  /// context in every program that sees the kfunc.
  func isMemory(_ row: Int) -> TriState {
    guard let kind = argumentKind(row) else { return .unknown }
    guard kind == .pointer, let pointee = parameters[row].fact.type.pointee else { return .no }
    switch pointee.kind {
    case .bool, .integer, .enumeration: return isContextEverywhere(row) == .yes ? .no : .yes
    case .void: return hasSize(row)
    case .structure, .union:
      switch isContextEverywhere(row) {
      case .yes: return .no
      case .unknown: return .unknown
      case .no:
        return pointeeFact(row)?.isScalarOnly ?? .unknown
      }
    case .floating, .pointer, .array, .function: return .no
    case .unresolved: return .unknown
    }
  }

  /// Whether a parameter can be a kernel object that the verifier knows by its type.
  func isObject(_ row: Int) -> TriState {
    guard let kind = argumentKind(row) else { return .unknown }
    guard kind == .pointer, let pointee = parameters[row].fact.type.pointee,
      pointee.kind == .structure || pointee.kind == .union
    else { return .no }
    switch isContextEverywhere(row) {
    case .yes: return .no
    case .no: return .yes
    case .unknown: return .unknown
    }
  }

  /// Whether an argument can carry a reference that a KF_RELEASE kfunc takes over.
  func canCarryReference(_ row: Int) -> TriState {
    guard let kind = argumentKind(row) else { return .unknown }
    return kind == .owned ? .yes : isObject(row)
  }

  /// Whether every program that can call the function passes its context as this argument.
  func isContextEverywhere(_ row: Int) -> TriState {
    guard let pointee = parameters[row].fact.type.pointee else { return .no }
    let names = Set([pointee.name] + pointee.typedefs)
    guard dialect.contexts.values.contains(where: { !names.isDisjoint(with: $0) }) else { return .no }
    guard let types = programTypes(ofDefinition: parameters[row].definition) else { return .unknown }
    return TriState(!types.isEmpty && types.allSatisfy { !names.isDisjoint(with: dialect.contexts[$0] ?? []) })
  }

  /// The program types that can call a function; nil when registrations may be missing.
  func programTypes(ofDefinition row: Int) -> Set<String>? {
    var types = Set<String>()
    for entry in definitions[row].entries {
      let set = entries[entry].set
      guard sets[set].incompleteReason == nil else { return nil }
      for hook in hooks(ofSet: set) {
        types.formUnion(hook == "COMMON" ? Array(dialect.hooks.keys) : dialect.programTypes(ofHook: hook))
      }
    }
    types.remove("BPF_PROG_TYPE_UNSPEC")
    return types.isEmpty ? nil : types
  }

  /// The first argument of an iterator function is its state, whatever the name (`btf_check_iter_kfuncs`).
  private func isIteratorState(_ parameter: ParameterRow) -> Bool {
    parameter.index == 0
      && !flags(ofDefinition: parameter.definition).isDisjoint(with: IteratorRole.allCases.map(\.flag))
  }

  private func flags(ofDefinition row: Int) -> Set<String> {
    Set(definitions[row].entries.flatMap { entries[$0].fact.flags.map(\.name) })
  }

  /// A struct as a file shows it; as any file does where that one does not, if all agree about its contents.
  func structFact(_ tag: String, seenIn path: String) -> StructFact? {
    let seen = structs[tag] ?? []
    if let here = seen.first(where: { $0.path == path }) { return here.fact }
    guard let first = seen.first?.fact else { return nil }
    return seen.allSatisfy { $0.fact.isScalarOnly == first.isScalarOnly } ? first : nil
  }
}

extension ArgumentKind {
  static let sizeSuffixes: Set<String> = ["__sz", "__szk"]

  /// Endings that decide, whatever the pointer points to.
  fileprivate static let bySuffix: [String: ArgumentKind] = [
    "__alloc": .owned, "__refcounted_kptr": .owned, "__map": .map, "__str": .string, "__iter": .iterator,
    "__irq_flag": .special, "__prog": .implicit, "__arena": .arena, "__arena__nullable": .arena,
  ]

  /// Structs that decide.
  fileprivate static let byType: [String: ArgumentKind] = [
    "bpf_dynptr": .dynptr, "bpf_dynptr_kern": .dynptr, "bpf_list_node": .owned, "bpf_rb_node": .owned,
  ]
}
