import Foundation
import Subprocess
import SystemPackage
import Testing

/// The release binary, run as a user runs it. `KFUNCLINT_BINARY` names it; without, tests of it are skipped visibly.
enum Program {
  static let hint: Comment = "set KFUNCLINT_BINARY to the kfunclint executable"
  static let kernelHint: Comment = "set KFUNCLINT_KERNELS to a directory with linux-source-6.12 and linux-source-6.1"
  static let otherHint: Comment = "set KFUNCLINT_BINARY_OTHER_LLVM to a kfunclint built for another LLVM"

  static let path = value(of: "KFUNCLINT_BINARY")
  /// The same program built with the headers of another LLVM.
  static let otherPath = value(of: "KFUNCLINT_BINARY_OTHER_LLVM")
  static let kernels = value(of: "KFUNCLINT_KERNELS")

  /// What a run left behind.
  struct Outcome {
    var exitCode: Int32
    var output: String
    var errors: String

    /// The JSON object on standard output.
    func json() throws -> [String: Any] {
      try #require(try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
    }

    /// `RULE path:line` for each finding of a JSON report.
    func findings() throws -> [String] {
      try #require(try json()["findings"] as? [[String: Any]]).map {
        "\($0["rule"] as? String ?? "") \($0["path"] as? String ?? ""):\($0["line"] as? Int ?? 0)"
      }
    }
  }

  /// Runs the program to its end.
  static func run(
    _ arguments: [String], in directory: String = "/", environment: [String: String] = [:], program: String? = nil
  ) async throws -> Outcome {
    let executable = try #require(program ?? path)
    // Nothing can be made there: without a cache of its own a test neither leaves facts behind nor finds any.
    let environment = environment.merging(["XDG_CACHE_HOME": "/dev/null"]) { own, _ in own }
    let changes = Dictionary(
      uniqueKeysWithValues: environment.map { (Environment.Key(stringLiteral: $0.key), Optional($0.value)) })
    let result = try await Subprocess.run(
      .path(FilePath(executable)), arguments: Arguments(arguments), environment: .inherit.updating(changes),
      workingDirectory: FilePath(directory), output: .string(limit: 64 << 20), error: .string(limit: 1 << 20))
    var exitCode: Int32 = -1
    if case .exited(let code) = result.terminationStatus { exitCode = code }
    return Outcome(exitCode: exitCode, output: result.standardOutput, errors: result.standardError)
  }

  /// The tree of a release (`6.12`).
  static func kernel(_ release: String) throws -> String { try #require(kernels) + "/linux-source-" + release }

  private static func value(of variable: String) -> String? {
    ProcessInfo.processInfo.environment[variable].flatMap { $0.isEmpty ? nil : URL(fileURLWithPath: $0).path }
  }
}
