import CEL

/// The functions that rules have beside the standard library of the language.
enum RuleFunctions {
  /// Returns those whose receivers the schema has.
  static func declarations(for schema: Schema) -> [FunctionDeclaration] {
    [missing, hasMacro].filter { function in
      guard case .object(let receiver) = function.parameters[0] else { return false }
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
    case .value(.list(let flags)): return .list(sorted(wanted.filter { !flags.contains($0) }))
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

  private static func sorted(_ values: [Value]) -> [Value] {
    let texts = values.compactMap { value in
      if case .string(let text) = value { text } else { nil }
    }
    return Set(texts).sorted().map(Value.string)
  }
}
