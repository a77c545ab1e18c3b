import ArgumentParser
import Diagnostics
import LintDriver
import Reporters

extension InventoryRenderer.Format: ExpressibleByArgument {}

/// `kfunclint inventory`: every kfunc with its set, flags, prototype and program types.
struct InventoryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inventory",
    abstract: "List every entry of every kfunc set: flags, prototype, program types, condition.")

  @OptionGroup var input: InputArguments
  @OptionGroup var analysis: AnalysisArguments

  @Option(help: "Output format.")
  var format: InventoryRenderer.Format = .table

  func run() async throws {
    let result = try await analysis.analyze(input: input)
    let entries = InventoryBuilder.entries(of: result.model, scope: result.scope)
    StandardStreams.write(InventoryRenderer(format: format, width: Terminal.width).render(entries))
    for notification in result.notifications where notification.level != .note {
      StandardStreams.writeError("kfunclint: \(notification.level.rawValue): \(notification.message)\n")
    }
    if !result.isComplete { throw ExitCode(3) }
  }
}
