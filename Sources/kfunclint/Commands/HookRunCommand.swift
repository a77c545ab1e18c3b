import ArgumentParser
import Foundation
import LintDriver

/// `kfunclint hook run`: what the scripts of `hook install` call, and others' scripts may.
struct HookRunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Lint what a hook of git is about.",
    discussion: """
      Takes the arguments, the environment and the standard input that git gives to the hook. Exit code 1 for findings. Whatever \
      keeps the linter from working is said, and does not hold back a commit, a push or a mail.
      """)

  @Argument(help: ArgumentHelp("pre-commit, pre-push or sendemail-validate.", valueName: "hook"))
  var hook: GitHook

  @Argument(parsing: .captureForPassthrough, help: ArgumentHelp("What git passes to the hook.", valueName: "argument"))
  var arguments: [String] = []

  func run() async throws {
    do {
      let call = HookCall(
        hook: hook, arguments: arguments, environment: ProcessInfo.processInfo.environment,
        workingDirectory: FileManager.default.currentDirectoryPath)
      let request: ChangeRequest?
      do throws(ChangeError) {
        request = try await call.request { Self.standardInput() }
      } catch {
        throw CommandFailure(message: error.message, remedy: error.remedy, exitCode: 2)
      }
      guard let request else { return }
      let lint = try LintCommand.parse(["--format", "text", "--quiet"])
      let (options, settings) = try lint.prepare()
      try await lint.lintChange(request, options: options, settings: settings, isSilentWithoutInput: true)
    } catch let code as ExitCode {
      if code.rawValue == 1 {
        StandardStreams.writeError("kfunclint: note: \(hook.heldBack)\n")
        throw code
      }
      StandardStreams.writeError("kfunclint: note: \(hook.goesOn)\n")
    } catch let failure as CommandFailure {
      failure.report()
      StandardStreams.writeError("kfunclint: note: \(hook.goesOn)\n")
    }
  }

  /// A terminal has nothing to say: somebody tries the command by hand.
  private static func standardInput() -> [UInt8] {
    guard isatty(STDIN_FILENO) == 0 else { return [] }
    return Array((try? FileHandle.standardInput.readToEnd()) ?? Data())
  }
}
