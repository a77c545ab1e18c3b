extension StandardLibrary {
  /// The conversions `int(x)`, `string(x)` …, `type(x)` and `dyn(x)` (langdef.md "Type Conversions").
  static let conversion: [FunctionDeclaration] = [
    generic("dyn", [element], .dyn) { (arguments) throws(EvaluationError) in arguments[0] },
    generic("type", [element], .type) { (arguments) throws(EvaluationError) in .type(arguments[0].typeName) },

    unary("int") { (value: Int64) in value },
    unary("int") { (value: UInt64) throws(EvaluationError) -> Int64 in try inRange(Int64(exactly: value)) },
    // Exclusive bounds: the doubles next to them stand for numbers outside of the range as well.
    unary("int") { (value: Double) throws(EvaluationError) -> Int64 in
      guard value > -0x1p63, value < 0x1p63 else { throw EvaluationError("double is out of the range of int") }
      return Int64(value)
    },
    unary("int") { (text: String) throws(EvaluationError) -> Int64 in try parsed(Int64(text), text, .int) },

    unary("uint") { (value: UInt64) in value },
    unary("uint") { (value: Int64) throws(EvaluationError) -> UInt64 in try inRange(UInt64(exactly: value)) },
    unary("uint") { (value: Double) throws(EvaluationError) -> UInt64 in
      guard value >= 0, value < 0x1p64 else { throw EvaluationError("double is out of the range of uint") }
      return UInt64(value)
    },
    unary("uint") { (text: String) throws(EvaluationError) -> UInt64 in try parsed(UInt64(text), text, .uint) },

    unary("double") { (value: Double) in value },
    unary("double") { (value: Int64) in Double(value) },
    unary("double") { (value: UInt64) in Double(value) },
    unary("double") { (text: String) throws(EvaluationError) -> Double in try parsed(Double(text), text, .double) },

    unary("bool") { (value: Bool) in value },
    unary("bool") { (text: String) throws(EvaluationError) -> Bool in
      try parsed(boolSpellings[text], text, .bool)
    },

    unary("string") { (value: String) in value },
    unary("string") { (value: Bool) in "\(value)" },
    unary("string") { (value: Int64) in "\(value)" },
    unary("string") { (value: UInt64) in "\(value)" },
    unary("string") { (value: Double) in format(value) },
    unary("string") { (value: ByteString) throws(EvaluationError) -> String in
      guard let text = String(validating: value.bytes, as: UTF8.self) else {
        throw EvaluationError("bytes are not valid UTF-8")
      }
      return text
    },

    unary("bytes") { (value: ByteString) in value },
    unary("bytes") { (value: String) in ByteString(bytes: Array(value.utf8)) },
  ]

  private static let boolSpellings: [String: Bool] = [
    "1": true, "t": true, "true": true, "TRUE": true, "True": true,
    "0": false, "f": false, "false": false, "FALSE": false, "False": false,
  ]

  private static func inRange<T: NativeValue>(_ value: T?) throws(EvaluationError) -> T {
    guard let value else { throw EvaluationError("integer is out of the range of \(T.celType)") }
    return value
  }

  private static func parsed<T>(_ value: T?, _ text: String, _ type: CELType) throws(EvaluationError) -> T {
    guard let value else { throw EvaluationError("'\(text)' is not the text of a \(type)") }
    return value
  }

  /// Returns the shortest digits that read back as the same double, without a fraction of zero: `1`, `0.5`, `1e+100`.
  static func format(_ value: Double) -> String {
    let text = "\(value)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
