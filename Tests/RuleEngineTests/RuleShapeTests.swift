import SourceText
import Testing

@testable import RuleEngine

/// Mistakes in the keys and YAML types of rule files.
@Suite struct RuleShapeTests {
  @Test("a complete file has no mistakes")
  func completeFile() throws {
    let rule = try SampleRule.rule()
    #expect(rule.id.rawValue == "sample")
    #expect(rule.family == "flags")
    #expect(rule.status == .stable)
  }

  @Test("an unknown key is shown with the key that was probably meant")
  func unknownKey() {
    SampleRule.expectMistakes(
      SampleRule.text(["when": "⟦whn⟧: 'true'"]), ["unknown key 'whn' in the file; did you mean 'when'"])
    SampleRule.expectMistakes(SampleRule.text(extra: "⟦colour⟧: red"), ["unknown key 'colour' in the file"])
    SampleRule.expectMistakes(
      SampleRule.text(["severity": "severity:\n  - {⟦kernal⟧: '6.1', is: error}\n  - {is: note}"]),
      ["unknown key 'kernal' in an element of 'severity'; did you mean 'kernel'"])
  }

  @Test("every missing key is reported")
  func missingKeys() {
    let file = RuleFile(SampleRule.source("id: sample\n"), schema: SampleModel.schema)
    #expect(
      file.mistakes.map(\.description)
        == [
          "the file lacks 'assert'; expected an expression", "the file lacks 'at'; expected an expression",
          "the file lacks 'class'; expected a list", "the file lacks 'docs'; expected a mapping",
          "the file lacks 'examples'; expected a list",
          "the file lacks 'for'; expected a name of lower-case words joined by '-'",
          "the file lacks 'message'; expected a message",
          "the file lacks 'severity'; expected one of error, warning, note or a list",
          "the file lacks 'since'; expected a version such as \"1.0\"",
        ].map { "flags/sample.yaml:1:1: error: \($0)" })
  }

  @Test("a wrong YAML type is named together with the right one")
  func wrongType() {
    SampleRule.expectMistakes(SampleRule.text(["class": "class: ⟦U⟧"]), ["'class' is a text; expected a list"])
    SampleRule.expectMistakes(
      SampleRule.text(["severity": "severity: ⟦⟧{is: error}"]),
      ["'severity' is a mapping; expected one of error, warning, note or a list"])
    SampleRule.expectMistakes(
      SampleRule.text(["assert": "assert:\n  ⟦⟧- 'true'"]), ["'assert' is a list; expected an expression"])
    SampleRule.expectMistakes(
      SampleRule.text(["since": "since: ⟦1.0⟧"]),
      ["'since' is a number, put it in quotes; expected a version such as \"1.0\""])
    SampleRule.expectMistakes(
      SampleRule.text(["message": "message: ⟦yes⟧"]), ["'message' is a boolean, put it in quotes; expected a message"])
    SampleRule.expectMistakes(
      SampleRule.text(["kernel": "kernel: ⟦6.10⟧"]),
      [
        "'kernel' is a number, put it in quotes; expected a range of kernel versions such as \"6.3\", \"6.3 ..\", \".. 6.3\" or \"6.0 .. 6.3\""
      ])
    SampleRule.expectMistakes(
      SampleRule.text(["notes": "notes:\n  - ⟦⟧[a]"]),
      ["an element of 'notes' is a list; expected a message or a mapping"])
  }

  @Test("a word that is not allowed is shown with those that are")
  func wrongWord() {
    SampleRule.expectMistakes(
      SampleRule.text(["severity": "severity: ⟦eror⟧"]),
      ["'eror' is no value of 'severity'; expected one of error, warning, note; did you mean 'error'"])
    SampleRule.expectMistakes(
      SampleRule.text(["class": "class: [U, ⟦X⟧]"]),
      ["'X' is no value of an element of 'class'; expected one of E, R, V, U, D, H; did you mean 'D'"])
    SampleRule.expectMistakes(
      SampleRule.text(["status": "status: ⟦beta⟧"]),
      ["'beta' is no value of 'status'; expected one of preview, stable, deprecated"])
  }

  @Test(
    "texts with a form are checked",
    arguments: [
      (
        "kernel", "kernel: ⟦\"6.3..\"⟧",
        "'6.3..' is no value of 'kernel'; expected \(RuleTextForm.kernelRange.expectation)"
      ),
      (
        "kernel", "kernel: ⟦\"6.3 .. 6.1\"⟧",
        "'6.3 .. 6.1' is no value of 'kernel'; expected \(RuleTextForm.kernelRange.expectation)"
      ),
      (
        "needs", "needs: [⟦flag RCU⟧]",
        "'flag RCU' is no value of an element of 'needs'; expected 'flag KF_X', 'suffix __x' or 'macro X'"
      ),
      (
        "aliases", "aliases: [⟦Old Name⟧]",
        "'Old Name' is no value of an element of 'aliases'; expected a name of lower-case words joined by '-'"
      ),
      ("since", "since: ⟦\"1.0.0\"⟧", "'1.0.0' is no value of 'since'; expected a version such as \"1.0\""),
    ])
  func wrongForm(key: String, line: String, message: String) {
    SampleRule.expectMistakes(SampleRule.text([key: line]), [message])
  }

  @Test("an empty text, list or value is reported")
  func empty() {
    SampleRule.expectMistakes(
      SampleRule.text(["message": "message: ⟦\"\"⟧"]), ["'message' is empty; expected a message"])
    SampleRule.expectMistakes(SampleRule.text(["aliases": "aliases: ⟦⟧[]"]), ["'aliases' is empty"])
    SampleRule.expectMistakes(
      SampleRule.text(["since": "since: \"1.0\"", "when": "when: ⟦''⟧"]), ["'when' is empty; expected an expression"])
  }

  @Test("anchors, aliases and tags are refused")
  func anchors() {
    SampleRule.expectMistakes(
      SampleRule.text(["class": "class: ⟦&⟧c [U]"]), ["anchors and aliases are not allowed in rule files"])
    SampleRule.expectMistakes(
      SampleRule.text(["aliases": "aliases: ⟦&⟧a [old]", "needs": "needs: *a"]),
      ["anchors and aliases are not allowed in rule files"])
    SampleRule.expectMistakes(
      SampleRule.text(["severity": "severity: ⟦!⟧!str error"]), ["YAML tags are not allowed in rule files"])
  }

  @Test("a subject that the model does not have is reported with those it has")
  func unknownSubject() {
    SampleRule.expectMistakes(
      SampleRule.text(["for": "for: ⟦entri⟧"]),
      ["'entri' is no type of object; expected one of definition, entry, safe-field; did you mean 'entry'"])
    SampleRule.expectMistakes(
      SampleRule.text(["for": "for: ⟦range⟧", "assert": "assert: 1 +⟦⟧"]),
      [
        "'range' is no type of object; expected one of definition, entry, safe-field",
        "unexpected end of expression; expected an expression",
      ])
  }

  @Test("the rule is called like its file")
  func name() {
    SampleRule.expectMistakes(
      SampleRule.text(["id": "id: ⟦other⟧"]),
      ["the rule is called 'other' but its file 'sample.yaml'; expected 'other.yaml'"])
    SampleRule.expectMistakes(
      SampleRule.text(["aliases": "aliases: [⟦sample⟧]"]), ["'sample' is the name of the rule itself"])
  }

  @Test("keys that are written twice are mistakes beside all others of the file")
  func duplicateKeys() {
    SampleRule.expectMistakes(
      SampleRule.text([
        "for": "for: entry\n⟦for⟧: set", "assert": "assert: 'true'\n⟦assert⟧: 'false'\n⟦severty⟧: note",
        "docs":
          "docs:\n  what: What.\n  why: Why.\n  # a comment\n  exceptions: None.\n  ⟦why⟧: Again.\n  references: [x]",
      ]),
      [
        "key 'for' is written twice", "key 'assert' is written twice",
        "unknown key 'severty' in the file; did you mean 'severity'", "key 'why' is written twice",
      ])
    SampleRule.expectMistakes("{id: a, id: b}\n", ["key 'id' is written twice"], anyPlace: true)
  }

  @Test("text that is no YAML gives one mistake at its place")
  func notYAML() {
    SampleRule.expectMistakes(
      "id: sample\nclass: [U⟦⟧\n", ["not valid YAML: did not find expected ',' or ']'"], anyPlace: true)
    SampleRule.expectMistakes("", ["the file is empty"], anyPlace: true)
    for deep in ["[", "{a: ", "- ", "? "] {
      SampleRule.expectMistakes(
        String(repeating: deep, count: 100_000), ["lists and mappings nest too deep"], anyPlace: true)
    }
    SampleRule.expectMistakes("⟦⟧- a\n", ["the file is a list; expected a mapping"], anyPlace: true)
    let invalid = RuleFile(SourceFile(path: "flags/sample.yaml", bytes: [0x69, 0xFF]), schema: SampleModel.schema)
    #expect(invalid.mistakes.map(\.description) == ["flags/sample.yaml:1:1: error: the file is not UTF-8"])
    let large = RuleFile(
      SourceFile(path: "flags/sample.yaml", bytes: Array(repeating: 0x20, count: 1 << 20 + 1)),
      schema: SampleModel.schema)
    #expect(large.mistakes.map(\.text) == ["the file is larger than 1 MiB"])
  }

  @Test("all mistakes of a file are found in one run, in the order of the text")
  func manyMistakes() {
    SampleRule.expectMistakes(
      SampleRule.text([
        "severity": "severity: ⟦bad⟧", "when": "⟦whn⟧: x", "assert": "assert: entry.⟦nam⟧ == ''",
        "message": "message: \"{⟦x⟧}\"",
      ]),
      [
        "'bad' is no value of 'severity'; expected one of error, warning, note",
        "unknown key 'whn' in the file; did you mean 'when'", "unknown field 'nam' of 'entry'; did you mean 'name'",
        "unknown name 'x'",
      ])
  }
}
