import CEL

/// Prints random expressions with the results that this library computes, for `reference.py` to compare.
///
/// Arguments: the number of expressions and the seed. Each line holds, separated by tabs, `checked` or `unchecked`, the
/// result and the expression.
@main
enum CELDiff {
  static func main() {
    let arguments = CommandLine.arguments.dropFirst().map { UInt64($0) }
    guard arguments.count == 2, let count = arguments[0], let seed = arguments[1] else {
      print("usage: CELDiff COUNT SEED")
      return
    }
    var generator = ExpressionGenerator(seed: seed)
    var environment = Environment()
    environment.limits.maximumCost = .max
    var values: [String: Value] = [:]
    for (name, type, value) in ExpressionGenerator.variables {
      environment.variables[name] = type
      values[name] = value
    }
    var produced = 0
    while produced < count {
      let expression = generator.next()
      guard !expression.contains(where: { $0 == "\t" || $0.isNewline }) else { continue }
      environment.checksTypes = !generator.chance(30)
      let mode = environment.checksTypes ? "checked" : "unchecked"
      print("\(mode)\t\(result(of: expression, in: environment, values))\t\(expression)")
      produced += 1
    }
  }

  private static func result(of expression: String, in environment: Environment, _ values: [String: Value]) -> String {
    guard case .success(let program) = Program.compile(expression, in: environment) else { return "error" }
    switch program.evaluate(variables: values) {
    case .value(let value):
      let text = canonical(value)
      return text.contains("optional") ? "optional" : text
    case .unknown: return "unknown"
    case .error: return "error"
    }
  }

  /// Writes a value so that equal values have equal texts; doubles by their bits, strings and bytes in hexadecimal.
  private static func canonical(_ value: Value) -> String {
    switch value {
    case .null: "null"
    case .bool(let bool): "\(bool)"
    case .int(let int): "int:\(int)"
    case .uint(let uint): "uint:\(uint)"
    case .double(let double): double.isNaN ? "double:nan" : "double:\(hexadecimal(double.bitPattern))"
    case .string(let string): "string:\(string.utf8.map(hexadecimal).joined())"
    case .bytes(let bytes): "bytes:\(bytes.map(hexadecimal).joined())"
    case .list(let elements): "[\(elements.map(canonical).joined(separator: ","))]"
    case .map(let map):
      "{\(map.entries.map { "\(canonicalKey($0.key))=\(canonical($0.value))" }.sorted().joined(separator: ","))}"
    case .type(let name): "type:\(name)"
    case .optional: "optional"
    case .incompleteList, .object, .unknown: "unexpected"
    }
  }

  /// The reference shows all integral keys as plain integers.
  private static func canonicalKey(_ key: Value) -> String {
    if case .uint(let uint) = key { "int:\(uint)" } else { canonical(key) }
  }

  private static func hexadecimal<T: FixedWidthInteger>(_ value: T) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: T.bitWidth / 4 - digits.count) + digits
  }
}
