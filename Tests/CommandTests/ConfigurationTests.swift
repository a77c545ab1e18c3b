import Foundation
import Testing

/// What configuration files do to a run.
@Suite(.enabled(if: Program.path != nil, Program.hint))
struct ConfigurationTests {
  static let unmarked = moduleSource(kfunc: "bpf_bad").replacingOccurrences(of: "__bpf_kfunc int", with: "int")

  private func lint(_ configuration: String, _ arguments: [String] = []) async throws -> Program.Outcome {
    let workspace = try Workspace(["bad.c": Self.unmarked, ".kfunclint.yaml": configuration])
    return try await Program.run(["lint", "bad.c", "--kernel-version", "6.12"] + arguments, in: workspace.path)
  }

  @Test("settings of the file count, and options outrank them")
  func precedence() async throws {
    let quiet = try await lint("quiet: true\nignore: def-missing-bpf-kfunc\n")
    #expect(quiet.exitCode == 0)
    #expect(quiet.output.isEmpty)
    let selected = try await lint(
      "ignore: def-missing-bpf-kfunc\nfail-on: never\n", ["--ignore", "set-kind", "--fail-on", "warning"])
    #expect(selected.exitCode == 1)
    let without = try await lint("ignore: def-missing-bpf-kfunc\n", ["--no-config"])
    #expect(without.exitCode == 1)
  }

  @Test("another file can be named, and what is wrong with it is exit code 2")
  func named() async throws {
    let workspace = try Workspace([
      "bad.c": Self.unmarked, ".kfunclint.yaml": "jobs: 0\n", "other.yaml": "fail-on: never\n",
    ])
    let other = try await Program.run(["lint", "bad.c", "--config", "other.yaml"], in: workspace.path)
    #expect(other.exitCode == 0)
    let missing = try await Program.run(["lint", "bad.c", "--config", "none.yaml"], in: workspace.path)
    #expect(missing.exitCode == 2)
    #expect(missing.output.isEmpty)
    #expect(
      missing.errors == """
        kfunclint: error: configuration 'none.yaml' does not exist
        kfunclint: note: check the spelling; paths are relative to the working directory

        """)
    for command in ["lint", "inventory", "config"] {
      let broken = try await Program.run([command, "bad.c"], in: workspace.path)
      #expect(broken.exitCode == 2)
      #expect(broken.output.isEmpty)
      #expect(
        broken.errors == """
          kfunclint: error: 1 mistake in configuration '.kfunclint.yaml':
          .kfunclint.yaml:1:7: error: '0' is no value of 'jobs'; expected a whole number from 1
           1 | jobs: 0
             |       ^
          kfunclint: note: correct them, or leave the file out with --no-config

          """)
    }
    let both = try await Program.run(["lint", "--config", "other.yaml", "--no-config"], in: workspace.path)
    #expect(both.exitCode == 2)
    #expect(both.errors.contains("--config and --no-config exclude each other"))
  }

  @Test("severities change what a finding counts, per path")
  func severities() async throws {
    let entry = "severities:\n  - {rule: def-*, paths: [PATH], severity: SEVERITY}\n"
    func configured(_ path: String, _ severity: String) -> String {
      entry.replacingOccurrences(of: "PATH", with: path).replacingOccurrences(of: "SEVERITY", with: severity)
    }
    #expect(try await lint(configured("bad.c", "off")).exitCode == 0)
    #expect(try await lint(configured("other.c", "off")).exitCode == 1)
    #expect(try await lint(configured("bad.c", "note")).exitCode == 0)
    let raised = try await lint(configured("'*.c'", "error"), ["--format", "json", "--fail-on", "error"])
    #expect(raised.exitCode == 1)
    let findings = try #require(try raised.json()["findings"] as? [[String: Any]])
    #expect(findings.map { $0["severity"] as? String } == ["error"])
  }

  @Test("suppressions hide a finding, and give their reason to JSON and SARIF")
  func suppressions() async throws {
    let configuration =
      "suppressions:\n  - {rule: def-missing-bpf-kfunc, kfunc: bpf_bad, reason: kept for an old tool}\n"
    let text = try await lint(configuration)
    #expect(text.exitCode == 0)
    #expect(text.output.contains("1 suppressed"))
    let json = try await lint(configuration, ["--format", "json"])
    let finding = try #require((try json.json()["findings"] as? [[String: Any]])?.first)
    #expect(finding["suppressed"] as? Bool == true)
    #expect(finding["suppression_reason"] as? String == "kept for an old tool")
    let sarif = try await lint(configuration, ["--format", "sarif"])
    let run = try #require((try sarif.json()["runs"] as? [[String: Any]])?.first)
    let result = try #require((run["results"] as? [[String: Any]])?.first)
    let suppression = try #require((result["suppressions"] as? [[String: Any]])?.first)
    #expect(suppression["kind"] as? String == "external")
    #expect(suppression["justification"] as? String == "kept for an old tool")
  }

  @Test("'config' prints the settings in effect with their origin")
  func configCommand() async throws {
    let workspace = try Workspace([".kfunclint.yaml": "severity: note\n"])
    let outcome = try await Program.run(["config", "--fail-on", "error"], in: workspace.path)
    #expect(outcome.exitCode == 0)
    #expect(outcome.output.contains("\nseverity: note            # .kfunclint.yaml:1\n"))
    #expect(outcome.output.contains("\nfail-on: error            # command line\n"))
    #expect(outcome.output.contains("\ntimeout: 60               # default\n"))
  }

  @Test("every key but those without option has the name of an option of 'lint'")
  func keysAreOptions() async throws {
    let workspace = try Workspace()
    let listing = try await Program.run(["config"], in: workspace.path)
    let keys = listing.output.split(separator: "\n").dropFirst().dropLast().map { line in
      (line.hasPrefix("# ") ? line.dropFirst(2) : line).prefix { $0 != ":" }
    }
    #expect(keys.count > 20)
    let help = try await Program.run(["lint", "--help"], in: workspace.path)
    let words = Set(help.output.split { !($0.isLetter || $0 == "-") })
    for key in keys where key != "severities" && key != "suppressions" {
      #expect(words.contains("--\(key)"), "\(key)")
    }
  }
}
