/// Why there are no rules to evaluate.
public enum RuleSetError: Error, Sendable {
  /// A rule that the program carries in itself has mistakes: an internal error.
  case brokenBuiltin(report: String)
  /// Rule files of the user have mistakes; `report` shows them all.
  case mistakes(count: Int, report: String)
  case notADirectory(String)
  case unreadable(String)
  /// A directory without any rule file.
  case noRules(String)
  /// A pattern that no rule's name, alias or family matches.
  case noMatch(pattern: String, suggestion: String?)
}

extension RuleSetError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .brokenBuiltin(let report): "a built-in rule does not load:\n\(report)"
    case .mistakes(let count, let report): "\(count) \(count == 1 ? "mistake" : "mistakes") in rule files:\n\(report)"
    case .notADirectory(let path): "cannot read rules from '\(path)': not a directory"
    case .unreadable(let path): "cannot read rule file '\(path)'"
    case .noRules(let path): "no rule file (*.yaml) below '\(path)'"
    case .noMatch(let pattern, let suggestion):
      "no rule matches '\(pattern)'" + (suggestion.map { "; did you mean '\($0)'" } ?? "")
    }
  }

  /// What the user can do about it.
  public var remedy: String {
    switch self {
    case .brokenBuiltin: "this is a defect of kfunclint; please report it"
    case .mistakes: "'kfunclint rules check DIR' shows the mistakes of a directory"
    case .notADirectory, .unreadable: "name a readable directory with --rules"
    case .noRules: "a rule is a YAML file; 'kfunclint explain' and the documentation describe its keys"
    case .noMatch: "'kfunclint rules list' shows all rules and families"
    }
  }
}
