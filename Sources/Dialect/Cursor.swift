/// A reading position in C text without comments.
struct Cursor {
  private let bytes: [UInt8]
  private(set) var index = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  /// Skips blanks and line ends.
  private mutating func skipSpace() {
    while index < bytes.count, [0x20, 0x09, 0x0a, 0x0d].contains(bytes[index]) { index += 1 }
  }

  /// Tells whether the next byte, blanks included, is this one.
  func isAt(_ byte: UInt8) -> Bool { index < bytes.count && bytes[index] == byte }

  /// Skips blanks and a byte, if it is there.
  mutating func take(_ byte: UInt8) -> Bool {
    skipSpace()
    guard isAt(byte) else { return false }
    index += 1
    return true
  }

  /// Skips blanks and returns the word that follows; empty when there is none.
  mutating func word() -> String {
    skipSpace()
    let start = index
    while index < bytes.count, Self.isWordByte(bytes[index]) { index += 1 }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  /// Goes to the start of the next word; false at the end. String literals are skipped.
  mutating func skipToWord() -> Bool {
    while index < bytes.count, !Self.isWordByte(bytes[index]) {
      if bytes[index] == UInt8(ascii: "\"") { skipString() } else { index += 1 }
    }
    return index < bytes.count
  }

  private mutating func skipString() {
    index += 1
    while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
      index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    index = min(index + 1, bytes.count)
  }

  /// Skips from an opening parenthesis to behind its counterpart.
  mutating func skipParentheses() {
    skipBalanced(open: UInt8(ascii: "("), close: UInt8(ascii: ")"))
  }

  /// Returns the text up to the brace that closes the one before the position, and goes behind it.
  mutating func untilClosingBrace() -> [UInt8] {
    let start = index
    index -= 1
    skipBalanced(open: UInt8(ascii: "{"), close: UInt8(ascii: "}"))
    return Array(bytes[start..<max(start, min(index, bytes.count) - 1)])
  }

  private mutating func skipBalanced(open: UInt8, close: UInt8) {
    var depth = 0
    while index < bytes.count {
      switch bytes[index] {
      case open: depth += 1
      case close: depth -= 1
      case UInt8(ascii: "\""):
        skipString()
        continue
      default: break
      }
      index += 1
      if depth == 0 { return }
    }
  }

  /// Returns what is left.
  mutating func rest() -> String {
    skipSpace()
    defer { index = bytes.count }
    return String(decoding: bytes[index...], as: UTF8.self)
  }
}
