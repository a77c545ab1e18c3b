/// The line starts of a text, for turning byte offsets into lines and columns.
public struct LineTable: Sendable {
  private let lineStarts: [Int]
  private let byteCount: Int

  /// Reads the line starts of `bytes`. Lines end with LF; a CR before it belongs to the line. O(n).
  public init(_ bytes: [UInt8]) {
    var starts = [0]
    bytes.withUnsafeBufferPointer { buffer in
      for index in buffer.indices where buffer[index] == UInt8(ascii: "\n") {
        starts.append(index + 1)
      }
    }
    lineStarts = starts
    byteCount = bytes.count
  }

  /// How many lines the text has; a text without any byte has one.
  public var lineCount: Int { lineStarts.count }

  /// Returns the place of a byte; offsets outside the text are clamped to it. O(log n).
  public func position(at offset: Int) -> SourcePosition {
    let offset = min(max(offset, 0), byteCount)
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return SourcePosition(offset: offset, line: low + 1, column: offset - lineStarts[low] + 1)
  }

  /// Returns the bytes of a line without its line end, or nil when there is no such line. Lines count from 1.
  public func range(ofLine line: Int, in bytes: [UInt8]) -> Range<Int>? {
    guard line >= 1, line <= lineStarts.count, bytes.count == byteCount else { return nil }
    let start = lineStarts[line - 1]
    var end = line < lineStarts.count ? lineStarts[line] - 1 : byteCount
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return start..<end
  }
}
