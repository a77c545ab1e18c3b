import Foundation
import Testing

/// `kfunclint doctor`.
@Suite(.enabled(if: Program.path != nil, Program.hint))
struct DoctorTests {
  private func lines(_ outcome: Program.Outcome) -> [Substring] { outcome.output.split(separator: "\n") }

  @Test("says in one line each what an analysis needs")
  func healthy() async throws {
    let workspace = try Workspace()
    let outcome = try await Program.run(["doctor"], in: workspace.path)
    #expect(outcome.exitCode == 0)
    #expect(outcome.errors.isEmpty)
    let subjects = lines(outcome).filter { !$0.hasPrefix(" ") }.map { $0.dropFirst(6).prefix { $0 != ":" } }
    #expect(
      subjects == [
        "libclang", "worker", "precompiled header", "resources", "tree", "configuration", "temporary directory",
        "cache",
      ])
    #expect(outcome.output.contains("warn  tree: none around '\(workspace.path)'\n      name one with --tree DIR"))
    #expect(outcome.output.contains("ok    worker: starts and parses a kfunc\n"))
  }

  @Test("knows the tree around the working directory and where its dialect comes from")
  func tree() async throws {
    let outcome = try await Program.run(["doctor"], in: Workspace.smallTree + "/net")
    #expect(outcome.output.contains("ok    tree: Linux 6.12"))
    #expect(outcome.output.contains("ok    dialect: flags: from include/linux/btf.h; "))
  }

  @Test("says what to do when libclang cannot be loaded, exit code 4")
  func noLibclang() async throws {
    let outcome = try await Program.run(
      ["doctor"], in: "/", environment: ["KFUNCLINT_LIBCLANG": "/nonexistent/libclang.so"])
    #expect(outcome.exitCode == 4)
    #expect(outcome.output.hasPrefix("fail  libclang: cannot load libclang: /nonexistent/libclang.so"))
    #expect(outcome.output.contains("\n      install libclang"))
  }

  @Test("says what to do when there is no temporary directory, exit code 4")
  func noTemporaryDirectory() async throws {
    let outcome = try await Program.run(["doctor"], in: "/", environment: ["TMPDIR": "/nonexistent"])
    #expect(outcome.exitCode == 4)
    #expect(outcome.output.contains("fail  temporary directory: cannot make a temporary directory in '/nonexistent'"))
    #expect(outcome.output.contains("\n      set TMPDIR"))
  }

  @Test("warns of mistakes in the configuration")
  func configuration() async throws {
    let workspace = try Workspace([".kfunclint.yaml": "jobs: 0\n"])
    let outcome = try await Program.run(["doctor"], in: workspace.path)
    #expect(outcome.exitCode == 0)
    #expect(outcome.output.contains("warn  configuration: 1 mistake in configuration '.kfunclint.yaml'"))
  }
}
