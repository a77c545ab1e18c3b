extension Formula: Codable {
  /// Reads the text that ``description`` writes.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    var reader = FormulaReader(text)
    guard let formula = reader.formula() else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "'\(text)' is not a presence condition")
    }
    self = formula
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

/// Reads the output of ``Formula/description`` back. Recursive descent; the texts come from our own facts files.
private struct FormulaReader {
  private let bytes: [UInt8]
  private var index = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  mutating func formula() -> Formula? {
    guard let result = disjunction(depth: 0) else { return nil }
    skipSpaces()
    return index == bytes.count ? result : nil
  }

  private mutating func disjunction(depth: Int) -> Formula? {
    guard depth < 200, var operands = conjunction(depth: depth).map({ [$0] }) else { return nil }
    while take("||") {
      guard let next = conjunction(depth: depth) else { return nil }
      operands.append(next)
    }
    return operands.count == 1 ? operands[0] : Formula.or(of: operands)
  }

  private mutating func conjunction(depth: Int) -> Formula? {
    guard var operands = negation(depth: depth).map({ [$0] }) else { return nil }
    while take("&&") {
      guard let next = negation(depth: depth) else { return nil }
      operands.append(next)
    }
    return operands.count == 1 ? operands[0] : Formula.and(of: operands)
  }

  private mutating func negation(depth: Int) -> Formula? {
    var isNegated = false
    while take("!") { isNegated.toggle() }
    return operand(depth: depth).map { isNegated ? Formula.not(of: $0) : $0 }
  }

  private mutating func operand(depth: Int) -> Formula? {
    if take("(") {
      guard let inner = disjunction(depth: depth + 1), take(")") else { return nil }
      return inner
    }
    return atom()
  }

  private mutating func atom() -> Formula? {
    skipSpaces()
    if index < bytes.count, bytes[index] == UInt8(ascii: "`") {
      guard let close = bytes[(index + 1)...].firstIndex(of: UInt8(ascii: "`")) else { return nil }
      let text = String(decoding: bytes[(index + 1)..<close], as: UTF8.self)
      index = close + 1
      return .atom(.opaque(text))
    }
    let word = identifier()
    switch word {
    case "": return nil
    case "0": return .never
    case "1": return .always
    case "MODULE": return .atom(.modularCode)
    case "IS_MODULE", "IS_ENABLED", "IS_REACHABLE":
      guard take("(") else { return nil }
      skipSpaces()
      let name = identifier()
      guard !name.isEmpty, take(")") else { return nil }
      switch word {
      case "IS_MODULE": return .atom(.module(name))
      case "IS_ENABLED": return .atom(.enabled(name))
      default: return .atom(.reachable(name))
      }
    default: return .atom(.builtIn(word))
    }
  }

  private mutating func identifier() -> String {
    let start = index
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
        index += 1
      default: return String(decoding: bytes[start..<index], as: UTF8.self)
      }
    }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  private mutating func skipSpaces() {
    while index < bytes.count, bytes[index] == UInt8(ascii: " ") { index += 1 }
  }

  private mutating func take(_ token: StaticString) -> Bool {
    skipSpaces()
    let length = token.utf8CodeUnitCount
    guard index + length <= bytes.count else { return false }
    for offset in 0..<length where bytes[index + offset] != token.utf8Start[offset] { return false }
    index += length
    return true
  }
}
