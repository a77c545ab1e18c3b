import SourceText
import Yams

/// Tells for each byte of a YAML scalar's value where it stands in the file.
///
/// Mistakes in expressions are shown at their exact place, so only styles in which that place exists are allowed:
/// plain and quoted scalars of one line, and `|` blocks (YAML 1.2 §7.3, §8.1.2).
struct ScalarMap {
  /// The offset in the file of each byte of the value, and of the end of the value.
  let offsets: [Int]

  /// Returns the span in the file for a span of the value.
  func span(_ range: Range<Int>) -> Range<Int> {
    let last = offsets.count - 1
    let lower = offsets[min(max(range.lowerBound, 0), last)]
    // The end is the place after the last byte, which differs from the place of the next one at line ends and escapes.
    let upper = range.isEmpty ? lower : offsets[min(max(range.upperBound - 1, 0), last)] + 1
    return lower..<max(lower, upper)
  }

  /// Reads the scalar again from the file; nil if its style is not allowed.
  ///
  /// - Parameter start: the offset in the file at which the scalar begins.
  init?(_ scalar: Node.Scalar, at start: Int, in bytes: [UInt8]) {
    let value = Array(scalar.string.utf8)
    let offsets: [Int]?
    switch scalar.style {
    case .plain: offsets = Self.plain(value, start, bytes)
    case .singleQuoted: offsets = Self.singleQuoted(value, start, bytes)
    case .doubleQuoted: offsets = Self.doubleQuoted(value, start, bytes)
    case .literal: offsets = Self.literal(value, start, bytes)
    case .folded, .any: offsets = nil
    }
    guard let offsets else { return nil }
    self.offsets = offsets
  }

  private static func plain(_ value: [UInt8], _ start: Int, _ bytes: [UInt8]) -> [Int]? {
    guard start + value.count <= bytes.count, bytes[start..<start + value.count].elementsEqual(value) else {
      return nil
    }
    return Array(start...start + value.count)
  }

  private static func singleQuoted(_ value: [UInt8], _ start: Int, _ bytes: [UInt8]) -> [Int]? {
    var offsets: [Int] = []
    var position = start + 1
    for byte in value {
      guard position < bytes.count, bytes[position] == byte else { return nil }
      offsets.append(position)
      // A quote is written twice (YAML 1.2 §7.3.2).
      position += byte == UInt8(ascii: "'") ? 2 : 1
    }
    return offsets + [position]
  }

  private static func doubleQuoted(_ value: [UInt8], _ start: Int, _ bytes: [UInt8]) -> [Int]? {
    var offsets: [Int] = []
    var position = start + 1
    while offsets.count < value.count {
      guard position < bytes.count, bytes[position] != UInt8(ascii: "\n") else { return nil }
      guard bytes[position] == UInt8(ascii: "\\") else {
        guard bytes[position] == value[offsets.count] else { return nil }
        offsets.append(position)
        position += 1
        continue
      }
      guard position + 1 < bytes.count, let escape = DoubleQuotedEscape(bytes[position + 1]) else { return nil }
      let width = escape.width(of: value[offsets.count])
      offsets += Array(repeating: position, count: min(width, value.count - offsets.count))
      position += escape.length
    }
    return offsets + [position]
  }

  private static func literal(_ value: [UInt8], _ start: Int, _ bytes: [UInt8]) -> [Int]? {
    var offsets: [Int] = []
    guard var line = bytes[start...].firstIndex(of: UInt8(ascii: "\n")).map({ $0 + 1 }) else { return nil }
    for text in value.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      let end = bytes[line...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      let content = bytes[line..<end].last == UInt8(ascii: "\r") ? end - 1 : end
      // Behind the last line feed of the value another element of the file may follow.
      guard !text.isEmpty || offsets.count < value.count else { break }
      guard content - line >= text.count, bytes[content - text.count..<content].elementsEqual(text) else { return nil }
      offsets += Array(content - text.count..<content)
      if offsets.count < value.count { offsets.append(content) }
      line = min(end + 1, bytes.count)
    }
    return offsets + [offsets.last.map { $0 + 1 } ?? start]
  }
}

/// An escape of a double-quoted scalar (YAML 1.2 §5.7).
private struct DoubleQuotedEscape {
  /// Bytes in the file, backslash included.
  let length: Int

  init?(_ letter: UInt8) {
    switch letter {
    case UInt8(ascii: "x"): length = 4
    case UInt8(ascii: "u"): length = 6
    case UInt8(ascii: "U"): length = 10
    // A line that ends in a backslash goes on in the next.
    case UInt8(ascii: "\n"), UInt8(ascii: "\r"): return nil
    default: length = 2
    }
  }

  /// Returns how many bytes of the value it stands for, by the first of them.
  func width(of first: UInt8) -> Int {
    switch first {
    case 0xC0..<0xE0: 2
    case 0xE0..<0xF0: 3
    case 0xF0...: 4
    default: 1
    }
  }
}
