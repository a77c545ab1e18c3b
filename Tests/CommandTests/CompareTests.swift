import Foundation
import Pipes
import Subprocess
import SystemPackage
import Testing

/// `kfunclint compare`, and the rules about changes under `lint`.
@Suite(.enabled(if: Program.path != nil, Program.hint))
struct CompareTests {
  private static let ticket = "kernel/bpf/ticket.c"

  /// The small tree twice, as `old` and `new`.
  private func trees() throws -> Workspace {
    let workspace = try Workspace()
    for name in ["old", "new"] {
      try FileManager.default.copyItem(atPath: Workspace.smallTree, toPath: workspace.path + "/" + name)
    }
    return workspace
  }

  private func compare(_ arguments: [String], _ workspace: Workspace, in directory: String = "") async throws
    -> Program.Outcome
  {
    try await Program.run(["compare"] + arguments, in: workspace.path + "/" + directory)
  }

  private func git(_ arguments: [String], _ directory: String) async throws {
    let identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    let result = try await run(
      .name("git"), arguments: Arguments(identity + arguments), workingDirectory: FilePath(directory),
      output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
    #expect(result.terminationStatus.isSuccess, "\(result.standardError)")
  }

  /// Takes a kfunc out, changes a prototype and flags, adds a program type and a filter, lets the iterator grow.
  private func change(_ name: String, _ workspace: Workspace) throws {
    try workspace.change(name + "/" + Self.ticket) {
      $0.replacingOccurrences(of: "BTF_ID_FLAGS(func, bpf_ticket_cast)\n", with: "")
        .replacingOccurrences(of: "void *out, u32 out__sz)", with: "void *out, u64 out__sz)")
        .replacingOccurrences(
          of: "bpf_ticket_acquire, KF_ACQUIRE | KF_RET_NULL", with: "bpf_ticket_acquire, KF_ACQUIRE"
        )
        .replacingOccurrences(of: "__u64 opaque[1]", with: "__u64 opaque[2]")
        .replacingOccurrences(of: "BPF_PROG_TYPE_SYSCALL", with: "BPF_PROG_TYPE_XDP")
        .replacingOccurrences(
          of: "static const struct btf_kfunc_id_set ticket_kfunc_set = {\n",
          with: """
            static int ticket_filter(const struct bpf_prog *prog, u32 kfunc_id)
            {
            \treturn 0;
            }

            static const struct btf_kfunc_id_set ticket_kfunc_set = {
            \t.filter = ticket_filter,

            """)
    }
  }

  @Test func `everything that is different is told, in every format`() async throws {
    let workspace = try trees()
    try change("new", workspace)
    let outcome = try await compare(["old", "new", "--format", "json"], workspace)
    #expect(outcome.exitCode == 1, "\(outcome.errors)")
    let document = try outcome.json()
    let rules = Set(try #require(document["findings"] as? [[String: Any]]).compactMap { $0["rule"] as? String })
    #expect(
      rules == [
        "diff-removed", "diff-signature", "diff-flags-loosened", "diff-iter-size", "diff-hooks", "diff-filter",
      ])
    let changes = try #require(document["changes"] as? [[String: Any]])
    #expect(changes.first?["kind"] as? String == "removed" && changes.first?["name"] as? String == "bpf_ticket_cast")
    let text = try await compare(["old", "new"], workspace)
    #expect(text.output.contains("Removed (1):") && text.output.contains("bpf_ticket_cast"))
    #expect(text.output.contains("flags: -KF_RET_NULL"))
    #expect(text.output.contains("size of struct bpf_iter_ticket: 8 to 16 bytes"))
    #expect(text.output.contains("program types: +XDP -SYSCALL"))
    #expect(text.output.contains("ticket_kfunc_ids is registered with the filter ticket_filter"))
    let markdown = try await compare(["old", "new", "--format", "markdown"], workspace)
    #expect(markdown.output.hasPrefix("# Kfuncs of Linux") && markdown.output.contains("| `bpf_ticket_cast` |"))
    let sarif = try await compare(["old", "new", "--format", "sarif", "--fail-on", "never"], workspace)
    let log = try #require(try JSONSerialization.jsonObject(with: Data(sarif.output.utf8)) as? [String: Any])
    let run = try #require((log["runs"] as? [[String: Any]])?.first)
    #expect((run["results"] as? [Any])?.count == (document["findings"] as? [Any])?.count)
    #expect(sarif.exitCode == 0)
    let failing = try await compare(["old", "new", "--format", "sarif"], workspace)
    #expect(failing.exitCode == 1 && failing.output.contains("\"exitCode\" : 1"))
    try FileManager.default.copyItem(atPath: workspace.path + "/old", toPath: workspace.path + "/old: before")
    let named = try await compare(["old: before", "new", "--format", "markdown"], workspace)
    #expect(named.output.contains("('old: before')"), "\(named.output)")
  }

  @Test func `what came in one direction goes in the other`() async throws {
    let workspace = try trees()
    try change("new", workspace)
    let back = try await compare(["new", "old", "--format", "json", "--fail-on", "error"], workspace)
    let changes = try #require(try back.json()["changes"] as? [[String: Any]])
    #expect(changes.last?["kind"] as? String == "added" && changes.last?["name"] as? String == "bpf_ticket_cast")
    #expect(back.exitCode == 0)
    let same = try await compare(["old", "old"], workspace)
    #expect(same.exitCode == 0 && same.output.contains("0 removed, 0 renamed, 0 changed, 0 added"))
  }

  @Test func `commits are compared without a checkout`() async throws {
    let workspace = try trees()
    let tree = workspace.path + "/new"
    try await git(["init", "--quiet", "--initial-branch=main"], tree)
    for step in ["Base", "Change", "Later"] {
      if step == "Change" { try change("new", workspace) }
      if step == "Later" { try workspace.write("new/kernel/later.c", "int later;\n") }
      try await git(["add", "--all"], tree)
      try await git(["commit", "--quiet", "-m", step], tree)
    }
    let outcome = try await compare(["HEAD~2", "HEAD~1", "--format", "json"], workspace, in: "new")
    let directories = try await compare(["old", "new", "--format", "json"], workspace)
    #expect(outcome.exitCode == 1)
    let (left, right) = (try outcome.json(), try directories.json())
    #expect(NSArray(array: left["changes"] as? [Any] ?? []) == NSArray(array: right["changes"] as? [Any] ?? []))
    #expect(try outcome.findings() == directories.findings())
    let mixed = try await compare(["HEAD~2", ".", "--format", "json"], workspace, in: "new")
    #expect(try mixed.findings() == directories.findings())
    let outside = try await compare(["HEAD~2", "HEAD", "--tree", "new", "--format", "json"], workspace)
    #expect(try outside.findings() == directories.findings())
  }

  @Test func `commits that are too far from the disk are compared all the same`() async throws {
    let workspace = try trees()
    let tree = workspace.path + "/new"
    try await git(["init", "--quiet", "--initial-branch=main"], tree)
    for step in ["Base", "Change"] {
      if step == "Change" { try change("new", workspace) }
      try await git(["add", "--all"], tree)
      try await git(["commit", "--quiet", "-m", step], tree)
    }
    // More files than are held in memory, in front of both.
    var stream = "commit refs/heads/many\ncommitter A <a@example.org> 0 +0000\ndata 4\nMany\nfrom refs/heads/main\n"
    for number in 0...20_000 { stream += "M 100644 inline drivers/many/\(number).c\ndata 0\n\n" }
    let imported = try await run(
      .name("git"), arguments: ["fast-import", "--quiet"], workingDirectory: FilePath(tree),
      input: .text(stream + "done\n"),
      output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
    #expect(imported.terminationStatus.isSuccess, "\(imported.standardError)")
    let near = try await compare(["HEAD~1", "HEAD", "--format", "json"], workspace, in: "new")
    let far = try await compare(["HEAD~1", "many", "--format", "json"], workspace, in: "new")
    #expect(far.exitCode == 1 && far.errors.isEmpty, "\(far.errors)")
    #expect(try far.findings() == near.findings())
    let left = try near.json()["changes"] as? [Any] ?? []
    #expect(try NSArray(array: left) == NSArray(array: far.json()["changes"] as? [Any] ?? []))
  }

  @Test func `patches and commits bring the findings about changes, a tree does not`() async throws {
    let workspace = try trees()
    let tree = workspace.path + "/new"
    try await git(["init", "--quiet", "--initial-branch=main"], tree)
    try await git(["add", "--all"], tree)
    try await git(["commit", "--quiet", "-m", "Base"], tree)
    try workspace.change("new/" + Self.ticket) {
      "/* kfunclint: ignore diff-removed: nobody uses it */\n"
        + $0.replacingOccurrences(of: "BTF_ID_FLAGS(func, bpf_ticket_cast)\n", with: "")
    }
    try await git(["add", "--all"], tree)
    try await git(["commit", "--quiet", "-m", "Change"], tree)
    let commit = try await Program.run(
      ["lint", "--commit", "HEAD", "--select", "diff-*", "--format", "json"], in: tree)
    #expect(try commit.findings().map { $0.prefix { $0 != ":" } } == ["diff-removed kernel/bpf/ticket.c"])
    #expect(commit.exitCode == 1)
    // A comment about a rule that has nothing to say about a tree is not unused there.
    let whole = try await Program.run(["lint", "--severity", "note", "--format", "json"], in: tree)
    #expect(!whole.output.contains("diff-removed\\\"") && !whole.output.contains("unused"))
    #expect(try !whole.findings().contains { $0.hasPrefix("diff-") })
  }

  @Test func `where one side cannot be analysed nothing is called gone`() async throws {
    let workspace = try trees()
    try change("new", workspace)
    try workspace.change("new/" + Self.ticket) {
      $0.replacingOccurrences(of: "u64 out__sz", with: "nonsense_t out__sz")
    }
    let outcome = try await compare(["old", "new", "--format", "json"], workspace)
    #expect(outcome.exitCode == 3 && outcome.errors.contains("the analysis is incomplete"))
    let changes = try #require(try outcome.json()["changes"] as? [[String: Any]])
    #expect(!changes.contains { $0["kind"] as? String == "removed" })
    #expect(try #require(try outcome.json()["undetermined"] as? [Any]).isEmpty == false)
  }

  @Test(arguments: [
    (["old", "none"], "no kernel tree around the working directory"), (["old", "old/kernel"], "old/kernel"),
    (["old"], "Missing expected argument"), (["old", "new", "--select", "nothing-*"], "nothing-*"),
  ]) func `what cannot be compared is said with exit code 2`(arguments: [String], message: String) async throws {
    let workspace = try trees()
    let outcome = try await compare(arguments, workspace, in: "")
    #expect(outcome.exitCode == 2 && outcome.output.isEmpty)
    #expect(outcome.errors.contains(message), "\(outcome)")
  }
}
