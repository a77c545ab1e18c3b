/// The functions and operators of the language, declared like those of a host.
///
/// Operators are functions whose names are their symbols; `[]` and `[?]` are indexing, `-` with one parameter is
/// negation. `&&`, `||` and `?:` are not here: they do not evaluate all operands (langdef.md "Logical Operators").
enum StandardLibrary {
  /// All overloads by name.
  static let functions: [String: [FunctionDeclaration]] = Dictionary(
    grouping: comparison + arithmetic + conversion + text + collection + optional, by: \.name)

  // MARK: Declaring functions

  /// Declares a function of one parameter whose types are those of the closure.
  static func unary<A: NativeValue, R: NativeValue>(
    _ name: String, isMember: Bool = false, _ body: @escaping @Sendable (A) throws(EvaluationError) -> R
  ) -> FunctionDeclaration {
    FunctionDeclaration(name: name, isMember: isMember, parameters: [A.celType], result: R.celType) {
      (arguments, _) throws(EvaluationError) in
      try body(A.unwrap(arguments[0])).celValue
    }
  }

  /// Declares a function of two parameters whose types are those of the closure.
  static func binary<A: NativeValue, B: NativeValue, R: NativeValue>(
    _ name: String, isMember: Bool = false, _ body: @escaping @Sendable (A, B) throws(EvaluationError) -> R
  ) -> FunctionDeclaration {
    FunctionDeclaration(name: name, isMember: isMember, parameters: [A.celType, B.celType], result: R.celType) {
      (arguments, _) throws(EvaluationError) in
      try body(A.unwrap(arguments[0]), B.unwrap(arguments[1])).celValue
    }
  }

  /// Declares a function of three parameters whose types are those of the closure.
  static func ternary<A: NativeValue, B: NativeValue, C: NativeValue, R: NativeValue>(
    _ name: String, isMember: Bool = false, _ body: @escaping @Sendable (A, B, C) throws(EvaluationError) -> R
  ) -> FunctionDeclaration {
    FunctionDeclaration(
      name: name, isMember: isMember, parameters: [A.celType, B.celType, C.celType], result: R.celType
    ) { (arguments, _) throws(EvaluationError) in
      try body(A.unwrap(arguments[0]), B.unwrap(arguments[1]), C.unwrap(arguments[2])).celValue
    }
  }

  /// Declares a function of any types, which takes its arguments as they are, incomplete lists included.
  static func generic(
    _ name: String, isMember: Bool = false, _ parameters: [CELType], _ result: CELType,
    _ body: @escaping @Sendable ([Value]) throws(EvaluationError) -> Value
  ) -> FunctionDeclaration {
    FunctionDeclaration(
      name: name, isMember: isMember, parameters: parameters, result: result, acceptsIncompleteLists: true
    ) { (arguments, _) throws(EvaluationError) in
      try body(arguments)
    }
  }

  static let element = CELType.parameter("T")
  static let key = CELType.parameter("K")
}

/// A Swift type that is the form of one of the language's types.
protocol NativeValue: Sendable {
  static var celType: CELType { get }
  /// Returns the value in this form, nil if it is of another type.
  static func native(_ value: Value) -> Self?
  var celValue: Value { get }
}

extension NativeValue {
  /// Returns the value in this form. The dispatch of overloads has seen to it that there is one, except for what is
  /// inside of a `dyn`.
  static func unwrap(_ value: Value) throws(EvaluationError) -> Self {
    guard let native = native(value) else {
      throw EvaluationError("no matching overload: \(value.typeName) instead of \(celType)")
    }
    return native
  }
}

extension Bool: NativeValue {
  static var celType: CELType { .bool }
  static func native(_ value: Value) -> Bool? { if case .bool(let bool) = value { bool } else { nil } }
  var celValue: Value { .bool(self) }
}

extension Int64: NativeValue {
  static var celType: CELType { .int }
  static func native(_ value: Value) -> Int64? { if case .int(let int) = value { int } else { nil } }
  var celValue: Value { .int(self) }
}

extension UInt64: NativeValue {
  static var celType: CELType { .uint }
  static func native(_ value: Value) -> UInt64? { if case .uint(let uint) = value { uint } else { nil } }
  var celValue: Value { .uint(self) }
}

extension Double: NativeValue {
  static var celType: CELType { .double }
  static func native(_ value: Value) -> Double? { if case .double(let double) = value { double } else { nil } }
  var celValue: Value { .double(self) }
}

extension String: NativeValue {
  static var celType: CELType { .string }
  static func native(_ value: Value) -> String? { if case .string(let string) = value { string } else { nil } }
  var celValue: Value { .string(self) }
}

/// A byte string. Not an extension of `Array`, which is a list.
struct ByteString: NativeValue {
  var bytes: [UInt8]

  static var celType: CELType { .bytes }
  static func native(_ value: Value) -> ByteString? {
    if case .bytes(let bytes) = value { ByteString(bytes: bytes) } else { nil }
  }
  var celValue: Value { .bytes(bytes) }
}

extension Array: NativeValue where Element: NativeValue {
  static var celType: CELType { .list(Element.celType) }
  static func native(_ value: Value) -> [Element]? {
    guard case .list(let values) = value else { return nil }
    var elements: [Element] = []
    for value in values {
      guard let element = Element.native(value) else { return nil }
      elements.append(element)
    }
    return elements
  }
  var celValue: Value { .list(map(\.celValue)) }
}
