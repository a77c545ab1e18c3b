import SourceText

/// Spells out what a terminal would obey or hide instead of show.
///
/// Names, messages and source lines come from files of strangers. An escape sequence in them must not reach
/// the terminal, and neither may the invisible characters that reorder a line (CVE-2021-42574).
enum VisibleText {
  /// Returns the text with control, format and separator characters as `<U+001B>`; line feeds and tabs are among them.
  static func escaped(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isInvisible) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      if isInvisible(scalar) {
        result += codePoint(scalar)
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Tells whether the character has no glyph of its own.
  static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x7F { return scalar.value < 0x20 }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: return true
    default: return false
    }
  }

  /// Returns `<U+001B>` and the like.
  static func codePoint(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "<U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + ">"
  }

  /// Returns `<FF>` and the like, for bytes that are not UTF-8.
  static func byte(_ byte: UInt8) -> String {
    "<" + HexDigits.pair(byte).uppercased() + ">"
  }
}
