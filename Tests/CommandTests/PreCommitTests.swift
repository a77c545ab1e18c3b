import Foundation
import TestSupport
import Testing

/// `.pre-commit-hooks.yaml` with the real pre-commit framework. The ids with `language: system` run here; those with
/// `language: swift` build the program for minutes, and differ from them in nothing but that line.
@Suite(.enabled(if: Program.path != nil, Program.hint))
struct PreCommitTests {
  private static let ticket = "tree/kernel/bpf/ticket.c"
  private static let hint: Comment = "pre-commit comes from the Python package index"
  private static let hooks = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent(".pre-commit-hooks.yaml")

  /// A kernel tree in `tree`, a repository with our hooks in `hooks`, and the program in `bin`.
  private func workspace() async throws -> Workspace {
    let workspace = try await Workspace.withRepository()
    try workspace.write("hooks/.pre-commit-hooks.yaml", try Data(contentsOf: Self.hooks))
    for arguments in [
      ["init", "--quiet", "--initial-branch=main"], ["add", "--all"], ["commit", "--quiet", "-m", "x"],
    ] {
      #expect(try await workspace.run("git", arguments, in: "hooks").exitCode == 0)
    }
    try FileManager.default.createDirectory(atPath: workspace.path + "/bin", withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: workspace.path + "/bin/kfunclint", withDestinationPath: try #require(Program.path))
    return workspace
  }

  private func environment(_ workspace: Workspace) throws -> [String: String] {
    let path = try #require(ProcessInfo.processInfo.environment["PATH"])
    return ["PATH": workspace.path + "/bin:" + path, "NO_COLOR": "1"]
  }

  private func tryRepo(_ hook: String, _ arguments: [String], _ workspace: Workspace) async throws -> Program.Outcome {
    try await workspace.run(
      try #require(await PythonTool.preCommit.path()), ["try-repo", "../hooks", hook, "--verbose"] + arguments,
      environment: try environment(workspace))
  }

  /// Takes the marker from a definition.
  private func plant(_ workspace: Workspace) throws {
    try workspace.change(Self.ticket) {
      $0.replacingOccurrences(of: "__bpf_kfunc int bpf_ticket_read", with: "int bpf_ticket_read")
    }
  }

  @Test func `the hooks for an installed program differ in their language only`() throws {
    let text = try String(contentsOf: Self.hooks, encoding: .utf8)
    let hooks = text.components(separatedBy: "- id: ").dropFirst().map { hook in
      hook.split(separator: "\n").filter { !$0.contains("description:") && !$0.contains("files:") }.map(String.init)
    }
    #expect(hooks.map(\.first) == ["kfunclint", "kfunclint-push", "kfunclint-system", "kfunclint-push-system"])
    for (built, installed) in zip(hooks.prefix(2), hooks.suffix(2)) {
      #expect(built.contains("  language: swift") && installed.contains("  language: system"))
      let rest: ([String]) -> [String] = { $0.dropFirst().filter { !$0.contains("language:") } }
      #expect(rest(built) == rest(installed))
      #expect(built.contains("  pass_filenames: false") && built.contains("  require_serial: true"))
    }
  }

  @Test(.enabled(hint) { await PythonTool.preCommit.path() != nil })
  func `the index is linted where it differs from the work tree, and nothing staged is fine`() async throws {
    let workspace = try await workspace()
    let nothing = try await tryRepo("kfunclint-system", [], workspace)
    #expect(nothing.exitCode == 0 && nothing.output.contains("(no files to check)Skipped"), "\(nothing)")
    let clean = String(decoding: try workspace.read(Self.ticket), as: UTF8.self)
    try plant(workspace)
    try await workspace.git(["add", "--all"])
    try workspace.write(Self.ticket, "/* Not staged. */\n" + clean)
    let staged = try await tryRepo("kfunclint-system", [], workspace)
    #expect(staged.exitCode == 1 && staged.output.contains("kernel/bpf/ticket.c:57:5: warning: "), "\(staged)")
    #expect(String(decoding: try workspace.read(Self.ticket), as: UTF8.self) == "/* Not staged. */\n" + clean)
    try workspace.write(Self.ticket, "/* Staged. */\n" + clean)
    try await workspace.git(["add", "--all"])
    try plant(workspace)
    let unstaged = try await tryRepo("kfunclint-system", [], workspace)
    #expect(unstaged.exitCode == 0 && unstaged.output.contains("Passed"), "\(unstaged)")
  }

  @Test(.enabled(hint) { await PythonTool.preCommit.path() != nil })
  func `the commits of a range and of a push are linted one by one`() async throws {
    let workspace = try await workspace()
    let preCommit = try #require(await PythonTool.preCommit.path())
    try await workspace.git(["init", "--quiet", "--bare", "../remote.git"])
    try await workspace.git(["remote", "add", "origin", "../remote.git"])
    let revision = try await workspace.run("git", ["rev-parse", "HEAD"], in: "hooks").output
    try workspace.write(
      "tree/.pre-commit-config.yaml",
      """
      repos:
        - repo: ../hooks
          rev: \(revision.trimmingCharacters(in: .whitespacesAndNewlines))
          hooks: [{id: kfunclint-push-system}]

      """)
    try await workspace.commit("Use the hooks")
    let environment = try environment(workspace)
    let installed = try await workspace.run(
      preCommit, ["install", "--hook-type", "pre-push"], environment: environment)
    #expect(installed.exitCode == 0, "\(installed)")
    // A branch with a first commit that the remote does not have: the framework names the branch only.
    let first = try await workspace.run("git", ["push", "origin", "main"], environment: environment)
    #expect(first.exitCode == 1 && first.output.contains("commit "), "\(first)")
    try await workspace.git(["push", "--quiet", "--no-verify", "origin", "main"])
    try plant(workspace)
    try await workspace.commit("ticket: drop a marker")
    try workspace.write("tree/drivers/badge/other.c", "int other;\n")
    try await workspace.commit("badge: add a file")
    let held = try await workspace.run("git", ["push", "origin", "main"], environment: environment)
    #expect(held.exitCode == 1 && held.output.contains(" 'ticket: drop a marker':\n"), "\(held)")
    let range = try await tryRepo(
      "kfunclint-system", ["--from-ref", "HEAD~2", "--to-ref", "HEAD"], workspace)
    #expect(range.exitCode == 1 && range.output.contains(" 'ticket: drop a marker':\n"), "\(range)")
    let last = try await tryRepo("kfunclint-system", ["--from-ref", "HEAD~1", "--to-ref", "HEAD"], workspace)
    #expect(last.exitCode == 0, "\(last)")
  }
}
