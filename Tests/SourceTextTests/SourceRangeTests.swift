import Foundation
import Testing

@testable import SourceText

struct SourceRangeTests {
  private let file = SourceFile(path: "a.c", bytes: Array("int x;\nint y;\n".utf8))

  @Test func rangeOfASpanHasLinesAndColumns() {
    let range = file.range(4..<11)
    #expect(range.path == "a.c")
    #expect(range.start == SourcePosition(offset: 4, line: 1, column: 5))
    #expect(range.end == SourcePosition(offset: 11, line: 2, column: 5))
    #expect(range.bytes == 4..<11)
  }

  @Test func textIsClampedToTheFile() {
    #expect(file.text(4..<5) == "x")
    #expect(file.text(7..<400) == "int y;\n")
    #expect(file.text(100..<400) == "")
  }

  @Test func invalidUTF8BecomesReplacementCharacters() {
    #expect(SourceFile(path: "a.c", bytes: [0x61, 0xFF]).text(0..<2) == "a\u{FFFD}")
  }

  @Test func aRangeThatEndsBeforeItStartsIsEmpty() {
    let position = file.lines.position(at: 5)
    #expect(SourceRange(path: "a.c", start: position, end: .start).bytes == 5..<5)
  }

  @Test func containmentIsWithinOneFile() {
    let outer = file.range(0..<6)
    #expect(outer.contains(outer))
    #expect(outer.contains(file.range(4..<5)))
    #expect(!outer.contains(file.range(4..<7)))
    #expect(!file.range(1..<6).contains(file.range(0..<3)))
    var other = file.range(4..<5)
    other.path = "b.c"
    #expect(!outer.contains(other))
  }

  @Test func orderIsFileThenStartThenEnd() {
    var other = file.range(0..<1)
    other.path = "b.c"
    let sorted = [file.range(0..<1), file.range(0..<3), file.range(2..<3), other]
    #expect(sorted.shuffled().sorted() == sorted)
    #expect(!(sorted[0] < sorted[0]))
  }

  @Test func survivesCoding() throws {
    let range = file.range(4..<11)
    #expect(try JSONDecoder().decode(SourceRange.self, from: JSONEncoder().encode(range)) == range)
  }
}
