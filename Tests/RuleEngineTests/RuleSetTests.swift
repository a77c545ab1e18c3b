import BuiltinRules
import Foundation
import SourceText
import Testing

@testable import RuleEngine

@Suite struct RuleSetTests {
  private func source(_ name: String, _ changes: [String: String] = [:], family: String = "flags") -> SourceFile {
    var changes = changes
    changes["id"] = "id: \(name)"
    return SampleRule.source(SampleRule.text(changes), path: "\(family)/\(name).yaml")
  }

  private func sampleSet() throws -> RuleSet {
    try RuleSet([]).adding(
      [
        source("flag-b"), source("flag-a", ["aliases": "aliases: [old-name]"]), source("set-kind", family: "sets"),
      ], schema: SampleModel.schema)
  }

  @Test("the built-in rules load without mistakes and have documentation and examples")
  func builtIn() throws {
    let rules = try RuleSet.builtIn().rules
    #expect(rules.count == RuleSet.builtInFiles.count && !rules.isEmpty)
    #expect(rules.map(\.id) == rules.map(\.id).sorted())
    for rule in rules {
      #expect(BuiltinRules.files["\(rule.family)/\(rule.id).yaml"] != nil)
      #expect(rule.docs.references.count > 0)
      #expect(rule.ruleDescription.fixSafety.isEmpty == (rule.docs.fixSafety == nil))
    }
  }

  @Test("vocabulary and knowledge are no rules")
  func otherFiles() {
    #expect(!RuleDirectory.isRule("vocabulary/flags.yaml"))
    #expect(!RuleDirectory.isRule("knowledge/special-kfuncs.yaml"))
    #expect(!RuleDirectory.isRule("schema.json"))
    #expect(RuleDirectory.isRule("flags/flag-unknown.yaml"))
    #expect(RuleDirectory.isRule("own.yaml"))
  }

  @Test("names and aliases are unique over all files")
  func repeatedNames() throws {
    let loader = RuleLoader(schema: SampleModel.schema)
    let result = loader.load([
      source("flag-b", ["aliases": "aliases: [flag-a, x, x]"]), source("flag-a"), source("flag-a", family: "own"),
      source("flag-c", ["aliases": "aliases: [x]"]),
    ])
    #expect(
      result.mistakes.map(\.description) == [
        "flags/flag-b.yaml:1:5: error: the alias 'flag-a' is taken by 'flag-a' in 'flags/flag-a.yaml'",
        "flags/flag-b.yaml:1:5: error: the alias 'x' is written twice",
        "flags/flag-c.yaml:1:5: error: the alias 'x' is taken by 'flag-b' in 'flags/flag-b.yaml'",
        "own/flag-a.yaml:1:5: error: the rule name 'flag-a' is taken by 'flag-a' in 'flags/flag-a.yaml'",
      ])
    let beside = loader.load([source("old-name")], beside: try sampleSet().rules)
    #expect(
      beside.mistakes.map(\.text) == ["the rule name 'old-name' is taken by 'flag-a' in 'flags/flag-a.yaml'"])
  }

  @Test("mistakes of user rules stop the run and show their lines")
  func mistakes() throws {
    let error = #expect(throws: RuleSetError.self) {
      _ = try RuleSet([]).adding([source("flag-a", ["class": "class: U"])], schema: SampleModel.schema)
    }
    #expect(
      error?.description == """
        1 mistake in rule files:
        flags/flag-a.yaml:3:8: error: 'class' is a text; expected a list
         3 | class: U
           |        ^

        """)
  }

  @Test(
    "rules are selected by name, former name or family",
    arguments: [
      ([], [], ["flag-a", "flag-b", "set-kind"]), (["flags"], [], ["flag-a", "flag-b"]),
      (["flag-*"], ["*-b"], ["flag-a"]),
      (["old-name"], [], ["flag-a"]), (["set-kin?"], [], ["set-kind"]), ([], ["flags", "sets"], []),
      (["*"], ["old-*"], ["flag-b", "set-kind"]),
    ])
  func selection(select: [String], ignore: [String], expected: [String]) throws {
    #expect(try sampleSet().selecting(select, ignoring: ignore).rules.map(\.id.rawValue) == expected)
  }

  @Test("a pattern that matches nothing is an error with the near miss")
  func noMatch() throws {
    let set = try sampleSet()
    #expect(throws: RuleSetError.self) { try set.selecting(["flag-a", "flagg-b"]) }
    let error = #expect(throws: RuleSetError.self) { try set.selecting([], ignoring: ["set-kinds"]) }
    #expect(error?.description == "no rule matches 'set-kinds'; did you mean 'set-kind'")
    #expect(error?.remedy == "'kfunclint rules list' shows all rules and families")
  }

  @Test("a rule is found by its names")
  func lookup() throws {
    let set = try sampleSet()
    #expect(set.rule(named: "flag-b")?.id.rawValue == "flag-b")
    #expect(set.rule(named: "old-name")?.id.rawValue == "flag-a")
    #expect(set.rule(named: "flag")?.id == nil)
  }

  @Test(
    "patterns match whole texts",
    arguments: [
      ("*", "", true), ("a*c", "abc", true), ("a*c", "abcd", false), ("*b*", "abc", true), ("a**", "a", true),
      ("?", "", false),
      ("a?c", "abc", true), ("*aab", "aaab", true), ("", "a", false), ("", "", true), ("a*b*c", "a-b-b-c", true),
    ])
  func globs(pattern: String, text: String, matches: Bool) {
    #expect(Glob.matches(pattern, text) == matches)
  }

  @Test("rule files are read from a directory, with clear errors")
  func directory() throws {
    let directory = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: directory) }
    #expect(throws: RuleSetError.self) { try RuleDirectory.read(directory.path) }
    try FileManager.default.createDirectory(
      at: directory.appendingPathComponent("flags"), withIntermediateDirectories: true)
    let empty = #expect(throws: RuleSetError.self) { try RuleDirectory.read(directory.path) }
    #expect(empty?.description == "no rule file (*.yaml) below '\(directory.path)'")
    for name in ["flags/b.yaml", "a.yaml", "flags/notes.txt"] {
      try Data("id: x\n".utf8).write(to: directory.appendingPathComponent(name))
    }
    #expect(
      try RuleDirectory.read(directory.path + "/").map(\.path)
        == ["/a.yaml", "/flags/b.yaml"].map { directory.path + $0 })
  }
}
