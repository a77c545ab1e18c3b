import ArgumentParser
import Diagnostics
import Foundation
import LintDriver
import Reporters

extension Severity: ExpressibleByArgument {}
extension ColorMode: ExpressibleByArgument {}
extension FailureThreshold: ExpressibleByArgument {}
extension ReportFormat: ExpressibleByArgument {}

/// The options of commands that evaluate rules.
struct LintArguments: ParsableArguments {
  @OptionGroup var analysis: AnalysisArguments

  @Option(
    parsing: .singleValue, help: ArgumentHelp("Add the rules of a directory. Repeatable.", valueName: "dir"),
    completion: .directory)
  var rules: [String] = []

  @Option(
    help: ArgumentHelp("Evaluate only these rules or families. Repeatable, or separated by commas.", valueName: "glob"))
  var select: [String] = []

  @Option(help: ArgumentHelp("Leave these rules or families out.", valueName: "glob"))
  var ignore: [String] = []

  @Option(help: "The lowest severity that is shown: error, warning or note. Default: warning.")
  var severity: Severity?

  @Option(help: "The lowest severity that makes the exit code 1: error, warning, note or never. Default: warning.")
  var failOn: FailureThreshold?

  @Option(help: ArgumentHelp("Do not count the findings listed in this file.", valueName: "file"), completion: .file())
  var baseline: String?

  @Option(
    help: ArgumentHelp(
      "Format on standard output: text, json, sarif, github, gitlab, junit, checkpatch, b4, or mail. Default: text."))
  var format: ReportFormat?

  @Option(help: "Colours in text: auto, always or never. Default: auto.")
  var color: ColorMode?

  @Flag(help: "Print findings only: no summary, no progress.")
  var quiet = false

  @Flag(help: "Print how many findings each rule has.")
  var statistics = false

  /// What these options state.
  private var written: WrittenSettings {
    var settings = analysis.written
    settings.rules = CommandLineSetting.of(rules)
    settings.select = CommandLineSetting.of(LintArguments.patterns(select))
    settings.ignore = CommandLineSetting.of(LintArguments.patterns(ignore))
    settings.severity = CommandLineSetting.of(severity)
    settings.failOn = CommandLineSetting.of(failOn)
    settings.baseline = CommandLineSetting.of(baseline)
    settings.format = CommandLineSetting.of(format)
    settings.color = CommandLineSetting.of(color)
    settings.quiet = CommandLineSetting.of(quiet ? true : nil)
    settings.statistics = CommandLineSetting.of(statistics ? true : nil)
    return settings
  }

  /// Returns these options together with the configuration.
  func settings(paths: [String]) throws -> ResolvedSettings {
    do throws(SettingsError) {
      return try analysis.loader(written, paths: paths).resolved()
    } catch {
      throw CommandFailure(error)
    }
  }

  static func patterns(_ values: [String]) -> [String] {
    values.flatMap { $0.split(separator: ",") }.map { String($0).trimmingCharacters(in: .whitespaces) }
  }
}
