import Diagnostics
import Dialect
import Model
import Testing

@testable import RuleEngine

@Suite struct EvaluationTests {
  private static let text = """
    BTF_ID_FLAGS(func, first, KF_RCU | KF_SLEEPABLE)
    BTF_ID_FLAGS(func, second)
    BTF_ID_FLAGS(func, third, KF_ACQUIRE)
    """

  /// Evaluates a changed sample rule over the text.
  private func evaluate(
    _ changes: [String: String] = [:], kernel: KernelVersion = KernelVersion(6, 12),
    change: (inout SampleModel) -> Void = { _ in }
  ) throws -> Evaluation {
    var model = try SampleModel(entriesOf: Self.text, kernel: kernel)
    change(&model)
    return Evaluation(rules: RuleSet([try SampleRule.rule(changes)]), model: model)
  }

  @Test("an assertion that fails where the condition holds is a finding with everything about its subject")
  func finding() throws {
    let evaluation = try evaluate([
      "when": "when: entry.name != 'third'", "detail": "detail: entry.flags",
      "message": "message: \"'{entry.name}' has {{{entry.flags}} on line {entry.range.line} of {entry.flags.size()}.\"",
    ]) { model in
      model.rows["range"] = Array(repeating: ["line": .int(7)], count: 9)
    }
    let finding = try #require(evaluation.findings.first)
    #expect(evaluation.findings.count == 1)
    #expect(finding.rule == RuleID("sample"))
    #expect(finding.severity == .error)
    #expect(finding.message == "'first' has {KF_RCU and KF_SLEEPABLE} on line 7 of 2.")
    #expect((finding.range.start.line, finding.range.start.column, finding.range.end.column) == (1, 27, 48))
    #expect((finding.kfunc, finding.set, finding.parameter) == ("first", "sample_ids", nil))
    #expect(
      finding.identity
        == FindingIdentity(
          rule: RuleID("sample"), subjectKind: "entry", subjectKey: "sample_ids/first", detail: "KF_RCU,KF_SLEEPABLE"))
    // printf '%s' '{"detail":"KF_RCU,KF_SLEEPABLE","parameter":null,"rule":"sample","subject":"sample_ids/first","subjectKind":"entry"}' | sha256sum
    #expect(finding.fingerprint == "3f46979b10819985e8ba3ac1bf690654")
    #expect(evaluation.undecided.isEmpty && evaluation.notifications.isEmpty)
  }

  @Test("findings are in the order of their places")
  func order() throws {
    let evaluation = try evaluate(["assert": "assert: 'false'", "at": "at: entry.nameRange"])
    #expect(evaluation.findings.map(\.kfunc) == ["first", "second", "third"])
  }

  @Test(
    "a rule is about its kernel releases only, whatever their stable number",
    arguments: [
      ("\".. 6.3\"", [false, false, true, true]), ("\"6.4 ..\"", [true, true, false, false]),
      ("\"6.12\"", [false, true, false, false]),
      ("\"6.1 .. 6.3\"", [false, false, true, true]),
    ])
  func kernel(range: String, expected: [Bool]) throws {
    let versions = [KernelVersion(7, 0), KernelVersion(6, 12, 117), KernelVersion(6, 3), KernelVersion(6, 1, 192)]
    for (version, isAbout) in zip(versions, expected) {
      let evaluation = try evaluate(["kernel": "kernel: \(range)"], kernel: version)
      #expect(evaluation.findings.isEmpty != isAbout)
      #expect(evaluation.notApplicable == (isAbout ? [] : [RuleID("sample")]))
    }
  }

  @Test(
    "a rule applies where the kernel has what it needs",
    arguments: [
      ("flag KF_KPTR_GET", 6, 3, true), ("flag KF_KPTR_GET", 6, 4, false), ("suffix __nullable", 6, 7, true),
      ("suffix __nullable", 6, 6, false), ("macro BTF_KFUNCS_START", 6, 9, true),
      ("macro BTF_KFUNCS_START", 6, 8, false),
      ("macro __bpf_kfunc", 6, 3, true), ("macro __bpf_kfunc", 6, 1, false), ("macro BTF_TYPE_SAFE_RCU", 6, 4, true),
      ("macro BTF_ID_FLAGS", 6, 1, true), ("macro KF_RCU", 6, 1, false),
    ])
  func needs(need: String, major: Int, minor: Int, applies: Bool) throws {
    let evaluation = try evaluate(["needs": "needs: [\(need)]"], kernel: KernelVersion(major, minor))
    #expect(evaluation.findings.isEmpty != applies)
  }

  @Test("all needs have to be met")
  func allNeeds() throws {
    #expect(try evaluate(["needs": "needs: [flag KF_RCU, flag KF_KPTR_GET]"]).findings.isEmpty)
  }

  @Test("the first severity level that fits is taken")
  func severity() throws {
    let levels =
      "severity:\n  - {kernel: '6.12 ..', when: entry.name == 'first', is: error}\n  - {when: entry.name == 'first', is: warning}\n  - {is: note}"
    let changes = ["severity": levels]
    #expect(try evaluate(changes).findings.map(\.severity) == [.error, .note])
    #expect(try evaluate(changes, kernel: KernelVersion(6, 11)).findings.map(\.severity) == [.warning, .note])
    #expect(try SampleRule.rule(changes).highestSeverity == .error)
  }

  @Test("where the level is not known, the lowest possible one is taken")
  func unknownSeverity() throws {
    let levels =
      "severity:\n  - {when: has(entry.definition), is: error}\n  - {when: entry.name == 'first', is: warning}\n  - {is: note}"
    let evaluation = try evaluate(["severity": levels]) { model in
      for row in 0..<3 { model.set("definition", ofEntry: row, to: .unknown("no tree")) }
    }
    #expect(evaluation.findings.map(\.severity) == [.warning, .note])
  }

  @Test("findings of a preview rule are notes")
  func preview() throws {
    let changes = ["status": "status: preview"]
    #expect(try evaluate(changes).findings.map(\.severity) == [.note, .note])
    #expect(try SampleRule.rule(changes).highestSeverity == .note)
  }

  @Test(
    "unknown facts are counted and never a finding",
    arguments: [
      ("when: has(entry.definition)", "assert: 'false'", 3), ("when: ", "assert: has(entry.definition)", 3),
      // The assertion holds whatever the condition is.
      ("when: has(entry.definition)", "assert: 'true'", 0),
      ("when: entry.name == 'first' && has(entry.definition)", "assert: 'false'", 1),
      // The assertion fails without the condition that guards it.
      ("when: has(entry.definition)", "assert: entry.definition.isTagged", 3),
    ])
  func unknown(when: String, assert: String, undecided: Int) throws {
    let evaluation = try evaluate(["when": when == "when: " ? "" : when, "assert": assert]) { model in
      for row in 0..<3 { model.set("definition", ofEntry: row, to: .unknown("no tree")) }
    }
    #expect(evaluation.findings.isEmpty)
    #expect(evaluation.notifications.isEmpty)
    #expect(evaluation.undecided == (undecided == 0 ? [:] : [RuleID("sample"): undecided]))
  }

  @Test("what is not known in a message is said to be so")
  func unknownInMessage() throws {
    let evaluation = try evaluate([
      "message": "message: \"{entry.flags} and {has(entry.definition)}.\"", "detail": "detail: has(entry.definition)",
    ]) { model in
      model.set("definition", ofEntry: 0, to: .unknown("no tree"))
      model.set("definition", ofEntry: 2, to: .unknown("no tree"))
      model.set("flags", ofEntry: 2, to: .list([.string("KF_RCU")], incomplete: "a macro"))
    }
    // A list of which something may be missing has no certain size, so the third entry is undecided.
    #expect(evaluation.findings.map(\.message) == ["KF_RCU and KF_SLEEPABLE and (unknown)."])
    #expect(evaluation.findings.map(\.identity.detail) == ["?"])
    #expect(evaluation.undecided == [RuleID("sample"): 1])
  }

  @Test("an incomplete list shows that there may be more")
  func incompleteList() throws {
    let evaluation = try evaluate(["assert": "assert: entry.name != 'third'", "message": "message: \"{entry.flags}\""])
    {
      $0.set("flags", ofEntry: 2, to: .list([.string("KF_A")], incomplete: "a macro"))
    }
    #expect(evaluation.findings.map(\.message) == ["KF_A and possibly others"])
  }

  @Test("an expression that fails is a notification that names rule and subject")
  func failure() throws {
    let evaluation = try evaluate(["assert": "assert: entry.flags[1] == 'KF_SLEEPABLE'"])
    #expect(evaluation.findings.isEmpty)
    #expect(
      evaluation.notifications.map(\.message) == [
        "rule 'sample' failed on entry 'sample_ids/second': index 1 is out of range",
        "rule 'sample' failed on entry 'sample_ids/third': index 1 is out of range",
      ])
    #expect(evaluation.notifications.allSatisfy { $0.level == .error && $0.id == "rule-failed" })
    let inMessage = try evaluate(["message": "message: '{entry.flags[1]}'"])
    #expect(inMessage.findings.map(\.message) == ["KF_SLEEPABLE"])
    #expect(inMessage.notifications.count == 1)
  }

  @Test("related places and notes are shown where their conditions hold")
  func relatedAndNotes() throws {
    let evaluation = try evaluate([
      "assert": "assert: entry.name != 'first'",
      "related":
        "related:\n  - {each: entry.others, when: item.name != 'first', at: item.nameRange, message: '{item.name} of {entry.name}'}\n  - {when: 'false', at: entry.range, message: never}\n  - {when: has(entry.definition), at: entry.definition.range, message: '{entry.definition.name}'}",
      "notes":
        "notes:\n  - Always.\n  - {when: 'entry.name == \"second\"', text: Never.}\n  - {when: has(entry.definition), text: Unknown.}",
    ]) { model in
      model.set(
        "others", ofEntry: 0,
        to: .list([.object("entry", 0), .object("entry", 1), .object("entry", 2)], incomplete: "more"))
      model.set("definition", ofEntry: 0, to: .unknown("no tree"))
    }
    let finding = try #require(evaluation.findings.first)
    #expect(finding.related.map(\.message) == ["second of first", "third of first"])
    #expect(finding.related.map(\.range.start.line) == [2, 3])
    #expect(finding.notes == ["Always."])
  }

  @Test("the path to what is wrong keeps its order")
  func flow() throws {
    let evaluation = try evaluate([
      "assert": "assert: entry.name != 'first'",
      "related": "flow:\n  - {each: entry.others, at: item.nameRange, message: 'to {item.name}'}",
    ]) { model in
      model.set("others", ofEntry: 0, to: .list([.object("entry", 2), .object("entry", 1)], incomplete: nil))
    }
    let finding = try #require(evaluation.findings.first)
    #expect(finding.flow.map(\.message) == ["to third", "to second"])
    #expect(finding.flow.map(\.range.start.line) == [3, 2])
    #expect(finding.related == [])
  }

  @Test("host functions compare flags with those of the kernel")
  func functions() throws {
    let evaluation = try evaluate([
      "assert": "assert: entry.name != 'first'",
      "message":
        "message: \"{entry.missing(['KF_RCU', 'KF_B', 'KF_A'])}; {entry.missing(['KF_RCU'])}; {'KF_SLEEPABEL'.nearest(dialect.flags)}; {'KF_X'.nearest(['ABC'])}; {['b', 'a', 'b'].sorted()}; {dialect.hasMacro('BTF_KFUNCS_START')}\"",
    ])
    #expect(evaluation.findings.map(\.message) == ["KF_A and KF_B; nothing; KF_SLEEPABLE; ; a and b; true"])
  }
}
