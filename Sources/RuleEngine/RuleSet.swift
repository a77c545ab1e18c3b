import BuiltinRules
import Diagnostics
import Model
import SourceText

/// The rules of a run, sorted by name.
public struct RuleSet: Sendable {
  public let rules: [Rule]

  /// Makes a set of rules that were loaded together.
  public init(_ rules: [Rule]) {
    self.rules = rules.sorted { $0.id < $1.id }
  }

  /// The rules that look at what is different between two trees.
  public var aboutChanges: RuleSet { RuleSet(rules.filter(\.isAboutChanges)) }

  /// Loads the rules that the program carries in itself.
  public static func builtIn(schema: RuleSchema = RuleSchema()) throws(RuleSetError) -> RuleSet {
    let result = RuleLoader(schema: schema).load(builtInFiles)
    guard result.mistakes.isEmpty else { throw .brokenBuiltin(report: result.report) }
    return RuleSet(result.rules)
  }

  /// The files of the rules that the program carries in itself, with their paths below `Rules`.
  public static var builtInFiles: [SourceFile] {
    BuiltinRules.files.filter { RuleDirectory.isRule($0.key) }.sorted { $0.key < $1.key }
      .map { SourceFile(path: $0.key, bytes: Array($0.value.utf8)) }
  }

  /// Returns the set with the rules of a user's files added.
  public func adding(_ files: [SourceFile], schema: RuleSchema = RuleSchema()) throws(RuleSetError) -> RuleSet {
    let result = RuleLoader(schema: schema).load(files, beside: rules)
    guard result.mistakes.isEmpty else { throw .mistakes(count: result.mistakes.count, report: result.report) }
    return RuleSet(rules + result.rules)
  }

  /// Returns the rule with a name or former name.
  public func rule(named name: String) -> Rule? {
    rules.first { $0.id.rawValue == name } ?? rules.first { $0.aliases.contains(RuleID(name)) }
  }

  /// The names, former names and families by which rules can be selected.
  public var selectors: [String] {
    Set(rules.flatMap { [$0.id.rawValue, $0.family] + $0.aliases.map(\.rawValue) }).subtracting([""]).sorted()
  }

  /// Returns the rules that a pattern of `select` matches, all if there is none, without those that one of `ignore`
  /// matches.
  ///
  /// A pattern that matches no rule is an error: a misspelt name would switch a check off without a word.
  public func selecting(_ select: [String] = [], ignoring ignore: [String] = []) throws(RuleSetError) -> RuleSet {
    for pattern in select + ignore where !rules.contains(where: { $0.matches(pattern) }) {
      throw .noMatch(pattern: pattern, suggestion: NearestName.of(pattern, among: selectors))
    }
    return RuleSet(
      rules.filter { rule in
        (select.isEmpty || select.contains { rule.matches($0) }) && !ignore.contains { rule.matches($0) }
      })
  }
}

extension Rule {
  /// Tells whether a pattern with `*` and `?` matches the rule's name, a former name or its family.
  public func matches(_ pattern: String) -> Bool {
    ([id.rawValue, family] + aliases.map(\.rawValue)).contains { !$0.isEmpty && Glob.matches(pattern, $0) }
  }
}

extension RuleLoader.Result {
  /// All mistakes with the lines of the files.
  public var report: String { RuleDiagnosticRenderer(files: files).render(mistakes) }
}
