import SourceText

/// A file after some edits, with where things have moved to.
public struct EditedText: Sendable {
  /// The file with all edits made.
  public let bytes: [UInt8]
  private let edits: [(range: Range<Int>, replacement: [UInt8])]
  private let table: LineTable

  /// Makes edits of one file, equal ones once. Line feeds in replacements become those of the file. O(n log n).
  ///
  /// Returns nil for edits that overlap, reach behind the end, or insert different texts at one place: they have no order among
  /// themselves.
  public init?(_ original: [UInt8], edits: [Edit]) {
    let lineEnd = EditedText.lineEnd(of: original)
    var bytes: [UInt8] = []
    var copied = 0
    var made: [(range: Range<Int>, replacement: [UInt8])] = []
    for edit in Set(edits).sorted(by: { $0.range < $1.range }) {
      let range = edit.range.bytes
      guard range.lowerBound >= copied, range.upperBound <= original.count else { return nil }
      if let last = made.last?.range, last == range { return nil }
      let replacement = Array(edit.replacement.utf8).flatMap { $0 == UInt8(ascii: "\n") ? lineEnd : [$0] }
      bytes += original[copied..<range.lowerBound] + replacement
      copied = range.upperBound
      made.append((range, replacement))
    }
    self.bytes = bytes + original[copied...]
    self.edits = made
    table = LineTable(self.bytes)
  }

  /// The lines that the edits wrote or closed up, from 1, one range for each edit in the order of places.
  public var changedLines: [ClosedRange<Int>] { edits.map { lines($0.range) } }

  /// The lines where a place of the original is now, with what was written at its ends.
  public func lines(of range: SourceRange) -> ClosedRange<Int> { lines(range.bytes) }

  private func lines(_ range: Range<Int>) -> ClosedRange<Int> {
    let start = moved(range.lowerBound, isEnd: false)
    let end = max(start, moved(range.upperBound, isEnd: true))
    return table.position(at: start).line...table.position(at: end).line
  }

  private func moved(_ offset: Int, isEnd: Bool) -> Int {
    var result = offset
    for (range, replacement) in edits {
      if range.upperBound < offset || (isEnd && range.upperBound <= offset) {
        result += replacement.count - range.count
      } else if range.lowerBound < offset {
        result = result - (offset - range.lowerBound) + (isEnd ? replacement.count : 0)
      }
    }
    return result
  }

  /// How the first line ends; a line feed where there is but one line.
  private static func lineEnd(of bytes: [UInt8]) -> [UInt8] {
    guard let first = bytes.firstIndex(of: UInt8(ascii: "\n")), first > 0, bytes[first - 1] == UInt8(ascii: "\r") else {
      return [UInt8(ascii: "\n")]
    }
    return [UInt8(ascii: "\r"), UInt8(ascii: "\n")]
  }
}
