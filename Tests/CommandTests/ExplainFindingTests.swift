import Foundation
import Testing

/// `kfunclint explain --finding`, which gives what a report about a wrong finding needs.
@Suite(.enabled(if: Program.path != nil, Program.hint))
struct ExplainFindingTests {
  private func workspace() throws -> Workspace { try Workspace(["bad.c": ConfigurationTests.unmarked]) }

  private static let arguments = ["--kernel-version", "6.12", "bad.c"]

  @Test("shows the finding, the rule, what the rule saw, the files, the kernel and the versions")
  func everything() async throws {
    let workspace = try workspace()
    let report = try await Program.run(["lint", "--format", "json"] + Self.arguments, in: workspace.path)
    let fingerprint = try #require(
      (try report.json()["findings"] as? [[String: Any]])?.first?["fingerprint"] as? String)
    let outcome = try await Program.run(
      ["explain", "--finding", String(fingerprint.prefix(8))] + Self.arguments, in: workspace.path)
    #expect(outcome.exitCode == 0)
    #expect(outcome.errors.isEmpty)
    for part in [
      "Finding \(fingerprint)\n  rule: def-missing-bpf-kfunc\n", "\n  place: bad.c:", "\nRule def-missing-bpf-kfunc\n",
      "\nSubject: ", "\n  name: 'bpf_bad'\n", "      macro: 'BTF_ID_FLAGS'\n",
      "\nFiles\n  bad.c: stub headers\n    parsed completely\n", "\nKernel\n  version: 6.12 (option)\n",
      "\n  flags: as known of 6.12\n",
      "\nProgram\n  kfunclint ", "\n  libclang: ",
    ] {
      #expect(outcome.output.contains(part), "\(part) in \(outcome.output)")
    }
    // Every field of the subject is there, those without value too.
    #expect(outcome.output.contains(": none\n"))
  }

  @Test(
    "refuses what is no fingerprint, and says when there is no such finding",
    arguments: [
      ("xyz", "'xyz' is no fingerprint"), ("abc", "'abc' is no fingerprint"),
      ("00000000", "no finding has the fingerprint '00000000'"),
    ])
  func unknown(fingerprint: String, message: String) async throws {
    let workspace = try workspace()
    let outcome = try await Program.run(["explain", "--finding", fingerprint] + Self.arguments, in: workspace.path)
    #expect(outcome.exitCode == 2)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.hasPrefix("kfunclint: error: \(message)\nkfunclint: note: "))
  }

  @Test("takes one name without --finding")
  func names() async throws {
    for arguments in [[], ["KF_ACQUIRE", "KF_RELEASE"]] {
      let outcome = try await Program.run(["explain"] + arguments)
      #expect(outcome.exitCode == 2)
      #expect(outcome.errors.contains("'explain' takes one rule, flag or suffix, or --finding"))
    }
  }
}
