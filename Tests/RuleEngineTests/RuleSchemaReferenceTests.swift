import Foundation
import Testing

@testable import RuleEngine

@Suite struct RuleSchemaReferenceTests {
  /// Rewrite the file with: KFUNCLINT_BLESS=1 swift test --filter RuleSchemaReferenceTests
  @Test("docs/rule-schema.md is what the code says")
  func current() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let file = root.appendingPathComponent("docs/rule-schema.md")
    let text = RuleSchemaReference.markdown()
    if ProcessInfo.processInfo.environment["KFUNCLINT_BLESS"] == "1" { try Data(text.utf8).write(to: file) }
    #expect(String(decoding: try Data(contentsOf: file), as: UTF8.self) == text)
  }

  @Test("every key and every field is in it")
  func complete() {
    let text = RuleSchemaReference.markdown()
    for key in RuleKeys.file { #expect(text.contains("| `\(key.name)`")) }
    #expect(text.contains("| `examples.bad`"))
    #expect(text.contains("### `entry`"))
    #expect(text.contains("| `flagsRange` | `range` |"))
    #expect(text.contains("| `entry.missing(list(string))` | `list(string)` |"))
  }
}
