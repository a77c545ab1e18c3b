/// Writes the texts of XML 1.0 documents.
enum XMLText {
  /// Returns an attribute with a blank before it: ` name="value"`.
  static func attribute(_ name: String, _ value: String) -> String { " \(name)=\"\(escaped(value))\"" }

  /// Returns the text with what would be markup as references, line ends included, which a parser would turn into blanks in attributes
  /// (XML 1.0 §3.3.3). Characters that no document may hold, not even as references (§2.2), are spelled out.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\t", "\n", "\r": result += "&#\(scalar.value);"
      case "\u{FFFE}", "\u{FFFF}": result += escaped(VisibleText.codePoint(scalar))
      default:
        if VisibleText.isInvisible(scalar) {
          result += escaped(VisibleText.codePoint(scalar))
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result
  }
}
