import Foundation
import Subprocess
import SystemPackage

/// A temporary directory in which the commands of the README run: `linux` and `linux-old` are the small tree, `module` the module, and
/// `repository` the small tree as a git repository.
struct ReadmeWorkspace {
  let root: URL

  init() throws {
    root = FileManager.default.temporaryDirectory.appendingPathComponent("kfunclint-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    for (name, tree) in [("linux", "small"), ("linux-old", "small"), ("module", "module")] {
      try FileManager.default.copyItem(
        at: Repository.url("TestInputs/trees/\(tree)"), to: root.appendingPathComponent(name))
    }
  }

  /// Makes `repository`, on branch `main`: a commit with the small tree, one with a mistake, another mistake in the index, and the
  /// second commit as a mail in `series.mbox` beside it.
  func addRepository() async throws {
    let script = """
      set -e
      cp -r linux repository
      cd repository
      git init --quiet --initial-branch=main
      git config user.name 'A Developer' && git config user.email developer@example.org
      git config commit.gpgsign false && git config core.hooksPath /dev/null
      git remote add origin https://bot:secret@example.org/linux.git
      git add --all && git commit --quiet --message 'Base'
      sed -i 's/^__bpf_kfunc int bpf_ticket_read/int bpf_ticket_read/' kernel/bpf/ticket.c
      git commit --quiet --all --message 'ticket: drop a marker'
      git format-patch --stdout --thread -1 >../series.mbox
      sed -i 's/struct ticket __rcu \\*next;/struct ticket __rcu *after;/' include/linux/ticket.h
      git add --all
      """
    let outcome = try await run(script, in: ".", binary: "", kernelRelease: nil)
    guard outcome.exitCode == 0 else { throw Unusable(message: outcome.errors) }
  }

  /// A workspace that could not be set up.
  struct Unusable: Error {
    var message: String
  }

  func remove() { try? FileManager.default.removeItem(at: root) }

  /// Writes a file that the README shows.
  func add(_ path: String, _ lines: [String]) throws {
    let file = root.appendingPathComponent(path)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try (lines.joined(separator: "\n") + "\n").write(to: file, atomically: true, encoding: .utf8)
  }

  /// What a command came to.
  struct Outcome {
    var exitCode: Int
    var output: String
    var errors: String
  }

  /// Runs one line of shell with a `kfunclint` command that is the binary, on a machine that runs the given kernel.
  func run(_ line: String, in directory: String, binary: String, kernelRelease: String?) async throws -> Outcome {
    let script = """
      kfunclint() { "$KFUNCLINT_BINARY" "$@"; }
      uname() { echo "$KERNEL_RELEASE"; }
      \(line)
      """
    let result = try await Subprocess.run(
      .path("/bin/bash"), arguments: ["-uc", script],
      environment: .inherit.updating([
        "KFUNCLINT_BINARY": binary, "KERNEL_RELEASE": kernelRelease ?? "none", "COLUMNS": "120", "NO_COLOR": "1",
        "XDG_CACHE_HOME": root.appendingPathComponent("cache").path,
      ]),
      workingDirectory: FilePath(root.appendingPathComponent(directory).path),
      output: .string(limit: 16 << 20), error: .string(limit: 1 << 20))
    guard case .exited(let code) = result.terminationStatus else {
      return Outcome(exitCode: -1, output: result.standardOutput, errors: "\(result.terminationStatus)")
    }
    return Outcome(exitCode: Int(code), output: result.standardOutput, errors: result.standardError)
  }
}
