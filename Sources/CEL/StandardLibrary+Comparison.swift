extension StandardLibrary {
  /// `==`, `!=` for all types and the order of bool, numbers, strings and bytes.
  static let comparison: [FunctionDeclaration] =
    [
      generic("==", [element, element], .bool) { (arguments) throws(EvaluationError) in
        arguments[0].isEqual(to: arguments[1])
      },
      generic("!=", [element, element], .bool) { (arguments) throws(EvaluationError) in
        let result = arguments[0].isEqual(to: arguments[1])
        return if case .bool(let isEqual) = result { .bool(!isEqual) } else { result }
      },
      unary("!") { (operand: Bool) in !operand },
    ]
    + ordering("<") { $0 == .less }
    + ordering("<=") { $0 == .less || $0 == .equal }
    + ordering(">") { $0 == .greater }
    + ordering(">=") { $0 == .greater || $0 == .equal }

  private static func ordering(
    _ name: String, _ holds: @escaping @Sendable (Value.Order) -> Bool
  ) -> [FunctionDeclaration] {
    let types: [CELType] = [.bool, .string, .bytes, .int, .uint, .double]
    // Numbers of different types have an order, but only under `dyn`: `1 < 2u` is a type error.
    let numbers = types.suffix(3)
    let pairs = types.map { ($0, $0) } + numbers.flatMap { left in numbers.filter { $0 != left }.map { (left, $0) } }
    return pairs.map { left, right in
      var overload = generic(name, [left, right], .bool) { (arguments) throws(EvaluationError) in
        guard let order = arguments[0].order(relativeTo: arguments[1]) else {
          throw EvaluationError("no matching overload for '\(name)'")
        }
        return .bool(holds(order))
      }
      overload.isDynamicOnly = left != right
      return overload
    }
  }
}
