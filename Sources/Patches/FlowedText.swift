/// Text whose lines a mailer has broken: `format=flowed` (RFC 3676), read as `mailinfo.c:handle_filter_flowed` does.
enum FlowedText {
  /// Joins the lines that end with a blank and takes away the blank that was put before lines with a special start. O(n).
  ///
  /// - Parameter deletesSpace: whether the blank of the break goes, too (`DelSp=yes`).
  static func unwrap(_ text: [UInt8], deletesSpace: Bool) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(text.count)
    for line in text[...].split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      var content = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
      if content.elementsEqual("-- ".utf8) {
        // The signature's mark is not a line to be continued, and ends one.
        if out.last.map({ $0 != UInt8(ascii: "\n") }) ?? false { out.append(UInt8(ascii: "\n")) }
      } else {
        if content.first == UInt8(ascii: " ") { content = content.dropFirst() }
        if content.last == UInt8(ascii: " ") {
          out += deletesSpace ? content.dropLast() : content
          continue
        }
      }
      out += content
      out.append(UInt8(ascii: "\n"))
    }
    // Splitting gives one more piece behind the last line feed.
    if text.last == UInt8(ascii: "\n"), out.last == UInt8(ascii: "\n") { out.removeLast() }
    return out
  }
}
