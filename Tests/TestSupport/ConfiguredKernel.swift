import Foundation
import Subprocess
import Synchronization
import SystemPackage

/// The output directory of a kernel that is configured with BPF and ready to compile single files. It is kept in the temporary directory:
/// making it takes a minute.
public struct ConfiguredKernel: Sendable {
  /// Absolute.
  public let tree: String
  public let output: String

  /// What a run of make came to.
  public struct Outcome: Sendable {
    public var isSuccess: Bool
    public var output: String
    public var errors: String
  }

  /// Why the kernel cannot be configured.
  public struct Failure: Error, CustomStringConvertible {
    public var description: String
  }

  /// Tells whether everything is installed that configuring a kernel takes, and prints what is not.
  public static func isPossible() async -> Bool {
    for tool in ["make", "gcc", "flex", "bison", "bc"] {
      let result = try? await Subprocess.run(
        .name(tool), arguments: ["--version"], output: .discarded, error: .discarded)
      guard result?.terminationStatus.isSuccess == true else {
        print("SKIPPED: building files of a kernel takes \(tool)")
        return false
      }
    }
    return true
  }

  /// Configures a kernel if that was not done before.
  ///
  /// - Parameters:
  ///   - tree: the absolute path of its sources.
  ///   - release: names the output directory.
  public init(tree: String, release: String) async throws {
    self.tree = tree
    output = FileManager.default.temporaryDirectory.resolvingSymlinksInPath().path + "/kfunclint-kernel-\(release)"
    let kernel = self
    // Tests run side by side, and configuring takes a while.
    let work = Self.configurations.withLock { all in
      if let known = all[kernel.output] { return known }
      let new = Task { try await kernel.configure() }
      all[kernel.output] = new
      return new
    }
    try await work.value
  }

  private static let configurations = Mutex<[String: Task<Void, any Error>]>([:])

  private func configure() async throws {
    let done = output + "/complete"
    guard !FileManager.default.fileExists(atPath: done) else { return }
    try? FileManager.default.removeItem(atPath: output)
    try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
    try succeed(await make(["-s", "defconfig"]))
    try succeed(
      await run(tree + "/scripts/config", ["--file", output + "/.config", "-e", "BPF_SYSCALL", "-e", "BPF_JIT"]))
    try succeed(await make(["-s", "olddefconfig"]))
    try succeed(await make(["-s", "prepare"]))
    try Data().write(to: URL(fileURLWithPath: done))
  }

  /// Runs make for the output directory.
  public func make(_ arguments: [String]) async throws -> Outcome {
    try await run("/usr/bin/make", ["-C", tree, "O=" + output] + arguments)
  }

  /// Removes an object, so that it is compiled again.
  public func remove(_ object: String) { try? FileManager.default.removeItem(atPath: output + "/" + object) }

  private func succeed(_ outcome: Outcome) throws {
    guard outcome.isSuccess else { throw Failure(description: "the kernel cannot be configured: \(outcome.errors)") }
  }

  private func run(_ program: String, _ arguments: [String]) async throws -> Outcome {
    let result = try await Subprocess.run(
      .path(FilePath(program)), arguments: Arguments(arguments), workingDirectory: FilePath(output),
      output: .string(limit: 16 << 20), error: .string(limit: 1 << 20))
    return Outcome(
      isSuccess: result.terminationStatus.isSuccess, output: result.standardOutput, errors: result.standardError)
  }
}
