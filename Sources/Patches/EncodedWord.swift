/// Words of header fields in other characters than ASCII: `=?UTF-8?q?...?=` (RFC 2047).
enum EncodedWord {
  /// Returns the text of a field. Malformed words are left as they stand. O(n).
  static func decode(_ value: [UInt8]) -> String {
    var out: [UInt8] = []
    var rest = value[...]
    // Blanks between two encoded words belong to neither (§6.2).
    var gapStart: Int?
    while let byte = rest.first {
      if byte == UInt8(ascii: "="), let (text, tail) = word(rest) {
        if let start = gapStart { out.removeSubrange(start...) }
        out += text
        gapStart = out.count
        rest = tail
        continue
      }
      if !byte.isBlank { gapStart = nil }
      out.append(byte)
      rest = rest.dropFirst()
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// A word at the start of the bytes; at most 75 bytes by the standard, twice as many in practice.
  private static func word(_ bytes: ArraySlice<UInt8>) -> ([UInt8], ArraySlice<UInt8>)? {
    guard let start = bytes.dropping("=?") else { return nil }
    let question = UInt8(ascii: "?")
    let window = start.prefix(256)
    guard let first = window.firstIndex(of: question), first + 2 < window.endIndex, window[first + 2] == question
    else { return nil }
    let payload = window[(first + 3)...]
    guard let end = payload.firstIndex(of: question), end + 1 < payload.endIndex,
      payload[end + 1] == UInt8(ascii: "=")
    else { return nil }
    let content = payload[..<end]
    let decoded: [UInt8]
    switch window[first + 1] | 0x20 {
    case UInt8(ascii: "q"): decoded = TransferEncoding.decodeQuotedPrintable(content, underscoreIsBlank: true)
    case UInt8(ascii: "b"): decoded = TransferEncoding.decodeBase64(content)
    default: return nil
    }
    // A language may follow the character set (RFC 2231 §5).
    let charset = window[..<first].prefix { $0 != UInt8(ascii: "*") }.text
    return ((Charset(charset) ?? .utf8).decode(decoded), bytes[(end + 2)...])
  }
}
