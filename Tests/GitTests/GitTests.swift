import Foundation
import Git
import Patches
import Testing

@Suite struct GitTests {
  private func text(_ entry: TreeEntry?) -> String? {
    guard case .file(let bytes, _) = entry else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func `a range is its commits in order, each with what it changes`() async throws {
    let fixture = try await GitFixture()
    let first = try await fixture.commit(["a": "1\n", "b": "1\n"])
    try await fixture.commit(["a": "2\n"], "Two\ttabs")
    try FileManager.default.removeItem(atPath: fixture.path + "/b")
    try await fixture.commit(["c/d": "3\n"], "Three")
    let repository = try await fixture.repository
    let range = try await RevisionRange("\(first)..HEAD", in: repository)
    #expect(range.commits.map(\.subject) == ["Two\ttabs", "Three"])
    let last = try #require(range.commits.last)
    let changes = try await repository.changes(from: last.parent, to: last.id)
    let new = try await ObjectReader(repository).entries(of: changes, \.new) { _ in true }
    #expect(text(new["c/d"]) == "3\n" && new["b"] == .missing)
    let old = try await ObjectReader(repository).entries(of: changes, \.old) { _ in true }
    #expect(text(old["b"]) == "1\n" && old["c/d"] == .missing)
  }

  @Test func `a first commit is compared with nothing, a merge with its first parent`() async throws {
    let fixture = try await GitFixture()
    try await fixture.commit(["a": "1\n"])
    try await fixture.git(["switch", "--quiet", "-c", "side"])
    try await fixture.commit(["s": "1\n"], "Side")
    try await fixture.git(["switch", "--quiet", "main"])
    try await fixture.commit(["m": "1\n"], "Main")
    try await fixture.git(["merge", "--quiet", "--no-ff", "--no-verify", "-m", "Merge", "side"])
    let repository = try await fixture.repository
    let merge = try #require(try await RevisionRange(commit: "HEAD", in: repository).commits.first)
    #expect(try await repository.changes(from: merge.parent, to: merge.id).map(\.newPath) == ["s"])
    let root = try #require(try await RevisionRange(commit: "HEAD~2", in: repository).commits.first)
    #expect(try await repository.changes(from: root.parent, to: root.id).map(\.newPath) == ["a"])
    #expect(
      try await RevisionRange("HEAD~2..HEAD", in: repository).commits.map(\.subject).sorted() == ["Main", "Side"])
  }

  @Test func `the index counts, not the disk; announced files do not`() async throws {
    let fixture = try await GitFixture()
    try await fixture.commit(["a": "1\n", "moved": "one\ntwo\nthree\nfour\n"])
    try fixture.write("a", "staged\n")
    try await fixture.git(["add", "a"])
    try fixture.write("a", "disk\n")
    try await fixture.git(["mv", "moved", "to"])
    try fixture.write("announced", "x\n")
    try await fixture.git(["add", "-N", "announced"])
    let repository = try await fixture.repository
    let snapshot = try await IndexSnapshot(of: repository)
    #expect(snapshot.changes.map { [$0.oldPath, $0.newPath] } == [["a", "a"], ["moved", "to"]])
    let entries = try await ObjectReader(repository).entries(of: snapshot.changes, \.new) { _ in true }
    #expect(text(entries["a"]) == "staged\n")
    let disk = try await repository.changesOnDisk(since: nil)
    #expect(disk.map(\.newPath) == ["a", "announced"] && disk[1].old == nil)
  }

  @Test func `a repository without commits has an index all the same`() async throws {
    let fixture = try await GitFixture()
    try fixture.write("a", "1\n")
    try await fixture.git(["add", "a"])
    let repository = try await fixture.repository
    #expect(try await repository.commit("HEAD") == nil)
    #expect(try await IndexSnapshot(of: repository).changes.map(\.newPath) == ["a"])
    await #expect(throws: GitError.badRevision("HEAD")) { try await RevisionRange(commit: "HEAD", in: repository) }
  }

  @Test func `the disk is compared with a commit`() async throws {
    let fixture = try await GitFixture()
    let commit = try await fixture.commit(["a": "1\n", "gone": "1\n"])
    try await fixture.commit(["b": "1\n"])
    try FileManager.default.removeItem(atPath: fixture.path + "/gone")
    let repository = try await fixture.repository
    let changes = try await repository.changesOnDisk(since: commit)
    #expect(Set(changes.map(\.newPath)) == ["b", "gone"])
    let old = try await ObjectReader(repository).entries(of: changes, \.old) { _ in true }
    #expect(old["b"] == .missing && text(old["gone"]) == "1\n")
  }

  @Test func `links and submodules are known as such`() async throws {
    let fixture = try await GitFixture()
    let first = try await fixture.commit([:])
    try FileManager.default.createSymbolicLink(atPath: fixture.path + "/link", withDestinationPath: "/etc")
    try await fixture.git(["update-index", "--add", "--cacheinfo", "160000,\(first),sub"])
    try await fixture.git(["add", "link"])
    let repository = try await fixture.repository
    let snapshot = try await IndexSnapshot(of: repository)
    let entries = try await ObjectReader(repository).entries(of: snapshot.changes, \.new) { _ in true }
    #expect(entries == ["link": .symbolicLink, "sub": .submodule])
  }

  @Test func `linked work trees and subdirectories are found`() async throws {
    let fixture = try await GitFixture()
    try await fixture.commit(["d/a": "1\n"])
    try await fixture.git(["worktree", "add", "--quiet", "linked"])
    #expect(try await Repository(containing: fixture.path + "/linked/d").root == fixture.path + "/linked")
    #expect(try await Repository(containing: fixture.path + "/d").root == fixture.path)
  }

  @Test func `what cannot be done is said`() async throws {
    let fixture = try await GitFixture()
    try await fixture.commit(["a": "1\n"])
    try await fixture.commit(["a": "2\n"])
    let repository = try await fixture.repository
    await #expect(throws: GitError.notARange("HEAD")) { try await RevisionRange("HEAD", in: repository) }
    await #expect(throws: GitError.badRevision("none")) { try await RevisionRange("none..HEAD", in: repository) }
    await #expect(throws: GitError.badRevision("--all")) { try await RevisionRange(commit: "--all", in: repository) }
    await #expect(throws: GitError.emptyRange("HEAD..HEAD~1")) {
      try await RevisionRange("HEAD..HEAD~1", in: repository)
    }
    let temporary = FileManager.default.temporaryDirectory.path
    await #expect(throws: GitError.notARepository(path: temporary)) { try await Repository(containing: temporary) }
    let bare = try await GitFixture(["--bare"])
    await #expect(throws: GitError.bareRepository(path: bare.path)) { try await bare.repository }
    try await fixture.git(["clone", "--quiet", "--depth=1", "file://" + fixture.path, "shallow"])
    let shallow = try await Repository(containing: fixture.path + "/shallow")
    let head = try await fixture.git(["rev-parse", "HEAD"])
    #expect(shallow.isShallow)
    await #expect(throws: GitError.shallow(commit: head)) { try await RevisionRange(commit: "HEAD", in: shallow) }
  }

  @Test func `conflicts in the index are said`() async throws {
    let fixture = try await GitFixture()
    try await fixture.commit(["a": "1\n"])
    try await fixture.git(["switch", "--quiet", "-c", "side"])
    try await fixture.commit(["a": "2\n"])
    try await fixture.git(["switch", "--quiet", "main"])
    try await fixture.commit(["a": "3\n"])
    _ = try? await fixture.git(["merge", "--quiet", "side"])
    let repository = try await fixture.repository
    await #expect(throws: GitError.unmerged(path: "a")) { try await IndexSnapshot(of: repository) }
  }

  @Test func `no program of a configuration is run`() async throws {
    let fixture = try await GitFixture()
    let first = try await fixture.commit(["a.c": "1\n", ".gitattributes": "*.c diff=trap filter=trap\n"])
    try await fixture.commit(["a.c": "2\n"])
    let trap = fixture.path + "/.git/trap"
    try Data("#!/bin/sh\ntouch '\(fixture.path)/sprung'\ncat\n".utf8).write(to: URL(fileURLWithPath: trap))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: trap)
    for key in [
      "core.fsmonitor", "diff.external", "diff.trap.textconv", "diff.trap.command", "core.pager", "pager.log",
      "filter.trap.clean", "filter.trap.smudge", "core.sshCommand", "gpg.program",
    ] {
      try await fixture.git(["config", key, trap])
    }
    try await fixture.git(["config", "log.showSignature", "true"])
    try? FileManager.default.removeItem(atPath: fixture.path + "/sprung")
    try fixture.write("a.c", "other\n")
    try? FileManager.default.removeItem(atPath: fixture.path + "/sprung")
    let repository = try await fixture.repository
    let range = try await RevisionRange("\(first)..HEAD", in: repository)
    _ = try await repository.changes(from: range.commits[0].parent, to: range.commits[0].id)
    let diff = try await repository.diff(from: range.commits[0].parent, to: range.commits[0].id)
    #expect(String(decoding: diff, as: UTF8.self).contains("\n-1\n+2\n"))
    _ = try await repository.stagedDiff(against: first)
    let disk = try await repository.changesOnDisk(since: "HEAD")
    _ = try await ObjectReader(repository).entries(of: disk, \.old) { _ in true }
    _ = try await repository.changesOnDisk(since: nil)
    _ = try await IndexSnapshot(of: repository)
    #expect(!FileManager.default.fileExists(atPath: fixture.path + "/sprung"))
  }

  @Test func `objects that are not there are left out or named`() async throws {
    let fixture = try await GitFixture()
    try await fixture.commit(["a": "1\n"])
    let repository = try await fixture.repository
    let blob = try await fixture.git(["rev-parse", "HEAD:a"])
    let none = String(repeating: "12", count: 20)
    #expect(
      try await ObjectReader(repository).blobs([String(blob.prefix(10)), none, "HEAD"]) == [
        String(blob.prefix(10)): [49, 10]
      ])
    let change = PathChange(oldPath: "a", newPath: "a", old: PathChange.Side(mode: 0o100644, blob: none), new: nil)
    await #expect(throws: GitError.missingObject(none)) {
      try await ObjectReader(repository).entries(of: [change], \.old) { _ in true }
    }
  }
}
