import Foundation
import Pipes
import Subprocess
import SystemPackage
import Testing

extension Workspace {
  /// Makes the small tree a repository with one commit.
  static func withRepository() async throws -> Workspace {
    let workspace = try Workspace.withSmallTree()
    try await workspace.git(["init", "--quiet", "--initial-branch=main"])
    try await workspace.commit("Base")
    return workspace
  }

  /// Runs git in the tree, which must succeed, and returns what it prints.
  @discardableResult
  func git(_ arguments: [String]) async throws -> String {
    let outcome = try await run("git", arguments)
    #expect(outcome.exitCode == 0, "git \(arguments): \(outcome.errors)")
    return outcome.output
  }

  /// Commits everything on disk, without hooks.
  func commit(_ subject: String) async throws {
    try await git(["add", "--all"])
    try await git(["commit", "--quiet", "--no-verify", "-m", subject])
  }

  /// Runs a program in a directory of the workspace, as somebody whose home is the workspace and who has no settings.
  func run(
    _ program: String, _ arguments: [String], in directory: String = "tree", environment: [String: String] = [:],
    input: String = ""
  ) async throws -> Program.Outcome {
    var values = [
      "HOME": path, "XDG_CONFIG_HOME": path + "/config", "XDG_CACHE_HOME": path + "/cache",
      "XDG_DATA_HOME": path + "/data",
      "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org",
      "GIT_COMMITTER_NAME": "A",
      "GIT_COMMITTER_EMAIL": "a@example.org", "GIT_TERMINAL_PROMPT": "0",
    ]
    values.merge(environment) { $1 }
    let changes = Dictionary(
      uniqueKeysWithValues: values.map { (Environment.Key(stringLiteral: $0.key), Optional($0.value)) })
    let executable: Executable = program.hasPrefix("/") ? .path(FilePath(program)) : .name(program)
    let result = try await Subprocess.run(
      executable, arguments: Arguments(arguments), environment: .inherit.updating(changes),
      workingDirectory: FilePath(path + "/" + directory), input: .text(input), output: .string(limit: 16 << 20),
      error: .string(limit: 1 << 20))
    guard case .exited(let code) = result.terminationStatus else {
      return Program.Outcome(exitCode: -1, output: result.standardOutput, errors: result.standardError)
    }
    return Program.Outcome(exitCode: code, output: result.standardOutput, errors: result.standardError)
  }
}
