/// Bytes as hexadecimal digits.
enum HexDigits {
  /// Returns the two digits of a byte, in lower case.
  static func pair(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16)
    return digits.utf8.count < 2 ? "0" + digits : digits
  }
}
