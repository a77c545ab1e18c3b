import ArgumentParser
import Foundation
import LintDriver

/// `kfunclint __commands`: how each candidate would be parsed, for comparing with a compiler. Hidden: benchmarks use it.
struct CommandsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "__commands",
    abstract: "Print one JSON object per candidate: its file and complete compiler arguments.",
    shouldDisplay: false)

  @OptionGroup var input: InputArguments
  @OptionGroup var analysis: AnalysisArguments

  @Option(help: "Directory to write the headers to that otherwise exist in memory only.")
  var output: String

  func run() async throws {
    let options = try analysis.mergedOptions(input: input)
    let plan: [CommandPlan.Entry]
    do throws(AnalysisError) {
      plan = try CommandPlan(options: options).entries(writingHeadersTo: output)
    } catch {
      throw CommandFailure(error)
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    for entry in plan { StandardStreams.write(String(decoding: try encoder.encode(entry), as: UTF8.self) + "\n") }
  }
}
