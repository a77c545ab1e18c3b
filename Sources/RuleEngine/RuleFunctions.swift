import CEL
import Model

/// The functions that rules have beside the standard library of the language.
enum RuleFunctions {
  /// Returns those whose receivers the schema has.
  static func declarations(for schema: Schema) -> [FunctionDeclaration] {
    [missing, hasMacro, nearest, sorted, distinct].filter { function in
      guard case .object(let receiver) = function.parameters[0] else { return true }
      return schema.objectTypes[receiver] != nil
    }
  }

  /// `entry.missing(['KF_A', 'KF_B'])`: those of the flags that are not written on the entry, sorted.
  private static let missing = FunctionDeclaration(
    name: "missing", isMember: true, parameters: [.object("entry"), .list(.string)], result: .list(.string)
  ) { (arguments, resolver) throws(EvaluationError) in
    guard case .object(let entry) = arguments[0], case .list(let wanted) = arguments[1] else {
      throw EvaluationError("'missing' is called with other arguments than an entry and a list")
    }
    switch resolver.select("flags", of: entry) {
    case .value(.list(let flags)): return .list(texts(wanted.filter { !flags.contains($0) }).sorted().map(Value.string))
    case .value(.incompleteList(_, let reasons)): return .unknown(reasons)
    case .unknown(let reason): return .unknown(UnknownSet(reason))
    case .value, .absent: throw EvaluationError("the entry has no flags")
    }
  }

  /// `dialect.hasMacro('BTF_KFUNCS_START')`: whether the kernel defines a macro that annotations use.
  private static let hasMacro = FunctionDeclaration(
    name: "hasMacro", isMember: true, parameters: [.object("dialect"), .string], result: .bool
  ) { (arguments, resolver) throws(EvaluationError) in
    guard let resolver = resolver as? SubjectResolver, case .string(let name) = arguments[1] else {
      throw EvaluationError("the dialect is not at hand")
    }
    return .bool(resolver.source.dialect.hasMacro(name))
  }

  /// `flag.nearest(dialect.flags)`: the text of the list that was probably meant, empty if none is near.
  private static let nearest = FunctionDeclaration(
    name: "nearest", isMember: true, parameters: [.string, .list(.string)], result: .string
  ) { (arguments, _) throws(EvaluationError) in
    guard case .string(let text) = arguments[0], case .list(let candidates) = arguments[1] else {
      throw EvaluationError("'nearest' is called with other arguments than a text and a list")
    }
    return .string(NearestName.of(text, among: texts(candidates)) ?? "")
  }

  /// `names.sorted()`: the texts in the order of their bytes, each once.
  private static let sorted = FunctionDeclaration(
    name: "sorted", isMember: true, parameters: [.list(.string)], result: .list(.string)
  ) { (arguments, _) throws(EvaluationError) in
    guard case .list(let elements) = arguments[0] else { throw EvaluationError("'sorted' is called on no list") }
    return .list(Set(texts(elements)).sorted().map(Value.string))
  }

  /// `flags.distinct()`: the texts in their order, each once.
  private static let distinct = FunctionDeclaration(
    name: "distinct", isMember: true, parameters: [.list(.string)], result: .list(.string)
  ) { (arguments, _) throws(EvaluationError) in
    guard case .list(let elements) = arguments[0] else { throw EvaluationError("'distinct' is called on no list") }
    var seen = Set<String>()
    return .list(texts(elements).filter { seen.insert($0).inserted }.map(Value.string))
  }

  private static func texts(_ values: [Value]) -> [String] {
    values.compactMap { value in
      if case .string(let text) = value { text } else { nil }
    }
  }
}
