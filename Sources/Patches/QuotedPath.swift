/// Paths as git writes them: in double quotes with C escapes where they have special bytes (`quote.c:quote_c_style`).
enum QuotedPath {
  /// Reads a quoted string at the start of the bytes.
  ///
  /// - Returns: the bytes that it stands for and what follows the closing quote; nil when it is malformed.
  static func read(_ bytes: ArraySlice<UInt8>) -> (path: [UInt8], rest: ArraySlice<UInt8>)? {
    guard bytes.first == UInt8(ascii: "\"") else { return nil }
    var path: [UInt8] = []
    var rest = bytes.dropFirst()
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "\"") { return (path, rest) }
      guard byte == UInt8(ascii: "\\") else {
        path.append(byte)
        continue
      }
      guard let escape = rest.popFirst() else { return nil }
      if let plain = escapes[escape] {
        path.append(plain)
      } else {
        // Three octal digits, the first of them at most 3.
        guard (UInt8(ascii: "0")...UInt8(ascii: "3")).contains(escape) else { return nil }
        var value = escape - UInt8(ascii: "0")
        for _ in 0..<2 {
          guard let digit = rest.popFirst(), (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(digit) else { return nil }
          value = value << 3 | (digit - UInt8(ascii: "0"))
        }
        path.append(value)
      }
    }
    return nil
  }

  /// Returns a path as git writes it, quoted where it has to be.
  static func write(_ path: [UInt8]) -> [UInt8] {
    let special: (UInt8) -> Bool = { $0 < 0x20 || $0 >= 0x7F || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }
    guard path.contains(where: special) else { return path }
    var quoted: [UInt8] = [UInt8(ascii: "\"")]
    for byte in path {
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
        quoted += [UInt8(ascii: "\\"), byte]
      } else if special(byte) {
        quoted.append(UInt8(ascii: "\\"))
        for shift in [6, 3, 0] as [UInt8] { quoted.append(UInt8(ascii: "0") + (byte >> shift & 7)) }
      } else {
        quoted.append(byte)
      }
    }
    return quoted + [UInt8(ascii: "\"")]
  }

  private static let escapes: [UInt8: UInt8] = [
    UInt8(ascii: "a"): 7, UInt8(ascii: "b"): 8, UInt8(ascii: "t"): 9, UInt8(ascii: "n"): 10, UInt8(ascii: "v"): 11,
    UInt8(ascii: "f"): 12, UInt8(ascii: "r"): 13, UInt8(ascii: "\""): UInt8(ascii: "\""),
    UInt8(ascii: "\\"): UInt8(ascii: "\\"),
  ]
}
