import Foundation
import Testing

/// Baselines through their life.
@Suite(.enabled(if: Program.path != nil, Program.hint))
struct BaselineTests {
  private static let bad = moduleSource(kfunc: "bpf_bad").replacingOccurrences(of: "__bpf_kfunc int", with: "int")

  private func lint(_ workspace: Workspace, _ arguments: [String]) async throws -> Program.Outcome {
    try await Program.run(["lint", "--kernel-version", "6.12", "bad.c"] + arguments, in: workspace.path)
  }

  private func baselined() async throws -> Workspace {
    let workspace = try Workspace(["bad.c": Self.bad])
    let outcome = try await lint(workspace, ["--write-baseline", "base.json"])
    #expect(outcome.exitCode == 0)
    #expect(outcome.errors == "kfunclint: note: 1 finding in baseline 'base.json'\n")
    return workspace
  }

  @Test("findings in it are not shown and do not fail, after lines have moved")
  func known() async throws {
    let workspace = try await baselined()
    try workspace.write("bad.c", "\n\n/* moved */\n" + Self.bad)
    let outcome = try await lint(workspace, ["--baseline", "base.json"])
    #expect(outcome.exitCode == 0)
    #expect(outcome.output.contains("no findings"))
    #expect(outcome.output.contains("1 suppressed"))
    let text = String(decoding: try workspace.read("base.json"), as: UTF8.self)
    #expect(text.contains(#""rule":"def-missing-bpf-kfunc""#))
    #expect(text.contains("bpf_bad"))
  }

  @Test("others are shown as new, and JSON and SARIF tell them apart")
  func new() async throws {
    let workspace = try await baselined()
    let second = moduleSource(kfunc: "bpf_worse").replacingOccurrences(of: "__bpf_kfunc int", with: "int")
      .split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix("#include") }.joined(
        separator: "\n")
    try workspace.write("bad.c", Self.bad + second)
    let json = try await lint(workspace, ["--baseline", "base.json", "--format", "json"])
    #expect(json.exitCode == 1)
    let findings = try #require(try json.json()["findings"] as? [[String: Any]])
    let states = findings.map {
      "\($0["kfunc"] as? String ?? "") \($0["new"] as? Bool ?? false) \($0["suppressed"] as? Bool ?? false)"
    }
    #expect(states.sorted() == ["bpf_bad false true", "bpf_worse true false"])
    let sarif = try await lint(workspace, ["--baseline", "base.json", "--format", "sarif"])
    let run = try #require((try sarif.json()["runs"] as? [[String: Any]])?.first)
    let results = try #require(run["results"] as? [[String: Any]])
    #expect(results.compactMap { $0["baselineState"] as? String }.sorted() == ["new", "unchanged"])
    let suppressed = try #require(
      results.first { $0["baselineState"] as? String == "unchanged" }?["suppressions"] as? [[String: Any]])
    #expect(suppressed.map { $0["justification"] as? String } == ["Accepted in the baseline 'base.json'."])
  }

  @Test("entries that no longer occur are reported and go when it is written again")
  func pruned() async throws {
    let workspace = try Workspace.withSmallTree()
    func lint(_ arguments: [String]) async throws -> Program.Outcome {
      try await Program.run(
        ["lint", "--tree", "tree", "--select", "set-kind,def-missing-bpf-kfunc"] + arguments, in: workspace.path)
    }
    let first = try await lint(["--write-baseline", "base.json"])
    #expect(first.exitCode == 0)
    try workspace.change("tree/net/sched/act_stamp.c") {
      $0.replacing("BTF_SET8_START(", with: "BTF_KFUNCS_START(").replacing("BTF_SET8_END(", with: "BTF_KFUNCS_END(")
    }
    let second = try await lint(["--baseline", "base.json"])
    #expect(
      second.output.contains(
        "note: 1 baseline entry no longer occurs; write it again with --write-baseline base.json. [baseline-outdated]"))
    let elsewhere = try await lint(["--baseline", "base.json", "tree/drivers"])
    #expect(!elsewhere.output.contains("no longer"))
    let written = try await lint(["--baseline", "base.json", "--write-baseline", "base.json", "tree/drivers"])
    #expect(written.exitCode == 0)
    #expect(String(decoding: try workspace.read("base.json"), as: UTF8.self).contains("act_stamp"))
    _ = try await lint(["--baseline", "base.json", "--write-baseline", "base.json"])
    #expect(!String(decoding: try workspace.read("base.json"), as: UTF8.self).contains("act_stamp"))
    let clean = try await lint(["--baseline", "base.json"])
    #expect(clean.exitCode == 0)
    #expect(!clean.output.contains("no longer"))
  }

  @Test("the configuration may name it before it is there")
  func configured() async throws {
    let workspace = try Workspace(["bad.c": Self.bad, ".kfunclint.yaml": "baseline: base.json\n"])
    let missing = try await lint(workspace, [])
    #expect(missing.exitCode == 2)
    #expect(
      missing.errors == """
        kfunclint: error: baseline 'base.json' does not exist
        kfunclint: note: write it with --write-baseline base.json

        """)
    #expect(try await lint(workspace, ["--write-baseline", "base.json"]).exitCode == 0)
    #expect(try await lint(workspace, []).exitCode == 0)
  }

  @Test(
    "one that cannot be used is exit code 2, with the remedy and without a report",
    arguments: [
      ("{}", "'base.json' is no baseline of kfunclint", "name a file that --write-baseline has written"),
      (
        "{\"kfunclint-baseline\": 9}", "baseline 'base.json' has version 9, and this kfunclint reads version 1",
        "write it again with --write-baseline and this version of kfunclint"
      ),
      (
        "{\"kfunclint-baseline\": 1,", "baseline 'base.json' is damaged: it is no valid JSON",
        "restore it from version control, or write it again with --write-baseline"
      ),
    ])
  func unusable(text: String, message: String, remedy: String) async throws {
    let workspace = try Workspace(["bad.c": Self.bad, "base.json": text])
    let outcome = try await lint(workspace, ["--baseline", "base.json"])
    #expect(outcome.exitCode == 2)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors == "kfunclint: error: \(message)\nkfunclint: note: \(remedy)\n")
  }

  @Test("is written over damaged ones and nothing else")
  func overwriting() async throws {
    let workspace = try Workspace(["bad.c": Self.bad, "base.json": "{\"kfunclint-baseline\": 1,"])
    #expect(try await lint(workspace, ["--baseline", "base.json", "--write-baseline", "base.json"]).exitCode == 0)
    let refused = try await lint(workspace, ["--write-baseline", "bad.c"])
    #expect(refused.exitCode == 2)
    #expect(refused.errors.contains("'bad.c' exists and is no baseline"))
    #expect(String(decoding: try workspace.read("bad.c"), as: UTF8.self) == Self.bad)
    let unwritable = try await lint(workspace, ["--write-baseline", "none/base.json"])
    #expect(unwritable.exitCode == 2)
    #expect(unwritable.errors.contains("cannot write 'none/base.json'"))
  }

  @Test("is not written when the analysis is incomplete")
  func incomplete() async throws {
    let workspace = try Workspace([
      "bad.c": Self.bad.replacingOccurrences(of: "int bpf_bad(int value)", with: "missing_t bpf_bad(wrong_t value)")
    ])
    let outcome = try await lint(workspace, ["--write-baseline", "base.json"])
    #expect(outcome.exitCode == 3)
    #expect(outcome.errors.contains("baseline 'base.json' is not written"))
    #expect(throws: (any Error).self) { try workspace.read("base.json") }
  }
}
