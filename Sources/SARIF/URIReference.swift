/// Turns file paths into the URI references that SARIF wants (`SARIF 2.1.0 §3.10`, RFC 3986).
public enum URIReference {
  /// Returns a path with `/` between components as a relative reference, or an absolute path as a `file` URI.
  ///
  /// Bytes outside the unreserved characters of RFC 3986 §2.3 are percent-encoded, and so is `:`, which would
  /// make the text before it a scheme (RFC 3986 §4.2).
  public static func make(path: String) -> String {
    let encoded = percentEncoded(path)
    return path.utf8.first == UInt8(ascii: "/") ? "file://" + encoded : encoded
  }

  /// Returns the `file` URI of a directory, with the final slash that a base needs (`SARIF 2.1.0 §3.14.14`).
  public static func make(directory path: String) -> String {
    let uri = make(path: path)
    return uri.utf8.last == UInt8(ascii: "/") ? uri : uri + "/"
  }

  private static func percentEncoded(_ path: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var result: [UInt8] = []
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"), UInt8(ascii: "/"):
        result.append(byte)
      default:
        result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
