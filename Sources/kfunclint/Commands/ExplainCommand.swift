import ArgumentParser
import Dialect
import LintDriver
import Model
import RuleEngine

/// `kfunclint explain`: what a rule, a flag or a parameter suffix is about, or why there is a finding.
struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Explain a rule, a KF_* flag, a parameter suffix or a finding.",
    usage: """
      kfunclint explain [--rules <dir>] <name>
      kfunclint explain --finding <fingerprint> [<options>] [<path> ...]
      """,
    discussion: """
      NAME is a rule, a flag such as KF_ACQUIRE, or a suffix such as __sz.

      With --finding everything is printed that led to a finding: what the rule saw, how the files were parsed, the kernel and \
      all versions. PATH and options are those of the run that found it. Reports about wrong findings need this text.
      """)

  @Option(
    help: ArgumentHelp(
      "Explain the finding with this fingerprint, of which 4 digits are enough.", valueName: "fingerprint"))
  var finding: String?

  @OptionGroup var input: InputArguments
  @OptionGroup var lint: LintArguments

  func run() async throws {
    if let finding {
      try await explain(finding: finding)
    } else if let name = input.paths.first, input.paths.count == 1 {
      try explain(name: name)
    } else {
      throw ValidationError("'explain' takes one rule, flag or suffix, or --finding")
    }
  }

  private func explain(finding: String) async throws {
    do throws(FindingExplanation.Failure) {
      _ = try FindingExplanation.digits(of: finding)
    } catch {
      throw CommandFailure(error)
    }
    let settings = try lint.settings(paths: input.paths)
    let options = LintOptions(
      settings: settings, analysis: AnalysisArguments.options(settings.merged, input: input),
      toolVersion: ToolVersion.number)
    let outcome = try await LintCommand.run(options, isQuiet: settings.merged.quiet.value)
    do throws(FindingExplanation.Failure) {
      StandardStreams.write(try FindingExplanation(outcome, rules: settings.rules).text(of: finding))
    } catch {
      throw CommandFailure(error)
    }
  }

  private func explain(name: String) throws {
    let set: RuleSet
    let vocabulary: Vocabulary
    do throws(RuleSetError) {
      set = try LintSession.rules(directories: lint.rules)
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
        message: "there is no rule, flag or suffix '\(name)'",
        remedy: guess ?? "'kfunclint rules list' shows all rules",
        exitCode: 2)
    }
  }
}
