/// Reads the words of one logical line.
struct KconfigWords {
  private let bytes: ArraySlice<UInt8>
  private var index: Int

  init(_ line: ArraySlice<UInt8>) {
    bytes = line
    index = line.startIndex
  }

  /// A constant in quotes, or a word, as far as macros leave it known.
  enum Value {
    case word(ByteString)
    case text(String)
    /// Made by a macro.
    case unknown
  }

  /// Whether nothing but a comment is left.
  mutating func isAtEnd() -> Bool {
    skipSpaces()
    return index == bytes.endIndex || bytes[index] == UInt8(ascii: "#")
  }

  /// The next byte that is no space.
  mutating func peek() -> UInt8? { isAtEnd() ? nil : bytes[index] }

  /// Passes over a text if it comes next.
  mutating func take(_ text: StaticString) -> Bool {
    skipSpaces()
    let count = text.utf8CodeUnitCount
    guard bytes.endIndex - index >= count else { return false }
    for offset in 0..<count where bytes[index + offset] != text.utf8Start[offset] { return false }
    index += count
    return true
  }

  /// Passes over a word if it comes next and is this one.
  mutating func takeWord(_ text: StaticString) -> Bool {
    let start = index
    guard take(text), index == bytes.endIndex || !Self.isPart(bytes[index]) else {
      index = start
      return false
    }
    return true
  }

  /// Returns the next word, empty when something else comes.
  mutating func word() -> ArraySlice<UInt8> {
    skipSpaces()
    let start = index
    while index < bytes.endIndex, Self.isPart(bytes[index]) { index += 1 }
    return bytes[start..<index]
  }

  /// Returns the next value with references to variables replaced; nil when none comes.
  mutating func value(_ variables: [String: String]) -> Value? {
    guard let first = peek() else { return nil }
    if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
      index += 1
      return text(variables) { $0 == first }.map { .text($0) } ?? .unknown
    }
    let start = index
    let plain = word()
    if index < bytes.endIndex, bytes[index] == UInt8(ascii: "$") {
      index = start
      return text(variables) { !Self.isPart($0) && $0 != UInt8(ascii: "$") }.map { .text($0) } ?? .unknown
    }
    return plain.isEmpty ? nil : .word(ByteString(plain))
  }

  /// Returns the rest of the line with references to variables replaced and without quotes; nil when not all are known.
  mutating func path(_ variables: [String: String]) -> String? {
    switch value(variables) {
    case .word(let word): word.text
    case .text(let text): text
    case .unknown, nil: nil
    }
  }

  /// Reads up to a byte that ends the text. nil when a macro is not known; the text is passed over all the same.
  private mutating func text(_ variables: [String: String], until ends: (UInt8) -> Bool) -> String? {
    var text: [UInt8] = []
    var isKnown = true
    while index < bytes.endIndex {
      let byte = bytes[index]
      if byte == UInt8(ascii: "$"), index + 1 < bytes.endIndex, bytes[index + 1] == UInt8(ascii: "(") {
        let name = reference()
        if let value = variables[name] { text += Array(value.utf8) } else { isKnown = false }
        continue
      }
      if ends(byte) {
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { index += 1 }
        break
      }
      if byte == UInt8(ascii: "\\"), index + 1 < bytes.endIndex { index += 1 }
      text.append(bytes[index])
      index += 1
    }
    return isKnown ? String(decoding: text, as: UTF8.self) : nil
  }

  /// Passes over `$(...)` and returns what is in it.
  private mutating func reference() -> String {
    let start = index + 2
    var depth = 0
    while index < bytes.endIndex {
      let byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: "(") { depth += 1 }
      if byte == UInt8(ascii: ")") {
        depth -= 1
        if depth == 0 { return String(decoding: bytes[start..<(index - 1)], as: UTF8.self) }
      }
    }
    return ""
  }

  private mutating func skipSpaces() {
    while index < bytes.endIndex, bytes[index] == UInt8(ascii: " ") || bytes[index] == UInt8(ascii: "\t") { index += 1 }
  }

  /// Words of names, numbers and paths (scripts/kconfig/lexer.l).
  private static func isPart(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/"):
      true
    default: false
    }
  }
}
