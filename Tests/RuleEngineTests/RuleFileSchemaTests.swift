import Foundation
import Testing

@testable import RuleEngine

@Suite struct RuleFileSchemaTests {
  /// Rewrite the file with: KFUNCLINT_BLESS=1 swift test --filter RuleFileSchemaTests
  @Test("Rules/schema.json is the schema of the loader's own keys")
  func schemaFile() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let file = root.appendingPathComponent("Rules/schema.json")
    let schema = try RuleFileSchema.json()
    if ProcessInfo.processInfo.environment["KFUNCLINT_BLESS"] == "1" { try Data(schema.utf8).write(to: file) }
    #expect(String(decoding: try Data(contentsOf: file), as: UTF8.self) == schema)
  }

  @Test("the schema's pattern of a form accepts what the loader accepts", arguments: RuleTextForm.allCases)
  func patterns(form: RuleTextForm) throws {
    let regex = try Regex(form.pattern)
    let samples = [
      "a", "a-b", "a--b", "-a", "a-", "A", "flag-unknown", "1.0", "1", "1.0.0", "6.12", "6.", "6.3 ..", ".. 6.3",
      "6.0 .. 6.3", "6.0..6.3",
      "..", " 6.3", "6.3 .. ", "flag KF_RCU", "flag RCU", "suffix __sz", "suffix sz", "macro __bpf_kfunc", "macro 1a",
      "macro  x", "KF_A1_",
      "KF_", "KF_a", "", "6.3 .. x", "123456.1", "a1-2b",
    ]
    for sample in samples {
      #expect(form.accepts(sample) == (sample.wholeMatch(of: regex) != nil), "\(form): '\(sample)'")
    }
  }
}
