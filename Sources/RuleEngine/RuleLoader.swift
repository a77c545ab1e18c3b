import Diagnostics
import Model
import SourceText

/// Reads rule files and checks them against each other.
public struct RuleLoader: Sendable {
  private let schema: RuleSchema

  /// - Parameter schema: what rules may refer to.
  public init(schema: RuleSchema = RuleSchema()) {
    self.schema = schema
  }

  /// What loading gives: rules sorted by name, and all mistakes of all files in order.
  public struct Result: Sendable {
    public let rules: [Rule]
    public let mistakes: [RuleDiagnostic]
    public let files: [SourceFile]
  }

  /// Reads files; `loaded` are the rules that they are added to, whose names are taken.
  public func load(_ sources: [SourceFile], beside loaded: [Rule] = []) -> Result {
    let files = files(sources.sorted { $0.path < $1.path })
    let rules = files.compactMap(\.rule)
    let repeated = Self.repeatedNames(rules, beside: loaded)
    return Result(
      rules: rules.sorted { $0.id < $1.id }, mistakes: (files.flatMap(\.mistakes) + repeated).sorted(),
      files: files.map(\.source))
  }

  /// Reads files side by side: a run begins with all built-in rules.
  private func files(_ sources: [SourceFile]) -> [RuleFile] {
    sources.concurrentMap(partsOf: 1) { part in part.map { RuleFile($0, schema: schema) } }.flatMap { $0 }
  }

  /// Reports names and aliases that another rule has too, on each rule but the first in the order of the files.
  private static func repeatedNames(_ rules: [Rule], beside loaded: [Rule]) -> [RuleDiagnostic] {
    var owners: [RuleID: Rule] = [:]
    for rule in loaded { for name in [rule.id] + rule.aliases { owners[name] = rule } }
    var mistakes: [RuleDiagnostic] = []
    for rule in rules {
      for name in [rule.id] + rule.aliases {
        if let owner = owners[name] {
          let what = name == rule.id ? "the rule name '\(name)'" : "the alias '\(name)'"
          mistakes.append(
            RuleDiagnostic(
              range: rule.idRange,
              message: owner.id == rule.id && owner.idRange == rule.idRange
                ? "\(what) is written twice" : "\(what) is taken by '\(owner.id)' in '\(owner.idRange.path)'"))
        } else {
          owners[name] = rule
        }
      }
    }
    return mistakes
  }
}
