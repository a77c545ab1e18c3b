import Foundation
import Testing

@testable import Reporters

@Suite struct LineHashesTests {
  private func hashes(_ text: String) -> [String] {
    let hashes = LineHashes(Array(text.utf8))
    return (1...).lazy.map { hashes[$0] }.prefix { $0 != nil }.compactMap { $0 }
  }

  @Test func `an empty file has one line, with the hash that GitHub gives it`() {
    #expect(hashes("") == ["c129715d7a2bc9a3:1"])
    #expect(hashes("\n").last == "c129715d7a2bc9a3:1")
  }

  @Test func `equal lines far from the end are counted, as GitHub does`() {
    let text = String(repeating: "Lorem ipsum dolor sit amet.\n", count: 10)
    #expect(
      hashes(text) == [
        "a7f2ff13bc495cf2:1", "a7f2ff13bc495cf2:2", "a7f2ff13bc495cf2:3", "a7f2ff13bc495cf2:4", "a7f2ff13bc495cf2:5",
        "a7f2ff13bc495cf2:6", "a7f2ff1481e87703:1", "a9cf91f7bbf1862b:1", "55ec222b86bcae53:1", "cc97dc7b1d7d8f7b:1",
        "c129715d7a2bc9a3:1",
      ])
  }

  @Test func `blanks, tabs and the kind of line end make no difference`() {
    let plain = hashes("int a;\n\n\nreturn b;\n")
    #expect(plain.count == 5)
    for other in ["int a;\r\n\r\n\r\nreturn b;\r\n", "inta;\r\r\rreturnb;\r", "\tint  a ;\n \n\t\nreturn\tb;\r\n"] {
      #expect(hashes(other) == plain)
    }
    #expect(hashes("int a;\n\n\nreturn c;\n") != plain)
  }

  @Test func `a change more than a hundred characters below a line does not change its hash`() {
    let head = "first line\n" + String(repeating: "x", count: 120) + "\n"
    #expect(hashes(head + "a\n")[0] == hashes(head + "b\n")[0])
    #expect(hashes(head + "a\n")[2] != hashes(head + "b\n")[2])
  }

  /// The same polynomial without rolling: each line by itself.
  @Test func `the rolling hash is the hash of each line's window`() {
    let text = (0..<60).map { "line \($0 % 7) Größe 😀 \(String(repeating: "y", count: $0 % 5))" }.joined(
      separator: "\n")
    var units = text.utf16.filter { $0 != 0x20 } + [0xFFFF]
    let starts = [0] + units.indices.filter { units[$0] == 0x0A }.map { $0 + 1 }
    units += Array(repeating: 0, count: 100)
    var counts: [String: Int] = [:]
    let expected = starts.map { start in
      let hash = units[start..<(start + 100)].reduce(UInt64(0)) { $0 &* 37 &+ UInt64($1) }
      let text = String(hash, radix: 16)
      counts[text, default: 0] += 1
      return "\(text):\(counts[text] ?? 0)"
    }
    #expect(hashes(text) == expected)
  }
}
