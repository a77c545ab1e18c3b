import SourceText
import Testing

@testable import RuleEngine

/// A rule file without mistakes, from which tests make others by changing some of its keys.
enum SampleRule {
  private static let keys: [(name: String, text: String)] = [
    ("id", "id: sample"),
    ("since", #"since: "1.0""#),
    ("status", ""),
    ("aliases", ""),
    ("class", "class: [U]"),
    ("severity", "severity: error"),
    ("kernel", ""),
    ("needs", ""),
    ("for", "for: entry"),
    ("when", ""),
    ("assert", "assert: entry.flags.size() == 0"),
    ("message", #"message: "'{entry.name}' has flags.""#),
    ("at", "at: entry.flagsRange"),
    ("related", ""),
    ("notes", ""),
    ("detail", ""),
    ("fix", ""),
    ("docs", "docs:\n  what: What.\n  why: Why.\n  exceptions: None.\n  references: [kernel/bpf/verifier.c]"),
    (
      "examples",
      """
      examples:
        - bad: |
            BTF_ID_FLAGS(func, f, KF_RCU)
            //                    ^^^^^^ finding
        - good: |
            BTF_ID_FLAGS(func, f)
      """
    ),
  ]

  /// Returns the file with some keys replaced by other lines, which may name another key; an empty text leaves the key out.
  static func text(_ changes: [String: String] = [:], extra: String = "") -> String {
    (keys.map { changes[$0.name] ?? $0.text } + [extra]).filter { !$0.isEmpty }.joined(separator: "\n") + "\n"
  }

  static func source(_ text: String, path: String = "flags/sample.yaml") -> SourceFile {
    SourceFile(path: path, bytes: Array(text.utf8))
  }

  /// Loads a rule that must not have mistakes.
  static func rule(_ changes: [String: String] = [:], path: String = "flags/sample.yaml") throws -> Rule {
    let file = RuleFile(source(text(changes), path: path), schema: SampleModel.schema)
    #expect(file.mistakes.map(\.description) == [])
    return try #require(file.rule)
  }

  /// Checks that a file has exactly the mistakes that `⟦` and `⟧` enclose, in order, with these messages.
  static func expectMistakes(
    _ marked: String, _ messages: [String], path: String = "flags/sample.yaml",
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let (text, spans) = strip(marked)
    let file = RuleFile(source(text, path: path), schema: SampleModel.schema)
    #expect(file.mistakes.map(\.text) == messages, sourceLocation: sourceLocation)
    #expect(
      file.mistakes.map { SampleRule.shown($0.range.bytes, in: text) } == spans.map { SampleRule.shown($0, in: text) },
      sourceLocation: sourceLocation)
    #expect(file.rule == nil, sourceLocation: sourceLocation)
  }

  /// Takes the marks out of a text and returns what they enclosed.
  static func strip(_ marked: String) -> (text: String, spans: [Range<Int>]) {
    var bytes: [UInt8] = []
    var starts: [Int] = []
    var spans: [Range<Int>] = []
    for scalar in marked.unicodeScalars {
      switch scalar {
      case "⟦": starts.append(bytes.count)
      case "⟧": spans.append((starts.popLast() ?? 0)..<bytes.count)
      default: bytes += Array(String(scalar).utf8)
      }
    }
    return (String(decoding: bytes, as: UTF8.self), spans.sorted { $0.lowerBound < $1.lowerBound })
  }

  /// A span with its text, which tells more than two numbers when a test fails.
  private static func shown(_ span: Range<Int>, in text: String) -> String {
    "\(span): \(String(decoding: Array(text.utf8)[span], as: UTF8.self))"
  }
}

extension SampleRule {
  /// Checks the messages of mistakes without their places.
  static func expectMistakes(
    _ marked: String, _ messages: [String], anyPlace: Bool, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let file = RuleFile(source(strip(marked).text), schema: SampleModel.schema)
    #expect(file.mistakes.map(\.text) == messages, sourceLocation: sourceLocation)
  }
}
