import Diagnostics
import Kbuild
import Model
import RuleEngine
import SourceText
import Suppressions

/// Takes settings from merged to resolved, and finds what a configuration file says about things that do not exist.
struct SettingsResolver {
  let merged: MergedSettings
  let workingDirectory: String

  /// Returns the built-in rules with the user's.
  func loadRules() throws(RuleSetError) -> RuleSet { try LintSession.rules(directories: merged.rules.map(\.value)) }

  // MARK: Mistakes

  /// Reports paths of the file that lead nowhere. A baseline is not among them: it may be about to be written.
  func pathMistakes() -> [RuleDiagnostic] {
    let single = [merged.tree, merged.buildDirectory, merged.compileCommands].compactMap { setting in
      setting.value.map { Setting($0, setting.origin) }
    }
    return (single + merged.facts + merged.rules).compactMap { setting in
      RegularFile.realPath(PathText.absolute(setting.value, in: workingDirectory)) == nil
        ? mistake(at: setting.origin, "'\(setting.value)' does not exist") : nil
    }
  }

  /// Reports names and patterns of the file that no rule has.
  func nameMistakes(_ rules: RuleSet) -> [RuleDiagnostic] {
    let patterns = merged.select + merged.ignore + merged.severities.flatMap(\.rules)
    let unmatched = patterns.filter { pattern in !rules.rules.contains { $0.matches(pattern.value) } }
    let names = SettingsResolver.names(of: rules)
    let unknown = merged.suppressions.flatMap(\.rules).filter { names.id(of: $0.value) == nil }
    return unmatched.compactMap {
      mistake(at: $0.origin, "no rule matches '\($0.value)'", NearestName.of($0.value, among: rules.selectors))
    }
      + unknown.compactMap { name in
        rules.rules.contains { $0.matches(name.value) }
          ? mistake(at: name.origin, "'\(name.value)' is no single rule, and a suppression names each")
          : mistake(at: name.origin, "there is no rule '\(name.value)'", names.suggestion(for: name.value))
      }
  }

  private func mistake(at origin: SettingOrigin, _ message: String, _ suggestion: String? = nil) -> RuleDiagnostic? {
    guard case .file(let range) = origin else { return nil }
    return RuleDiagnostic(range: range, message: message, suggestion: suggestion)
  }

  // MARK: Resolving

  /// Returns the settings.
  ///
  /// - Throws: `RuleSetError` for patterns of the command line that match nothing.
  func resolve(_ rules: RuleSet) throws(RuleSetError) -> ResolvedSettings {
    let names = SettingsResolver.names(of: rules)
    return ResolvedSettings(
      merged: merged, knownRules: rules,
      rules: try rules.selecting(merged.select.map(\.value), ignoring: merged.ignore.map(\.value)),
      severities: merged.severities.map { entry in
        let matching = rules.rules.filter { rule in entry.rules.contains { rule.matches($0.value) } }
        return SeverityOverride(
          rules: Set(matching.map(\.id)), paths: entry.paths.map { PathGlob($0) }, severity: entry.severity)
      },
      suppressions: merged.suppressions.compactMap { suppression($0, names) })
  }

  private func suppression(_ entry: WrittenSettings.SuppressionEntry, _ names: RuleNames) -> ConfiguredSuppression? {
    guard case .file(var range) = entry.origin else { return nil }
    range.path = PathText.absolute(range.path, in: workingDirectory)
    return ConfiguredSuppression(
      rules: Set(entry.rules.compactMap { names.id(of: $0.value) }), paths: entry.paths.map { PathGlob($0) },
      kfuncs: entry.kfuncs, sets: entry.sets, reason: entry.reason, range: range)
  }

  /// The names by which rules can be suppressed.
  static func names(of rules: RuleSet) -> RuleNames {
    RuleNames(
      aliases: Dictionary(rules.rules.map { ($0.id, $0.aliases) }, uniquingKeysWith: { first, _ in first }),
      nearest: { NearestName.of($0, among: $1) })
  }
}
