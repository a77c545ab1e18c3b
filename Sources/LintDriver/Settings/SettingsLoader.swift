import Kbuild
import RuleEngine
import SourceText

/// Takes settings from as written through merged to resolved.
public struct SettingsLoader: Sendable {
  private let commandLine: WrittenSettings
  private let choice: ConfigurationChoice
  private let paths: [String]
  private let workingDirectory: String
  private let toolVersion: String

  /// Which configuration file is used.
  public enum ConfigurationChoice: Sendable {
    /// `.kfunclint.yaml` at the root of the tree or, without a tree, in the working directory.
    case search
    case file(String)
    case none
  }

  /// - Parameters:
  ///   - paths: what is to be analysed; the tree around the first is searched for the configuration.
  ///   - workingDirectory: absolute.
  ///   - toolVersion: this program's, for `requires:`.
  public init(
    commandLine: WrittenSettings, choice: ConfigurationChoice, paths: [String], workingDirectory: String,
    toolVersion: String
  ) {
    self.commandLine = commandLine
    self.choice = choice
    self.paths = paths
    self.workingDirectory = workingDirectory
    self.toolVersion = toolVersion
  }

  /// Returns the merged settings, for commands that evaluate no rules.
  ///
  /// - Throws: ``ConfigurationError``.
  public func merged() throws(ConfigurationError) -> MergedSettings {
    let file = try load()
    try SettingsLoader.check(file?.mistakes ?? [], in: file)
    return merge(file)
  }

  /// Returns the resolved settings.
  ///
  /// - Throws: ``SettingsError``; all mistakes of the configuration are found in one run, those in names of rules too.
  public func resolved() throws(SettingsError) -> ResolvedSettings {
    let file: ConfigurationFile?
    do {
      file = try load()
    } catch {
      throw .configuration(error)
    }
    let resolver = SettingsResolver(merged: merge(file), workingDirectory: workingDirectory)
    var mistakes = (file?.mistakes ?? []) + resolver.pathMistakes()
    let rules: Result<RuleSet, RuleSetError>
    do {
      rules = .success(try resolver.loadRules())
    } catch {
      rules = .failure(error)
    }
    // Where the rules do not load, their names cannot be checked, and mistakes in the configuration may be why.
    if case .success(let rules) = rules { mistakes += resolver.nameMistakes(rules) }
    do {
      try SettingsLoader.check(mistakes, in: file)
    } catch {
      throw .configuration(error)
    }
    do {
      return try resolver.resolve(try rules.get())
    } catch {
      throw .rules(error)
    }
  }

  private func merge(_ file: ConfigurationFile?) -> MergedSettings {
    var merged = MergedSettings(
      commandLine: commandLine, file: file?.settings ?? WrittenSettings(), configuration: file?.source.path)
    if let file {
      let path = PathText.absolute(file.source.path, in: workingDirectory)
      merged.resolvePaths(configurationDirectory: PathText.directory(of: path), workingDirectory: workingDirectory)
    }
    return merged
  }

  private static func check(_ mistakes: [RuleDiagnostic], in file: ConfigurationFile?) throws(ConfigurationError) {
    guard let file, !mistakes.isEmpty else { return }
    var report = RuleDiagnosticRenderer(files: [file.source]).render(mistakes)
    while report.hasSuffix("\n") { report.removeLast() }
    throw .mistakes(path: file.source.path, count: mistakes.count, report: report)
  }

  // MARK: The file

  private func load() throws(ConfigurationError) -> ConfigurationFile? {
    switch choice {
    case .none: return nil
    case .file(let path):
      return try ConfigurationFile.read(
        PathText.absolute(path, in: workingDirectory), name: path, toolVersion: toolVersion)
    case .search:
      let path = root() + "/" + ConfigurationFile.name
      guard RegularFile.exists(path) else { return nil }
      let name = PathText.relative(path, below: RegularFile.realPath(workingDirectory) ?? workingDirectory) ?? path
      return try ConfigurationFile.read(path, name: name, toolVersion: toolVersion)
    }
  }

  /// The directory that reports' paths are relative to. Whatever is wrong with the tree is for the analysis to say.
  private func root() -> String {
    let tree: KernelTree?
    if let named = commandLine.tree?.value {
      tree = try? KernelTree(root: PathText.absolute(named, in: workingDirectory))
    } else {
      tree = try? KernelTree.containing(PathText.absolute(paths.first ?? ".", in: workingDirectory))
    }
    return tree?.root ?? RegularFile.realPath(workingDirectory) ?? workingDirectory
  }
}

/// Why settings could not be resolved.
public enum SettingsError: Error, Sendable {
  case configuration(ConfigurationError)
  case rules(RuleSetError)
}
