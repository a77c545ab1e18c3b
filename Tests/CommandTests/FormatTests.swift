import Foundation
import Pipes
import Subprocess
import SystemPackage
import TestSupport
import Testing

/// The formats for other programs, as those programs read them.
@Suite(.enabled(if: Program.path != nil, Program.hint))
struct FormatTests {
  private static let ticket = "tree/kernel/bpf/ticket.c"

  /// Takes the marker from a definition and renames a member on which `verifier.c` depends.
  private func plant(_ workspace: Workspace) throws {
    try workspace.change(Self.ticket) {
      $0.replacingOccurrences(of: "__bpf_kfunc int bpf_ticket_read", with: "int bpf_ticket_read")
    }
    try workspace.change("tree/include/linux/ticket.h") {
      $0.replacingOccurrences(of: "struct ticket __rcu *next;", with: "struct ticket __rcu *after;")
    }
  }

  private func lint(_ arguments: [String], _ workspace: Workspace) async throws -> Program.Outcome {
    try await Program.run(["lint"] + arguments, in: workspace.path + "/tree")
  }

  /// Runs a Python program on a text and returns what it prints.
  private func python(_ script: String, on text: String) async throws -> String {
    let result = try await run(
      .name("python3"), arguments: ["-c", script], input: .text(text), output: .string(limit: 1 << 20),
      error: .string(limit: 1 << 20))
    #expect(result.terminationStatus.isSuccess, "\(result.standardError)")
    return result.standardOutput
  }

  // MARK: SARIF

  @Test func `what all built-in rules say of themselves passes the checker`() async throws {
    let workspace = try await Workspace.withRepository()
    let outcome = try await lint(["--format", "sarif", "--severity", "note"], workspace)
    let log = try JSONValue(outcome.output)
    #expect(SarifChecker.problems(in: log, hasRevision: false) == [])
    #expect((log["runs"]?[0]?["tool"]?["driver"]?["rules"]?.elements.count ?? 0) > 100)
    #expect(log["runs"]?[0]?["invocations"]?[0]?["exitCode"] == .integer(Int(outcome.exitCode)))
    #expect(log["runs"]?[0]?["versionControlProvenance"] == nil)
  }

  @Test(.enabled(if: Program.kernels != nil, Program.kernelHint), arguments: ["6.12", "6.1"])
  func `the report about a real kernel passes the checker`(release: String) async throws {
    let outcome = try await Program.run([
      "lint", "--tree", try Program.kernel(release), "--severity", "note", "--no-config", "--format", "sarif",
    ])
    let log = try JSONValue(outcome.output)
    let isRepository = log["runs"]?[0]?["versionControlProvenance"] != nil
    #expect(SarifChecker.problems(in: log, hasRevision: isRepository) == [])
    #expect(log["runs"]?[0]?["results"]?.elements.isEmpty == false)
    #expect(outcome.output.utf8.count < 10_000_000, "even without compression it is below GitHub's limit")
  }

  @Test(arguments: [
    ("https://user:token@example.org/linux.git", "https://example.org/linux.git"),
    ("git@example.org:bpf/linux.git", "ssh://example.org/bpf/linux.git"), ("/srv/git/linux.git", nil),
    ("../other", nil),
  ]) func `the revision is that of the repository, without secrets`(remote: String, uri: String?) async throws {
    let workspace = try await Workspace.withRepository()
    try await workspace.git(["remote", "add", "upstream", remote])
    let log = try JSONValue(try await lint(["--format", "sarif"], workspace).output)
    let details = log["runs"]?[0]?["versionControlProvenance"]?[0]
    #expect(details?["repositoryUri"] == uri.map { .string($0) })
    guard uri != nil else { return }
    let head = try await workspace.git(["rev-parse", "HEAD"]).trimmingCharacters(in: .newlines)
    #expect(details?["revisionId"] == .string(head) && details?["branch"] == .string("main"))
    #expect(SarifChecker.problems(in: log) == [])
  }

  @Test func `a tree in a part of a repository, and an older commit, are said to be that`() async throws {
    let workspace = try Workspace.withSmallTree()
    // The repository begins one directory above the tree.
    try await workspace.git(["init", "--quiet", "--initial-branch=main", ".."])
    try await workspace.git(["remote", "add", "origin", "https://example.org/all.git"])
    try await workspace.commit("Base")
    try plant(workspace)
    try await workspace.commit("break")
    try await workspace.git(["commit", "--quiet", "--allow-empty", "--message", "more"])
    let log = try JSONValue(try await lint(["--commit", "HEAD~1", "--format", "sarif"], workspace).output)
    let run = try #require(log["runs"]?[0])
    let commit = try await workspace.git(["rev-parse", "HEAD~1"]).trimmingCharacters(in: .newlines)
    #expect(run["versionControlProvenance"]?[0]?["revisionId"] == .string(commit))
    #expect(run["versionControlProvenance"]?[0]?["branch"] == nil)
    #expect(run["originalUriBaseIds"]?["SRCROOT"]?["uri"] == .string("tree/"))
    #expect(SarifChecker.problems(in: log) == [])
    #expect(run["results"]?.elements.allSatisfy { $0["baselineState"] == .string("new") } == true)
  }

  @Test func `files have the hash that sha256sum prints`() async throws {
    let workspace = try await Workspace.withRepository()
    let log = try JSONValue(try await lint(["--format", "sarif"], workspace).output)
    let artifact = try #require(
      log["runs"]?[0]?["artifacts"]?.elements.first { $0["location"]?["uri"] == .string("kernel/bpf/ticket.c") })
    let sum = try await run(
      .name("sha256sum"), arguments: [workspace.path + "/" + Self.ticket], output: .string(limit: 4096)
    ).standardOutput
    #expect(artifact["hashes"]?["sha-256"]?.string.map { sum.hasPrefix($0) } == true)
  }

  @Test func `a baseline is external, a comment in source, and all have a state`() async throws {
    let workspace = try await Workspace.withRepository()
    #expect(try await lint(["--write-baseline", "known.json"], workspace).exitCode == 0)
    try plant(workspace)
    let log = try JSONValue(try await lint(["--baseline", "known.json", "--format", "sarif"], workspace).output)
    let results = log["runs"]?[0]?["results"]?.elements ?? []
    let states = Set(results.compactMap { $0["baselineState"]?.string })
    let kinds = Set(results.compactMap { $0["suppressions"]?[0]?["kind"]?.string })
    #expect(states == ["new", "unchanged"] && kinds == ["external", "inSource"])
    #expect(SarifChecker.problems(in: log, hasRevision: false) == [])
  }

  // MARK: Mail

  /// Prints what Python's `email` makes of a mail or mailbox: headers, and the body with its longest line of its own text.
  private static let mailReader = """
    import email, email.policy, json, mailbox, sys, tempfile
    data = sys.stdin.buffer.read()
    if data.startswith(b"From "):
        with tempfile.NamedTemporaryFile() as file:
            file.write(data); file.flush()
            mails = [bytes(m) for m in mailbox.mbox(file.name)]
    else:
        mails = [data] if data else []
    result = []
    for raw in mails:
        mail = email.message_from_bytes(raw, policy=email.policy.default)
        body = mail.get_content()
        own = [l for l in body.splitlines() if l and not l.startswith((">", "\\t"))]
        result.append({"to": mail["To"], "cc": mail["Cc"], "subject": mail["Subject"], "reply": mail["In-Reply-To"] and mail["In-Reply-To"].strip(),
            "references": mail["References"], "from": mail["From"], "type": mail.get_content_type(),
            "charset": mail.get_content_charset(), "defects": len(mail.defects), "body": body,
            "width": max(map(len, own), default=0),
            "recipients": [a.addr_spec for a in mail["To"].addresses + (mail["Cc"].addresses if mail["Cc"] else ())]})
    json.dump(result, sys.stdout)
    """

  private func mails(_ text: String) async throws -> [JSONValue] {
    try JSONValue(try await python(Self.mailReader, on: text)).elements
  }

  @Test func `the answer to a mail is what Python's email takes for one, and 0 is its exit code`() async throws {
    let workspace = try await Workspace.withRepository()
    try plant(workspace)
    let identity = ["GIT_AUTHOR_NAME": "Jörg Größe", "GIT_COMMITTER_NAME": "Jörg Größe"]
    let message = "ticket: drop a marker — and more"
    _ = try await workspace.run("git", ["commit", "--quiet", "--all", "--message", message], environment: identity)
    let mail = try await workspace.git([
      "format-patch", "--stdout", "--thread", "--to=bpf@vger.example.org", "--cc=Ærø <ae@example.org>", "-1",
    ])
    try workspace.write("one.eml", mail)
    let outcome = try await lint(["--patch", "../one.eml", "--format", "mail"], workspace)
    #expect(outcome.exitCode == 0)
    let answers = try await mails(outcome.output)
    let answer = try #require(answers.first)
    #expect(answers.count == 1 && answer["defects"] == .integer(0) && answer["from"] == .null)
    #expect(answer["subject"] == .string("Re: [PATCH] ticket: drop a marker — and more"))
    #expect(
      answer["recipients"] == .array(["a@example.org", "bpf@vger.example.org", "ae@example.org"].map { .string($0) }))
    let identifier = try #require(
      mail.split(separator: "\n").first { $0.lowercased().hasPrefix("message-id: ") }?.dropFirst(12))
    #expect(answer["reply"] == .string(String(identifier)) && answer["references"] == .string(String(identifier)))
    #expect(answer["charset"] == .string("utf-8") && answer["type"] == .string("text/plain"))
    #expect((answer["width"]?.integer ?? 100) <= 72)
    let body = try #require(answer["body"]?.string)
    #expect(body.contains("Jörg Größe wrote:\n> diff --git a/include/linux/ticket.h b/include/linux/ticket.h\n"))
    #expect(body.contains("> +int bpf_ticket_read"))
    #expect(body.contains("marked __bpf_kfunc. [def-missing-bpf-kfunc]"))
    #expect(body.contains("> +\tstruct ticket __rcu *after;\n\nkernel/bpf/verifier.c:"))
  }

  @Test func `a series gets an answer for each patch that needs one`() async throws {
    let workspace = try await Workspace.withRepository()
    let first = try await workspace.git(["rev-parse", "HEAD"]).trimmingCharacters(in: .newlines)
    try plant(workspace)
    try await workspace.git(["commit", "--quiet", "--message", "ticket: one", "--", "kernel/bpf/ticket.c"])
    try workspace.write("tree/drivers/badge/other.c", "int other;\n")
    try await workspace.commit("badge: a file and a member")
    try workspace.write("tree/Documentation/x.rst", "Text.\n")
    try await workspace.commit("Documentation: nothing to say")
    let mbox = try await workspace.git(["format-patch", "--stdout", "--cover-letter", "--thread", "\(first).."])
    try workspace.write("series.mbox", mbox)
    let outcome = try await lint(["--patch", "../series.mbox", "--format", "mail"], workspace)
    let answers = try await mails(outcome.output)
    #expect(
      answers.map { $0["subject"]?.string ?? "" } == [
        "Re: [PATCH 1/3] ticket: one", "Re: [PATCH 2/3] badge: a file and a member",
      ])
    for answer in answers {
      // The cover letter first, then the patch itself.
      let references = (answer["references"]?.string ?? "").split(whereSeparator: \.isWhitespace)
      #expect(references.count == 2 && references.last.map { .string(String($0)) } == answer["reply"])
    }
  }

  @Test func `a patch about which there is nothing to say gets no answer`() async throws {
    let workspace = try await Workspace.withRepository()
    try workspace.write("tree/drivers/badge/other.c", "int other;\n")
    try await workspace.commit("badge: a file")
    try workspace.write("one.eml", try await workspace.git(["format-patch", "--stdout", "-1"]))
    let outcome = try await lint(["--patch", "../one.eml", "--format", "mail"], workspace)
    #expect(outcome.exitCode == 0 && outcome.output.isEmpty && outcome.errors.isEmpty)
  }

  @Test(arguments: [["--format", "mail"], ["--output", "mail:x", "--staged"]])
  func `there is no answer to what is no patch`(arguments: [String]) async throws {
    let outcome = try await lint(arguments, try await Workspace.withRepository())
    #expect(outcome.exitCode == 2 && outcome.output.isEmpty)
    #expect(
      outcome.errors == """
        kfunclint: error: the format 'mail' answers a patch
        kfunclint: note: name the patch with --patch FILE

        """)
  }

  // MARK: CI

  @Test func `the test report is what Python's XML parser takes, and its numbers are right`() async throws {
    let workspace = try await Workspace.withRepository()
    let outcome = try await lint(["--format", "junit", "--severity", "note"], workspace)
    let counts = try await python(
      """
      import sys, xml.etree.ElementTree as tree
      root = tree.fromstring(sys.stdin.buffer.read())
      cases = list(root.iter("testcase"))
      failures = list(root.iter("failure"))
      assert int(root.get("tests")) == len(cases) and int(root.get("failures")) == len(failures)
      assert len({(c.get("classname"), c.get("name")) for c in cases}) == len(cases)
      print(len(failures))
      """, on: outcome.output)
    let json = try await lint(["--format", "json", "--severity", "note"], workspace).json()
    let summary = try #require(json["summary"] as? [String: Any])
    let expected = (summary["errors"] as? Int ?? 0) + (summary["warnings"] as? Int ?? 0)
    #expect(counts.trimmingCharacters(in: .newlines) == "\(expected)" && expected > 0)
    #expect(outcome.exitCode == 1)
  }

  @Test func `annotations are one line each, of what is new with a change`() async throws {
    let workspace = try await Workspace.withRepository()
    try plant(workspace)
    try await workspace.commit("break")
    let outcome = try await lint(["--commit", "HEAD", "--format", "github"], workspace)
    let commands = outcome.output.split(separator: "\n").filter { $0.hasPrefix("::") }
    #expect(commands.count == 2 && outcome.exitCode == 1)
    #expect(commands.contains { $0.hasPrefix("::warning file=kernel/bpf/ticket.c,line=") })
  }
}
