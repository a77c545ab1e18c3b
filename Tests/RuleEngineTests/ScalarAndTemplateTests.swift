import SourceText
import Testing
import Yams

@testable import RuleEngine

@Suite struct ScalarAndTemplateTests {
  @Test(
    "the bytes of a scalar are found in every style",
    arguments: [
      "a: some text", "a: 'it''s'", #"a: "x\ty\u00e9\U0001F600\\z""#, "a: |\n   one\n     two\n\n   three\n",
      "a: |-\n  x", "a: |+\n  x\n\n",
      "- |\r\n  one\r\n  two\r\n", "ä: ö", "a: ''", "a: |2\n   indented\n",
    ])
  func offsets(yaml: String) throws {
    let bytes = Array(yaml.utf8)
    let root = try #require(try compose(yaml: yaml))
    let node = try #require(root.mapping?.first?.value ?? root.sequence?.first)
    let source = SampleRule.source(yaml)
    let start = RuleNode(file: source, node: node).start
    let scalar = try #require(node.scalar)
    let map = try #require(ScalarMap(scalar, at: start, in: bytes))
    let value = Array(scalar.string.utf8)
    #expect(map.offsets.count == value.count + 1)
    #expect(map.offsets == map.offsets.sorted())
    // Bytes that are not part of an escape or line end stand there as they are.
    for (index, byte) in value.enumerated()
    where bytes[map.offsets[index]] != UInt8(ascii: "\\") && byte != UInt8(ascii: "\n") {
      #expect(bytes[map.offsets[index]] == byte)
    }
  }

  @Test(
    "a template is split at its braces",
    arguments: [
      ("plain", ["plain"]), ("a {b} c", ["a ", "<b>", " c"]), ("{a}{b}", ["<a>", "<b>"]), ("{{a}} }", ["{a}} }"]),
      ("{ {'}': 1}['}'] }x", ["< {'}': 1}['}'] >", "x"]), (#"{'\'}'}"#, [#"<'\'}'>"#]), (#"{"}"}"#, [#"<"}">"#]),
      ("a {b", ["a ", "unclosed 2"]), ("", []),
    ])
  func pieces(template: String, expected: [String]) {
    let bytes = Array(template.utf8)
    let pieces = TemplateScanner.pieces(of: bytes).map { piece in
      switch piece {
      case .text(let text): text
      case .expression(let range): "<\(String(decoding: bytes[range], as: UTF8.self))>"
      case .unclosed(let offset): "unclosed \(offset)"
      }
    }
    #expect(pieces == expected)
  }

  @Test("any bytes are read without a crash, and mistakes lie inside the file")
  func anyBytes() {
    let valid = Array(
      SampleRule.text(["when": "when: |\n  entry.name == 'x'\n", "notes": "notes: [\"{entry.name}\"]"]).utf8)
    var state: UInt64 = 42
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let interesting = Array("{}[]'\"|>&*!:-\n \t\\é(.)#%".utf8)
    for _ in 0..<400 {
      var bytes = valid
      for _ in 0...random(4) {
        let place = random(bytes.count)
        switch random(3) {
        case 0: bytes[place] = interesting[random(interesting.count)]
        case 1: bytes.insert(interesting[random(interesting.count)], at: place)
        default: bytes.removeSubrange(place..<min(bytes.count, place + random(20)))
        }
      }
      let file = RuleFile(SourceFile(path: "flags/sample.yaml", bytes: bytes), schema: SampleModel.schema)
      for mistake in file.mistakes {
        #expect(mistake.range.start.offset <= mistake.range.end.offset && mistake.range.end.offset <= bytes.count)
      }
      #expect(file.rule != nil || !file.mistakes.isEmpty)
      #expect(!RuleDiagnosticRenderer(files: [file.source]).render(file.mistakes).contains("\u{1b}"))
    }
  }
}
