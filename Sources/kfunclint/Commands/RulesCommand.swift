import ArgumentParser
import Diagnostics
import Dialect
import LintDriver
import RuleEngine

/// `kfunclint rules`: the rules themselves.
struct RulesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules", abstract: "List, check and test rules.",
    subcommands: [RulesListCommand.self, RulesCheckCommand.self, RulesTestCommand.self])
}

/// Loads the built-in rules, and those of a directory if one is given.
private func loadRules(_ directory: String?) throws -> RuleSet {
  do throws(RuleSetError) {
    return try LintSession.rules(directories: directory.map { [$0] } ?? [])
  } catch {
    throw CommandFailure(error)
  }
}

/// `kfunclint rules list`.
struct RulesListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List all rules with what they find.")

  @Argument(help: "A directory with rules of one's own.", completion: .directory)
  var directory: String?

  func run() async throws {
    for rule in try loadRules(directory).rules {
      StandardStreams.write(
        "\(rule.id)  \(rule.highestSeverity.rawValue)  \(rule.docs.what.split(separator: "\n").joined(separator: " "))\n"
      )
    }
  }
}

/// `kfunclint rules check`.
struct RulesCheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Report every mistake in the rule files of a directory.")

  @Argument(help: "A directory with rules of one's own. Default: the built-in rules.", completion: .directory)
  var directory: String?

  func run() async throws {
    let rules = try loadRules(directory)
    StandardStreams.write("\(rules.rules.count) rules, no mistakes\n")
  }
}

/// `kfunclint rules test`.
struct RulesTestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Run the examples of rules as tests.")

  @Argument(help: "A directory with rules of one's own. Default: the built-in rules.", completion: .directory)
  var directory: String?

  func run() async throws {
    let rules = try loadRules(directory).rules
    let builtIn = directory == nil ? [] : Set(try loadRules(nil).rules.map(\.id))
    let newest: KernelVersion
    do throws(VocabularyError) {
      newest = try VocabularyReader().read().newest
    } catch {
      throw CommandFailure(.vocabulary(error))
    }
    let tester = RuleTester(analyzer: SnippetAnalysis(options: AnalysisArguments.defaultOptions()), newest: newest)
    var failed = 0
    let tested = rules.filter { !builtIn.contains($0.id) }
    for rule in tested {
      let failures = await tester.failures(of: rule)
      for failure in failures { StandardStreams.write("\(failure)\n") }
      failed += failures.isEmpty ? 0 : 1
    }
    let examples = tested.reduce(0) { $0 + $1.examples.count }
    StandardStreams.write("\(tested.count - failed) rules passed, \(failed) failed, \(examples) examples\n")
    if failed > 0 { throw ExitCode(2) }
  }
}
