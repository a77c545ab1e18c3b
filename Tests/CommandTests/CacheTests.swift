import Foundation
import Testing

/// Facts that are kept between runs: never another answer than without.
@Suite(.enabled(if: Program.path != nil, Program.hint))
struct CacheTests {
  private static let ticket = "tree/kernel/bpf/ticket.c"

  private func lint(_ workspace: Workspace, _ arguments: [String] = []) async throws -> Program.Outcome {
    let cache = arguments.contains("--no-cache") ? [] : ["--cache-dir", workspace.path + "/cache"]
    return try await Program.run(
      ["lint", "--tree", workspace.path + "/tree", "--severity", "note", "--format", "json"] + cache + arguments)
  }

  /// How many entries there are.
  private func entries(_ workspace: Workspace) async throws -> Int {
    let outcome = try await Program.run(["cache", "info", "--cache-dir", workspace.path + "/cache"])
    #expect(outcome.exitCode == 0)
    return try #require(
      outcome.output.components(separatedBy: ": ").last?.split(separator: " ").first.flatMap { Int($0) })
  }

  private func files(_ workspace: Workspace) throws -> [String] {
    let enumerator = FileManager.default.enumerator(atPath: workspace.path + "/cache")
    return (enumerator?.allObjects as? [String] ?? []).filter { $0.split(separator: "/").last?.utf8.count == 64 }
      .sorted()
  }

  /// Runs with and without cache and expects the same bytes.
  private func expectSame(_ workspace: Workspace, _ what: Comment) async throws {
    let fresh = try await lint(workspace, ["--no-cache"])
    let cached = try await lint(workspace)
    #expect(cached.output == fresh.output && cached.exitCode == fresh.exitCode, what)
  }

  @Test func `a second run finds the same without a parser`() async throws {
    let workspace = try Workspace.withSmallTree()
    let cold = try await lint(workspace)
    let count = try await entries(workspace)
    #expect(count > 3)
    let warm = try await lint(workspace)
    #expect(warm.output == cold.output && warm.exitCode == cold.exitCode)
    #expect(try await entries(workspace) == count)
    // A worker would be stopped at once; nothing is left for one to do.
    let starved = try await lint(workspace, ["--timeout", "1", "--jobs", "1"])
    #expect(starved.output == cold.output)
    try await expectSame(workspace, "warm")
  }

  @Test func `a change of a file, a header, a Makefile or what is in front of a header is seen`() async throws {
    let workspace = try Workspace.withSmallTree()
    _ = try await lint(workspace)
    try workspace.change(Self.ticket) {
      $0.replacingOccurrences(of: "__bpf_kfunc int bpf_ticket_read", with: "int bpf_ticket_read")
    }
    let planted = try await lint(workspace)
    #expect(planted.output.contains("def-missing-bpf-kfunc"))
    try await expectSame(workspace, "the file")
    try workspace.change("tree/include/linux/ticket.h") {
      $0.replacingOccurrences(of: "struct ticket __rcu *next;", with: "struct ticket __rcu *after;")
    }
    try await expectSame(workspace, "a header")
    // The architecture's directory is searched first.
    let header = String(decoding: try workspace.read("tree/include/linux/ticket.h"), as: UTF8.self)
    try workspace.write(
      "tree/arch/x86/include/linux/ticket.h", header.replacingOccurrences(of: "char text", with: "long text"))
    try await expectSame(workspace, "a header in front of another")
    try FileManager.default.removeItem(atPath: workspace.path + "/tree/arch/x86/include/linux/ticket.h")
    try await expectSame(workspace, "without it again")
    try workspace.change("tree/kernel/bpf/Makefile") { $0.replacingOccurrences(of: "obj-y", with: "obj-m") }
    try await expectSame(workspace, "the Makefile")
  }

  @Test func `both sides of a patch come from the cache and are the same`() async throws {
    let workspace = try Workspace.withSmallTree()
    try workspace.write(
      "x.patch",
      """
      --- a/kernel/bpf/ticket.c
      +++ b/kernel/bpf/ticket.c
      @@ -100 +100 @@
      -BTF_ID_FLAGS(func, bpf_iter_ticket_next, KF_ITER_NEXT | KF_RET_NULL)
      +BTF_ID_FLAGS(func, bpf_iter_ticket_next, KF_ITER_NEXT)

      """)
    let arguments = ["--patch", workspace.path + "/x.patch"]
    let fresh = try await lint(workspace, arguments + ["--no-cache"])
    let cold = try await lint(workspace, arguments)
    let warm = try await lint(workspace, arguments)
    #expect(fresh.output == cold.output && cold.output == warm.output && fresh.exitCode == warm.exitCode)
    // What the patch leaves behind is no state of the tree.
    try await expectSame(workspace, "after a patch")
  }

  @Test func `damaged entries count as none, and are mentioned`() async throws {
    let workspace = try Workspace.withSmallTree()
    let cold = try await lint(workspace)
    for (number, name) in try files(workspace).enumerated() {
      var bytes = try workspace.read("cache/" + name)
      if number % 3 == 0 { bytes = Data() } else { bytes[bytes.count / 2] ^= 1 }
      try workspace.write("cache/" + name, bytes)
    }
    let after = try await lint(workspace)
    #expect(try after.findings() == cold.findings() && after.exitCode == cold.exitCode)
    #expect(after.output.contains("cache-damaged"))
    #expect(try await lint(workspace).output == cold.output)
  }

  @Test func `runs at the same time share a cache`() async throws {
    let workspace = try Workspace.withSmallTree()
    let alone = try await lint(workspace, ["--no-cache"])
    let path = workspace.path
    let arguments = [
      "lint", "--tree", path + "/tree", "--severity", "note", "--format", "json", "--cache-dir", path + "/cache",
    ]
    let outputs = try await withThrowingTaskGroup(of: String.self) { group in
      for _ in 0..<4 { group.addTask { try await Program.run(arguments).output } }
      return try await group.reduce(into: Set<String>()) { $0.insert($1) }
    }
    #expect(outputs == [alone.output])
    #expect(try await lint(workspace).output == alone.output)
    let left = FileManager.default.enumerator(atPath: workspace.path + "/cache")?.allObjects as? [String] ?? []
    #expect(
      left.filter { $0.contains("/") && $0.split(separator: "/").count == 3 }.count == (try files(workspace)).count)
  }

  @Test func `it can be emptied, left out and put anywhere`() async throws {
    let workspace = try Workspace.withSmallTree()
    _ = try await lint(workspace, ["--no-cache"])
    #expect(try await entries(workspace) == 0)
    _ = try await lint(workspace)
    try workspace.write("cache/notes.txt", "not ours")
    let count = try await entries(workspace)
    let clear = try await Program.run(["cache", "clear", "--cache-dir", workspace.path + "/cache"])
    #expect(clear.output == "\(count) entries removed\n" && clear.exitCode == 0)
    #expect(try await entries(workspace) == 0)
    #expect(try workspace.read("cache/notes.txt") == Data("not ours".utf8))
    // A place that cannot be written is none.
    let outcome = try await Program.run(
      ["lint", "--tree", workspace.path + "/tree", "--format", "json", "--cache-dir", "/dev/null/x"])
    #expect(outcome.exitCode == 1 && outcome.errors.isEmpty)
    let both = try await Program.run(["lint", "--no-cache", "--cache-dir", "x"], in: workspace.path + "/tree")
    #expect(both.exitCode == 2 && both.errors.contains("--no-cache and --cache-dir exclude each other"))
  }
}
