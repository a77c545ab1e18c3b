/// The value of a `Content-Type` or `Content-Disposition` field (RFC 2045 §5.1).
struct ContentType: Hashable, Sendable {
  /// `text/plain`, `attachment`; lower case.
  var name: String
  /// Parameters; names in lower case.
  var parameters: [String: [UInt8]] = [:]

  /// What a part without the field is (RFC 2045 §5.2).
  static let plainText = ContentType(name: "text/plain")

  init(name: String) { self.name = name }

  /// Reads a value. Malformed parameters are left out.
  init(_ value: [UInt8]) {
    var rest = value[...]
    name = rest.prefix { $0 != UInt8(ascii: ";") }.trimmed.text.lowercased()
    rest = rest.drop { $0 != UInt8(ascii: ";") }.dropFirst()
    while !rest.isEmpty, parameters.count < 32 {
      let key = rest.prefix { $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: ";") }
      rest = rest[key.endIndex...]
      guard rest.first == UInt8(ascii: "=") else {
        rest = rest.dropFirst()
        continue
      }
      rest = rest.dropFirst()
      while rest.first?.isBlank == true { rest = rest.dropFirst() }
      let text = Self.value(&rest)
      let parameter = key.trimmed.text.lowercased()
      if parameters[parameter] == nil { parameters[parameter] = text }
    }
  }

  /// Reads a token or a quoted string and what follows up to the next semicolon.
  private static func value(_ rest: inout ArraySlice<UInt8>) -> [UInt8] {
    var value: [UInt8] = []
    if rest.first == UInt8(ascii: "\"") {
      rest = rest.dropFirst()
      while let byte = rest.popFirst(), byte != UInt8(ascii: "\"") {
        if byte == UInt8(ascii: "\\"), let escaped = rest.popFirst() {
          value.append(escaped)
        } else {
          value.append(byte)
        }
      }
      rest = rest.drop { $0 != UInt8(ascii: ";") }.dropFirst()
    } else {
      let token = rest.prefix { $0 != UInt8(ascii: ";") }
      rest = rest[token.endIndex...].dropFirst()
      value = Array(token.trimmed)
    }
    return value
  }
}
