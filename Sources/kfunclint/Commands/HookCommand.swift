import ArgumentParser
import Foundation
import LintDriver

extension GitHook: ExpressibleByArgument {}

/// `kfunclint hook`: git runs the linter.
struct HookCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hook", abstract: "Let git lint commits, pushes and mails.",
    discussion: """
      Hooks are put where git looks for them, also with core.hooksPath and in linked work trees. A hook that is there is kept \
      and run first; 'uninstall' puts it back. In repositories that are no kernel tree the hooks do nothing.
      """,
    subcommands: [HookInstallCommand.self, HookUninstallCommand.self, HookStatusCommand.self, HookRunCommand.self])

  static func directory() async throws -> HookDirectory {
    do throws(HookError) {
      return try await HookDirectory(containing: FileManager.default.currentDirectoryPath)
    } catch {
      throw failure(error)
    }
  }

  static func failure(_ error: HookError) -> CommandFailure {
    CommandFailure(message: error.message, remedy: error.remedy, exitCode: 2)
  }

  /// What `status` says of a hook.
  static func text(of state: HookDirectory.State) -> String {
    switch state {
    case .absent: "not installed"
    case .foreign: "another program's"
    case .edited: "installed, and edited since"
    case .installed(let program, let isChained):
      (isChained ? "installed, after the hook that was there before" : "installed")
        + (FileManager.default.isExecutableFile(atPath: program) ? "" : "; '\(program)' is gone")
    }
  }
}

/// Which hooks a command is about.
struct HookArguments: ParsableArguments {
  @Argument(help: ArgumentHelp("pre-commit, pre-push or sendemail-validate. Default: all.", valueName: "hook"))
  var names: [GitHook] = []

  var hooks: [GitHook] { names.isEmpty ? GitHook.allCases : GitHook.allCases.filter(names.contains) }
}

/// `kfunclint hook install`.
struct HookInstallCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "install", abstract: "Install hooks in this repository.")

  @OptionGroup var arguments: HookArguments

  func run() async throws {
    let directory = try await HookCommand.directory()
    do throws(HookError) {
      // All or none.
      for hook in arguments.hooks { try await directory.checkInstallation(of: hook) }
      for hook in arguments.hooks { try await directory.install(hook, program: Self.program) }
    } catch {
      throw HookCommand.failure(error)
    }
    for hook in arguments.hooks {
      StandardStreams.write("\(hook.rawValue): \(HookCommand.text(of: directory.state(of: hook)))\n")
    }
    if directory.isConfigured {
      StandardStreams.writeError(
        "kfunclint: note: core.hooksPath is '\(directory.path)', which other repositories may use as well\n")
    }
    if !HookDirectory.isKernelTree(directory.root) {
      StandardStreams.writeError(
        "kfunclint: note: '\(directory.root)' is no kernel tree, so the hooks will find nothing to lint\n")
    }
  }

  /// This program under the name that the user called it by: what a package manager replaces keeps its name.
  private static var program: String {
    let files = FileManager.default
    let name = CommandLine.arguments.first ?? ""
    let directories =
      name.contains("/")
      ? [files.currentDirectoryPath]
      : (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
    let candidates = directories.map { URL(fileURLWithPath: name, relativeTo: URL(fileURLWithPath: $0)).path }
    return candidates.first { files.isExecutableFile(atPath: $0) }
      ?? URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().path
  }
}

/// `kfunclint hook uninstall`.
struct HookUninstallCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "uninstall", abstract: "Remove the hooks, and put those back that were there before.")

  @OptionGroup var arguments: HookArguments

  func run() async throws {
    let directory = try await HookCommand.directory()
    for hook in arguments.hooks {
      do throws(HookError) {
        try directory.uninstall(hook)
      } catch {
        throw HookCommand.failure(error)
      }
      StandardStreams.write("\(hook.rawValue): \(HookCommand.text(of: directory.state(of: hook)))\n")
    }
  }
}

/// `kfunclint hook status`.
struct HookStatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Print which hooks are installed, and where.")

  func run() async throws {
    let directory = try await HookCommand.directory()
    StandardStreams.write("hooks in '\(directory.path)'\n")
    for hook in GitHook.allCases {
      StandardStreams.write("\(hook.rawValue): \(HookCommand.text(of: directory.state(of: hook)))\n")
    }
  }
}
