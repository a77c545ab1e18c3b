import Foundation
import Testing

/// Runs the conformance suite of cel-spec, which lies beside the repository or where KFUNCLINT_SHARED says.
@Suite struct ConformanceTests {
  private static let files = [
    "basic", "bindings_ext", "comparisons", "conversions", "fields", "fp_math", "integer_math", "lists", "logic",
    "macros", "macros2", "namespace", "optionals", "parse", "plumbing", "string", "type_deduction",
  ]

  private static var directory: String {
    let shared =
      ProcessInfo.processInfo.environment["KFUNCLINT_SHARED"]
      ?? URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../../shared").path
    return "\(shared)/cel-conformance/tests/simple/testdata"
  }

  private static func tests(of file: String) throws -> [(name: String, test: TextProto)] {
    let url = URL(fileURLWithPath: "\(directory)/\(file).textproto")
    let suite = try TextProto(parsing: [UInt8](Data(contentsOf: url)))
    return suite.messages("section").flatMap { section in
      section.messages("test").map { test in
        ("\(file)/\(section.string("name") ?? "")/\(test.string("name") ?? "")", test)
      }
    }
  }

  @Test("passes every test of the supported files that is not on the skip list")
  func conformance() throws {
    guard FileManager.default.fileExists(atPath: Self.directory) else {
      print("CEL conformance: SKIPPED, no files in \(Self.directory)")
      return
    }
    var run = 0
    var unusedSkips = Set(ConformanceSkips.reasons.keys)
    var skipped: [String: Int] = [:]
    for file in Self.files {
      for (name, test) in try Self.tests(of: file) {
        if let reason = ConformanceSkips.reasons[name] {
          unusedSkips.remove(name)
          skipped[reason, default: 0] += 1
          continue
        }
        run += 1
        do {
          let failure = try ConformanceTest(test).failure()
          #expect(failure == nil, "\(name): '\(test.string("expr") ?? "")' \(failure ?? "")")
        } catch {
          Issue.record("\(name): '\(test.string("expr") ?? "")' cannot be run: \(error)")
        }
      }
    }
    #expect(unusedSkips.isEmpty, "skipped tests that do not exist")
    print("CEL conformance: \(run) run, \(skipped.values.reduce(0, +)) skipped")
    for (reason, count) in skipped.sorted(by: { $0.key < $1.key }) { print("  \(count) skipped: \(reason)") }
  }
}
