import ArgumentParser

struct LintCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "lint", abstract: "Report where kfunc annotations are wrong.")
  @OptionGroup var analysis: AnalysisArguments
  func run() async throws { _ = try await analysis.analyze() }
}
