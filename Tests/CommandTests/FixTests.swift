import Foundation
import Testing

/// `lint --fix`, `--unsafe-fixes` and `--diff`.
@Suite(.enabled(if: Program.path != nil, Program.hint))
struct FixTests {
  /// A module whose set may not be registered (safe to mend) and whose flags weaken each other (not safe).
  private static let source =
    moduleSource(kfunc: "bpf_reading")
    .replacing("BTF_KFUNCS_START(bpf_reading_ids)", with: "BTF_SET8_START(bpf_reading_ids)")
    .replacing("BTF_KFUNCS_END(bpf_reading_ids)", with: "BTF_SET8_END(bpf_reading_ids)")
    .replacing("(int value)", with: "(struct module *owner, int value)")
    .replacing("BTF_ID_FLAGS(func, bpf_reading)", with: "BTF_ID_FLAGS(func, bpf_reading, KF_TRUSTED_ARGS | KF_RCU)")

  private func lint(_ workspace: Workspace, _ options: [String]) async throws -> Program.Outcome {
    try await Program.run(
      ["lint", "a.c", "--kernel-version", "6.12", "--color", "never"] + options, in: workspace.path)
  }

  private func text(_ workspace: Workspace) throws -> String {
    String(decoding: try workspace.read("a.c"), as: UTF8.self)
  }

  @Test("--fix makes what is safe, writes the file and reports the rest")
  func fixesWhatIsSafe() async throws {
    let workspace = try Workspace(["a.c": Self.source])
    let outcome = try await lint(workspace, ["--fix", "--format", "json"])
    #expect(outcome.errors.contains("1 finding fixed in 1 file"))
    #expect(outcome.errors.contains("1 finding can be fixed with --unsafe-fixes"))
    #expect(try outcome.findings().map { $0.split(separator: " ")[0] } == ["flag-trusted-and-rcu"])
    #expect(outcome.exitCode == 1)
    #expect(try text(workspace).contains("BTF_KFUNCS_START(bpf_reading_ids)"))
    #expect(try text(workspace).contains("KF_TRUSTED_ARGS | KF_RCU"))
  }

  @Test("--unsafe-fixes makes the others, too")
  func fixesAll() async throws {
    let workspace = try Workspace(["a.c": Self.source])
    let outcome = try await lint(workspace, ["--fix", "--unsafe-fixes"])
    #expect(outcome.errors.contains("2 findings fixed in 1 file"))
    #expect(outcome.exitCode == 0)
    #expect(try text(workspace).contains("BTF_ID_FLAGS(func, bpf_reading, KF_RCU)"))
  }

  @Test("--diff prints what --fix would do, writes nothing, and is a patch that git applies")
  func printsDiff() async throws {
    let workspace = try Workspace(["a.c": Self.source])
    let outcome = try await lint(workspace, ["--diff", "--unsafe-fixes"])
    #expect(outcome.exitCode == 1)
    #expect(try text(workspace) == Self.source)
    #expect(outcome.output.hasPrefix("diff --git a/a.c b/a.c\n--- a/a.c\n+++ b/a.c\n@@ "))
    try workspace.write("fix.patch", outcome.output)
    let git = try await Program.run(["apply", "fix.patch"], in: workspace.path, program: "/usr/bin/git")
    #expect(git.exitCode == 0, "\(git.errors)")
    let patched = try text(workspace)
    try workspace.write("a.c", Self.source)
    _ = try await lint(workspace, ["--fix", "--unsafe-fixes"])
    #expect(try text(workspace) == patched)
  }

  @Test("without anything to fix --diff prints nothing")
  func printsNothing() async throws {
    let workspace = try Workspace(["a.c": moduleSource(kfunc: "bpf_reading")])
    let outcome = try await lint(workspace, ["--diff"])
    #expect(outcome.output.isEmpty && outcome.exitCode == 0)
  }

  @Test("lines keep their ends, and a missing last one stays missing")
  func keepsLineEnds() async throws {
    let source = Self.source.trimmingCharacters(in: .newlines).replacing("\n", with: "\r\n")
    let workspace = try Workspace(["a.c": source])
    _ = try await lint(workspace, ["--fix", "--unsafe-fixes"])
    let fixed = try text(workspace)
    #expect(fixed != source)
    #expect(fixed.replacing("\r\n", with: "").contains("\n") == false)
    #expect(fixed.hasSuffix(source.suffix(20)))
  }

  @Test("two fixes for one place are made one after the other")
  func fixesInRounds() async throws {
    let source = Self.source.replacing("KF_TRUSTED_ARGS | KF_RCU", with: "KF_TRUSTED_ARGS | KF_RCU | KF_RET_NULL")
    let workspace = try Workspace(["a.c": source])
    let outcome = try await lint(workspace, ["--fix", "--unsafe-fixes"])
    #expect(outcome.exitCode == 0, "\(outcome.output)")
    #expect(try text(workspace).contains("BTF_ID_FLAGS(func, bpf_reading, KF_RCU)"))
  }

  @Test("a suppressed finding is not fixed")
  func leavesSuppressed() async throws {
    let source = Self.source.replacing(
      "BTF_SET8_START(", with: "/* kfunclint: ignore set-kind: built for a test */\nBTF_SET8_START(")
    let workspace = try Workspace(["a.c": source])
    _ = try await lint(workspace, ["--fix"])
    #expect(try text(workspace) == source)
  }

  @Test(
    "options that do not go together are refused",
    arguments: [
      (["--unsafe-fixes"], "--unsafe-fixes needs --fix or --diff"),
      (["--fix", "--write-baseline", "b.json"], "--write-baseline accepts findings"),
      (["--diff", "--output", "sarif:x.sarif"], "leave --output out"),
    ])
  func refuses(options: [String], message: String) async throws {
    let workspace = try Workspace(["a.c": Self.source])
    let outcome = try await lint(workspace, options)
    #expect(outcome.exitCode == 2)
    #expect(outcome.errors.contains(message))
    #expect(try text(workspace) == Self.source)
  }
}
