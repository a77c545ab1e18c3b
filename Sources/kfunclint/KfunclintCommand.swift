import ArgumentParser
import Foundation

/// The program: a set of subcommands.
struct KfunclintCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kfunclint", abstract: "Check the annotations of BPF kfuncs in Linux kernel code.",
    discussion: """
      kfunclint reads kernel C sources and says where __bpf_kfunc definitions, BTF_ID_FLAGS sets, KF_* flags, parameter \
      suffixes and registrations do not agree with each other or with the rules of that kernel version. The kernel needs \
      no configuration and no build.

      Exit codes: 0 nothing found, 1 findings, 2 usage or configuration error, 3 analysis incomplete, 4 internal error.
      """,
    version: ToolVersion.text,
    subcommands: [
      LintCommand.self, InventoryCommand.self, CompareCommand.self, ExplainCommand.self, RulesCommand.self,
      ConfigCommand.self, DoctorCommand.self, CacheCommand.self, HookCommand.self, KbuildCommand.self,
      CommandsCommand.self,
      ManualCommand.self,
    ],
    defaultSubcommand: nil)

  /// Parses the arguments, runs the command and ends the process with its exit code.
  static func run(_ arguments: [String]) async -> Never {
    do {
      var command = try parseAsRoot(arguments)
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
      endProcess(0)
    } catch let failure as CommandFailure {
      failure.report()
      endProcess(failure.exitCode)
    } catch let code as ExitCode {
      endProcess(code.rawValue)
    } catch {
      let code = exitCode(for: error)
      if code.isSuccess {
        StandardStreams.write(fullMessage(for: error) + "\n")
        endProcess(0)
      }
      StandardStreams.writeError(fullMessage(for: error) + "\n")
      // The parser's own code is EX_USAGE; ours for the same is 2.
      endProcess(2)
    }
  }
}

/// `exit(3)`, which a type with an `exit` of its own cannot call by that name.
private func endProcess(_ code: Int32) -> Never { exit(code) }
