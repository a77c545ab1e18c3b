import Foundation
import Subprocess
import SystemPackage
import Testing

/// The trees that the demo and the README use: what is planted is found, and nothing else.
@Suite(.enabled(if: Program.path != nil, Program.hint)) struct SmallTreeTests {
  /// A finding by its rule and the line where it starts.
  struct Place: Hashable, Comparable, Decodable {
    var path: String
    var line: Int
    var rule: String

    static func < (left: Place, right: Place) -> Bool {
      (left.path, left.line, left.rule) < (right.path, right.line, right.rule)
    }
  }

  @Test func `the findings in the small tree are the planted ones`() async throws {
    let report = try await lint(["--tree", Repository.url("TestInputs/trees/small").path])
    #expect(report.findings.filter { !$0.suppressed }.map(\.place).sorted() == (try planted(in: "small")))
    #expect(report.findings.filter(\.suppressed).map(\.rule) == ["def-missing-bpf-kfunc"])
    #expect(report.files.allSatisfy { $0.degraded == nil })
    #expect(report.summary.complete)
    // Only what bodies do is not known throughout: they call functions that the tree declares and does not define.
    let declarations = report.summary.undecidedByRule.keys.filter { rule in
      !["body-", "dtor-may-sleep", "life-release-null-check", "param-scalar-ptr-as-array", "param-str-missing"]
        .contains { rule.hasPrefix($0) }
    }
    #expect(declarations.isEmpty, "\(declarations)")
    #expect(report.kernel.version == "6.12" && report.kernel.source == "tree")
  }

  @Test func `the finding in the lone module is the planted one`() async throws {
    let report = try await lint(
      ["--kernel-version", "6.12", "clock.c"], in: Repository.url("TestInputs/trees/module").path)
    #expect(report.findings.map(\.place).sorted() == (try planted(in: "module")))
    #expect(report.summary.complete)
  }

  /// Returns the places that comments announce: `finding: RULE` is about the line after the comment.
  private func planted(in tree: String) throws -> [Place] {
    var places: [Place] = []
    for file in try Repository.files(below: "TestInputs/trees/\(tree)") where file.hasSuffix(".c") {
      let text = try Repository.text("TestInputs/trees/\(tree)/\(file)")
      for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
        for marker in line.ranges(of: "finding: ") {
          let rule = line[marker.upperBound...].prefix { $0 != " " && $0 != "," }
          places.append(Place(path: file, line: index + 2, rule: String(rule)))
        }
      }
    }
    try #require(!places.isEmpty)
    return places.sorted()
  }

  private func lint(_ arguments: [String], in directory: String? = nil) async throws -> LintReport {
    let binary = try #require(Program.path)
    let result = try await run(
      .path(FilePath(binary)), arguments: Arguments(["lint", "--format", "json"] + arguments),
      workingDirectory: directory.map { FilePath($0) }, output: .string(limit: 16 << 20), error: .string(limit: 1 << 20)
    )
    #expect(result.terminationStatus == .exited(1), "\(result.standardError)")
    let decoder = JSONDecoder()
    return try decoder.decode(LintReport.self, from: Data(result.standardOutput.utf8))
  }

  /// What these tests read of `kfunclint lint --format json`.
  private struct LintReport: Decodable {
    var findings: [Finding]
    var files: [File]
    var summary: Summary
    var kernel: Kernel

    struct Finding: Decodable {
      var path: String
      var line: Int
      var rule: String
      var suppressed: Bool
      var place: Place { Place(path: path, line: line, rule: rule) }
    }
    struct File: Decodable { var degraded: String? }
    struct Summary: Decodable {
      var complete: Bool
      var undecidedByRule: [String: Int]

      enum CodingKeys: String, CodingKey {
        case complete
        case undecidedByRule = "undecided_by_rule"
      }
    }
    struct Kernel: Decodable {
      var version: String
      var source: String
    }
  }
}
