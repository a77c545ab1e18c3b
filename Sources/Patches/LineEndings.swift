/// Line ends of mails: CR LF on the way, LF in a patch.
enum LineEndings {
  /// Removes the CR of each line end if all lines end with CR LF; a patch of a file with such line ends has lines of both kinds, since
  /// git writes its own with LF. O(n).
  static func normalised(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var previous: UInt8 = 0
    var hasLine = false
    for byte in text {
      if byte == UInt8(ascii: "\n") {
        guard previous == UInt8(ascii: "\r") else { return text }
        hasLine = true
      }
      previous = byte
    }
    guard hasLine else { return text }
    var out: [UInt8] = []
    out.reserveCapacity(text.count)
    for byte in text {
      if byte == UInt8(ascii: "\n") { out.removeLast() }
      out.append(byte)
    }
    return out[...]
  }
}
