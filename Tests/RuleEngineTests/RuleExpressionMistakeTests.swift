import Testing

@testable import RuleEngine

/// Mistakes in expressions and messages, at their places in the file.
@Suite struct RuleExpressionMistakeTests {
  @Test(
    "a mistake is shown at its bytes in every style of scalar",
    arguments: [
      "assert: entry.⟦nam⟧ == ''",
      "assert: 'entry.flags == [''KF_Ä''] || entry.⟦nam⟧ == ''a'''",
      #"assert: "entry.name == '\t\u00e9\x41\"' || entry.⟦nam⟧ == 'a'""#,
      "assert: |\n  entry.name == 'é'\n    && entry.⟦nam⟧ == 'a'\n",
      "assert: |-\n\n  has(entry.definition)\n\n  || entry.⟦nam⟧ == 'a'",
    ])
  func placeInStyles(line: String) {
    SampleRule.expectMistakes(
      SampleRule.text(["assert": line]), ["unknown field 'nam' of 'entry'; did you mean 'name'"])
  }

  @Test(
    "a style in which places are lost is refused",
    arguments: [
      "assert: ⟦>⟧\n  entry.name == ''", "assert: ⟦⟧entry.name\n  == ''", "assert: ⟦⟧'entry.name\n  == '''''",
      "assert: ⟦⟧\"entry.name \\\n  == ''\"",
    ])
  func lostPlace(line: String) {
    SampleRule.expectMistakes(
      SampleRule.text(["assert": line]),
      [
        "the place of an expression is not known in this style; expected a plain or quoted text on one line, or a '|' block"
      ])
  }

  @Test("several mistakes of one expression are reported")
  func several() {
    SampleRule.expectMistakes(
      SampleRule.text(["assert": "assert: entry.⟦a⟧ == ⟦b⟧"]), ["unknown field 'a' of 'entry'", "unknown name 'b'"])
  }

  @Test("an expression has the type of its place")
  func resultType() {
    SampleRule.expectMistakes(
      SampleRule.text(["assert": "assert: ⟦entry.name⟧"]), ["the expression is string; expected bool"])
    SampleRule.expectMistakes(SampleRule.text(["at": "at: ⟦entry.name⟧"]), ["the expression is string; expected range"])
    SampleRule.expectMistakes(
      SampleRule.text(["related": "related:\n  - {each: ⟦entry.flags⟧, at: item.range, message: x}"]),
      ["'each' is of type list(string); expected a list of objects"])
    SampleRule.expectMistakes(
      SampleRule.text(["detail": "detail: ⟦entry.range⟧"]),
      ["a value of type range cannot be shown as text; expected a string, number, boolean or a list of these"])
  }

  @Test("expressions in messages are checked at their places")
  func messages() {
    SampleRule.expectMistakes(
      SampleRule.text(["message": #"message: "{{ \"é\" {entry.⟦nam⟧} and {⟦entry⟧}""#]),
      [
        "unknown field 'nam' of 'entry'; did you mean 'name'",
        "a value of type entry cannot be shown as text; expected a string, number, boolean or a list of these",
      ])
    SampleRule.expectMistakes(
      SampleRule.text(["message": "message: 'a ⟦{⟧entry.name'"]),
      ["'{' is not closed; expected '}', or '{{' for a brace"])
    SampleRule.expectMistakes(
      SampleRule.text(["notes": "notes:\n  - \"{⟦x⟧}\"\n  - {when: '⟦1⟧', text: '{⟦y⟧}'}"]),
      ["unknown name 'x'", "the expression is int; expected bool", "unknown name 'y'"])
  }

  @Test("a field that may be absent needs a test")
  func unguarded() {
    SampleRule.expectMistakes(
      SampleRule.text(["assert": "assert: entry.⟦definition⟧.isTagged"]),
      ["'definition' of 'entry' may be absent; expected a test with has() before it"])
    SampleRule.expectMistakes(
      SampleRule.text(["message": "message: \"{entry.⟦definition⟧.name}\""]),
      ["'definition' of 'entry' may be absent; expected a test with has() before it"])
  }

  @Test(
    "a test in an earlier part of the rule is enough",
    arguments: [
      [
        "when": "when: |\n  // the definition is known\n  has(entry.definition)",
        "assert": "assert: entry.definition.isTagged",
      ],
      ["assert": "assert: '!has(entry.definition)'", "message": "message: '{entry.definition.name}'"],
      [
        "assert": "assert: '!has(entry.definition) || entry.flags.size() == 0'",
        "related": "related:\n  - {at: entry.definition.range, message: '{entry.definition.name}'}",
        "notes": "notes:\n  - '{entry.definition.name}'", "detail": "detail: entry.definition.name",
        "severity": "severity:\n  - {when: entry.definition.isTagged, is: note}\n  - {is: error}",
      ],
      ["notes": "notes:\n  - {when: has(entry.definition), text: '{entry.definition.name}'}"],
      [
        "related":
          "related:\n  - {each: entry.others, when: has(item.definition), at: item.definition.range, message: '{item.name}'}"
      ],
    ])
  func guarded(changes: [String: String]) throws {
    _ = try SampleRule.rule(changes)
  }

  @Test("after a condition with a mistake nothing is said about tests that it may have had")
  func brokenGuard() {
    SampleRule.expectMistakes(
      SampleRule.text([
        "when": "when: has(entry.⟦definitoin⟧)", "message": "message: '{entry.definition.name}'",
      ]), ["unknown field 'definitoin' of 'entry'; did you mean 'definition'"])
  }

  @Test("a test for another object is not enough")
  func guardOfAnother() {
    SampleRule.expectMistakes(
      SampleRule.text([
        "when": "when: has(entry.definition)",
        "related": "related:\n  - {each: entry.others, at: item.⟦definition⟧.range, message: x}",
      ]), ["'definition' of 'entry' may be absent; expected a test with has() before it"])
  }

  @Test("an expression that could run very long is refused")
  func cost() {
    let nested = "entry.flags.all(a, entry.flags.all(b, entry.flags.all(c, entry.flags.all(d, a + b == c + d))))"
    let file = RuleFile(SampleRule.source(SampleRule.text(["assert": "assert: \(nested)"])), schema: SampleModel.schema)
    #expect(file.mistakes.count == 1)
    #expect(file.mistakes.first?.text.hasPrefix("evaluation could cost ") == true)
    #expect(file.mistakes.first?.expected == "at most 1000000000")
  }

  @Test("a variable of a list is known in its own part only")
  func itemScope() {
    SampleRule.expectMistakes(
      SampleRule.text([
        "related": "related:\n  - {each: entry.others, at: item.range, message: x}\n  - {at: ⟦item⟧.range, message: y}"
      ]), ["unknown name 'item'"])
  }

  @Test("severity levels end with one that always applies")
  func severityLevels() {
    SampleRule.expectMistakes(
      SampleRule.text(["severity": "severity:\n  - ⟦⟧{kernel: '6.1', is: error}"]),
      ["the last level must apply always; expected neither 'when' nor 'kernel'"])
    SampleRule.expectMistakes(
      SampleRule.text(["severity": "severity:\n  - {is: error}\n  - ⟦⟧{is: note}"]),
      ["this level is never reached, the one before applies always"])
  }

  @Test("a fix says what it changes")
  func fix() {
    SampleRule.expectMistakes(
      SampleRule.text(["fix": "fix: ⟦⟧{safety: safe}"]),
      [
        "'fix' changes nothing; expected one of addFlags, removeFlags, replaceText, insertBefore, insertAfter, remove",
        "'fix' lacks 'description'; expected a message",
        "'docs' lacks 'fix_safety'; expected what the fix changes for programs",
        "no example shows the fix; expected one with 'bad' and 'fixed'",
      ], anyPlace: true)
    SampleRule.expectMistakes(
      SampleRule.text([
        "for": "for: definition", "assert": "assert: definition.isTagged", "message": "message: x",
        "at": "at: definition.range",
        "fix": "fix:\n  safety: unsafe\n  addFlags: ⟦⟧[KF_RCU]",
        "docs": "docs: {what: a, why: b, exceptions: c, references: [d], fix_safety: e}",
        "examples": "examples:\n  - bad: \"xyz\\n//^ finding\"\n    fixed: y\n  - good: z",
      ]), ["'addFlags' changes an entry, but the rule is not for one"])
    SampleRule.expectMistakes(
      SampleRule.text([
        "fix": "fix:\n  safety: safe\n  description: Do it.\n  replaceText: [{at: ⟦entry.name⟧, with: '{⟦q⟧}'}]",
        "docs": "docs: {what: a, why: b, exceptions: c, references: [d], fix_safety: e}",
        "examples": "examples:\n  - bad: \"xyz\\n//^ finding\"\n    fixed: y\n  - good: z",
      ]), ["the expression is string; expected range", "unknown name 'q'"])
  }

  @Test("examples can serve as tests")
  func examples() {
    SampleRule.expectMistakes(
      SampleRule.text(["examples": "examples:\n  ⟦⟧⟦⟧- why: nothing"]),
      [
        "no example has a finding; expected one with 'bad'", "no example is without finding; expected one with 'good'",
        "the example has no code; expected 'bad' or 'good'",
      ], anyPlace: true)
    SampleRule.expectMistakes(
      SampleRule.text(["examples": "examples:\n  - bad: ⟦x⟧\n  - good: ⟦⟧\"y\\n// ^ finding\""]),
      [
        "the bad example draws no finding; expected a comment such as '// ^^^^ finding' below a line",
        "code without findings draws one",
      ], anyPlace: true)
    SampleRule.expectMistakes(
      SampleRule.text([
        "examples": "examples:\n  - bad: \"xyz\\n//^ finding\"\n    good: ⟦y⟧\n  - good: z\n    fixed: ⟦w⟧"
      ]),
      ["an example is either 'bad' or 'good'", "'fixed' belongs to a 'bad' example"])
    SampleRule.expectMistakes(
      SampleRule.text([
        "kernel": "kernel: '6.1 .. 6.3'",
        "examples": "examples:\n  - kernel: ⟦'6.4'⟧\n    bad: \"xyz\\n//^ finding\"\n  - kernel: '6.4'\n    good: z",
      ]), ["the rule is not about kernel 6.4; expected a version in '6.1 .. 6.3'"])
    SampleRule.expectMistakes(
      SampleRule.text(["examples": "examples:\n  - bad: ⟦\"ab\\n// ^^^ finding\"⟧\n  - good: z"]),
      ["the carets under line 1 of the example go beyond its end"])
  }
}
