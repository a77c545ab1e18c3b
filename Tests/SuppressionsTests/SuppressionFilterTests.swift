import Diagnostics
import SourceText
import Suppressions
import Testing

@Suite("Suppressions")
struct SuppressionFilterTests {
  private static let rule = "flag-acquire-return"
  private let names = RuleNames(
    aliases: [RuleID("flag-acquire-return"): [RuleID("acquire-void")], RuleID("iter-name"): []],
    nearest: { name, known in known.first { $0.hasPrefix(name.prefix(6)) } })

  private func comment(_ rule: String = rule, reason: String = "checked by hand", lines: ClosedRange<Int> = 9...10)
    -> InlineSuppression
  {
    InlineSuppression(
      rule: rule, reason: reason, range: range("net/stamp.c", lines.lowerBound...lines.lowerBound), lines: lines)
  }

  private func entry(
    _ rules: Set<RuleID> = [RuleID(rule)], paths: [PathGlob] = [], kfuncs: [String] = [], sets: [String] = []
  ) -> ConfiguredSuppression {
    ConfiguredSuppression(
      rules: rules, paths: paths, kfuncs: kfuncs, sets: sets, reason: "kept for old programs",
      range: range(".kfunclint.yaml", 3...3))
  }

  private func coverage(
    decided: Set<RuleID> = [RuleID("flag-acquire-return"), RuleID("iter-name")], isComplete: Bool = true,
    isWholeTree: Bool = true,
    reports: @escaping @Sendable (String) -> Bool = { _ in true }
  ) -> RunCoverage {
    RunCoverage(decided: decided, isComplete: isComplete, isWholeTree: isWholeTree, reportsFindings: reports)
  }

  private func messages(
    inline: [InlineSuppression] = [], configured: [ConfiguredSuppression] = [], _ findings: [Finding] = [],
    _ coverage: RunCoverage? = nil
  ) -> [String] {
    SuppressionFilter(inline: inline, configured: configured, names: names)
      .notifications(after: findings, coverage: coverage ?? self.coverage()).map { "\($0.id): \($0.message)" }
  }

  private func apply(
    inline: [InlineSuppression] = [], configured: [ConfiguredSuppression] = [], to finding: Finding
  ) -> Finding? {
    SuppressionFilter(inline: inline, configured: configured, names: names).apply(to: [finding]).first
  }

  @Test("A comment suppresses the finding on the lines it covers, with its reason")
  func commentSuppresses() {
    let result = apply(inline: [comment()], to: finding())
    #expect(result?.suppression == "checked by hand")
    #expect(result?.isSuppressedInSource == true)
  }

  @Test("A comment leaves findings on other lines, in other files and of other rules alone")
  func commentIsNarrow() {
    #expect(apply(inline: [comment(lines: 11...12)], to: finding())?.suppression == nil)
    #expect(apply(inline: [comment()], to: finding(path: "net/other.c"))?.suppression == nil)
    #expect(apply(inline: [comment()], to: finding("iter-name"))?.suppression == nil)
  }

  @Test("A comment may use a former name of the rule")
  func aliasInComment() {
    #expect(apply(inline: [comment("acquire-void")], to: finding())?.suppression == "checked by hand")
  }

  @Test("A comment without reason suppresses nothing and is reported")
  func reasonless() {
    #expect(apply(inline: [comment(reason: "")], to: finding())?.suppression == nil)
    #expect(
      messages(inline: [comment(reason: "")], [finding()]) == [
        "invalid-suppression: This suppression has no effect: it gives no reason; write 'kfunclint: ignore flag-acquire-return: reason'."
      ])
  }

  @Test("A comment without rule, and one with a misspelt rule, are reported")
  func unknownRule() {
    #expect(
      messages(inline: [comment("")]) == [
        "invalid-suppression: This suppression has no effect: it names no rule; write 'kfunclint: ignore RULE: reason'."
      ])
    #expect(
      messages(inline: [comment("flag-aquire-return")]) == [
        "invalid-suppression: This suppression has no effect: there is no rule 'flag-aquire-return'; did you mean 'flag-acquire-return'."
      ])
    #expect(
      messages(inline: [comment("nothing-like-it")]) == [
        "invalid-suppression: This suppression has no effect: there is no rule 'nothing-like-it'."
      ])
  }

  @Test("A comment without finding is reported as unused, one with a finding is not")
  func unusedComment() {
    #expect(
      messages(inline: [comment()]) == [
        "unused-suppression: This suppression has no effect: 'flag-acquire-return' reports nothing here."
      ])
    #expect(messages(inline: [comment()], [finding()]).isEmpty)
  }

  @Test("Nothing is called unused that the run could not have found")
  func unusedNeedsCoverage() {
    #expect(messages(inline: [comment()], [], coverage(decided: [])).isEmpty)
    #expect(messages(inline: [comment()], [], coverage(isComplete: false)).isEmpty)
    #expect(messages(inline: [comment()], [], coverage(reports: { $0 != "net/stamp.c" })).isEmpty)
    #expect(messages(configured: [entry()], [], coverage(decided: [RuleID("iter-name")])).isEmpty)
    #expect(messages(configured: [entry()], [], coverage(isComplete: false)).isEmpty)
    #expect(messages(configured: [entry()], [], coverage(isWholeTree: false)).isEmpty)
  }

  @Test("An entry of the configuration covers by path, kfunc and set, and by all that are given")
  func configured() {
    #expect(
      apply(configured: [entry(paths: [PathGlob("net/*")])], to: finding())?.suppression == "kept for old programs")
    #expect(apply(configured: [entry(paths: [PathGlob("net/*")])], to: finding())?.isSuppressedInSource == false)
    #expect(apply(configured: [entry(paths: [PathGlob("mm/*")])], to: finding())?.suppression == nil)
    #expect(apply(configured: [entry(kfuncs: ["bpf_stamp_get"])], to: finding())?.suppression != nil)
    #expect(apply(configured: [entry(kfuncs: ["bpf_stamp_put"])], to: finding())?.suppression == nil)
    #expect(
      apply(configured: [entry(sets: ["stamp_ids"])], to: finding(kfunc: nil, set: "stamp_ids"))?.suppression != nil)
    #expect(apply(configured: [entry(sets: ["stamp_ids"])], to: finding())?.suppression == nil)
    #expect(
      apply(configured: [entry(paths: [PathGlob("net/*")], kfuncs: ["bpf_stamp_put"])], to: finding())?.suppression
        == nil)
  }

  @Test("An entry of the configuration without finding is reported where it stands")
  func unusedEntry() {
    let filter = SuppressionFilter(
      inline: [], configured: [entry([RuleID("iter-name"), RuleID("flag-acquire-return")])], names: names)
    #expect(
      filter.notifications(after: [], coverage: coverage()) == [
        Notification(
          id: "unused-suppression", level: .warning,
          message: "This suppression has no effect: 'flag-acquire-return' or 'iter-name' reports nothing it covers.",
          path: ".kfunclint.yaml", line: 3)
      ])
  }

  @Test("Where both cover a finding the comment's reason is given, and neither is unused")
  func commentFirst() {
    let result = apply(inline: [comment()], configured: [entry()], to: finding())
    #expect(result?.suppression == "checked by hand")
    #expect(messages(inline: [comment()], configured: [entry()], [finding()]).isEmpty)
  }

  @Test("The first severity that applies decides, and 'off' drops the finding")
  func severities() {
    let all = [finding(), finding(path: "mm/a.c"), finding("iter-name")]
    let overrides = [
      SeverityOverride(rules: [RuleID(Self.rule)], paths: [PathGlob("mm")], severity: nil),
      SeverityOverride(rules: [RuleID(Self.rule)], paths: [], severity: .note),
      SeverityOverride(rules: [RuleID(Self.rule)], paths: [], severity: .warning),
    ]
    let result = SeverityOverride.apply(overrides, to: all)
    #expect(result.map(\.severity) == [.note, .error])
    #expect(result.map(\.range.path) == ["net/stamp.c", "net/stamp.c"])
  }
}
