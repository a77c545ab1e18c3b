extension StandardLibrary {
  /// The functions of optional values (cel-spec wiki "Proposal 246: CEL Optional Values").
  static let optional: [FunctionDeclaration] = [
    generic("optional.of", [element], .optional(element)) { (arguments) throws(EvaluationError) in
      .optional(arguments[0])
    },
    generic("optional.ofNonZeroValue", [element], .optional(element)) { (arguments) throws(EvaluationError) in
      arguments[0].isZero.map { .optional($0 ? nil : arguments[0]) } ?? arguments[0].undecided
    },
    generic("optional.none", [], .optional(element)) { (_) throws(EvaluationError) in .optional(nil) },
    generic("hasValue", isMember: true, [.optional(element)], .bool) { (arguments) throws(EvaluationError) in
      .bool(try content(of: arguments[0]) != nil)
    },
    generic("value", isMember: true, [.optional(element)], element) { (arguments) throws(EvaluationError) in
      guard let value = try content(of: arguments[0]) else { throw EvaluationError("the optional is empty") }
      return value
    },
    generic("or", isMember: true, [.optional(element), .optional(element)], .optional(element)) {
      (arguments) throws(EvaluationError) in
      try content(of: arguments[0]) == nil ? arguments[1] : arguments[0]
    },
    generic("orValue", isMember: true, [.optional(element), element], element) {
      (arguments) throws(EvaluationError) in
      try content(of: arguments[0]) ?? arguments[1]
    },
  ]

  private static func content(of value: Value) throws(EvaluationError) -> Value? {
    guard case .optional(let content) = value else { throw EvaluationError("\(value.typeName) is not optional") }
    return content
  }
}

extension Value {
  /// Whether the value is the zero of its type; nil for an incomplete list without elements.
  fileprivate var isZero: Bool? {
    switch self {
    case .null: true
    case .bool(let bool): !bool
    case .int(let int): int == 0
    case .uint(let uint): uint == 0
    case .double(let double): double == 0
    case .string(let string): string.isEmpty
    case .bytes(let bytes): bytes.isEmpty
    case .list(let elements): elements.isEmpty
    case .incompleteList(let elements, _): elements.allSatisfy { $0.unknownReasons != nil } ? nil : false
    case .map(let map): map.entries.isEmpty
    case .optional, .type, .object, .unknown: false
    }
  }

  /// The unknown that a question about an incomplete list gives.
  fileprivate var undecided: Value {
    if case .incompleteList(_, let reasons) = self { .unknown(reasons) } else { self }
  }
}
