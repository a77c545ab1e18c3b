/// One source line laid out in terminal columns, with the columns of each of its bytes.
struct DisplayLine {
  /// A group of bytes that is shown, and underlined, as a whole: a character with its combining marks, a tab,
  /// or the spelling of something that cannot be shown.
  private struct Cell {
    /// First byte, from the start of the line.
    var byte: Int
    var text: String
    /// First terminal column, from 0.
    var column: Int
    var width: Int
  }

  /// Tab stops are eight columns apart, as everywhere in the kernel.
  static let tabWidth = 8
  /// What stands for the part of a line that does not fit.
  static let ellipsis = "..."

  /// Of a longer line only this many bytes around the place of interest are laid out, so that generated files of one
  /// line cost no more than others.
  private static let mostBytes = 16_384

  private var cells: [Cell] = []
  /// The bytes that are laid out, from the start of the line, and whether there are others before and after them.
  private let laidOut: Range<Int>
  private let isCutBefore: Bool
  private let isCutAfter: Bool
  /// Terminal columns of all that is laid out.
  private(set) var width = 0

  /// Lays out a line given without its line end, or the part of a very long one around `focus`. O(n).
  init(_ bytes: ArraySlice<UInt8>, around focus: Range<Int>) {
    laidOut = DisplayLine.part(of: bytes, around: focus)
    isCutBefore = laidOut.lowerBound > 0
    isCutAfter = laidOut.upperBound < bytes.count
    let part = bytes.dropFirst(laidOut.lowerBound).prefix(laidOut.count)
    cells.reserveCapacity(part.count)
    for element in UTF8Scalars(bytes: part) {
      let byte = laidOut.lowerBound + element.offset
      guard let scalar = element.scalar else {
        let first = part.startIndex + element.offset
        append(part[first..<(first + element.byteCount)].map(VisibleText.byte).joined(), at: byte)
        continue
      }
      if scalar == "\t" {
        append(String(repeating: " ", count: DisplayLine.tabWidth - width % DisplayLine.tabWidth), at: byte)
      } else if VisibleText.isInvisible(scalar) {
        append(VisibleText.codePoint(scalar), at: byte)
      } else {
        append(scalar, at: byte)
      }
    }
  }

  private static func part(of bytes: ArraySlice<UInt8>, around focus: Range<Int>) -> Range<Int> {
    guard bytes.count > mostBytes else { return 0..<bytes.count }
    var lower = min(max(focus.lowerBound, mostBytes / 2) - mostBytes / 2, bytes.count - mostBytes)
    let upper = lower + mostBytes
    // A character is not cut: bytes 10xxxxxx continue one.
    while lower > 0, lower < upper, bytes[bytes.startIndex + lower] & 0xC0 == 0x80 { lower += 1 }
    return lower..<upper
  }

  private mutating func append(_ text: String, at byte: Int) {
    cells.append(Cell(byte: byte, text: text, column: width, width: text.utf8.count))
    width += text.utf8.count
  }

  private mutating func append(_ scalar: Unicode.Scalar, at byte: Int) {
    let columns = DisplayWidth.of(scalar)
    if columns == 0, let last = cells.indices.last {
      cells[last].text.unicodeScalars.append(scalar)
      return
    }
    cells.append(Cell(byte: byte, text: String(Character(scalar)), column: width, width: columns))
    width += columns
  }

  /// Returns the columns that show the bytes; a byte within a character stands for all of it. Bytes past the
  /// end of the line are clamped to the place after its last character. O(n).
  func columns(of bytes: Range<Int>) -> Range<Int> {
    let start = min(max(bytes.lowerBound, laidOut.lowerBound), laidOut.upperBound)
    let end = min(max(bytes.upperBound, start), laidOut.upperBound)
    guard start < laidOut.upperBound else { return width..<width }
    let first = cells.last { $0.byte <= start }?.column ?? 0
    if end == start { return first..<first }
    return first..<max(first, cells.first { $0.byte >= end }?.column ?? width)
  }

  /// The part of the line that is shown when it does not fit.
  struct Window {
    let text: String
    /// What to subtract from a column of the line to get its column in ``text``.
    let shift: Int
    /// The columns of the line that are visible.
    let visible: Range<Int>
  }

  /// Returns at most `limit` columns of the line so that the start of `focus` is among them, and all of it if it fits.
  func window(limit: Int, focus: Range<Int>) -> Window {
    if width <= limit, !isCutBefore, !isCutAfter {
      return Window(text: cells.map(\.text).joined(), shift: 0, visible: 0..<width)
    }
    let mark = DisplayLine.ellipsis.count
    let room = max(1, limit - 2 * mark)
    // A third of the room shows what stands before the focus, more when the focus is near the end of the line.
    let wanted = min(focus.lowerBound - min(room / 3, max(0, room - focus.count)), width - room)
    let from = max(0, wanted)
    let isMarkedBefore = from > 0 || isCutBefore
    let to = isMarkedBefore ? from + room : room + mark
    let shown = cells.filter { $0.column >= from && $0.column + $0.width <= to }
    let first = shown.first?.column ?? from
    let last = shown.last.map { $0.column + $0.width } ?? first
    let text =
      (isMarkedBefore ? DisplayLine.ellipsis : "") + shown.map(\.text).joined()
      + (last < width || isCutAfter ? DisplayLine.ellipsis : "")
    return Window(text: text, shift: isMarkedBefore ? first - mark : 0, visible: first..<max(first, last))
  }
}
