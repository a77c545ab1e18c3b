extension TypeChecker {
  /// A name with dots and whether it starts with one.
  struct QualifiedName {
    var name: String
    var hasLeadingDot: Bool
  }

  /// Returns the dotted name that a chain of selections spells, unless it starts at a macro's variable.
  func qualifiedName(_ syntax: Syntax) -> QualifiedName? {
    switch syntax.kind {
    case .identifier(let name, let hasLeadingDot):
      if !hasLeadingDot, scopes.contains(where: { $0.name == name }) { return nil }
      return QualifiedName(name: name, hasLeadingDot: hasLeadingDot)
    case .select(let operand, let field, .value):
      guard var qualified = qualifiedName(operand) else { return nil }
      qualified.name += ".\(field)"
      return qualified
    default:
      return nil
    }
  }

  /// Returns what the name may mean, best first: the name in the container, in the containers around it, on its own
  /// (langdef.md "Name Resolution").
  func candidates(_ qualified: QualifiedName) -> [String] {
    guard !qualified.hasLeadingDot, !environment.container.isEmpty else { return [qualified.name] }
    let parts = environment.container.split(separator: ".")
    return (0...parts.count).reversed().map { (parts.prefix($0) + [qualified.name[...]]).joined(separator: ".") }
  }

  /// Returns the variable or type that a dotted name means as a whole.
  private mutating func resolve(_ qualified: QualifiedName, _ syntax: Syntax) -> Expression? {
    for candidate in candidates(qualified) {
      if let type = environment.variables[candidate] {
        return make(.variable(use(variable: candidate)), environment.checksTypes ? type : .dyn, syntax)
      }
      if CELType.denotable.contains(candidate) || environment.schema.objectTypes[candidate] != nil {
        return make(.constant(.type(candidate)), .type, syntax)
      }
    }
    return nil
  }

  mutating func checkName(_ name: String, hasLeadingDot: Bool, _ syntax: Syntax) -> Expression {
    if !hasLeadingDot, let scope = scopes.last(where: { $0.name == name }) {
      return make(.local(scope.slot), scope.type, syntax)
    }
    if let resolved = resolve(QualifiedName(name: name, hasLeadingDot: hasLeadingDot), syntax) { return resolved }
    let names = Array(environment.variables.keys) + scopes.map(\.name)
    let message = "unknown name '\(name)'"
    fail(.name, message, syntax.nameRange, suggestion: NameSuggestion.closest(to: name, among: names))
    return make(.failure(message), .dyn, syntax)
  }

  mutating func checkSelect(_ operand: Syntax, _ field: String, _ mode: SelectMode, _ syntax: Syntax) -> Expression {
    if mode == .value, let name = qualifiedName(syntax), let resolved = resolve(name, syntax) { return resolved }
    let checked = check(operand)
    var operandType = inference.resolve(checked.type)
    var isChained = false
    if case .optional(let wrapped) = operandType {
      operandType = inference.resolve(wrapped)
      isChained = true
    }
    let fieldType = self.fieldType(field, of: operandType, syntax)
    let type: CELType =
      switch mode {
      case .value: isChained ? .optional(fieldType) : fieldType
      case .optional: .optional(fieldType)
      case .presence: .bool
      }
    return make(.select(checked, field: field, mode: mode), type, syntax)
  }

  private mutating func fieldType(_ field: String, of type: CELType, _ syntax: Syntax) -> CELType {
    switch type {
    case .dyn: return .dyn
    case .map(_, let value): return value
    case .parameter:
      _ = inference.isAssignable(.dyn, to: type)
      return .dyn
    case .object(let name):
      let fields = environment.schema.objectTypes[name] ?? [:]
      if let declared = fields[field] { return declared.type }
      fail(
        .name, "unknown field '\(field)' of '\(name)'", syntax.nameRange,
        suggestion: NameSuggestion.closest(to: field, among: fields.keys))
      return .dyn
    case .null, .bool, .int, .uint, .double, .string, .bytes, .list, .type, .optional, .opaque:
      fail(
        .type, "\(describe(type)) has no fields", syntax.nameRange, expected: "an object or a map before '.\(field)'")
      return .dyn
    }
  }
}
