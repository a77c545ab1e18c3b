import Testing

@testable import SourceText

struct LineTableTests {
  private func table(_ text: String) -> (table: LineTable, bytes: [UInt8]) {
    let bytes = Array(text.utf8)
    return (LineTable(bytes), bytes)
  }

  @Test func emptyTextHasOneLine() {
    let (table, bytes) = table("")
    #expect(table.lineCount == 1)
    #expect(table.position(at: 0) == .start)
    #expect(table.range(ofLine: 1, in: bytes) == 0..<0)
  }

  @Test func finalLineEndOpensAnEmptyLine() {
    let (table, bytes) = table("a\n")
    #expect(table.lineCount == 2)
    #expect(table.position(at: 2) == SourcePosition(offset: 2, line: 2, column: 1))
    #expect(table.range(ofLine: 2, in: bytes) == 2..<2)
  }

  @Test func lineEndBelongsToItsLine() {
    let (table, _) = table("ab\ncd")
    #expect(table.position(at: 2) == SourcePosition(offset: 2, line: 1, column: 3))
    #expect(table.position(at: 3) == SourcePosition(offset: 3, line: 2, column: 1))
  }

  @Test func columnsCountBytes() {
    let (table, _) = table("é文x")
    #expect(table.position(at: 5).column == 6)
  }

  @Test func offsetsOutsideAreClamped() {
    let (table, _) = table("ab\ncd")
    #expect(table.position(at: -7) == .start)
    #expect(table.position(at: 99) == SourcePosition(offset: 5, line: 2, column: 3))
  }

  @Test func lineRangesLeaveLineEndsOut() {
    let (table, bytes) = table("one\r\ntwo\n\nlast")
    #expect(table.range(ofLine: 1, in: bytes) == 0..<3)
    #expect(table.range(ofLine: 2, in: bytes) == 5..<8)
    #expect(table.range(ofLine: 3, in: bytes) == 9..<9)
    #expect(table.range(ofLine: 4, in: bytes) == 10..<14)
  }

  @Test func linesThatDoNotExistHaveNoRange() {
    let (table, bytes) = table("one")
    #expect(table.range(ofLine: 0, in: bytes) == nil)
    #expect(table.range(ofLine: 2, in: bytes) == nil)
  }

  @Test func bytesOfAnotherLengthAreRefused() {
    let (table, _) = table("one")
    #expect(table.range(ofLine: 1, in: Array("other".utf8)) == nil)
  }

  /// The definition, written down again in the slowest way.
  @Test(arguments: ["", "\n", "\n\n", "a\r\nb\n", "x\ny\nz", "文\n\r\n\t\n"])
  func everyPositionAgreesWithCounting(text: String) {
    let (table, bytes) = table(text)
    for offset in 0...bytes.count {
      let before = bytes[..<offset]
      let line = before.filter { $0 == 0x0A }.count + 1
      let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
      #expect(table.position(at: offset) == SourcePosition(offset: offset, line: line, column: offset - lineStart + 1))
    }
  }
}
