import Diagnostics
import Reporters
import SourceText
import TestSupport
import Testing

extension SeededGenerator {
  /// Returns a range that is right half of the time, and else has offsets, lines and columns that fit nothing.
  mutating func range(in file: SourceFile) -> SourceRange {
    if Bool.random(using: &self) {
      let first = Int.random(in: 0...file.bytes.count, using: &self)
      return file.range(first..<Int.random(in: first...file.bytes.count, using: &self))
    }
    return SourceRange(path: file.path, start: position(), end: position())
  }

  private mutating func position() -> SourcePosition {
    let odd = [-1, 0, Int.max, Int.min]
    func number(_ random: inout SeededGenerator) -> Int {
      Int.random(in: 0..<8, using: &random) == 0
        ? odd.randomElement(using: &random) ?? 0 : Int.random(in: -2...40, using: &random)
    }
    return SourcePosition(offset: number(&self), line: number(&self), column: number(&self))
  }
}

@Suite struct RenderingPropertyTests {
  @Test func `no bytes and no range crash a reporter or bring a control character to the terminal`() {
    var random = SeededGenerator(seed: 42)
    for round in 0..<1500 {
      let file = SourceFile(path: "a.c", bytes: random.sourceBytes(most: round % 60))
      let other = SourceFile(path: "b.c", bytes: random.sourceBytes(most: 10))
      let edits = (0..<3).map { _ in
        Edit(
          range: random.range(in: Bool.random(using: &random) ? file : other),
          replacement: String(decoding: random.sourceBytes(most: 5), as: UTF8.self))
      }
      let finding = SampleReport.finding(
        "a-rule", .error, at: random.range(in: file),
        related: [.init(message: "Here.", range: random.range(in: other))],
        fix: Fix(description: "Fix it.", safety: .safe, edits: edits))
      let report = SampleReport.report([finding])
      let sources = Sources([file, other])
      let width = Int.random(in: -5...130, using: &random)
      let text = TextReporter(.init(width: width)).render(report, sources: sources)
      #expect(text.utf8.allSatisfy { $0 == 0x0A || ($0 >= 0x20 && $0 != 0x7F) })
      #expect(text.hasPrefix("a.c:"))
      #expect(JSONReporter().render(report, sources: sources).hasSuffix("}\n"))
      #expect(SARIFReporter().render(report, sources: sources).hasSuffix("}\n"))
    }
  }

  @Test func `a caret is always under the first character of the range`() {
    var random = SeededGenerator(seed: 9)
    let alphabet = ["a", "文", "\t", "e\u{301}", "😀", " "]
    for _ in 0..<500 {
      let before = (0..<Int.random(in: 0...150, using: &random))
        .map { _ in alphabet.randomElement(using: &random) ?? "" }.joined()
      let after = String(repeating: "a", count: Int.random(in: 0...150, using: &random))
      let source = MarkedSource("a.c", before + "«#»" + after + "\n")
      let text = TextReporter(.init(quiet: true, width: Int.random(in: 50...200, using: &random))).render(
        SampleReport.report([SampleReport.finding(at: source.ranges[0])]), sources: Sources([source.file]))
      let lines = text.split(separator: "\n")
      #expect(lines.count == 3)
      let code = lines[1].prefix { $0 != "#" }
      let caret = lines[2].prefix { $0 != "^" }
      #expect(columns(code) == caret.count && code.count < lines[1].count, "\(text)")
    }
  }

  /// Counts terminal columns of the few characters used here.
  private func columns(_ text: Substring) -> Int {
    text.reduce(0) { $0 + ($1 == "文" || $1 == "😀" ? 2 : 1) }
  }
}
