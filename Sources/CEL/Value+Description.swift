extension Value: CustomStringConvertible {
  /// The value as an expression of the language would write it; what is not known is shown in angle brackets.
  public var description: String {
    switch self {
    case .null: "null"
    case .bool(let bool): "\(bool)"
    case .int(let int): "\(int)"
    case .uint(let uint): "\(uint)u"
    case .double(let double): "\(double)"
    case .string(let string): "'\(Value.escape(string))'"
    case .bytes(let bytes): "b'\(Value.escape(bytes))'"
    case .list(let elements): "[\(elements.map(\.description).joined(separator: ", "))]"
    case .incompleteList(let elements, let reasons):
      "[\((elements.map(\.description) + ["<\(reasons.reasons.joined(separator: ", "))>"]).joined(separator: ", "))]"
    case .map(let map): "{\(map.entries.map { "\($0.key): \($0.value)" }.joined(separator: ", "))}"
    case .type(let name): name
    case .optional(let wrapped): wrapped.map { "optional.of(\($0))" } ?? "optional.none()"
    case .object(let reference): "\(reference.type)#\(reference.row)"
    case .unknown(let reasons): "<\(reasons.reasons.joined(separator: ", "))>"
    }
  }

  private static func escape(_ string: String) -> String {
    string.unicodeScalars.map { scalar in
      switch scalar {
      case "'", "\\": "\\\(scalar)"
      case "\n": "\\n"
      case "\r": "\\r"
      case "\t": "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F: "\\x" + hexadecimal(UInt8(scalar.value))
      default: "\(scalar)"
      }
    }.joined()
  }

  private static func escape(_ bytes: [UInt8]) -> String {
    bytes.map { byte in
      byte >= 0x20 && byte < 0x7F ? escape(String(UnicodeScalar(byte))) : "\\x" + hexadecimal(byte)
    }.joined()
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }
}
