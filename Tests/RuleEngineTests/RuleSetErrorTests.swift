import Testing

@testable import RuleEngine

@Suite struct RuleSetErrorTests {
  @Test(
    "every error says what is wrong and what to do",
    arguments: [
      (
        RuleSetError.brokenBuiltin(report: "x\n"), "a built-in rule does not load:\nx\n",
        "this is a defect of kfunclint; please report it"
      ),
      (
        .mistakes(count: 2, report: "x\n"), "2 mistakes in rule files:\nx\n",
        "'kfunclint rules check DIR' shows the mistakes of a directory"
      ),
      (.notADirectory("d"), "cannot read rules from 'd': not a directory", "name a readable directory with --rules"),
      (.unreadable("f"), "cannot read rule file 'f'", "name a readable directory with --rules"),
      (
        .noRules("d"), "no rule file (*.yaml) below 'd'",
        "a rule is a YAML file; 'kfunclint explain' and the documentation describe its keys"
      ),
      (
        .noMatch(pattern: "p", suggestion: nil), "no rule matches 'p'",
        "'kfunclint rules list' shows all rules and families"
      ),
    ])
  func messages(error: RuleSetError, description: String, remedy: String) {
    #expect(error.description == description)
    #expect(error.remedy == remedy)
  }
}
