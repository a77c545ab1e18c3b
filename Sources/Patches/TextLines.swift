/// The lines of a text, for readers that look back and ahead.
struct TextLines {
  let bytes: ArraySlice<UInt8>
  private let starts: [UInt32]

  /// Splits at line feeds. The text behind the last one is a line if it is not empty.
  ///
  /// - Throws: ``PatchInputError/tooManyLines(limit:)``. O(n).
  init(_ bytes: ArraySlice<UInt8>, limit: Int) throws(PatchInputError) {
    self.bytes = bytes
    var starts: [UInt32] = []
    bytes.withUnsafeBufferPointer { buffer in
      var start = 0
      while start < buffer.count, starts.count <= limit {
        starts.append(UInt32(start))
        while start < buffer.count, buffer[start] != UInt8(ascii: "\n") { start += 1 }
        start += 1
      }
    }
    guard starts.count <= limit else { throw .tooManyLines(limit: limit) }
    self.starts = starts
  }

  var count: Int { starts.count }

  /// A line without its line feed. O(1).
  subscript(index: Int) -> ArraySlice<UInt8> {
    let start = bytes.startIndex + Int(starts[index])
    return bytes[start..<end(index)]
  }

  /// Whether a line feed ends the line: only the last line may lack it.
  func isTerminated(_ index: Int) -> Bool { end(index) < bytes.endIndex }

  /// The text of some lines, with their line feeds.
  func text(_ range: Range<Int>) -> ArraySlice<UInt8> {
    guard !range.isEmpty else { return [] }
    let end = range.upperBound < count ? bytes.startIndex + Int(starts[range.upperBound]) : bytes.endIndex
    return bytes[(bytes.startIndex + Int(starts[range.lowerBound]))..<end]
  }

  /// Where the line's text ends.
  private func end(_ index: Int) -> Int {
    let next = index + 1 < starts.count ? bytes.startIndex + Int(starts[index + 1]) : bytes.endIndex
    let start = bytes.startIndex + Int(starts[index])
    return next > start && bytes[next - 1] == UInt8(ascii: "\n") ? next - 1 : next
  }
}

extension ArraySlice<UInt8> {
  /// Tells whether the bytes begin with an ASCII text.
  func hasPrefix(_ prefix: StaticString) -> Bool {
    guard count >= prefix.utf8CodeUnitCount else { return false }
    for offset in 0..<prefix.utf8CodeUnitCount where self[startIndex + offset] != prefix.utf8Start[offset] {
      return false
    }
    return true
  }

  /// The rest behind a prefix, or nil when it is not there.
  func dropping(_ prefix: StaticString) -> ArraySlice<UInt8>? {
    hasPrefix(prefix) ? dropFirst(prefix.utf8CodeUnitCount) : nil
  }

  /// The bytes without blanks, tabs and carriage returns at either end.
  var trimmed: ArraySlice<UInt8> {
    var slice = self
    while let first = slice.first, first.isBlank { slice = slice.dropFirst() }
    while let last = slice.last, last.isBlank { slice = slice.dropLast() }
    return slice
  }

  /// The bytes as text, invalid UTF-8 repaired.
  var text: String { String(decoding: self, as: UTF8.self) }
}

extension UInt8 {
  /// Space, tab, or carriage return.
  var isBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") || self == UInt8(ascii: "\r") }
  var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
  /// The value of a hexadecimal digit.
  var hexValue: UInt8? {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
