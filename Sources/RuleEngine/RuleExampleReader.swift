import Dialect
import SourceText

/// Reads the examples of a rule file and checks that they can serve as tests.
enum RuleExampleReader {
  /// Returns the examples with what is wrong with them. `kernel` is the range of the rule.
  static func read(
    _ root: RuleNode, kernel: VersionRange, hasFix: Bool, isAboutChanges: Bool
  ) -> (examples: [RuleExample], mistakes: [RuleDiagnostic]) {
    guard let list = root["examples"], list.node.sequence != nil else { return ([], []) }
    var examples: [RuleExample] = []
    var mistakes: [RuleDiagnostic] = []
    for node in list.elements where node.node.mapping != nil {
      let (example, wrong) = read(example: node, kernel: kernel, isAboutChanges: isAboutChanges)
      if let example { examples.append(example) }
      mistakes += wrong
    }
    // Only what the file lacks altogether: an example with a mistake of its own is there.
    if !list.elements.contains(where: { $0["bad"] != nil }) {
      mistakes.append(list.mistake("no example has a finding", expected: "one with 'bad'"))
    }
    if !list.elements.contains(where: { $0["good"] != nil }) {
      mistakes.append(list.mistake("no example is without finding", expected: "one with 'good'"))
    }
    if hasFix, !list.elements.contains(where: { $0["fixed"] != nil }) {
      mistakes.append(list.mistake("no example shows the fix", expected: "one with 'bad' and 'fixed'"))
    }
    return (examples, mistakes)
  }

  private static func read(
    example node: RuleNode, kernel: VersionRange, isAboutChanges: Bool
  ) -> (example: RuleExample?, mistakes: [RuleDiagnostic]) {
    var mistakes: [RuleDiagnostic] = []
    let (bad, fixed, good) = (node["bad"], node["fixed"], node["good"])
    switch (bad, good) {
    case (nil, nil): mistakes.append(node.mistake("the example has no code", expected: "'bad' or 'good'"))
    case (.some, let good?): mistakes.append(good.mistake("an example is either 'bad' or 'good'"))
    default: break
    }
    if bad == nil, let fixed { mistakes.append(fixed.mistake("'fixed' belongs to a 'bad' example")) }
    let version = node["kernel"].flatMap { KernelVersion(mainline: $0.string ?? "") }
    if let version, bad != nil, !kernel.contains(version), let place = node["kernel"] {
      mistakes.append(
        place.mistake("the rule is not about kernel \(version)", expected: "a version in '\(kernel.ruleText)'"))
    }
    if let bad, let text = bad.string {
      let snippet = MarkedSnippet(text)
      if snippet.expectations.isEmpty, snippet.problems.isEmpty {
        mistakes.append(
          bad.mistake("the bad example draws no finding", expected: "a comment such as '// ^^^^ finding' below a line"))
      }
      mistakes += snippet.problems.map { bad.mistake($0) }
    }
    for node in [good, fixed, node["before"]] {
      guard let node, let text = node.string else { continue }
      let snippet = MarkedSnippet(text)
      if !snippet.expectations.isEmpty || !snippet.problems.isEmpty {
        mistakes.append(node.mistake("code without findings draws one"))
      }
    }
    mistakes += beforeMistakes(node, isAboutChanges: isAboutChanges)
    let before = node["before"]?.string.map { code in
      RuleExample.Before(
        code: code, kernel: node["before_kernel"].flatMap { KernelVersion(mainline: $0.string ?? "") })
    }
    let kind: RuleExample.Kind? =
      bad?.string.map { .bad($0, fixed: fixed?.string) } ?? good?.string.map { .good($0) }
    guard let kind else { return (nil, mistakes) }
    return (
      RuleExample(
        kernel: version, why: node["why"]?.string, kconfig: node["kconfig"]?.string, kind: kind,
        before: before, range: (bad ?? good ?? node).range), mistakes
    )
  }

  /// A rule about changes needs both sides, any other has but one.
  private static func beforeMistakes(_ node: RuleNode, isAboutChanges: Bool) -> [RuleDiagnostic] {
    if isAboutChanges, node["before"] == nil {
      return [node.mistake("the example of a rule about changes lacks 'before'", expected: "the code of the old tree")]
    }
    guard !isAboutChanges, let extra = node["before"] ?? node["before_kernel"] else { return [] }
    return [extra.mistake("the rule is not about changes, so there is nothing before")]
  }
}
