/// Bytes as hexadecimal digits.
public enum HexDigits {
  /// Returns the two digits of a byte, in lower case.
  public static func pair(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16)
    return digits.utf8.count < 2 ? "0" + digits : digits
  }
}
