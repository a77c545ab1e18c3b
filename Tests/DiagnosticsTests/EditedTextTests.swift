import Diagnostics
import SourceText
import Testing

@Suite struct EditedTextTests {
  private func edit(_ text: String, _ place: String, _ replacement: String, after: Bool = false) throws -> Edit {
    let bytes = Array(text.utf8)
    let word = Array(place.utf8)
    let start = try #require(
      bytes.indices.dropLast(max(0, word.count - 1)).first { bytes[$0..<$0 + word.count].elementsEqual(word) })
    let table = LineTable(bytes)
    let end = table.position(at: start + word.count)
    return Edit(
      range: SourceRange(path: "a.c", start: after ? end : table.position(at: start), end: end),
      replacement: replacement)
  }

  private func edited(_ text: String, _ edits: [Edit]) -> String? {
    EditedText(Array(text.utf8), edits: edits).map { String(decoding: $0.bytes, as: UTF8.self) }
  }

  @Test func `edits are made in the order of their places`() throws {
    let text = "one two three\n"
    let edits = [try edit(text, "three", "3"), try edit(text, "one", "1"), try edit(text, "two", "", after: true)]
    #expect(edited(text, edits) == "1 two 3\n")
  }

  @Test func `an edit that several findings share is made once`() throws {
    let text = "#include <a.h>\n"
    let include = try edit(text, "<a.h>", "\n#include <b.h>", after: true)
    #expect(edited(text, [include, include]) == "#include <a.h>\n#include <b.h>\n")
  }

  @Test func `edits without an order among themselves are refused`() throws {
    let text = "one two\n"
    #expect(edited(text, [try edit(text, "one t", "x"), try edit(text, "two", "y")]) == nil)
    #expect(edited(text, [try edit(text, "one", "x", after: true), try edit(text, "one", "y", after: true)]) == nil)
  }

  @Test func `an edit behind the end is refused`() throws {
    let edit = try edit("one two\n", "two", "2")
    #expect(edited("one\n", [edit]) == nil)
  }

  @Test func `new lines end as those of the file do`() throws {
    let text = "one\r\ntwo\r\n"
    #expect(edited(text, [try edit(text, "two", "2\n3")]) == "one\r\n2\r\n3\r\n")
    #expect(edited("one", [try edit("one", "one", "1\n2")]) == "1\n2")
  }

  @Test func `places behind an edit move with it`() throws {
    let text = "a\nb\nc\nd\n"
    let result = try #require(
      EditedText(Array(text.utf8), edits: [try edit(text, "a", "1\n2\n3"), try edit(text, "c\n", "")]))
    #expect(result.lines(of: try edit(text, "b", "").range) == 4...4)
    #expect(result.lines(of: try edit(text, "d", "").range) == 5...5)
    #expect(result.changedLines == [1...3, 5...5])
  }
}
