/// How the bytes of a part travel (RFC 2045 §6).
enum TransferEncoding {
  case identity
  case quotedPrintable
  case base64

  /// - Returns: nil for an encoding that is not known.
  init?(_ value: [UInt8]?) {
    switch value.map({ $0[...].trimmed.text.lowercased() }) {
    case nil, "", "7bit", "8bit", "binary": self = .identity
    case "quoted-printable": self = .quotedPrintable
    case "base64": self = .base64
    default: return nil
    }
  }

  /// Decodes. What is malformed is taken as it stands, as mail readers do. The result is never longer than the input. O(n).
  func decode(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    switch self {
    case .identity: Array(bytes)
    case .quotedPrintable: Self.decodeQuotedPrintable(bytes, underscoreIsBlank: false)
    case .base64: Self.decodeBase64(bytes)
    }
  }

  /// - Parameter underscoreIsBlank: whether this is the Q encoding of headers (RFC 2047 §4.2).
  static func decodeQuotedPrintable(_ bytes: ArraySlice<UInt8>, underscoreIsBlank: Bool) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var index = bytes.startIndex
    // Blanks before a line end were added on the way (RFC 2045 §6.7, rule 3); where they begin in `out`.
    var blanks: Int?
    while index < bytes.endIndex {
      let byte = bytes[index]
      index += 1
      switch byte {
      case UInt8(ascii: "="):
        blanks = nil
        if index + 1 < bytes.endIndex, let high = bytes[index].hexValue, let low = bytes[index + 1].hexValue {
          out.append(high << 4 | low)
          index += 2
          continue
        }
        // A soft line break, perhaps with blanks behind the sign.
        let gap = bytes[index...].prefix { $0.isBlank }
        if gap.endIndex == bytes.endIndex || bytes[gap.endIndex] == UInt8(ascii: "\n") {
          index = min(gap.endIndex + 1, bytes.endIndex)
        } else {
          out.append(byte)
        }
      case UInt8(ascii: "_") where underscoreIsBlank:
        out.append(UInt8(ascii: " "))
      case UInt8(ascii: " "), UInt8(ascii: "\t"):
        if blanks == nil { blanks = out.count }
        out.append(byte)
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        let isEnd = byte == UInt8(ascii: "\n") || index < bytes.endIndex && bytes[index] == UInt8(ascii: "\n")
        if isEnd, let start = blanks { out.removeSubrange(start...) }
        blanks = nil
        out.append(byte)
      default:
        blanks = nil
        out.append(byte)
      }
    }
    return out
  }

  static func decodeBase64(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count / 4 * 3)
    var bits: UInt32 = 0
    var count = 0
    for byte in bytes {
      let value: UInt8
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = byte - UInt8(ascii: "A")
      case UInt8(ascii: "a")...UInt8(ascii: "z"): value = byte - UInt8(ascii: "a") + 26
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = byte - UInt8(ascii: "0") + 52
      case UInt8(ascii: "+"): value = 62
      case UInt8(ascii: "/"): value = 63
      case UInt8(ascii: "="):
        // The end of a block; a list's footer may be a block of its own.
        bits = 0
        count = 0
        continue
      default: continue
      }
      bits = bits << 6 | UInt32(value)
      count += 6
      if count >= 8 {
        count -= 8
        out.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
        bits &= (1 << UInt32(count)) - 1
      }
    }
    return out
  }
}
