import Foundation
import Testing

/// `kfunclint hook`, with the real git.
@Suite(.enabled(if: Program.path != nil, Program.hint))
struct HookTests {
  private static let ticket = "tree/kernel/bpf/ticket.c"
  private static let finding = "kernel/bpf/ticket.c:57:5: warning: "

  @discardableResult
  private func hook(
    _ arguments: [String], _ workspace: Workspace, in directory: String = "tree", exitCode: Int32 = 0
  ) async throws -> Program.Outcome {
    let outcome = try await workspace.run(try #require(Program.path), ["hook"] + arguments, in: directory)
    #expect(outcome.exitCode == exitCode, "hook \(arguments): \(outcome)")
    return outcome
  }

  /// Takes the marker from a definition.
  private func plant(_ workspace: Workspace, in file: String = ticket) throws {
    try workspace.change(file) {
      $0.replacingOccurrences(of: "__bpf_kfunc int bpf_ticket_read", with: "int bpf_ticket_read")
    }
  }

  private func commit(
    _ workspace: Workspace, _ arguments: [String] = ["-a"], in directory: String = "tree",
    environment: [String: String] = [:]
  ) async throws -> Program.Outcome {
    try await workspace.run(
      "git", ["commit", "--quiet", "-m", "A commit"] + arguments, in: directory, environment: environment)
  }

  private func script(_ text: String, at path: String, _ workspace: Workspace, mode: Int = 0o755) throws {
    try workspace.write(path, "#!/bin/sh\n" + text)
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: workspace.path + "/" + path)
  }

  private func exists(_ path: String, _ workspace: Workspace) -> Bool {
    FileManager.default.fileExists(atPath: workspace.path + "/" + path)
  }

  // MARK: pre-commit

  @Test func `a commit that brings a finding is held back, and says how to make it all the same`() async throws {
    let workspace = try await Workspace.withRepository()
    let installed = try await hook(["install"], workspace)
    #expect(installed.output == "pre-commit: installed\npre-push: installed\nsendemail-validate: installed\n")
    #expect(installed.errors.isEmpty)
    try plant(workspace)
    let held = try await commit(workspace)
    #expect(held.exitCode == 1 && held.errors.contains(Self.finding), "\(held)")
    #expect(held.errors.contains("note: the commit is held back; 'git commit --no-verify' makes it all the same"))
    #expect(try await workspace.git(["log", "--oneline"]).split(separator: "\n").count == 1)
    #expect(try await commit(workspace, ["-a", "--no-verify"]).exitCode == 0)
  }

  @Test func `what is committed is linted: not the disk, and only the named files`() async throws {
    let workspace = try await Workspace.withRepository()
    try await hook(["install", "pre-commit"], workspace)
    try plant(workspace)
    try workspace.change("tree/net/core/stamp.c") { "/* A comment. */\n" + $0 }
    // Git hands a temporary index to the hook.
    let other = try await commit(workspace, ["net/core/stamp.c"])
    #expect(other.exitCode == 0 && other.errors.isEmpty && other.output.isEmpty, "\(other)")
    let held = try await commit(workspace, ["kernel/bpf/ticket.c"])
    #expect(held.exitCode == 1 && held.errors.contains(Self.finding), "\(held)")
    try await workspace.git(["add", "--all"])
    try await workspace.git(["show", "HEAD:kernel/bpf/ticket.c"])
    try workspace.write(Self.ticket, try await workspace.git(["show", "HEAD:kernel/bpf/ticket.c"]))
    let staged = try await commit(workspace, [])
    #expect(staged.exitCode == 1 && staged.errors.contains(Self.finding), "\(staged)")
  }

  @Test func `nothing is said outside of kernel trees, nor where there is nothing to say`() async throws {
    let workspace = try await Workspace.withRepository()
    try await hook(["install"], workspace)
    try workspace.write("tree/drivers/badge/other.c", "int other;\n")
    try await workspace.git(["add", "--all"])
    let clean = try await commit(workspace)
    #expect(clean.exitCode == 0 && clean.output.isEmpty && clean.errors.isEmpty, "\(clean)")
    try workspace.write("other/file.c", "int x;\n")
    #expect(try await workspace.run("git", ["init", "--quiet"], in: "other").exitCode == 0)
    let installed = try await hook(["install"], workspace, in: "other")
    #expect(installed.errors.contains("/other' is no kernel tree, so the hooks will find nothing to lint"))
    #expect(try await workspace.run("git", ["add", "--all"], in: "other").exitCode == 0)
    let other = try await commit(workspace, [], in: "other")
    #expect(other.exitCode == 0 && other.output.isEmpty && other.errors.isEmpty, "\(other)")
  }

  @Test func `what keeps the linter from working does not keep anybody from committing`() async throws {
    let workspace = try await Workspace.withRepository()
    try await hook(["install", "pre-commit"], workspace)
    try workspace.change(Self.ticket) { "/* One. */\n" + $0 }
    let broken = try await commit(workspace, environment: ["KFUNCLINT_LIBCLANG": "/nonexistent/libclang.so"])
    #expect(broken.exitCode == 0 && broken.errors.contains("/nonexistent/libclang.so"), "\(broken)")
    #expect(broken.errors.contains("kfunclint: note: the commit is made without this check"))
    try workspace.change(Self.ticket) { "/* Two. */\n" + $0 }
    try workspace.write("tree/.kfunclint.yaml", "no: such key\n")
    let misconfigured = try await commit(workspace)
    #expect(misconfigured.exitCode == 0 && misconfigured.errors.contains("'no'"), "\(misconfigured)")
    // The program moves away.
    let path = workspace.path + "/tree/.git/hooks/pre-commit"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try text.replacingOccurrences(of: try #require(Program.path), with: "/nonexistent/kfunclint")
      .write(toFile: path, atomically: false, encoding: .utf8)
    try workspace.change(Self.ticket) { "/* Three. */\n" + $0 }
    let gone = try await commit(workspace)
    #expect(
      gone.exitCode == 0 && gone.errors.contains("the program is gone, so '.git/hooks/pre-commit' checks nothing"))
    let status = try await hook(["status"], workspace)
    #expect(status.output.contains("pre-commit: installed; '/nonexistent/kfunclint' is gone\n"), "\(status)")
  }

  // MARK: Hooks of others

  @Test func `a hook that is there runs first, can refuse, and comes back unchanged`() async throws {
    let workspace = try await Workspace.withRepository()
    let old = "echo \"old $*\" >&2\n[ ! -e ../refuse ] || exit 7\n"
    try script(old, at: "tree/.git/hooks/pre-commit", workspace)
    let installed = try await hook(["install", "pre-commit"], workspace)
    #expect(installed.output == "pre-commit: installed, after the hook that was there before\n")
    // A second time changes nothing: the script does not take itself for a hook of others.
    try await hook(["install", "pre-commit"], workspace)
    try plant(workspace)
    let held = try await commit(workspace)
    #expect(held.exitCode == 1 && held.errors.hasPrefix("old \n") && held.errors.contains(Self.finding), "\(held)")
    try workspace.write("refuse", "")
    let refused = try await commit(workspace)
    #expect(refused.exitCode == 1 && refused.errors == "old \n", "\(refused)")
    try await hook(["uninstall"], workspace)
    #expect(String(decoding: try workspace.read("tree/.git/hooks/pre-commit"), as: UTF8.self) == "#!/bin/sh\n" + old)
    #expect(!exists("tree/.git/hooks/pre-commit.before-kfunclint", workspace))
    #expect(!exists("tree/.git/hooks/pre-push", workspace))
    let status = try await hook(["status"], workspace)
    #expect(
      status.output.hasSuffix(
        "pre-commit: another program's\npre-push: not installed\nsendemail-validate: not installed\n"))
    try await hook(["uninstall"], workspace)
    #expect(exists("tree/.git/hooks/pre-commit", workspace))
  }

  @Test func `a hook that git ignores stays ignored, and comes back as it was`() async throws {
    let workspace = try await Workspace.withRepository()
    try script("exit 1\n", at: "tree/.git/hooks/pre-commit", workspace, mode: 0o644)
    try await hook(["install", "pre-commit"], workspace)
    try workspace.write("tree/drivers/badge/other.c", "int other;\n")
    try await workspace.git(["add", "--all"])
    #expect(try await commit(workspace).exitCode == 0)
    try await hook(["uninstall", "pre-commit"], workspace)
    let path = workspace.path + "/tree/.git/hooks/pre-commit"
    #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o644)
  }

  @Test func `what somebody changed or put in its place is refused, and nothing is lost`() async throws {
    let workspace = try await Workspace.withRepository()
    try await hook(["install"], workspace)
    try workspace.change("tree/.git/hooks/pre-push") { $0 + "echo mine\n" }
    for command in ["install", "uninstall"] {
      let outcome = try await hook([command, "pre-push"], workspace, exitCode: 2)
      #expect(outcome.errors.contains("/pre-push' was written by kfunclint and edited since"), "\(outcome)")
    }
    #expect(String(decoding: try workspace.read("tree/.git/hooks/pre-push"), as: UTF8.self).hasSuffix("echo mine\n"))
    // Another installer moves a chained hook away, as the pre-commit framework does.
    try await hook(["uninstall", "pre-commit"], workspace)
    try script("exit 0\n", at: "tree/.git/hooks/pre-commit", workspace)
    try await hook(["install", "pre-commit"], workspace)
    try script("exit 3\n", at: "tree/.git/hooks/pre-commit", workspace)
    for command in ["install", "uninstall"] {
      let outcome = try await hook([command, "pre-commit"], workspace, exitCode: 2)
      #expect(outcome.errors.contains("/pre-commit.before-kfunclint' is left from an earlier installation"))
    }
    #expect(String(decoding: try workspace.read("tree/.git/hooks/pre-commit"), as: UTF8.self) == "#!/bin/sh\nexit 3\n")
    try FileManager.default.createDirectory(
      atPath: workspace.path + "/tree/.git/hooks/x", withIntermediateDirectories: true)
    try FileManager.default.moveItem(
      atPath: workspace.path + "/tree/.git/hooks/x", toPath: workspace.path + "/tree/.git/hooks/sendemail-validate.d")
    try FileManager.default.removeItem(atPath: workspace.path + "/tree/.git/hooks/sendemail-validate")
    try FileManager.default.moveItem(
      atPath: workspace.path + "/tree/.git/hooks/sendemail-validate.d",
      toPath: workspace.path + "/tree/.git/hooks/sendemail-validate")
    let directory = try await hook(["install", "sendemail-validate"], workspace, exitCode: 2)
    #expect(directory.errors.contains("/sendemail-validate' is no file"))
  }

  @Test func `core.hooksPath is honoured, and files of the repository stay as they are`() async throws {
    let workspace = try await Workspace.withRepository()
    try await workspace.git(["config", "core.hooksPath", "../shared hooks"])
    let installed = try await hook(["install", "pre-commit"], workspace)
    #expect(installed.errors.contains("note: core.hooksPath is '") && installed.errors.contains("shared hooks'"))
    #expect(exists("shared hooks/pre-commit", workspace) && !exists("tree/.git/hooks/pre-commit", workspace))
    try plant(workspace)
    #expect(try await commit(workspace).exitCode == 1)
    try await hook(["uninstall"], workspace)
    #expect(!exists("shared hooks/pre-commit", workspace))
    try await workspace.git(["config", "core.hooksPath", "githooks"])
    try script("exit 0\n", at: "tree/githooks/pre-commit", workspace)
    try await workspace.commit("Hooks of the project")
    let refused = try await hook(["install"], workspace, exitCode: 2)
    #expect(refused.errors.contains("/githooks/pre-commit' is a file of the repository"), "\(refused)")
    #expect(refused.errors.contains("call 'kfunclint hook run pre-commit \"$@\"' from it"))
    // All or none.
    #expect(!exists("tree/githooks/pre-push", workspace))
    #expect(try await workspace.git(["status", "--porcelain"]).isEmpty)
  }

  @Test func `a linked work tree shares the hooks, and its own index is linted`() async throws {
    let workspace = try await Workspace.withRepository()
    try await workspace.git(["worktree", "add", "--quiet", "../linked"])
    try await hook(["install", "pre-commit"], workspace, in: "linked")
    #expect(exists("tree/.git/hooks/pre-commit", workspace))
    try plant(workspace, in: "linked/kernel/bpf/ticket.c")
    let held = try await commit(workspace, in: "linked")
    #expect(held.exitCode == 1 && held.errors.contains(Self.finding), "\(held)")
    try await hook(["uninstall"], workspace)
    #expect(!exists("tree/.git/hooks/pre-commit", workspace))
  }

  @Test func `without git or a repository there is a clear message`() async throws {
    let workspace = try Workspace.withSmallTree()
    let outcome = try await hook(["install"], workspace, exitCode: 2)
    #expect(outcome.errors.contains("is in no git repository"))
    let none = try await Program.run(["hook", "status"], in: workspace.path, environment: ["PATH": "/nonexistent"])
    #expect(none.exitCode == 2 && none.errors.contains("there is no git"))
  }

  // MARK: pre-push

  /// A bare repository that has the first commit, as `origin`.
  private func withRemote() async throws -> Workspace {
    let workspace = try await Workspace.withRepository()
    try await workspace.git(["init", "--quiet", "--bare", "../remote.git"])
    try await workspace.git(["remote", "add", "origin", "../remote.git"])
    try await workspace.git(["push", "--quiet", "origin", "main"])
    return workspace
  }

  @Test func `a push is judged commit by commit, what the remote has is not judged again`() async throws {
    let workspace = try await withRemote()
    try script("cat > ../refs; echo \"$@\" > ../arguments\n", at: "tree/.git/hooks/pre-push", workspace)
    try await hook(["install", "pre-push"], workspace)
    try plant(workspace)
    try await workspace.commit("ticket: drop a marker")
    try await workspace.git(["checkout", "--quiet", "-b", "topic"])
    try workspace.change(Self.ticket) {
      $0.replacingOccurrences(of: "\nint bpf_ticket_read", with: "\n__bpf_kfunc int bpf_ticket_read")
    }
    try await workspace.commit("ticket: repair")
    for arguments in [
      ["origin", "main"], ["origin", "topic"], ["origin", "HEAD:refs/heads/new"], ["../remote.git", "--all"],
    ] {
      let held = try await workspace.run("git", ["push", "--quiet"] + arguments)
      #expect(held.exitCode == 1 && held.output.contains("'ticket: drop a marker':\n"), "\(held)")
      #expect(held.output.contains(Self.finding) && held.errors.contains("note: the push is held back"))
    }
    // The hook that was there before got what git said, too.
    #expect(String(decoding: try workspace.read("refs"), as: UTF8.self).contains("refs/heads/topic"))
    #expect(String(decoding: try workspace.read("arguments"), as: UTF8.self) == "../remote.git ../remote.git\n")
    try await workspace.git(["push", "--quiet", "--no-verify", "origin", "main"])
    let repaired = try await workspace.run("git", ["push", "--quiet", "origin", "topic"])
    #expect(repaired.exitCode == 0 && repaired.errors.isEmpty, "\(repaired)")
    let deleted = try await workspace.run("git", ["push", "--quiet", "origin", ":topic"])
    #expect(deleted.exitCode == 0 && deleted.errors.isEmpty, "\(deleted)")
    try await workspace.git(["tag", "-a", "-m", "A tag", "v1"])
    let tag = try await workspace.run("git", ["push", "--quiet", "origin", "v1"])
    #expect(tag.exitCode == 0 && tag.errors.isEmpty, "\(tag)")
  }

  // MARK: sendemail-validate

  /// Calls the hook as git-send-email.perl (validate_patch) does, for each mail; stops at the first refusal.
  private func send(_ mails: [String], _ workspace: Workspace, counts: Bool = true) async throws -> Program.Outcome {
    var last = Program.Outcome(exitCode: 0, output: "", errors: "")
    for (index, mail) in mails.enumerated() where last.exitCode == 0 {
      var environment = ["GIT_DIR": workspace.path + "/tree/.git"]
      if counts {
        environment["GIT_SENDEMAIL_FILE_COUNTER"] = "\(index + 1)"
        environment["GIT_SENDEMAIL_FILE_TOTAL"] = "\(mails.count)"
      }
      last = try await workspace.run(
        "git", ["hook", "run", "--ignore-missing", "sendemail-validate", "--", workspace.path + "/" + mail],
        environment: environment)
    }
    return last
  }

  @Test func `mails are judged as the series that they are, before any is sent`() async throws {
    let workspace = try await Workspace.withRepository()
    try await hook(["install", "sendemail-validate"], workspace)
    // Nobody has the objects that the mails were made from: each applies to what the one before it leaves.
    try workspace.change(Self.ticket) {
      $0.replacingOccurrences(of: "out__sz)\n{\n", with: "out__sz)\n{\n\t/* One. */\n")
    }
    try await workspace.commit("one")
    try plant(workspace)
    try await workspace.commit("two")
    try await workspace.git(["format-patch", "--quiet", "--cover-letter", "-o", "..", "HEAD~2.."])
    let names = try FileManager.default.contentsOfDirectory(atPath: workspace.path).filter { $0.hasSuffix(".patch") }
      .sorted()
    let bare = names.map { "bare-" + $0 }
    for (name, copy) in zip(names, bare) {
      let lines = String(decoding: try workspace.read(name), as: UTF8.self).split(
        separator: "\n", omittingEmptySubsequences: false)
      try workspace.write(copy, lines.filter { !$0.hasPrefix("index ") }.joined(separator: "\n"))
    }
    #expect(names.count == 3)
    try await workspace.git(["reset", "--quiet", "--hard", "HEAD~2"])
    let held = try await send(bare, workspace)
    #expect(held.exitCode == 1 && held.errors.contains("In patch 2/2 'two':\n"), "\(held)")
    #expect(held.errors.contains("note: no mail is sent; 'git send-email --no-validate' sends all the same"))
    #expect(!exists("tree/.git/kfunclint-mails", workspace))
    // The cover letter and the first patch alone are fine.
    let fine = try await send(Array(bare.prefix(2)), workspace)
    #expect(fine.exitCode == 0 && fine.output.isEmpty, "\(fine)")
    // Git before 2.41 does not count: a mail that needs those before it goes through, and that is said.
    let lost = try await send(bare, workspace, counts: false)
    #expect(lost.exitCode == 0 && lost.errors.contains("note: the mails are sent without this check"), "\(lost)")
    let alone = try await send(names, workspace, counts: false)
    #expect(alone.exitCode == 1 && alone.errors.contains("def-missing-bpf-kfunc"), "\(alone)")
  }

  @Test func `the real git send-email sends nothing that a hook holds back`() async throws {
    let workspace = try await Workspace.withRepository()
    // Even this needs all that sending does.
    guard try await workspace.run("git", ["send-email", "--dump-aliases"]).exitCode == 0 else {
      print("SKIPPED git send-email: it is not installed (git-email, libmailtools-perl)")
      return
    }
    try await hook(["install", "sendemail-validate"], workspace)
    func send() async throws -> Program.Outcome {
      let mails = try FileManager.default.contentsOfDirectory(atPath: workspace.path + "/mails").sorted()
      return try await workspace.run(
        "git", ["send-email", "--dry-run", "--confirm=never", "--to", "b@example.org"] + mails.map { "../mails/" + $0 })
    }
    try workspace.change(Self.ticket) {
      $0.replacingOccurrences(of: "out__sz)\n{\n", with: "out__sz)\n{\n\t/* One. */\n")
    }
    try await workspace.commit("one")
    try await workspace.git(["format-patch", "--quiet", "-o", "../mails", "HEAD~1.."])
    let fine = try await send()
    #expect(fine.exitCode == 0 && fine.output.contains("Subject: [PATCH] one"), "\(fine)")
    try FileManager.default.removeItem(atPath: workspace.path + "/mails")
    try plant(workspace)
    try await workspace.commit("two")
    try await workspace.git(["format-patch", "--quiet", "--cover-letter", "-o", "../mails", "HEAD~2.."])
    let held = try await send()
    #expect(held.exitCode != 0 && held.errors.contains("def-missing-bpf-kfunc"), "\(held)")
    #expect(held.errors.contains("rejected by sendemail-validate hook") && !held.output.contains("Subject:"))
  }
}
