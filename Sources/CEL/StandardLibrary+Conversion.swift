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

  /// Returns the shortest digits that read back as the same double, in the form of C's `%g`, which the reference
  /// implementations use: `1`, `0.5`, `123456.5`, `1e+06`, `inf`.
  static func format(_ value: Double) -> String {
    guard value.isFinite else { return "\(value)" }
    let parts = "\(value.magnitude)".split(separator: "e")
    let number = parts[0].split(separator: ".")
    let fraction = number.count > 1 && number[1] != "0" ? number[1] : ""
    let allDigits = number[0] + fraction
    let significant = allDigits.drop { $0 == "0" }
    let leadingZeros = allDigits.count - significant.count
    guard !significant.isEmpty else { return value.sign == .minus ? "-0" : "0" }
    let exponent = number[0].count - 1 - leadingZeros + (parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
    var digits = String(significant)
    while digits.hasSuffix("0") { digits.removeLast() }
    return (value < 0 ? "-" : "") + place(digits, exponent: exponent)
  }

  /// Writes the number whose first digit stands for ten to the power of `exponent`.
  private static func place(_ digits: String, exponent: Int) -> String {
    func pointed(after count: Int) -> String {
      count < digits.count ? "\(digits.prefix(count)).\(digits.dropFirst(count))" : digits
    }
    switch exponent {
    case 0..<6:
      return pointed(after: exponent + 1) + String(repeating: "0", count: max(0, exponent + 1 - digits.count))
    case -4..<0:
      return "0." + String(repeating: "0", count: -exponent - 1) + digits
    default:
      let magnitude = "\(abs(exponent))"
      return "\(pointed(after: 1))e\(exponent < 0 ? "-" : "+")\(magnitude.count < 2 ? "0" : "")\(magnitude)"
    }
  }
}
