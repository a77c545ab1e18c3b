import CEL
import Testing

/// Random input must give a program or errors inside of the source, never a crash.
@Suite struct RobustnessTests {
  /// A small generator with a fixed seed, so that a failure can be repeated.
  private struct Random: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state ^ (state >> 29)) &* 0xBF58_476D_1CE4_E5B9
    }
  }

  private static let words = [
    "entry", "entries", "names", "n", "u", "x", "anything", ".", ".?", "(", ")", "[", "]", "{", "}", ",", ":", "?",
    "&&", "||", "!", "-", "+", "*", "/", "%", "==", "<", "in", "1", "2u", "1.5", "'a'", "b'a'", "null", "true", "has(",
    ".name", ".definition", ".exists(x,", ".all(x,", ".map(", ".filter(x,", ".size()", "cel.bind(x,", ".optMap(x,",
    "optional.of(", ".orValue(", ".matches('", "'", "\"", "\\", "`", "//", "\n", "é", "=", "@", "[?", "{?", "0x",
    "9223372036854775808", "int(", "string(", ".value()", ".transformMap(x,", "e", ".5",
  ]

  private func check(_ source: String) {
    for checksTypes in [true, false] {
      var environment = TestModel.environment
      environment.checksTypes = checksTypes
      switch Program.compile(source, in: environment) {
      case .success(let program):
        _ = program.evaluate(variables: TestModel.variables, resolver: TestModel())
        for selection in program.unguardedSelections {
          #expect(selection.range.upperBound <= source.utf8.count, "'\(source)'")
        }
      case .failure(let errors):
        #expect(!errors.errors.isEmpty, "'\(source)'")
        for error in errors.errors {
          #expect(error.range.upperBound <= source.utf8.count && !error.message.isEmpty, "'\(source)'")
        }
      }
    }
  }

  @Test("random bytes")
  func randomBytes() {
    var random = Random(state: 1)
    for _ in 0..<3_000 {
      let bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
      check(String(decoding: bytes, as: UTF8.self))
      check(String(decoding: bytes.map { $0 % 96 + 32 }, as: UTF8.self))
    }
  }

  @Test("random words")
  func randomWords() {
    var random = Random(state: 2)
    for _ in 0..<10_000 {
      let count = Int.random(in: 1...14, using: &random)
      check((0..<count).map { _ in Self.words.randomElement(using: &random) ?? "" }.joined())
    }
  }

  @Test("valid expressions with one byte changed, cut short or doubled")
  func mutations() {
    let seeds = [
      "has(entry.definition) && entry.definition.line > 1 || entries.exists(e, e.name.startsWith('bpf_'))",
      "cel.bind(x, [1, 2u, 3.5][?0], x.orValue({'a': b'\\xff'}.a)) == null ? -n : names.map(y, y + \"z\").size()",
    ]
    var random = Random(state: 3)
    for _ in 0..<3_000 {
      var bytes = Array((seeds.randomElement(using: &random) ?? "").utf8)
      let position = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: bytes[position] = UInt8.random(in: 0...255, using: &random)
      case 1: bytes.removeSubrange(position...)
      case 2: bytes.remove(at: position)
      default: bytes.insert(contentsOf: bytes[position...], at: position)
      }
      check(String(decoding: bytes, as: UTF8.self))
    }
  }

  @Test("random regular expressions")
  func randomPatterns() {
    var random = Random(state: 4)
    let parts = [
      "a", "b", "(", ")", "[", "]", "^", "$", "*", "+", "?", "{2}", "{1,3}", "|", ".", "\\d", "\\", "-", "(?i)",
      "[[:alpha:]]", "\\b", "\\x41", "\\Q", "(?:", ":", "é",
    ]
    for _ in 0..<5_000 {
      let pattern = (0..<Int.random(in: 0...12, using: &random)).map { _ in parts.randomElement(using: &random) ?? "" }
      _ = TestModel.outcome("'abba 42 é'.matches(r'''\(pattern.joined())''')", checksTypes: false)
    }
  }
}
