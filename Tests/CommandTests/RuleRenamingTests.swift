import Foundation
import Testing

/// A rule that gets another name goes on to be suppressed, baselined and configured by its former one.
@Suite(.enabled(if: Program.path != nil, Program.hint))
struct RuleRenamingTests {
  private static func rule(_ name: String, aliases: String = "") -> String {
    """
    id: \(name)
    \(aliases)
    since: "1.0"
    class: [U]
    severity: error
    for: entry
    assert: entry.flags.size() > 0
    message: "'{entry.name}' has no flags."
    at: entry.nameRange
    docs:
      what: Every entry has flags.
      why: It is the habit of this house.
      exceptions: None.
      references: [Documentation/bpf/kfuncs.rst]
    examples:
      - bad: |
          BTF_ID_FLAGS(func, f)
          //                 ^ finding
      - good: |
          BTF_ID_FLAGS(func, f, KF_SLEEPABLE)

    """
  }

  private func workspace(source: String = moduleSource(kfunc: "bpf_plain")) throws -> Workspace {
    try Workspace(["a.c": source, "rules/house-flags.yaml": Self.rule("house-flags")])
  }

  private func rename(in workspace: Workspace) throws {
    try FileManager.default.removeItem(atPath: workspace.path + "/rules/house-flags.yaml")
    try workspace.write("rules/house-habit.yaml", Self.rule("house-habit", aliases: "aliases: [house-flags]"))
  }

  private func lint(_ workspace: Workspace, _ arguments: [String] = []) async throws -> Program.Outcome {
    try await Program.run(
      ["lint", "a.c", "--kernel-version", "6.12", "--rules", "rules", "--select", "house-*"] + arguments,
      in: workspace.path)
  }

  @Test("in a baseline")
  func baseline() async throws {
    let workspace = try workspace()
    #expect(try await lint(workspace).exitCode == 1)
    #expect(try await lint(workspace, ["--write-baseline", "base.json"]).exitCode == 0)
    try rename(in: workspace)
    #expect(try await lint(workspace).exitCode == 1)
    #expect(try await lint(workspace, ["--baseline", "base.json"]).exitCode == 0)
    #expect(
      try await lint(workspace, ["--baseline", "base.json", "--write-baseline", "base.json"]).errors
        == "kfunclint: note: 1 finding in baseline 'base.json'\n")
    let text = String(decoding: try workspace.read("base.json"), as: UTF8.self)
    #expect(text.contains("house-habit"))
    #expect(!text.contains("house-flags"))
  }

  @Test("in comments and in the configuration")
  func suppressions() async throws {
    let source = moduleSource(kfunc: "bpf_plain")
      .replacing("BTF_ID_FLAGS(", with: "/* kfunclint: ignore house-flags: generated */\nBTF_ID_FLAGS(")
    let commented = try workspace(source: source)
    try rename(in: commented)
    #expect(try await lint(commented).exitCode == 0)
    let configured = try workspace()
    try rename(in: configured)
    try configured.write(
      ".kfunclint.yaml", "suppressions:\n  - {rule: house-flags, kfunc: bpf_plain, reason: generated}\n")
    #expect(try await lint(configured).exitCode == 0)
  }
}
