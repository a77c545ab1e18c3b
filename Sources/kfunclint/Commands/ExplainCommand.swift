import ArgumentParser
import Dialect
import LintDriver
import Model
import RuleEngine

/// `kfunclint explain`: what a rule, a flag or a parameter suffix is about.
struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Explain a rule, a KF_* flag or a parameter suffix.")

  @Argument(help: "A rule, a flag such as KF_ACQUIRE, or a suffix such as __sz.")
  var name: String

  @Option(parsing: .singleValue, help: ArgumentHelp("Also look at the rules of a directory.", valueName: "dir"))
  var rules: [String] = []

  func run() async throws {
    let set: RuleSet
    let vocabulary: Vocabulary
    do throws(RuleSetError) {
      set = try LintSession.rules(directories: rules)
    } catch {
      throw CommandFailure(error)
    }
    do throws(VocabularyError) {
      vocabulary = try VocabularyReader().read()
    } catch {
      throw CommandFailure(.vocabulary(error))
    }
    if let rule = set.rule(named: name) {
      StandardStreams.write(Explanation(rule).text(width: min(Terminal.width, 100)))
    } else if let text = VocabularyExplanation(vocabulary).text(of: name) {
      StandardStreams.write(text)
    } else {
      let known = set.selectors + vocabulary.flags.map(\.name) + vocabulary.suffixes.map(\.text)
      let guess = NearestName.of(name, among: known).map { "did you mean '\($0)'?" }
      throw CommandFailure(
        message: "there is no rule, flag or suffix '\(name)'", remedy: guess ?? "'kfunclint rules list' shows all rules",
        exitCode: 2)
    }
  }
}
