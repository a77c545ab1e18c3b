import Foundation
import LintDriver
import Testing

/// What users read about mistakes in a configuration file, word for word.
@Suite("Configuration mistakes")
struct ConfigurationMistakeTests {
  /// The lines of the report about a file, without the lines of the file.
  private func mistakes(_ text: String) throws -> [String] {
    // Reading the rules takes most of the time, and most mistakes are found without them.
    var report = try report(text, resolves: false)
    if report.isEmpty { report = try self.report(text) }
    return report.split(separator: "\n").map(String.init).filter { $0.hasPrefix(".kfunclint.yaml:") }
      .map { String($0.dropFirst(".kfunclint.yaml:".count)) }
  }

  private func report(_ text: String, resolves: Bool = true) throws -> String {
    let tree = try TemporaryTree([".kfunclint.yaml": text])
    let loader = SettingsLoader(
      commandLine: WrittenSettings(), choice: .search, paths: [], workingDirectory: tree.path, toolVersion: "0.1.0")
    do {
      if resolves { _ = try loader.resolved() } else { _ = try loader.merged() }
      return ""
    } catch SettingsError.configuration(.mistakes(let path, let count, let report)),
      ConfigurationError.mistakes(let path, let count, let report)
    {
      #expect(path == ".kfunclint.yaml")
      #expect(report.components(separatedBy: ": error: ").count - 1 == count)
      return report
    }
  }

  @Test(
    "are said with place, expectation and the name that was probably meant",
    arguments: [
      // Keys.
      ("severty: error\n", "1:1: error: unknown key 'severty'; did you mean 'severity'"),
      ("nothing-like-it: 1\n", "1:1: error: unknown key 'nothing-like-it'"),
      ("quiet: true\nfail-on: note\nquiet: false\n", "3:1: error: key 'quiet' is written twice"),
      ("output: sarif:x\n", "1:1: error: 'output' is for the command line only"),
      ("write-baseline: x\n", "1:1: error: 'write-baseline' is for the command line only"),
      // The file as a whole.
      ("- a\n", "1:1: error: the file is a list; expected a mapping"),
      ("text\n", "1:1: error: the file is a text; expected a mapping"),
      ("a: [b\n", "2:1: error: not valid YAML: did not find expected ',' or ']'"),
      ("a: b: c\n", "1:5: error: not valid YAML: mapping values are not allowed in this context"),
      (String(repeating: "[", count: 65), "1:65: error: brackets nest too deep"),
      ("tree: &x a\n", "1:7: error: anchors, aliases and tags are not allowed in configuration files"),
      ("tree: !!str a\n", "1:7: error: anchors, aliases and tags are not allowed in configuration files"),
      // Texts.
      ("arch: [x86]\n", "1:7: error: 'arch' is a list; expected a text"),
      ("arch: ''\n", "1:7: error: 'arch' is empty; expected a text"),
      ("arch:\n", "1:6: error: 'arch' is empty; expected a text"),
      ("arch: 86\n", "1:7: error: 'arch' is a number, put it in quotes; expected a text"),
      ("kernel-version: 6.10\n", "1:17: error: 'kernel-version' is a number, put it in quotes; expected a text"),
      ("kernel-version: six\n", "1:17: error: 'six' is no kernel version; expected a release such as '6.12'"),
      // Numbers and truth values.
      ("jobs: 0\n", "1:7: error: '0' is no value of 'jobs'; expected a whole number from 1"),
      ("jobs: two\n", "1:7: error: 'two' is no value of 'jobs'; expected a whole number from 1"),
      ("timeout: 1.5\n", "1:10: error: '1.5' is no value of 'timeout'; expected a whole number from 1"),
      ("timeout: [5]\n", "1:10: error: 'timeout' is a list; expected a whole number from 1"),
      ("quiet: maybe\n", "1:8: error: 'maybe' is no value of 'quiet'; expected true or false"),
      ("statistics: 1\n", "1:13: error: '1' is no value of 'statistics'; expected true or false"),
      // Words.
      (
        "severity: eror\n",
        "1:11: error: 'eror' is no value of 'severity'; expected one of note, warning, error; did you mean 'error'"
      ),
      (
        "fail-on: nevr\n",
        "1:10: error: 'nevr' is no value of 'fail-on'; expected one of error, warning, note, never; did you mean 'never'"
      ),
      (
        "format: xml\n",
        "1:9: error: 'xml' is no value of 'format'; expected one of text, json, sarif, github, gitlab, junit, "
          + "checkpatch, b4, mail"
      ),
      ("color: {}\n", "1:8: error: 'color' is a mapping; expected one of auto, always, never"),
      // Lists.
      ("exclude: []\n", "1:10: error: 'exclude' is empty; expected a list of texts"),
      ("exclude: {a: b}\n", "1:10: error: 'exclude' is a mapping; expected a list of texts"),
      ("exclude: [a, 3]\n", "1:14: error: an element of 'exclude' is a number, put it in quotes; expected a text"),
      // Rules and files that do not exist.
      ("select: [flag-unknwn]\n", "1:10: error: no rule matches 'flag-unknwn'; did you mean 'flag-unknown'"),
      ("ignore: 'zzz-*'\n", "1:9: error: no rule matches 'zzz-*'"),
      ("rules: nowhere\n", "1:8: error: 'nowhere' does not exist"),
      ("build-dir: 'no where'\n", "1:12: error: 'no where' does not exist"),
      // Versions.
      (
        "requires: '>=1.2'\nnew-key: 1\n", "1:11: error: this configuration requires kfunclint >=1.2, and this is 0.1.0"
      ),
      (
        "requires: '1.2'\n",
        "1:11: error: '1.2' is no value of 'requires'; expected comparisons such as '>=0.1' or '>=0.1, <2'"
      ),
      ("requires: 1.2\n", "1:11: error: 'requires' is a number, put it in quotes; expected a text"),
      // Severities.
      ("severities: off\n", "1:13: error: 'severities' is a boolean; expected a list of mappings"),
      ("severities: [off]\n", "1:14: error: an element of 'severities' is a boolean; expected a mapping"),
      ("severities:\n  - {severity: off}\n", "2:5: error: the entry lacks 'rule'"),
      ("severities:\n  - {rule: flags}\n", "2:5: error: the entry lacks 'severity'"),
      (
        "severities:\n  - {rule: flags, severity: of}\n",
        "2:29: error: 'of' is no value of 'severity'; expected one of error, warning, note, off; did you mean 'off'"
      ),
      ("severities:\n  - {rule: flagz, severity: off}\n", "2:12: error: no rule matches 'flagz'; did you mean 'flags'"),
      (
        "severities:\n  - {rule: flags, path: a, severity: off}\n",
        "2:19: error: unknown key 'path'; did you mean 'paths'"
      ),
      // Suppressions.
      ("suppressions:\n  - {rule: flag-unknown, kfunc: a}\n", "2:5: error: the entry lacks 'reason'"),
      ("suppressions:\n  - {kfunc: a, reason: why}\n", "2:5: error: the entry lacks 'rule'"),
      (
        "suppressions:\n  - {rule: flag-unknown, kfunc: a, reason: ' '}\n",
        "2:44: error: 'reason' is empty; expected a text"
      ),
      (
        "suppressions:\n  - {rule: flag-unknown, reason: why}\n",
        "2:5: error: the suppression says not where; expected 'paths', 'kfunc' or 'set'; 'ignore' leaves a rule out everywhere"
      ),
      (
        "suppressions:\n  - {rule: flag-unknwn, kfunc: a, reason: why}\n",
        "2:12: error: there is no rule 'flag-unknwn'; did you mean 'flag-unknown'"
      ),
      (
        "suppressions:\n  - {rule: 'flag-*', kfunc: a, reason: why}\n",
        "2:12: error: 'flag-*' is no single rule, and a suppression names each"
      ),
    ])
  func message(text: String, expected: String) throws {
    #expect(try mistakes(text) == [expected])
  }

  @Test("are all found in one run, in the order of the file")
  func all() throws {
    let text =
      "jobs: 0\nseverty: error\nselect: [nope]\nsuppressions:\n  - {rule: nope, set: s, reason: why}\nquiet: 7\n"
    let lines = try report(text).split(separator: "\n").filter { $0.contains(": error: ") }
    #expect(
      lines.map { $0.prefix { $0 != " " }.dropFirst(".kfunclint.yaml:".count) } == [
        "1:7:", "2:1:", "3:10:", "5:12:", "6:8:",
      ])
  }

  @Test("are drawn under the line")
  func caret() throws {
    #expect(
      try report("# note\nfail-on: 'wärning'\n") == """
        .kfunclint.yaml:2:10: error: 'wärning' is no value of 'fail-on'; expected one of error, warning, note, never; did you mean 'warning'
         2 | fail-on: 'wärning'
           |          ^~~~~~~~~
        """)
  }

  @Test("are not what an empty file has, or one with comments only", arguments: ["", "# nothing\n", "---\n"])
  func empty(text: String) throws {
    #expect(try report(text) == "")
  }

  @Test("say when a file is not text, too large, missing or no file")
  func unreadable() throws {
    let tree = try TemporaryTree(["big.yaml": String(repeating: "#", count: 1 << 20) + "\n"])
    try Data([0x61, 0xFF]).write(to: URL(fileURLWithPath: tree.path + "/bytes.yaml"))
    func error(_ file: String) -> ConfigurationError? {
      #expect(throws: ConfigurationError.self) {
        try SettingsLoader(
          commandLine: WrittenSettings(), choice: .file(file), paths: [], workingDirectory: tree.path,
          toolVersion: "0.1.0"
        ).merged()
      }
    }
    #expect(error("none.yaml")?.message == "configuration 'none.yaml' does not exist")
    #expect(error("big.yaml")?.message == "cannot read configuration 'big.yaml': it is larger than 1 MiB")
    #expect(error(".")?.message == "cannot read configuration '.': it is no file")
    #expect(
      error("bytes.yaml")?.message
        == "1 mistake in configuration 'bytes.yaml':\nbytes.yaml:1:1: error: the file is not UTF-8\n 1 | a\u{FFFD}\n   | ^"
    )
    #expect(error("none.yaml")?.remedy == "check the spelling; paths are relative to the working directory")
  }
}
