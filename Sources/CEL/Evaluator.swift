/// Computes the value of a checked expression by walking it.
///
/// Errors and unknowns follow the specification (cel-spec, cel/expr/eval.proto): a function of an error is that error,
/// else a function of unknowns is their union; in `&&`, `||`, `exists` and `all` a deciding operand absorbs both, and
/// an unknown outweighs an error, because it may turn out to be deciding.
struct Evaluator {
  private let variableNames: [String]
  private let variableValues: [Value?]
  private let resolver: any ObjectResolver
  /// The values of the macros' variables; that of a `cel.bind` can be an error, which is one only where it is used.
  private var locals: [Result<Value, EvaluationError>]

  init(variableNames: [String], variableValues: [Value?], slotCount: Int, resolver: any ObjectResolver) {
    self.variableNames = variableNames
    self.variableValues = variableValues
    self.resolver = resolver
    locals = Array(repeating: .success(.null), count: slotCount)
  }

  mutating func evaluate(_ expression: Expression) throws(EvaluationError) -> Value {
    switch expression.kind {
    case .constant(let value): return value
    case .variable(let position):
      guard let value = variableValues[position] else {
        throw EvaluationError("variable '\(variableNames[position])' has no value", range: expression.range)
      }
      return value
    case .local(let slot): return try locals[slot].get()
    case .failure(let message): throw EvaluationError(message, range: expression.range)
    case .select(let operand, let field, let mode): return try select(field, mode, from: operand, expression)
    case .call(let name, let overloads, let arguments): return try call(name, overloads, arguments, expression)
    case .matches(let subject, let pattern):
      let value = try evaluate(subject)
      if value.unknownReasons != nil { return value }
      do throws(EvaluationError) {
        return .bool(pattern.matches(try String.unwrap(value)))
      } catch {
        throw error.at(expression.range)
      }
    case .list(let elements): return try list(elements)
    case .map(let entries): return try map(entries)
    case .and(let operands): return try connect(operands, decisive: false, "&&")
    case .or(let operands): return try connect(operands, decisive: true, "||")
    case .conditional(let condition, let then, let otherwise):
      switch try evaluate(condition) {
      case .bool(let holds): return try evaluate(holds ? then : otherwise)
      case .unknown(let reasons): return .unknown(reasons)
      case let other: throw EvaluationError("condition is \(other.typeName), not bool", range: condition.range)
      }
    case .comprehension(let comprehension): return try evaluate(comprehension, expression)
    case .bind(let slot, let value, let body):
      locals[slot] = result(of: value)
      return try evaluate(body)
    case .optionalMap(let operand, let slot, let body, let isFlat):
      return try optionalMap(operand, slot, body, isFlat: isFlat)
    }
  }

  // MARK: Calls

  private mutating func call(
    _ name: String, _ overloads: [FunctionDeclaration], _ arguments: [Expression], _ expression: Expression
  ) throws(EvaluationError) -> Value {
    var values: [Value] = []
    values.reserveCapacity(arguments.count)
    var reasons: UnknownSet?
    for argument in arguments {
      let value = try evaluate(argument)
      // The alternative to an optional that has a value is not evaluated.
      if values.isEmpty, arguments.count == 2, case .optional(let wrapped?) = value, ["or", "orValue"].contains(name) {
        return name == "or" ? value : wrapped
      }
      reasons = UnknownSet.union(reasons, value.unknownReasons)
      values.append(value)
    }
    if let reasons { return .unknown(reasons) }
    let fitting = overloads.first { overload in
      zip(values, overload.parameters).allSatisfy { $0.conforms(to: $1) }
    }
    guard let fitting else {
      let types = values.map(\.typeName).joined(separator: ", ")
      throw EvaluationError("no matching overload for '\(name)' applied to (\(types))", range: expression.range)
    }
    if !fitting.acceptsIncompleteLists, let reasons = Evaluator.incompleteness(of: values) { return .unknown(reasons) }
    do throws(EvaluationError) {
      return try fitting.implementation(values, resolver)
    } catch {
      throw error.at(expression.range)
    }
  }

  private static func incompleteness(of values: [Value]) -> UnknownSet? {
    values.reduce(nil) { reasons, value in
      if case .incompleteList(_, let why) = value { UnknownSet.union(reasons, why) } else { reasons }
    }
  }

  /// Evaluates `&&` and `||`: an operand equal to `decisive` decides, whatever the others are.
  private mutating func connect(
    _ operands: [Expression], decisive: Bool, _ name: String
  ) throws(EvaluationError) -> Value {
    var junction = Junction(decisive: decisive)
    for operand in operands {
      if junction.add(result(of: operand, for: name)) { break }
    }
    return try junction.value()
  }

  /// Evaluates an operand of a logical operator, keeping an error as a result.
  mutating func result(of operand: Expression, for name: String) -> Result<Value, EvaluationError> {
    let result = result(of: operand)
    switch result {
    case .failure, .success(.bool), .success(.unknown): return result
    case .success(let value):
      let message = "no matching overload for '\(name)' applied to \(value.typeName)"
      return .failure(EvaluationError(message, range: operand.range))
    }
  }

  /// Evaluates an expression, keeping an error as a result.
  private mutating func result(of expression: Expression) -> Result<Value, EvaluationError> {
    do throws(EvaluationError) {
      return .success(try evaluate(expression))
    } catch {
      return .failure(error)
    }
  }

  // MARK: Selections

  private mutating func select(
    _ field: String, _ mode: SelectMode, from operand: Expression, _ expression: Expression
  ) throws(EvaluationError) -> Value {
    var container = try evaluate(operand)
    var isChained = false
    if case .optional(let wrapped) = container {
      guard let wrapped else { return mode == .presence ? .bool(false) : .optional(nil) }
      container = wrapped
      isChained = true
    }
    let found: Value?
    switch container {
    case .unknown: return container
    case .map(let map): found = map[.string(field)]
    case .object(let object):
      switch resolver.select(field, of: object) {
      case .value(let value): found = value
      case .absent: found = nil
      case .unknown(let reason): return .unknown(UnknownSet(reason))
      }
    default: throw EvaluationError("\(container.typeName) has no fields", range: expression.nameRange)
    }
    if let found, found.unknownReasons != nil { return found }
    switch mode {
    case .presence: return .bool(found != nil)
    case .optional: return .optional(found)
    case .value:
      if isChained { return .optional(found) }
      guard let found else {
        var message = "no such key: '\(field)'"
        if case .object(let object) = container { message = "'\(object.type)' has no '\(field)'" }
        throw EvaluationError(message, range: expression.nameRange)
      }
      return found
    }
  }

  // MARK: Collections and locals

  private mutating func list(_ elements: [ExpressionElement]) throws(EvaluationError) -> Value {
    var values: [Value] = []
    values.reserveCapacity(elements.count)
    var reasons: UnknownSet?
    for element in elements {
      let value = try evaluate(element.value)
      reasons = UnknownSet.union(reasons, value.unknownReasons)
      if let kept = try content(of: value, isOptional: element.isOptional, element.value) { values.append(kept) }
    }
    return reasons.map(Value.unknown) ?? .list(values)
  }

  private mutating func map(_ entries: [ExpressionEntry]) throws(EvaluationError) -> Value {
    var map = MapValue()
    var reasons: UnknownSet?
    for entry in entries {
      let key = try evaluate(entry.key)
      let value = try evaluate(entry.value)
      if let unknown = UnknownSet.union(key.unknownReasons, value.unknownReasons) {
        reasons = UnknownSet.union(reasons, unknown)
        continue
      }
      guard let kept = try content(of: value, isOptional: entry.isOptional, entry.value) else { continue }
      try insert(kept, for: key, into: &map, entry.key.range)
    }
    return reasons.map(Value.unknown) ?? .map(map)
  }

  func insert(_ value: Value, for key: Value, into map: inout MapValue, _ range: Range<Int>) throws(EvaluationError) {
    switch map.insert(value, for: key) {
    case nil: break
    case .unsupportedType: throw EvaluationError("\(key.typeName) cannot be a map key", range: range)
    case .repeated: throw EvaluationError("repeated map key \(key)", range: range)
    }
  }

  /// Returns the value, or for `?x` what is in the optional, nil if it is empty.
  private func content(
    of value: Value, isOptional: Bool, _ expression: Expression
  ) throws(EvaluationError) -> Value? {
    guard isOptional, value.unknownReasons == nil else { return value }
    guard case .optional(let wrapped) = value else {
      throw EvaluationError("\(value.typeName) after '?' is not optional", range: expression.range)
    }
    return wrapped
  }

  private mutating func optionalMap(
    _ operand: Expression, _ slot: Int, _ body: Expression, isFlat: Bool
  ) throws(EvaluationError) -> Value {
    let value = try evaluate(operand)
    if value.unknownReasons != nil { return value }
    guard case .optional(let wrapped) = value else {
      throw EvaluationError("\(value.typeName) is not optional", range: operand.range)
    }
    guard let wrapped else { return value }
    locals[slot] = .success(wrapped)
    let result = try evaluate(body)
    return isFlat || result.unknownReasons != nil ? result : .optional(result)
  }

  /// Sets a macro's variable.
  mutating func bind(_ slot: Int, _ value: Value) {
    locals[slot] = .success(value)
  }
}

/// Collects the results of the operands of `&&` or `||` until one decides.
struct Junction {
  /// The operand that decides: false for `&&`, true for `||`.
  let decisive: Bool
  private var isDecided = false
  private(set) var reasons: UnknownSet?
  private var error: EvaluationError?

  init(decisive: Bool) {
    self.decisive = decisive
  }

  /// Adds an operand; true if it decides and the others need not be evaluated.
  mutating func add(_ result: Result<Value, EvaluationError>) -> Bool {
    switch result {
    case .success(.bool(decisive)): isDecided = true
    case .success(let value): add(value.unknownReasons)
    case .failure(let failure): error = error ?? failure
    }
    return isDecided
  }

  /// Adds reasons for which an operand is not known.
  mutating func add(_ unknown: UnknownSet?) {
    reasons = UnknownSet.union(reasons, unknown)
  }

  /// Returns the result of all operands added.
  func value() throws(EvaluationError) -> Value {
    if isDecided { return .bool(decisive) }
    if let reasons { return .unknown(reasons) }
    if let error { throw error }
    return .bool(!decisive)
  }
}
