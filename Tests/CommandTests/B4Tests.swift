import Foundation
import TestSupport
import Testing

/// `--format b4` and `--format checkpatch`: what b4's checks read.
@Suite(.enabled(if: Program.path != nil, Program.hint))
struct B4Tests {
  private static let ticket = "tree/kernel/bpf/ticket.c"
  private static let command = ["lint", "--patch", "-", "--format", "b4"]

  private func check(_ mail: String, _ workspace: Workspace, in directory: String = "tree") async throws
    -> Program.Outcome
  {
    try await workspace.run(try #require(Program.path), Self.command, in: directory, input: mail)
  }

  /// Takes the marker from a definition.
  private func plant(_ workspace: Workspace) throws {
    try workspace.change(Self.ticket) {
      $0.replacingOccurrences(of: "__bpf_kfunc int bpf_ticket_read", with: "int bpf_ticket_read")
    }
  }

  private func mails(_ count: Int, _ workspace: Workspace) async throws -> [String] {
    var mails: [String] = []
    for index in (0..<count).reversed() {
      mails.append(try await workspace.git(["format-patch", "--stdout", "-1", "HEAD~\(index)"]))
    }
    return mails
  }

  @Test func `a mail with a mistake is one line on standard output, and exit code 0`() async throws {
    let workspace = try await Workspace.withRepository()
    try plant(workspace)
    try await workspace.commit("ticket: drop a marker")
    let outcome = try await check(try await mails(1, workspace)[0], workspace)
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.count == 1 && outcome.errors.isEmpty && outcome.exitCode == 0, "\(outcome)")
    #expect(lines.first?.hasPrefix("kernel/bpf/ticket.c:57: WARNING: ") == true, "\(outcome)")
    #expect(lines.first?.hasSuffix(" [def-missing-bpf-kfunc]") == true, "\(outcome)")
  }

  @Test func `nothing at all is written where there is nothing to say`() async throws {
    let workspace = try await Workspace.withRepository()
    try workspace.change(Self.ticket) { "/* A comment. */\n" + $0 }
    try await workspace.commit("ticket: comment")
    let mail = try await mails(1, workspace)[0]
    let cover = "From: A <a@example.org>\nSubject: [PATCH 0/1] A cover letter\n\nIt says why.\n"
    try FileManager.default.createDirectory(atPath: workspace.path + "/elsewhere", withIntermediateDirectories: true)
    for (mail, directory) in [(mail, "tree"), (cover, "tree"), (mail, "elsewhere")] {
      let outcome = try await check(mail, workspace, in: directory)
      #expect(outcome.output.isEmpty && outcome.errors.isEmpty && outcome.exitCode == 0, "\(outcome)")
    }
  }

  @Test func `a mail without those before it is said to be not judged, but only where it could matter`() async throws {
    let workspace = try await Workspace.withRepository()
    try workspace.write("tree/drivers/badge/other.c", "int one;\n")
    try workspace.change(Self.ticket) {
      $0.replacingOccurrences(of: "__bpf_kfunc int bpf_ticket_read(", with: "__bpf_kfunc long bpf_ticket_read(")
    }
    try await workspace.commit("one")
    try workspace.write("tree/drivers/badge/other.c", "int two;\n")
    try await workspace.commit("two")
    try workspace.change(Self.ticket) {
      $0.replacingOccurrences(of: "__bpf_kfunc long bpf_ticket_read(", with: "__bpf_kfunc int bpf_ticket_read(")
    }
    try await workspace.commit("three")
    // The mails of somebody else: none of the objects that their index lines name is here.
    let mails = try await mails(3, workspace).map { mail in
      mail.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix("index ") }
        .joined(separator: "\n")
    }
    try await workspace.git(["reset", "--quiet", "--hard", "HEAD~3"])
    let irrelevant = try await check(mails[1], workspace)
    #expect(irrelevant.output.isEmpty && irrelevant.errors.isEmpty && irrelevant.exitCode == 0, "\(irrelevant)")
    let relevant = try await check(mails[2], workspace)
    #expect(
      relevant.output.hasPrefix("kernel/bpf/ticket.c:0: WARNING: Not judged: ") && relevant.errors.isEmpty
        && relevant.exitCode == 3, "\(relevant)")
    #expect(relevant.output.split(separator: "\n").count == 1)
  }

  @Test func `a mistake in the settings is an error, on standard error`() async throws {
    let workspace = try await Workspace.withRepository()
    try workspace.write("tree/.kfunclint.yaml", "no: such key\n")
    let outcome = try await check("diff --git a/Kconfig b/Kconfig\n", workspace)
    #expect(outcome.output.isEmpty && outcome.exitCode == 2 && outcome.errors.contains("'no'"), "\(outcome)")
  }

  @Test func `checkpatch's lines come with the usual exit codes`() async throws {
    let workspace = try await Workspace.withRepository()
    try plant(workspace)
    try await workspace.commit("ticket: drop a marker")
    let lint = ["lint", "--commit", "HEAD", "--format", "checkpatch"]
    let outcome = try await workspace.run(try #require(Program.path), lint)
    #expect(outcome.exitCode == 1 && outcome.errors.isEmpty)
    #expect(outcome.output.hasPrefix("kernel/bpf/ticket.c:57: WARNING: "), "\(outcome)")
    let tree = try await workspace.run(try #require(Program.path), ["lint", "--format", "checkpatch"])
    #expect(tree.exitCode == 1 && tree.output.split(separator: "\n").count > 5)
    #expect(tree.output.split(separator: "\n").allSatisfy { $0.contains(": WARNING: ") || $0.contains(": ERROR: ") })
  }

  // MARK: The real b4

  @Test(.enabled("b4 comes from the Python package index") { await PythonTool.b4.path() != nil })
  func `b4 prep --check shows what each commit brings, and nothing else`() async throws {
    let b4 = try #require(await PythonTool.b4.path())
    let workspace = try await Workspace.withRepository()
    try await configure("prep", workspace)
    let prepared = try await workspace.run(b4, ["prep", "-n", "topic", "-f", "main"])
    #expect(prepared.exitCode == 0, "\(prepared)")
    try plant(workspace)
    try await workspace.commit("ticket: drop a marker")
    try workspace.write("tree/drivers/badge/other.c", "int other;\n")
    try await workspace.commit("badge: add a file")
    let outcome = try await workspace.run(b4, ["--no-interactive", "prep", "--check"], environment: ["NO_COLOR": "1"])
    let report = plain(outcome)
    #expect(report.contains("ticket: drop a marker\n  ● kfunclint: kernel/bpf/ticket.c:57: WARNING: "), "\(report)")
    #expect(report.contains(": badge: add a file\n---\nSuccess: 1, Warning: 1, Error: 0"), "\(report)")
    #expect(outcome.exitCode == 0)
  }

  @Test(.enabled("b4 comes from the Python package index") { await PythonTool.b4.path() != nil })
  func `b4 am --check shows what each mail of somebody else brings`() async throws {
    let b4 = try #require(await PythonTool.b4.path())
    let workspace = try await Workspace.withRepository()
    try await configure("am", workspace)
    try workspace.write("tree/drivers/badge/other.c", "int other;\n")
    try await workspace.commit("badge: add a file")
    try plant(workspace)
    try await workspace.commit("ticket: drop a marker")
    try await workspace.git(["format-patch", "-o", "..", "--thread", "--cover-letter", "HEAD~2.."])
    try await workspace.git(["reset", "--quiet", "--hard", "HEAD~2"])
    let names = try FileManager.default.contentsOfDirectory(atPath: workspace.path).filter { $0.hasSuffix(".patch") }
    let mails = try names.sorted().map { String(decoding: try workspace.read($0), as: UTF8.self) }
    try workspace.write("series.mbox", mails.joined(separator: "\n"))
    let id = try #require(
      mails[0].split(separator: "\n").first { $0.hasPrefix("Message-Id: ") }?.dropFirst("Message-Id: ".count))
    let outcome = try await workspace.run(
      b4,
      [
        "--offline-mode", "--no-interactive", "am", "--check", "-m", "../series.mbox", "-o", "..",
        id.filter { !"<>".contains($0) },
      ])
    let report = plain(outcome)
    #expect(report.contains("● kfunclint: kernel/bpf/ticket.c:57: WARNING: "), "\(report)")
    #expect(report.contains("● kfunclint: passed all checks"), "\(report)")
    #expect(try await workspace.git(["status", "--porcelain"]).isEmpty)
  }

  private func configure(_ use: String, _ workspace: Workspace) async throws {
    let program = try #require(Program.path)
    // b4 names the check after its file.
    try FileManager.default.createSymbolicLink(
      atPath: workspace.path + "/kfunclint", withDestinationPath: program)
    let command = ([workspace.path + "/kfunclint"] + Self.command).joined(separator: " ")
    for (key, value) in [
      ("user.name", "A"), ("user.email", "a@example.org"), ("b4.\(use)-perpatch-check-cmd", command),
    ] {
      try await workspace.git(["config", key, value])
    }
  }

  /// What b4 prints, without colours.
  private func plain(_ outcome: Program.Outcome) -> String {
    (outcome.output + outcome.errors).replacing(/\u{1B}\[[0-9;]*m/, with: "")
  }
}
