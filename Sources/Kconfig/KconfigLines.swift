/// Splits a Kconfig file into logical lines.
struct KconfigLines {
  private let bytes: [UInt8]
  private var next = 0
  /// The number of the line that starts at ``next``, from 1.
  private var nextNumber = 1
  /// The number of the last line that was returned.
  private(set) var number = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Returns the next line that says something, without its indentation and with continuation lines joined.
  mutating func line() -> ArraySlice<UInt8>? {
    while next < bytes.count {
      number = nextNumber
      var line = physicalLine()
      if line.last == UInt8(ascii: "\\") {
        var joined = Array(line.dropLast())
        while next < bytes.count {
          let more = physicalLine()
          guard more.last == UInt8(ascii: "\\") else {
            joined += more
            break
          }
          joined += more.dropLast()
        }
        line = joined[...]
      }
      let text = line.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
      if let first = text.first, first != UInt8(ascii: "#") { return text }
    }
    return nil
  }

  /// Passes over a help text: the lines that are indented as far as its first one, and empty lines.
  mutating func skipHelp() {
    var margin = 0
    while next < bytes.count {
      let (start, startNumber) = (next, nextNumber)
      let (indentation, isBlank) = Self.indentation(of: physicalLine())
      if isBlank { continue }
      if margin == 0 { margin = indentation }
      if indentation == 0 || indentation < margin {
        (next, nextNumber) = (start, startNumber)
        return
      }
    }
  }

  private mutating func physicalLine() -> ArraySlice<UInt8> {
    var end = next
    bytes.withUnsafeBufferPointer { buffer in
      while end < buffer.count, buffer[end] != UInt8(ascii: "\n") { end += 1 }
    }
    var line = bytes[next..<end]
    if line.last == UInt8(ascii: "\r") { line = line.dropLast() }
    next = end + 1
    nextNumber += 1
    return line
  }

  /// The column of the first character of a line, tabs counted to the next multiple of eight.
  private static func indentation(of line: ArraySlice<UInt8>) -> (columns: Int, isBlank: Bool) {
    var columns = 0
    for byte in line {
      switch byte {
      case UInt8(ascii: " "): columns += 1
      case UInt8(ascii: "\t"): columns = (columns & ~7) + 8
      default: return (columns, false)
      }
    }
    return (columns, true)
  }
}
