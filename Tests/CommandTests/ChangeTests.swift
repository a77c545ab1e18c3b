import Foundation
import Testing

/// `kfunclint lint` over patches, commits and the index.
@Suite(.enabled(if: Program.path != nil, Program.hint))
struct ChangeTests {
  /// A libclang that cannot be loaded: whoever starts a worker fails with exit code 4.
  private static let withoutParser = ["KFUNCLINT_LIBCLANG": "/nonexistent/libclang.so"]
  private static let ticket = "tree/kernel/bpf/ticket.c"

  private func lint(
    _ arguments: [String], _ workspace: Workspace, environment: [String: String] = [:]
  ) async throws -> Program.Outcome {
    try await Program.run(
      ["lint", "--severity", "note"] + arguments, in: workspace.path + "/tree", environment: environment)
  }

  /// Takes the marker from a definition.
  private func plant(_ workspace: Workspace) throws {
    try workspace.change(Self.ticket) {
      $0.replacingOccurrences(of: "__bpf_kfunc int bpf_ticket_read", with: "int bpf_ticket_read")
    }
  }

  @Test func `what a commit brings is reported, what was there is not`() async throws {
    let workspace = try await Workspace.withRepository()
    try plant(workspace)
    try await workspace.commit("ticket: drop a marker")
    let outcome = try await lint(["--commit", "HEAD", "--format", "json"], workspace)
    #expect(try outcome.findings().map { $0.prefix { $0 != ":" } } == ["def-missing-bpf-kfunc kernel/bpf/ticket.c"])
    #expect(outcome.exitCode == 1)
    let finding = try #require((try outcome.json()["findings"] as? [[String: Any]])?.first)
    #expect(finding["new"] as? Bool == true && finding["change"] as? Int == 0)
    let text = try await lint(["--commit", "HEAD"], workspace)
    #expect(text.output.contains(" 'ticket: drop a marker':\n"))
  }

  @Test func `a range is judged commit by commit, a mistake that a later one repairs included`() async throws {
    let workspace = try await Workspace.withRepository()
    try plant(workspace)
    try await workspace.commit("break")
    try workspace.change("tree/net/core/stamp.c") { "/* shifts all lines */\n" + $0 }
    try await workspace.commit("move")
    try workspace.change(Self.ticket) {
      $0.replacingOccurrences(of: "\nint bpf_ticket_read", with: "\n__bpf_kfunc int bpf_ticket_read")
    }
    try await workspace.commit("repair")
    let outcome = try await lint(["--range", "HEAD~3..HEAD", "--format", "json"], workspace)
    let changes = try #require(try outcome.json()["changes"] as? [[String: Any]])
    #expect(try outcome.findings().count == 1)
    #expect(changes.map { $0["fixed"] as? Int } == [0, 0, 1])
    let repaired = try await lint(["--range", "HEAD~2..HEAD"], workspace)
    #expect(
      repaired.exitCode == 0 && repaired.output.contains("no new findings") && repaired.output.contains("1 fixed"))
  }

  @Test func `a mistake that a later change mends names it, and is a note where it harms nobody`() async throws {
    let workspace = try await Workspace.withRepository()
    try workspace.change(Self.ticket) {
      $0.replacingOccurrences(
        of: "__bpf_kfunc_end_defs();",
        with: "__bpf_kfunc int bpf_ticket_count(void)\n{\n\treturn 1;\n}\n\n__bpf_kfunc_end_defs();"
      ).replacingOccurrences(of: "__bpf_kfunc int bpf_ticket_read", with: "int bpf_ticket_read")
    }
    try await workspace.commit("ticket: count them")
    try workspace.change(Self.ticket) {
      $0.replacingOccurrences(
        of: "BTF_ID_FLAGS(func, bpf_ticket_read",
        with: "BTF_ID_FLAGS(func, bpf_ticket_count)\nBTF_ID_FLAGS(func, bpf_ticket_read"
      ).replacingOccurrences(of: "\nint bpf_ticket_read", with: "\n__bpf_kfunc int bpf_ticket_read")
    }
    try await workspace.commit("ticket: list the count")
    let outcome = try await lint(["--range", "HEAD~2..HEAD", "--format", "json"], workspace)
    let findings = try #require(try outcome.json()["findings"] as? [[String: Any]])
    let severities = Dictionary(
      findings.map { ($0["rule"] as? String ?? "", $0["severity"] as? String) }, uniquingKeysWith: { first, _ in first }
    )
    #expect(severities["def-no-entry"] == "note" && severities["def-missing-bpf-kfunc"] == "warning")
    let text = try await lint(["--range", "HEAD~2..HEAD"], workspace)
    #expect(text.output.contains("note: It is mended by ") && text.output.contains("'ticket: list the count'."))
    let alone = try await lint(["--commit", "HEAD~1", "--format", "json"], workspace)
    let first = try #require(try alone.json()["findings"] as? [[String: Any]])
    #expect(
      first.contains { $0["rule"] as? String == "def-no-entry" && $0["severity"] as? String == "warning" })
  }

  @Test func `a series is applied in memory, on its base-commit, with the same result`() async throws {
    let workspace = try await Workspace.withRepository()
    try plant(workspace)
    try await workspace.commit("ticket: drop a marker")
    try workspace.write("tree/drivers/badge/other.c", "int other;\n")
    try await workspace.commit("badge: add a file")
    let mails = try await workspace.git(["format-patch", "--stdout", "--cover-letter", "--base=HEAD~2", "HEAD~2.."])
    try workspace.write("series.mbox", mails)
    let fromCommits = try await lint(["--range", "HEAD~2..HEAD", "--format", "json"], workspace)
    // The files on disk are those after the series; the base-commit counts.
    let onTop = try await lint(["--patch", "../series.mbox", "--format", "json"], workspace)
    #expect(try onTop.findings() == fromCommits.findings() && onTop.exitCode == 1)
    #expect(onTop.output.contains("is applied to its base-commit"))
    try await workspace.git(["reset", "--quiet", "--hard", "HEAD~2"])
    let plain = mails.replacingOccurrences(of: "base-commit: ", with: "base: ")
    try workspace.write("plain.mbox", plain)
    let onDisk = try await lint(["--patch", "../plain.mbox", "--format", "json"], workspace)
    #expect(try onDisk.findings() == fromCommits.findings())
    #expect(onDisk.output.contains("is applied to the files on disk"))
    #expect(try await workspace.git(["status", "--porcelain"]).isEmpty)
  }

  @Test func `index lines name the base where no commit does`() async throws {
    let workspace = try await Workspace.withRepository()
    try plant(workspace)
    try workspace.write("tree/drivers/badge/other.c", "int other;\n")
    try await workspace.commit("ticket: drop a marker")
    try workspace.write("one.patch", try await workspace.git(["format-patch", "--stdout", "-1"]))
    let outcome = try await lint(["--patch", "../one.patch", "--format", "json"], workspace)
    #expect(try outcome.findings().count == 1)
    #expect(outcome.output.contains("what its index lines name for 2 of its files"))
  }

  @Test func `the index is linted, not the disk`() async throws {
    let workspace = try await Workspace.withRepository()
    try plant(workspace)
    let unstaged = try await lint(["--staged"], workspace)
    #expect(unstaged.exitCode == 0 && unstaged.output.isEmpty)
    try await workspace.git(["add", "--all"])
    try workspace.write(Self.ticket, "broken\n")
    let staged = try await lint(["--staged", "--format", "json"], workspace)
    #expect(try staged.findings().count == 1 && staged.exitCode == 1)
  }

  @Test func `a rename brings nothing, --all shows what was there`() async throws {
    let workspace = try await Workspace.withRepository()
    try await workspace.git(["mv", "net/sched/act_stamp.c", "net/sched/act_mark.c"])
    try workspace.change("tree/net/sched/Makefile") { $0.replacingOccurrences(of: "act_stamp", with: "act_mark") }
    try await workspace.commit("rename")
    let outcome = try await lint(["--commit", "HEAD"], workspace)
    #expect(outcome.exitCode == 0 && outcome.output.contains("no new findings"))
    let all = try await lint(["--commit", "HEAD", "--all", "--format", "json"], workspace)
    let findings = try #require(try all.json()["findings"] as? [[String: Any]])
    #expect(!findings.isEmpty && findings.allSatisfy { $0["new"] as? Bool == false } && all.exitCode == 0)
  }

  @Test func `a finding elsewhere points at the change that exposes it`() async throws {
    let workspace = try await Workspace.withRepository()
    // verifier.c promises something about a member of a struct in a header.
    try workspace.change("tree/include/linux/ticket.h") {
      $0.replacingOccurrences(of: "struct ticket __rcu *next;", with: "struct ticket __rcu *after;")
    }
    try await workspace.commit("ticket: rename a member")
    let outcome = try await lint(["--commit", "HEAD", "--select", "safe-field-missing"], workspace)
    #expect(outcome.output.contains("kernel/bpf/verifier.c"))
    #expect(outcome.output.contains("include/linux/ticket.h"))
    #expect(outcome.output.contains("The change that exposes it is here."), "\(outcome)")
  }

  @Test func `a finding beside the change in the same file points at the change`() async throws {
    let workspace = try await Workspace.withRepository()
    // The entry loses its flag; what is wrong then shows at another entry.
    try workspace.change(Self.ticket) {
      $0.replacingOccurrences(of: "BTF_ID_FLAGS(func, bpf_ticket_release, KF_RELEASE)\n", with: "")
    }
    try await workspace.commit("ticket: drop the release")
    let outcome = try await lint(["--commit", "HEAD", "--select", "life-*"], workspace)
    #expect(outcome.output.contains("[life-acquire-without-release]"), "\(outcome)")
    #expect(outcome.output.contains("The change that exposes it is here."))
  }

  @Test func `where the code before could not be analysed, only changed lines have new findings`() async throws {
    let workspace = try await Workspace.withRepository()
    try workspace.change(Self.ticket) {
      $0.replacingOccurrences(
        of: "struct bpf_iter_ticket *it, u32 first", with: "struct bpf_iter_ticket *it, lost_t first"
      )
      .replacingOccurrences(
        of: "bpf_ticket_read, KF_TRUSTED_ARGS", with: "bpf_ticket_read, KF_TRUSTED_ARGS | KF_RET_NULL")
    }
    try await workspace.commit("ticket: two mistakes")
    try workspace.change(Self.ticket) { $0.replacingOccurrences(of: "lost_t first", with: "u32 first") }
    try await workspace.commit("ticket: repair one")
    let outcome = try await lint(
      ["--commit", "HEAD", "--select", "flag-ret-null-non-pointer", "--format", "json"], workspace)
    #expect(outcome.exitCode == 3)
    #expect(try outcome.findings().isEmpty)
    let change = try #require((try outcome.json()["changes"] as? [[String: Any]])?.first)
    #expect(change["undetermined"] as? Int == 1)
    #expect(outcome.output.contains("base-undetermined"))
    let all = try await lint(
      ["--commit", "HEAD", "--select", "flag-ret-null-non-pointer", "--format", "json", "--all"], workspace)
    #expect(try all.findings().count == 1)
  }

  @Test func `a partial clone that lacks contents says so and fetches nothing`() async throws {
    let workspace = try await Workspace.withRepository()
    try plant(workspace)
    try await workspace.commit("ticket: drop a marker")
    try await workspace.git(["config", "uploadpack.allowFilter", "true"])
    try await workspace.git([
      "clone", "--quiet", "--filter=blob:none", "file://" + workspace.path + "/tree", workspace.path + "/partial",
    ])
    let outcome = try await Program.run(["lint", "--commit", "HEAD"], in: workspace.path + "/partial")
    #expect(outcome.exitCode == 2 && outcome.output.isEmpty, "\(outcome)")
    #expect(outcome.errors.contains("this partial clone lacks contents that are needed"), "\(outcome.errors)")
    #expect(outcome.errors.contains("git fetch --refetch --no-filter"), "\(outcome.errors)")
  }

  @Test(arguments: [
    ("drivers/badge/other.c", "int other;\n"), ("include/linux/errno.h", "#define EOTHER 99\n"),
    ("Documentation/x.rst", "BTF_KFUNCS_START\n"), ("net/Makefile", "obj-y += other.o\n"),
  ]) func `a patch that cannot matter starts no parser and says nothing`(path: String, text: String) async throws {
    let workspace = try await Workspace.withRepository()
    let old = (try? workspace.read("tree/" + path)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    try workspace.write("tree/" + path, old + text)
    try await workspace.commit("irrelevant")
    let outcome = try await lint(["--commit", "HEAD"], workspace, environment: Self.withoutParser)
    #expect(outcome.exitCode == 0 && outcome.output.isEmpty && outcome.errors.isEmpty, "\(outcome)")
    let thorough = try await lint(["--commit", "HEAD", "--thorough"], workspace, environment: Self.withoutParser)
    #expect(thorough.exitCode == 4)
  }

  @Test(arguments: [
    ("include/linux/btf.h", "#define KF_OTHER (1 << 20)\n"), ("kernel/bpf/ticket.c", "\n"),
    ("include/linux/ticket.h", "/* near a struct that annotations name */\n"),
    ("kernel/bpf/Makefile", "obj-y += ticket.o\n"),
  ]) func `a patch that can matter is analysed`(path: String, text: String) async throws {
    let workspace = try await Workspace.withRepository()
    try workspace.change("tree/" + path) { $0 + text }
    try await workspace.commit("relevant")
    let outcome = try await lint(["--commit", "HEAD"], workspace, environment: Self.withoutParser)
    #expect(outcome.exitCode == 4, "\(outcome)")
  }

  @Test func `a patch to a function that a set names is analysed, without any marker`() async throws {
    let workspace = try await Workspace.withRepository()
    try workspace.write("tree/kernel/bpf/plain.c", "int ticket_plain(int number)\n{\n\treturn number;\n}\n")
    try await workspace.commit("base")
    try workspace.change("tree/kernel/bpf/plain.c") {
      $0.replacingOccurrences(of: "return number", with: "return -number")
    }
    try await workspace.commit("plain: negate")
    try workspace.change(Self.ticket) {
      $0.replacingOccurrences(
        of: "BTF_ID_FLAGS(func, bpf_ticket_read",
        with: "BTF_ID_FLAGS(func, ticket_plain)\nBTF_ID_FLAGS(func, bpf_ticket_read")
    }
    try await workspace.commit("ticket: an entry")
    let before = try await workspace.git(["rev-parse", "HEAD~1"]).trimmingCharacters(in: .whitespacesAndNewlines)
    #expect(try await lint(["--range", "HEAD~2..\(before)"], workspace, environment: Self.withoutParser).exitCode == 4)
    try await workspace.git(["reset", "--quiet", "--hard", "HEAD~1"])
    #expect(try await lint(["--commit", "HEAD"], workspace, environment: Self.withoutParser).exitCode == 0)
  }

  @Test func `what does not apply is exit code 3, and the rest is judged`() async throws {
    let workspace = try await Workspace.withRepository()
    try plant(workspace)
    try await workspace.commit("ticket: drop a marker")
    let diff = try await workspace.git(["diff", "--no-prefix", "HEAD~1", "HEAD"])
    try await workspace.git(["reset", "--quiet", "--hard", "HEAD~1"])
    let other = "--- a/net/core/stamp.c\n+++ b/net/core/stamp.c\n@@ -2,3 +2,3 @@\n none\n-of\n+this\n is there\n"
    let evil = "--- a/../../outside\n+++ b/../../outside\n@@ -0,0 +1 @@\n+x\n"
    try workspace.write("x.patch", other + evil + diff)
    let outcome = try await lint(["--patch", "../x.patch", "--format", "json"], workspace)
    #expect(outcome.exitCode == 3)
    #expect(try outcome.findings().count == 1)
    #expect(outcome.errors.contains("'net/core/stamp.c', hunk 1 does not apply: its lines are not in the file"))
    #expect(outcome.errors.contains("not applied: the path leaves the tree"))
    #expect(!FileManager.default.fileExists(atPath: workspace.path + "/outside"))
  }

  @Test(arguments: [
    (["--patch", "../none"], "'../none' cannot be read"),
    (["--patch", "Makefile"], "cannot read 'Makefile' as a patch: there is no diff in it"),
    (["--range", "HEAD"], "'HEAD' is no range of commits"), (["--commit", "none"], "'none' names no commit"),
    (["--staged", "--write-baseline", "b.json"], "--write-baseline speaks of a tree, not of a change"),
    (["--staged", "--commit", "HEAD"], "--patch, --range, --commit and --staged exclude each other"),
    (["--all"], "--all needs --patch, --range, --commit or --staged"),
  ]) func `what cannot be done is said with exit code 2`(arguments: [String], message: String) async throws {
    let workspace = try await Workspace.withRepository()
    let outcome = try await lint(arguments, workspace)
    #expect(outcome.exitCode == 2 && outcome.errors.contains(message), "\(outcome)")
  }

  @Test func `outside of a repository only patches are linted`() async throws {
    let workspace = try Workspace.withSmallTree()
    let outcome = try await lint(["--staged"], workspace)
    #expect(outcome.exitCode == 2 && outcome.errors.contains("is in no git repository"))
    try workspace.write("x.patch", "--- a/Kconfig\n+++ b/Kconfig\n@@ -0,0 +1 @@\n+x\n")
    #expect(try await lint(["--patch", "../x.patch"], workspace).exitCode == 3)
  }

  @Test func `the same bytes come out for any number of jobs`() async throws {
    let workspace = try await Workspace.withRepository()
    try plant(workspace)
    try await workspace.commit("ticket: drop a marker")
    for format in ["text", "json", "sarif"] {
      let one = try await lint(["--commit", "HEAD", "--all", "--format", format, "--jobs", "1"], workspace)
      let four = try await lint(["--commit", "HEAD", "--all", "--format", format, "--jobs", "4"], workspace)
      #expect(one.output == four.output && !one.output.isEmpty)
    }
  }
}
