import Foundation
import Git
import Subprocess
import SystemPackage

/// A repository in a temporary directory.
final class GitFixture: Sendable {
  let path: String

  init(_ arguments: [String] = []) async throws {
    let directory = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appendingPathComponent("kfunclint-git-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    path = directory.path
    try await git(["init", "--quiet", "--initial-branch=main"] + arguments)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var repository: Repository { get async throws { try await Repository(containing: path) } }

  /// Runs git and returns what it prints.
  @discardableResult
  func git(_ arguments: [String]) async throws -> String {
    let identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    let result = try await run(
      .name("git"), arguments: Arguments(identity + arguments), workingDirectory: FilePath(path),
      output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
    guard result.terminationStatus.isSuccess else { throw Failure(text: result.standardError) }
    return result.standardOutput.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  struct Failure: Error { var text: String }

  func write(_ file: String, _ text: String) throws {
    let url = URL(fileURLWithPath: path).appendingPathComponent(file)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  /// Writes files and commits everything; returns the commit.
  @discardableResult
  func commit(_ files: [String: String], _ subject: String = "Change") async throws -> String {
    for (file, text) in files { try write(file, text) }
    try await git(["add", "--all"])
    try await git(["commit", "--quiet", "--allow-empty", "--no-verify", "-m", subject])
    return try await git(["rev-parse", "HEAD"])
  }
}
