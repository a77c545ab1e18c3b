import Diagnostics
import SourceText

/// A file after some edits, with where things have moved to.
struct EditedText {
  let bytes: [UInt8]
  private let edits: [Edit]
  private let table: LineTable

  /// - Parameter edits: edits of one file that do not overlap.
  init(_ original: [UInt8], _ edits: [Edit]) {
    self.edits = edits.sorted { $0.range < $1.range }
    var bytes: [UInt8] = []
    var copied = 0
    for edit in self.edits {
      bytes += original[copied..<max(copied, edit.range.start.offset)]
      bytes += Array(edit.replacement.utf8)
      copied = max(copied, edit.range.end.offset)
    }
    self.bytes = bytes + original[copied...]
    table = LineTable(self.bytes)
  }

  /// The lines that the edits wrote or closed up.
  var changedLines: [ClosedRange<Int>] { edits.map { lines($0.range) } }

  /// The lines where a place of the original is now, with what was written at its ends.
  func lines(_ range: SourceRange) -> ClosedRange<Int> {
    let start = moved(range.start.offset, isEnd: false)
    let end = max(start, moved(range.end.offset, isEnd: true))
    return table.position(at: start).line...table.position(at: end).line
  }

  private func moved(_ offset: Int, isEnd: Bool) -> Int {
    var result = offset
    for edit in edits {
      let range = edit.range.bytes
      let growth = edit.replacement.utf8.count - range.count
      if range.upperBound < offset || (isEnd && range.upperBound <= offset) {
        result += growth
      } else if range.lowerBound < offset {
        result = result - (offset - range.lowerBound) + (isEnd ? edit.replacement.utf8.count : 0)
      }
    }
    return result
  }
}
