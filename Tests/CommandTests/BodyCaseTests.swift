import Foundation
import Testing

/// The small modules of `TestInputs/bodies`: half of them wrong, half of them correct code that looks wrong.
@Suite(.enabled(if: Program.path != nil, Program.hint))
struct BodyCaseTests {
  /// What is not found, and why. A file that is judged alone leaves open who else calls its functions and lists them.
  private static let unseen: [String: String] = [
    "acquire-without-reference.c": "the object comes out of a table, and an element of a table may have a reference",
    "index-off-by-one.c": "a comparison with a bound counts, whatever the bound is",
    "init-never-finished.c": "other sets may list a kfunc that finishes the object",
    "null-check-dead.c": "others may call the function with NULL",
    "object-forgeable.c": "other sets may list the function as a release",
    "release-null-check.c": "others may call the function with NULL",
  ]
  /// What is found beside what the file is about, and is true.
  private static let besides: [String: Set<String>] = [
    "init-leak-cast.c": ["body-acquire-without-ref"],
    "length-unannotated.c": ["param-scalar-ptr-as-array"],
  ]

  private static let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../TestInputs/bodies").standardizedFileURL

  private static func files() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: directory.path).filter { $0.hasSuffix(".c") }.sorted()
  }

  @Test func `wrong bodies are found, and correct ones are not`() async throws {
    let listed = try await Program.run(["rules", "list"], in: Self.directory.path).output
    let files = try Self.files()
    #expect(files.count >= 100)
    var skipped = Set<String>()
    for file in files {
      let text = String(decoding: try Data(contentsOf: Self.directory.appendingPathComponent(file)), as: UTF8.self)
      let release = try #require(text.firstMatch(of: /^\/\/ kernel: ([0-9.]+)/)).1
      var expected = Set(
        text.matches(of: /finding: ([a-z0-9, -]+)/).flatMap {
          $0.1.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        })
      for rule in expected where !listed.contains(rule) {
        expected.remove(rule)
        skipped.insert(rule)
      }
      let outcome = try await Program.run(
        ["lint", file, "--kernel-version", String(release), "--severity", "note", "--format", "json"],
        in: Self.directory.path)
      struct Report: Decodable {
        struct Finding: Decodable { var rule, severity: String }
        var findings: [Finding]
      }
      let findings = try JSONDecoder().decode(Report.self, from: Data(outcome.output.utf8)).findings
      let found = Set(findings.map(\.rule))
      if Self.unseen[file] == nil { #expect(expected.isSubset(of: found), "\(file): \(expected.subtracting(found))") }
      let loud = Set(findings.filter { $0.severity != "note" }.map(\.rule))
      let surplus = loud.subtracting(expected).subtracting(Self.besides[file] ?? [])
      #expect(surplus.isEmpty, "\(file): \(surplus)")
    }
    if !skipped.isEmpty {
      print("SKIPPED: cases of rules that do not exist: \(skipped.sorted().joined(separator: ", "))")
    }
  }
}
