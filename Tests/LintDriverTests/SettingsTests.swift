import Diagnostics
import LintDriver
import SourceText
import Suppressions
import Testing

@Suite("Settings")
struct SettingsTests {
  private func loader(
    _ tree: TemporaryTree, _ commandLine: WrittenSettings = WrittenSettings(),
    choice: SettingsLoader.ConfigurationChoice = .search,
    paths: [String] = [], directory: String? = nil
  ) -> SettingsLoader {
    SettingsLoader(
      commandLine: commandLine, choice: choice, paths: paths, workingDirectory: directory ?? tree.path,
      toolVersion: "0.1.0")
  }

  @Test("come from the command line before the file, and from the file before the defaults")
  func precedence() throws {
    let tree = try TemporaryTree([
      ".kfunclint.yaml": "severity: note\nfail-on: error\nselect: [flags, definitions]\nignore: flag-unknown\n"
    ])
    var commandLine = WrittenSettings()
    commandLine.failOn = Setting(.never, .commandLine)
    commandLine.select = [Setting("sets", .commandLine)]
    let settings = try loader(tree, commandLine).resolved().merged
    #expect(settings.severity.value == .note)
    #expect(settings.failOn.value == .never)
    #expect(settings.select.map(\.value) == ["sets"])
    #expect(settings.ignore.map(\.value) == ["flag-unknown"])
    #expect(settings.timeout.value == 60)
    #expect(settings.failOn.origin == .commandLine)
    #expect(settings.timeout.origin == .standard)
    guard case .file(let range) = settings.severity.origin else {
      Issue.record("the severity does not come from the file")
      return
    }
    #expect(range.path == ".kfunclint.yaml")
    #expect(range.start.line == 1)
  }

  @Test("take one text with commas for a list")
  func commas() throws {
    let tree = try TemporaryTree([".kfunclint.yaml": "select: flags, sets\nexclude: a,b\n"])
    let settings = try loader(tree).resolved().merged
    #expect(settings.select.map(\.value) == ["flags", "sets"])
    #expect(settings.exclude.map(\.value) == ["a,b"])
  }

  @Test("are looked for at the root of the tree around the first path or the working directory")
  func search() throws {
    var files = TemporaryTree.kernel
    files[".kfunclint.yaml"] = "timeout: 7\n"
    files["net/core/a.c"] = ""
    files["net/.kfunclint.yaml"] = "timeout: 8\n"
    let tree = try TemporaryTree(files)
    let other = try TemporaryTree([".kfunclint.yaml": "timeout: 9\n"])
    #expect(try loader(tree, directory: tree.path + "/net/core").merged().timeout.value == 7)
    #expect(try loader(other, paths: [tree.path + "/net/core/a.c"]).merged().timeout.value == 7)
    var named = WrittenSettings()
    named.tree = Setting(tree.path, .commandLine)
    #expect(try loader(other, named).merged().timeout.value == 7)
    #expect(try loader(other).merged().timeout.value == 9)
    #expect(try loader(other, choice: .none).merged().timeout.value == 60)
    #expect(try loader(other, choice: .file(tree.path + "/net/.kfunclint.yaml")).merged().timeout.value == 8)
  }

  @Test("from a file have paths relative to the file, those of the command line are left alone")
  func paths() throws {
    let tree = try TemporaryTree([
      "sub/conf.yaml": "baseline: b.json\nbuild-dir: ../build\nfacts: [f.json]\nexclude: [x]\n", "build/x": "",
      "sub/f.json": "",
    ])
    var commandLine = WrittenSettings()
    commandLine.facts = [Setting("g.json", .commandLine)]
    let settings = try loader(tree, commandLine, choice: .file("sub/conf.yaml")).resolved().merged
    #expect(settings.baseline.value == tree.path + "/sub/b.json")
    #expect(settings.buildDirectory.value == tree.path + "/build")
    #expect(settings.facts.map(\.value) == ["g.json"])
    #expect(settings.exclude.map(\.value) == ["x"])
    var options = AnalysisOptions(workingDirectory: tree.path, workerExecutable: "", workerCommand: [])
    settings.apply(to: &options)
    #expect(options.buildDirectory == tree.path + "/build")
    #expect(options.factsFiles == ["g.json"])
    #expect(options.excluded == ["x"])
  }

  @Test("resolve names and patterns of rules")
  func resolution() throws {
    let tree = try TemporaryTree([
      ".kfunclint.yaml": """
      select: [flags, set-kind]
      ignore: [flag-unknown]
      severities:
        - {rule: "flag-*", paths: [drivers/**], severity: off}
        - {rule: set-kind, severity: note}
      suppressions:
        - {rule: [set-kind, flag-unknown], set: [a_ids], reason: "frozen, see the manual"}

      """
    ])
    let settings = try loader(tree).resolved()
    #expect(
      settings.rules.rules.allSatisfy {
        ($0.family == "flags" || $0.id == RuleID("set-kind")) && $0.id != RuleID("flag-unknown")
      })
    #expect(settings.rules.rules.count < settings.knownRules.rules.count)
    #expect(settings.severities.map(\.severity) == [nil, .note])
    #expect(settings.severities.first?.rules.contains(RuleID("flag-unknown")) == true)
    #expect(settings.severities.first?.paths == [PathGlob("drivers/**")])
    let suppression = try #require(settings.suppressions.first)
    #expect(suppression.rules == [RuleID("set-kind"), RuleID("flag-unknown")])
    #expect(suppression.sets == ["a_ids"])
    #expect(suppression.reason == "frozen, see the manual")
    #expect(suppression.range.path == tree.path + "/.kfunclint.yaml")
    #expect(suppression.range.start.line == 7)
  }

  @Test("of the command line that match no rule are told without a place")
  func commandLinePattern() throws {
    let tree = try TemporaryTree()
    var commandLine = WrittenSettings()
    commandLine.select = [Setting("flag-unknwn", .commandLine)]
    let error = #expect(throws: SettingsError.self) { try loader(tree, commandLine).resolved() }
    guard case .rules(let problem) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect("\(problem)" == "no rule matches 'flag-unknwn'; did you mean 'flag-unknown'")
  }

  @Test(
    "require a version of the program",
    arguments: [
      (">=0.1", true), (">=0.1.0", true), (">0.1", false), ("<0.2", true), ("<=0.1", true), ("==0.1.0", true),
      (">= 0.1, < 1", true),
      (">=0.1,<0.1", false), (">=1", false), ("<0.1.1", true), (">=0.0.9", true),
    ])
  func requirement(text: String, isMet: Bool) throws {
    let tree = try TemporaryTree([".kfunclint.yaml": "requires: '\(text)'\n"])
    if isMet {
      _ = try loader(tree).merged()
    } else {
      #expect(throws: ConfigurationError.self) { try loader(tree).merged() }
    }
  }

  @Test("refuse malformed requirements", arguments: ["", ">=", ">=a", ">=1.", "1.0", "=1", ">=1.2.3.4", ">=1,", "~1"])
  func malformedRequirement(text: String) throws {
    let tree = try TemporaryTree([".kfunclint.yaml": "requires: '\(text)'\n"])
    #expect(throws: ConfigurationError.self) { try loader(tree).merged() }
  }

  @Test("are listed with where they come from")
  func listing() throws {
    let tree = try TemporaryTree([
      ".kfunclint.yaml":
        "severity: error\nexclude: [a b, drivers/**]\nseverities:\n  - {rule: flags, severity: off}\nsuppressions:\n  - {rule: set-kind, set: s, reason: \"a \\\"b\\\"\"}\n"
    ])
    var commandLine = WrittenSettings()
    commandLine.jobs = Setting(3, .commandLine)
    let settings = try loader(tree, commandLine).resolved()
    let count = settings.knownRules.rules.count
    #expect(
      SettingsListing(settings).text == """
        # Configuration file: .kfunclint.yaml
        # tree: not set
        # build-dir: not set
        # compile-commands: not set
        arch: x86                           # default
        # kernel-version: not set
        exclude: ["a b", "drivers/**"]      # .kfunclint.yaml:2
        jobs: 3                             # command line
        timeout: 60                         # default
        precompiled-header: true            # default
        # facts: not set
        # rules: not set
        # select: not set
        # ignore: not set
        severity: error                     # .kfunclint.yaml:1
        fail-on: warning                    # default
        # baseline: not set
        format: text                        # default
        color: auto                         # default
        quiet: false                        # default
        statistics: false                   # default
        severities:
          - {rule: [flags], severity: off}  # .kfunclint.yaml:4
        suppressions:
          - {rule: [set-kind], set: [s], reason: "a \\"b\\""}  # .kfunclint.yaml:6
        # Rules evaluated: \(count) of \(count)

        """)
  }

  @Test("as listed are a configuration that says the same")
  func listingRoundTrip() throws {
    let text =
      "kernel-version: '6.10'\nexclude: ['yes', '- a', \"t\\tb\", 'ü', '#x', 'a: b']\nfail-on: never\nquiet: true\nselect: flags\nsuppressions:\n  - {rule: set-kind, paths: ['**/x'], kfunc: f, reason: 'it''s, so'}\n"
    let tree = try TemporaryTree([".kfunclint.yaml": text])
    let listing = SettingsListing(try loader(tree).resolved()).text
    let second = try TemporaryTree([".kfunclint.yaml": listing])
    func withoutOrigins(_ text: String) -> [String] {
      text.split(separator: "\n").map { line in
        line.firstRange(of: "  # ").map { String(line[..<$0.lowerBound]) } ?? String(line)
      }
    }
    let again = SettingsListing(try loader(second).resolved()).text
    #expect(withoutOrigins(again) == withoutOrigins(listing))
    #expect(try loader(second).resolved().merged.exclude.map(\.value) == ["yes", "- a", "t\tb", "ü", "#x", "a: b"])
  }
}
