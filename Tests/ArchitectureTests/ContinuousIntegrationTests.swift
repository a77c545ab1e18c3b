import Foundation
import Pipes
import Subprocess
import SystemPackage
import TestSupport
import Testing

/// The jobs of `docs/ci.md`: the files are what the services take, and their commands do what the page says.
@Suite(.enabled(if: Program.path != nil, Program.hint)) struct ContinuousIntegrationTests {
  /// Returns the file that the page shows for a path, read as YAML; nil where Python cannot read it.
  private func job(_ path: String) async throws -> JSONValue? {
    let block = try #require(
      ReadmeBlock.blocks(in: try Repository.text("docs/ci.md")).first { $0.check == .file("repository/" + path) })
    let result = try await Subprocess.run(
      .name("python3"), arguments: ["-c", "import json, sys, yaml; json.dump(yaml.safe_load(sys.stdin), sys.stdout)"],
      input: .text(block.lines.joined(separator: "\n")), output: .string(limit: 1 << 20),
      error: .string(limit: 1 << 20))
    guard result.terminationStatus.isSuccess else {
      #expect(result.standardError.contains("No module named"), "\(path): \(result.standardError)")
      print("SKIPPED the job in \(path): python3 with yaml is not installed")
      return nil
    }
    return try JSONValue(result.standardOutput)
  }

  /// Runs a command of a job as the service would, with a home directory of its own.
  private func run(_ command: String, _ variables: String, in workspace: ReadmeWorkspace) async throws -> Int {
    let script = "export HOME=\(workspace.root.path); \(variables); \(command)"
    let outcome = try await workspace.run(script, in: "repository")
    if outcome.exitCode > 1 { print(outcome.errors) }
    return outcome.exitCode
  }

  private func written(_ name: String?, in workspace: ReadmeWorkspace) throws -> String {
    let file = workspace.root.appendingPathComponent("repository").appendingPathComponent(try #require(name))
    return String(decoding: try Data(contentsOf: file), as: UTF8.self)
  }

  @Test func `the job for GitHub stops a mistake and uploads a report that code scanning takes`() async throws {
    guard let job = try await job(".github/workflows/kfunclint.yml") else { return }
    let workspace = try ReadmeWorkspace(binary: try #require(Program.path))
    defer { workspace.remove() }
    try await workspace.addRepository()
    let steps = job["jobs"]?["kfunclint"]?["steps"]?.elements ?? []
    let variables = "export GITHUB_WORKSPACE=$PWD BASE=$(git rev-parse main~1)"
    var codes: [Int] = []
    for step in steps {
      guard let command = step["run"]?.string else { continue }
      codes.append(try await run(command, variables, in: workspace))
    }
    #expect(codes == [0, 1, 0])
    #expect(steps.allSatisfy { $0["uses"]?.string.map { $0.contains("@v") } ?? ($0["name"] != nil) })
    #expect(job["permissions"]?["security-events"] == .string("write"))
    let upload = try #require(steps.first { $0["uses"]?.string?.contains("upload-sarif") == true })
    let log = try JSONValue(try written(upload["with"]?["sarif_file"]?.string, in: workspace))
    #expect(SarifChecker.problems(in: log) == [])
    let revision = log["runs"]?[0]?["versionControlProvenance"]?[0]
    #expect(revision?["repositoryUri"] == .string("https://example.org/linux.git"))
    #expect(revision?["branch"] == .string("main"))
    let results = log["runs"]?[0]?["results"]?.elements ?? []
    #expect(results.contains { $0["ruleId"] == .string("def-missing-bpf-kfunc") })
  }

  @Test func `the job for GitLab stops a mistake and leaves the reports that it names`() async throws {
    guard let job = try await job(".gitlab-ci.yml")?["kfunclint"] else { return }
    let workspace = try ReadmeWorkspace(binary: try #require(Program.path))
    defer { workspace.remove() }
    try await workspace.addRepository()
    let merge = "export CI_PROJECT_DIR=$PWD CI_MERGE_REQUEST_DIFF_BASE_SHA=$(git rev-parse main~1)"
    let script = (job["script"]?.elements ?? []).compactMap(\.string)
    var codes: [Int] = []
    for command in script { codes.append(try await run(command, merge, in: workspace)) }
    #expect(codes == [0, 1])
    let reports = job["artifacts"]?["reports"]
    let issues = try JSONValue(try written(reports?["codequality"]?.string, in: workspace)).elements
    #expect(issues.contains { $0["check_name"] == .string("def-missing-bpf-kfunc") })
    #expect(try written(reports?["junit"]?.string, in: workspace).contains("def-missing-bpf-kfunc bpf_ticket_read"))
    // On the target branch there is no merge request.
    for command in script { #expect(try await run(command, "export CI_PROJECT_DIR=$PWD", in: workspace) == 0) }
  }
}
