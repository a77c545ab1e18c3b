import Foundation
import Subprocess
import SystemPackage

/// A program of the Python package index in an environment of its own, which is kept in the temporary directory for later runs.
public actor PythonTool {
  public static let b4 = PythonTool(package: "b4", version: "0.16.0")
  public static let preCommit = PythonTool(package: "pre-commit", version: "4.7.0")

  private let package: String
  private let version: String
  private var installation: Task<String?, Never>?

  init(package: String, version: String) {
    self.package = package
    self.version = version
  }

  /// The absolute path of the program; nil, and a line that says why, when it is not there and cannot be fetched.
  public func path() async -> String? {
    if let installation { return await installation.value }
    let task = Task { await install() }
    installation = task
    return await task.value
  }

  private func install() async -> String? {
    let directory =
      FileManager.default.temporaryDirectory.resolvingSymlinksInPath().path + "/kfunclint-\(package)-\(version)"
    let program = "\(directory)/bin/\(package)"
    let done = "\(directory)/complete"
    if FileManager.default.fileExists(atPath: done) { return program }
    try? FileManager.default.removeItem(atPath: directory)
    guard await succeeds("python3", ["-m", "venv", directory]),
      await succeeds(
        "\(directory)/bin/pip",
        ["install", "--quiet", "--disable-pip-version-check", "--retries=1", "\(package)==\(version)"]),
      FileManager.default.createFile(atPath: done, contents: nil)
    else {
      print("SKIPPED: \(package) \(version) cannot be installed from the Python package index")
      return nil
    }
    return program
  }

  private func succeeds(_ program: String, _ arguments: [String]) async -> Bool {
    let executable: Executable = program.hasPrefix("/") ? .path(FilePath(program)) : .name(program)
    let result = try? await Subprocess.run(
      executable, arguments: Arguments(arguments), output: .discarded, error: .discarded)
    return result?.terminationStatus.isSuccess ?? false
  }
}
