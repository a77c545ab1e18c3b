/// Resolves names and checks types, making the expression that is evaluated from the syntax tree.
///
/// Without type checks (``Environment/checksTypes``) the same is done, but what would be an error is left to evaluation.
struct TypeChecker {
  let environment: Environment
  let hostFunctions: [String: [FunctionDeclaration]]
  var inference = TypeInference()
  var errors: [CompilationError] = []
  /// The variables of the environment that the expression uses, in order of first use.
  private(set) var variables: [String] = []
  private(set) var slotCount = 0
  private(set) var scopes: [Scope] = []

  /// A variable of an enclosing macro.
  struct Scope {
    let name: String
    let slot: Int
    let type: CELType
  }

  init(_ environment: Environment) {
    self.environment = environment
    hostFunctions = Dictionary(grouping: environment.functions, by: \.name)
  }

  // MARK: Errors and nodes

  mutating func fail(
    _ kind: CompilationError.Kind, _ message: String, _ range: Range<Int>, expected: String? = nil,
    suggestion: String? = nil
  ) {
    guard environment.checksTypes else { return }
    errors.append(
      CompilationError(kind: kind, message: message, range: range, expected: expected, suggestion: suggestion))
  }

  func make(_ kind: ExpressionKind, _ type: CELType, _ syntax: Syntax) -> Expression {
    Expression(kind: kind, type: inference.resolve(type), range: syntax.range, nameRange: syntax.nameRange)
  }

  func describe(_ type: CELType) -> String {
    inference.resolveCompletely(type).description
  }

  /// Reports the expression unless its type may stand for `type`.
  mutating func require(_ expression: Expression, toBe type: CELType, _ role: String) {
    guard !inference.isAssignable(expression.type, to: type) else { return }
    fail(.type, "\(role) is \(describe(expression.type))", expression.range, expected: describe(type))
  }

  // MARK: Variables

  /// Declares a macro's variable for the time of `body`.
  mutating func withVariables<Result>(
    _ declarations: [(name: String, type: CELType)], _ body: (inout TypeChecker, [Int]) -> Result
  ) -> Result {
    let slots = Array(slotCount..<slotCount + declarations.count)
    slotCount += declarations.count
    for (declaration, slot) in zip(declarations, slots) {
      scopes.append(Scope(name: declaration.name, slot: slot, type: declaration.type))
    }
    defer { scopes.removeLast(declarations.count) }
    return body(&self, slots)
  }

  /// Returns the position of a variable of the environment in ``variables``.
  mutating func use(variable name: String) -> Int {
    if let position = variables.firstIndex(of: name) { return position }
    variables.append(name)
    return variables.count - 1
  }

  // MARK: Expressions

  mutating func check(_ syntax: Syntax) -> Expression {
    switch syntax.kind {
    case .literal(let value): return make(.constant(value), value.literalType, syntax)
    case .identifier(let name, let hasLeadingDot): return checkName(name, hasLeadingDot: hasLeadingDot, syntax)
    case .select(let operand, let field, let mode): return checkSelect(operand, field, mode, syntax)
    case .call(let name, let receiver, let arguments): return checkCall(name, receiver, arguments, syntax)
    case .list(let elements): return checkList(elements, syntax)
    case .map(let entries): return checkMap(entries, syntax)
    case .and(let operands): return make(.and(checkConditions(operands, of: "&&")), .bool, syntax)
    case .or(let operands): return make(.or(checkConditions(operands, of: "||")), .bool, syntax)
    case .conditional(let condition, let then, let otherwise):
      return checkConditional(condition, then, otherwise, syntax)
    case .comprehension(let comprehension): return checkComprehension(comprehension, syntax)
    case .bind(let variable, let value, let body):
      let checkedValue = check(value)
      return withVariables([(variable, checkedValue.type)]) { checker, slots in
        let checkedBody = checker.check(body)
        return checker.make(.bind(slot: slots[0], value: checkedValue, body: checkedBody), checkedBody.type, syntax)
      }
    case .optionalMap(let operand, let variable, let body, let isFlat):
      return checkOptionalMap(operand, variable, body, isFlat: isFlat, syntax)
    case .invalid: return make(.failure("the expression has syntax errors"), .dyn, syntax)
    }
  }

  private mutating func checkConditions(_ operands: [Syntax], of name: String) -> [Expression] {
    operands.map { operand in
      let checked = check(operand)
      require(checked, toBe: .bool, "operand of '\(name)'")
      return checked
    }
  }

  private mutating func checkConditional(
    _ condition: Syntax, _ then: Syntax, _ otherwise: Syntax, _ syntax: Syntax
  ) -> Expression {
    let checkedCondition = check(condition)
    require(checkedCondition, toBe: .bool, "condition")
    let checkedThen = check(then)
    let checkedOtherwise = check(otherwise)
    let result = inference.freshParameter()
    if !inference.isAssignable([checkedThen.type, checkedOtherwise.type], to: [result, result]) {
      fail(
        .type, "the conditional is \(describe(checkedThen.type)) or \(describe(checkedOtherwise.type))", syntax.range,
        expected: "the same type in both cases")
    }
    return make(
      .conditional(checkedCondition, then: checkedThen, otherwise: checkedOtherwise), result, syntax)
  }

  private mutating func checkList(_ elements: [SyntaxElement], _ syntax: Syntax) -> Expression {
    var type: CELType?
    let checked = elements.map { element in
      let value = check(element.value)
      type = inference.join(type, elementType(value, isOptional: element.isOptional))
      return ExpressionElement(value: value, isOptional: element.isOptional)
    }
    return make(.list(checked), .list(type ?? inference.freshParameter()), syntax)
  }

  private mutating func checkMap(_ entries: [SyntaxEntry], _ syntax: Syntax) -> Expression {
    var keyType: CELType?
    var valueType: CELType?
    let checked = entries.map { entry in
      let key = check(entry.key)
      let value = check(entry.value)
      if !inference.resolve(key.type).canBeKey {
        fail(.type, "\(describe(key.type)) cannot be a map key", key.range, expected: "bool, int, uint or string")
      }
      keyType = inference.join(keyType, key.type)
      valueType = inference.join(valueType, elementType(value, isOptional: entry.isOptional))
      return ExpressionEntry(key: key, value: value, isOptional: entry.isOptional)
    }
    let type = CELType.map(keyType ?? inference.freshParameter(), valueType ?? inference.freshParameter())
    return make(.map(checked), type, syntax)
  }

  /// Returns what an element contributes to its collection: for `?x` the type inside of the optional.
  private mutating func elementType(_ value: Expression, isOptional: Bool) -> CELType {
    guard isOptional else { return value.type }
    switch inference.resolve(value.type) {
    case .optional(let wrapped): return wrapped
    case .dyn, .parameter: return .dyn
    case let other:
      fail(.type, "element after '?' is \(describe(other))", value.range, expected: describe(.optional(other)))
      return .dyn
    }
  }

  // MARK: Macros

  private mutating func checkComprehension(_ syntax: SyntaxComprehension, _ node: Syntax) -> Expression {
    let range = check(syntax.range)
    let (index, element) = iterationTypes(of: range, macro: syntax.macro)
    let isMap = if case .map = inference.resolve(range.type) { true } else { false }
    let types = syntax.variables.count == 2 ? [index, element] : [isMap ? index : element]
    return withVariables(Array(zip(syntax.variables, types))) { checker, slots in
      let predicate = syntax.predicate.map { checker.check($0) }
      if let predicate { checker.require(predicate, toBe: .bool, "condition of '\(syntax.macro)'") }
      let transform = syntax.transform.map { checker.check($0) }
      let type: CELType =
        switch syntax.kind {
        case .exists, .all, .existsOne: .bool
        case .list: .list(transform?.type ?? types[types.count - 1])
        case .map: .map(index, transform?.type ?? element)
        }
      let comprehension = Comprehension(
        kind: syntax.kind, macro: syntax.macro, range: range, slots: slots, predicate: predicate,
        transform: transform)
      return checker.make(.comprehension(comprehension), type, node)
    }
  }

  /// Returns the types of index and element, or of key and value, of what a macro visits.
  private mutating func iterationTypes(of range: Expression, macro: String) -> (CELType, CELType) {
    switch inference.resolve(range.type) {
    case .list(let element): return (.int, element)
    case .map(let key, let value): return (key, value)
    case .dyn: return (.dyn, .dyn)
    case .parameter:
      _ = inference.isAssignable(.dyn, to: range.type)
      return (.dyn, .dyn)
    case .null, .bool, .int, .uint, .double, .string, .bytes, .type, .optional, .object, .opaque:
      fail(.type, "'\(macro)' cannot visit \(describe(range.type))", range.range, expected: "a list or a map")
      return (.dyn, .dyn)
    }
  }

  private mutating func checkOptionalMap(
    _ operand: Syntax, _ variable: String, _ body: Syntax, isFlat: Bool, _ syntax: Syntax
  ) -> Expression {
    let checkedOperand = check(operand)
    let wrapped = inference.freshParameter()
    require(checkedOperand, toBe: .optional(wrapped), "operand of '\(isFlat ? "optFlatMap" : "optMap")'")
    return withVariables([(variable, inference.resolve(wrapped))]) { checker, slots in
      let checkedBody = checker.check(body)
      if isFlat {
        let inner = checker.inference.freshParameter()
        checker.require(checkedBody, toBe: .optional(inner), "result of 'optFlatMap'")
      }
      return checker.make(
        .optionalMap(checkedOperand, slot: slots[0], body: checkedBody, isFlat: isFlat),
        isFlat ? checkedBody.type : .optional(checkedBody.type), syntax)
    }
  }
}

extension Value {
  /// The type of a literal.
  fileprivate var literalType: CELType {
    switch self {
    case .null: .null
    case .bool: .bool
    case .int: .int
    case .uint: .uint
    case .double: .double
    case .string: .string
    case .bytes: .bytes
    case .list, .incompleteList, .map, .type, .optional, .object, .unknown: .dyn
    }
  }
}

extension CELType {
  fileprivate var canBeKey: Bool {
    switch self {
    case .bool, .int, .uint, .string, .dyn, .parameter: true
    case .null, .double, .bytes, .list, .map, .type, .optional, .object, .opaque: false
    }
  }
}
