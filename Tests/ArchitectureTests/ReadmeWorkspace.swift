import Foundation
import Subprocess
import SystemPackage
import TestSupport

/// A temporary directory in which the commands of the README run: `linux` and `linux-old` are the small tree, `module` the module,
/// `repository` the small tree as a git repository, and `kernel` the output directory of a real kernel where a block needs one.
struct ReadmeWorkspace {
  let root: URL

  init(binary: String) throws {
    root = FileManager.default.temporaryDirectory.appendingPathComponent("kfunclint-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: root.appendingPathComponent("bin"), withIntermediateDirectories: true)
    for (name, tree) in [("linux", "small"), ("linux-old", "small"), ("module", "module")] {
      try FileManager.default.copyItem(
        at: Repository.url("TestInputs/trees/\(tree)"), to: root.appendingPathComponent(name))
    }
    try link("bin/kfunclint", to: binary)
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
      git config commit.gpgsign false
      git remote add origin https://bot:secret@example.org/linux.git
      git add --all && git commit --quiet --message 'Base'
      sed -i 's/^__bpf_kfunc int bpf_ticket_read/int bpf_ticket_read/' kernel/bpf/ticket.c
      git commit --quiet --all --message 'ticket: drop a marker'
      git format-patch --stdout --thread -1 >../series.mbox
      sed -i 's/struct ticket __rcu \\*next;/struct ticket __rcu *after;/' include/linux/ticket.h
      git add --all
      """
    let outcome = try await run(script, in: ".")
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

  /// Provides what a block needs; returns what is missing for it, if anything is.
  func provide(_ need: String) async throws -> String? {
    switch need {
    case "linux-headers": return KernelHeaders.newest == nil ? "no linux-headers package is installed" : nil
    case "b4": return try await provide(PythonTool.b4, named: need)
    case "pre-commit": return try await provide(PythonTool.preCommit, named: need)
    case "kernel":
      guard let kernels = ProcessInfo.processInfo.environment["KFUNCLINT_KERNELS"], await ConfiguredKernel.isPossible()
      else { return "no kernel can be built" }
      let kernel = try await ConfiguredKernel(tree: kernels + "/linux-source-6.12", release: "6.12")
      try link("kernel", to: kernel.output)
      return nil
    default: return "'\(need)' is not known"
    }
  }

  private func provide(_ tool: PythonTool, named name: String) async throws -> String? {
    guard let path = await tool.path() else { return "\(name) cannot be installed" }
    try link("bin/" + name, to: path)
    return nil
  }

  private func link(_ name: String, to path: String) throws {
    let link = root.appendingPathComponent(name)
    try? FileManager.default.removeItem(at: link)
    try FileManager.default.createSymbolicLink(atPath: link.path, withDestinationPath: path)
  }

  /// What a command came to.
  struct Outcome {
    var exitCode: Int
    var output: String
    var errors: String
  }

  /// Runs one line of shell, with `kfunclint` in the path, on a machine that runs the newest kernel with headers.
  func run(_ line: String, in directory: String) async throws -> Outcome {
    let script = """
      uname() { echo "$KERNEL_RELEASE"; }
      \(line)
      """
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    let release = KernelHeaders.newest.map { $0.dropFirst("/usr/src/linux-headers-".count) } ?? "none"
    let result = try await Subprocess.run(
      .path("/bin/bash"), arguments: ["-uc", script],
      environment: .inherit.updating([
        "PATH": root.path + "/bin:" + path, "KERNEL_RELEASE": String(release), "COLUMNS": "120", "NO_COLOR": "1",
        "HOME": root.path, "XDG_CACHE_HOME": root.appendingPathComponent("cache").path, "GIT_CONFIG_NOSYSTEM": "1",
      ]),
      workingDirectory: FilePath(root.appendingPathComponent(directory).path),
      output: .string(limit: 16 << 20), error: .string(limit: 1 << 20))
    guard case .exited(let code) = result.terminationStatus else {
      return Outcome(exitCode: -1, output: result.standardOutput, errors: "\(result.terminationStatus)")
    }
    return Outcome(exitCode: Int(code), output: result.standardOutput, errors: result.standardError)
  }
}
