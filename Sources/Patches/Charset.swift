/// The character sets that patches are turned into UTF-8 from. Kernel sources are UTF-8.
enum Charset {
  case utf8
  case latin1
  case latin9
  case windows1252

  /// - Returns: nil for a name that is not known.
  init?(_ name: String?) {
    switch name?.lowercased() {
    case nil, "", "utf-8", "utf8", "us-ascii", "ascii", "ansi_x3.4-1968", "unknown-8bit", "x-unknown":
      self = .utf8
    case "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "l1": self = .latin1
    case "iso-8859-15", "iso8859-15", "latin9", "latin-9": self = .latin9
    case "windows-1252", "cp1252": self = .windows1252
    default: return nil
    }
  }

  /// Returns the text in UTF-8. Bytes said to be UTF-8 are left alone, valid or not: a patch may touch files of any encoding.
  func decode(_ bytes: [UInt8]) -> [UInt8] {
    if case .utf8 = self { return bytes }
    guard bytes.contains(where: { $0 >= 0x80 }) else { return bytes }
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count + bytes.count / 8)
    for byte in bytes {
      if byte < 0x80 { out.append(byte) } else { out += Array(String(scalar(byte)).utf8) }
    }
    return out
  }

  private func scalar(_ byte: UInt8) -> Character {
    let same = Character(UnicodeScalar(byte))
    switch self {
    case .utf8, .latin1: return same
    case .latin9: return Self.latin9Differences[byte] ?? same
    case .windows1252: return (0x80...0x9F).contains(byte) ? Self.windowsControls[Int(byte - 0x80)] : same
    }
  }

  private static let latin9Differences: [UInt8: Character] = [
    0xA4: "€", 0xA6: "Š", 0xA8: "š", 0xB4: "Ž", 0xB8: "ž", 0xBC: "Œ", 0xBD: "œ", 0xBE: "Ÿ",
  ]
  /// 0x80 to 0x9F; U+FFFD where nothing is assigned.
  private static let windowsControls: [Character] = Array(
    "€\u{FFFD}‚ƒ„…†‡ˆ‰Š‹Œ\u{FFFD}Ž\u{FFFD}\u{FFFD}‘’“”•–—˜™š›œ\u{FFFD}žŸ")
}
