import Foundation
import Pipes
import Subprocess
import SystemPackage

/// Runs git so that nothing but git runs: no hook, pager, external diff, text conversion or file monitor of a configuration or of the
/// environment, and nothing is fetched.
struct GitProcess: Sendable {
  /// Where it is run.
  let directory: String

  /// What came of a run.
  struct Result: Sendable {
    var isSuccess: Bool
    var output: [UInt8]
    /// The first line of what git said on standard error.
    var complaint: String
  }

  /// Bytes that one run may print; more than the names of all files of a kernel in a diff.
  static let outputLimit = 512 << 20

  static let settings = [
    "core.fsmonitor=false", "core.hooksPath=/dev/null", "core.pager=cat", "core.quotePath=false", "diff.external=",
    "core.attributesFile=/dev/null", "protocol.allow=never", "log.showSignature=false", "diff.ignoreSubmodules=none",
    "core.alternateRefsCommand=", "core.sshCommand=false", "core.editor=false", "diff.renameLimit=2000",
  ]

  /// Runs a command that asks for the user's own settings, and that starts nothing.
  func ask(_ arguments: [String]) async throws(GitError) -> String {
    let result = try await run(arguments, settings: [])
    guard result.isSuccess else { throw .failed(command: arguments.first ?? "", message: result.complaint) }
    return String(decoding: result.output.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
  }

  /// Runs a command.
  ///
  /// - Throws: ``GitError`` when git does not start or prints too much; an exit code other than 0 is a result.
  func run(
    _ arguments: [String], input: [UInt8] = [], settings: [String] = Self.settings
  ) async throws(GitError) -> Result {
    let all = ["--no-pager", "--no-optional-locks"] + settings.flatMap { ["-c", $0] } + arguments
    do {
      let result = try await Subprocess.run(
        .name("git"), arguments: Arguments(all), environment: .custom(Self.environment),
        workingDirectory: FilePath(directory), input: .bytes(input), output: .bytes(limit: Self.outputLimit),
        error: .string(limit: 1 << 16))
      let complaint = result.standardError.split(separator: "\n").first.map(String.init) ?? ""
      return Result(isSuccess: result.terminationStatus.isSuccess, output: result.standardOutput, complaint: complaint)
    } catch let error as SubprocessError where error.code == .executableNotFound {
      throw .notInstalled
    } catch let error as SubprocessError where error.code == .outputLimitExceeded {
      throw .tooLarge(what: "the output of 'git \(arguments.first ?? "")'", limit: Self.outputLimit)
    } catch {
      throw .failed(command: arguments.first ?? "", message: "\(error)")
    }
  }

  /// Runs a command that has to succeed and returns its output.
  func output(_ arguments: [String], input: [UInt8] = []) async throws(GitError) -> [UInt8] {
    let result = try await run(arguments, input: input)
    guard result.isSuccess else { throw .failed(command: arguments.first ?? "", message: result.complaint) }
    return result.output
  }

  /// Only what git needs to find its configuration and, inside of a hook, the index and the objects of the commit in the making.
  private static var environment: [Environment.Key: String] {
    let process = ProcessInfo.processInfo.environment
    var kept: [Environment.Key: String] = [
      "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_LITERAL_PATHSPECS": "1",
      "GIT_NO_REPLACE_OBJECTS": "1",
    ]
    for name in ["PATH", "HOME", "XDG_CONFIG_HOME"] {
      if let value = process[name] { kept[Environment.Key(stringLiteral: name)] = value }
    }
    let directory = FileManager.default.currentDirectoryPath
    for name in ["GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY"] {
      guard let value = process[name], !value.isEmpty else { continue }
      kept[Environment.Key(stringLiteral: name)] = value.hasPrefix("/") ? value : directory + "/" + value
    }
    if let value = process["GIT_ALTERNATE_OBJECT_DIRECTORIES"] { kept["GIT_ALTERNATE_OBJECT_DIRECTORIES"] = value }
    return kept
  }
}
