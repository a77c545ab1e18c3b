extension StandardLibrary {
  /// Operators and functions on lists and maps.
  static let collection: [FunctionDeclaration] =
    [
      FunctionDeclaration(name: "size", parameters: [.list(element)], result: .int, implementation: size),
      FunctionDeclaration(
        name: "size", isMember: true, parameters: [.list(element)], result: .int, implementation: size),
      FunctionDeclaration(name: "size", parameters: [.map(key, element)], result: .int, implementation: size),
      FunctionDeclaration(
        name: "size", isMember: true, parameters: [.map(key, element)], result: .int, implementation: size),
      generic("+", [.list(element), .list(element)], .list(element), concatenate),
      generic("in", [element, .list(element)], .bool) { (arguments) throws(EvaluationError) in
        contains(arguments[0], in: arguments[1])
      },
      generic("in", [key, .map(key, element)], .bool) { (arguments) throws(EvaluationError) in
        guard case .map(let map) = arguments[1], arguments[0].canBeLookedUp else {
          throw EvaluationError("no matching overload for 'in' applied to (\(arguments[0].typeName), map)")
        }
        return .bool(map[arguments[0]] != nil)
      },
      generic("[]", [.list(element), .int], element, elementOrError),
      generic("[]", [.map(key, element), key], element, elementOrError),
      generic("[?]", [.list(element), .int], .optional(element), optionalElement),
      generic("[?]", [.map(key, element), key], .optional(element), optionalElement),
    ]
    + ["[]", "[?]"].flatMap { name in
      [
        generic(name, [.optional(.list(element)), .int], .optional(element), chainedElement),
        generic(name, [.optional(.map(key, element)), key], .optional(element), chainedElement),
      ]
    }
    // Numbers of other types whose value is integral are indices too, if their type is not known to the checker.
    + [
      ("[]", element, elementOrError), ("[?]", .optional(element), optionalElement),
    ].map { name, result, implementation in
      var overload = generic(name, [.list(element), .dyn], result, implementation)
      overload.isDynamicOnly = true
      return overload
    }

  @Sendable
  private static func size(_ arguments: [Value], _ resolver: any ObjectResolver) throws(EvaluationError) -> Value {
    switch arguments[0] {
    case .list(let elements): return .int(Int64(elements.count))
    case .map(let map): return .int(Int64(map.entries.count))
    default: throw EvaluationError("no matching overload for 'size'")
    }
  }

  /// Joins lists. Behind an incomplete one there is a gap: the positions of what follows are not known.
  @Sendable
  private static func concatenate(_ arguments: [Value]) throws(EvaluationError) -> Value {
    var elements: [Value] = []
    var reasons: UnknownSet?
    for (position, argument) in arguments.enumerated() {
      switch argument {
      case .list(let values): elements += values
      case .incompleteList(let values, let why):
        elements += position == 0 ? values + [.unknown(why)] : values
        reasons = UnknownSet.union(reasons, why)
      default: throw EvaluationError("no matching overload for '+'")
      }
    }
    return reasons.map { .incompleteList(elements, $0) } ?? .list(elements)
  }

  private static func contains(_ value: Value, in list: Value) -> Value {
    var reasons: UnknownSet?
    switch list {
    case .incompleteList(let elements, let why):
      if elements.contains(where: { $0.isEqual(to: value) == .bool(true) }) { return .bool(true) }
      return .unknown(why)
    case .list(let elements):
      for element in elements {
        let result = element.isEqual(to: value)
        if result == .bool(true) { return result }
        reasons = UnknownSet.union(reasons, result.unknownReasons)
      }
    default: break
    }
    return reasons.map(Value.unknown) ?? .bool(false)
  }

  // MARK: Indexing

  @Sendable
  private static func elementOrError(_ arguments: [Value]) throws(EvaluationError) -> Value {
    if let value = try lookUp(arguments[0], arguments[1]) { return value }
    if case .map = arguments[0] { throw EvaluationError("no such key: \(arguments[1])") }
    throw EvaluationError("index \(arguments[1]) is out of range")
  }

  @Sendable
  private static func optionalElement(_ arguments: [Value]) throws(EvaluationError) -> Value {
    let value = try lookUp(arguments[0], arguments[1])
    return value?.unknownReasons == nil ? .optional(value) : value ?? .optional(nil)
  }

  /// Looks into the collection inside of an optional; the result is an optional as well.
  @Sendable
  private static func chainedElement(_ arguments: [Value]) throws(EvaluationError) -> Value {
    guard case .optional(let wrapped) = arguments[0] else { return arguments[0] }
    guard let wrapped else { return .optional(nil) }
    return try optionalElement([wrapped, arguments[1]])
  }

  /// Returns the element or entry, nil if there is none, unknown if a gap of the list lies before it.
  private static func lookUp(_ collection: Value, _ index: Value) throws(EvaluationError) -> Value? {
    switch collection {
    case .map(let map):
      return map[index]
    case .list(let elements):
      let position = try position(index)
      return elements.indices.contains(position) ? elements[position] : nil
    case .incompleteList(let elements, let reasons):
      let position = try position(index)
      guard position >= 0 else { return nil }
      let known = elements.prefix { $0.unknownReasons == nil }
      return known.indices.contains(position) ? known[position] : .unknown(reasons)
    default:
      throw EvaluationError("\(collection.typeName) cannot be indexed")
    }
  }

  private static func position(_ index: Value) throws(EvaluationError) -> Int {
    let position: Int? =
      switch index {
      case .int(let int): Int(exactly: int)
      case .uint(let uint): Int(clamping: uint)
      case .double(let double): double.magnitude < 0x1p53 && Double(Int(double)) == double ? Int(double) : nil
      default: nil
      }
    guard let position else { throw EvaluationError("\(index) is not a list index") }
    return position
  }
}

extension Value {
  /// Whether a map can be asked for the value; a double finds the integer that is equal to it.
  fileprivate var canBeLookedUp: Bool {
    switch self {
    case .bool, .int, .uint, .double, .string: true
    case .null, .bytes, .list, .incompleteList, .map, .type, .optional, .object, .unknown: false
    }
  }
}
