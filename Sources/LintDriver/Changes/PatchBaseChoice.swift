import Git
import Kbuild
import Patches
import SourceText

/// Decides what a series is applied to: the commit that it names, else the blobs that its `index` lines name, else the files on disk.
struct PatchBaseChoice {
  let tree: KernelTree

  /// What was chosen.
  struct Base {
    /// What differs from the disk, by path relative to the root.
    var entries: [String: TreeEntry]
    var tree: SnapshotTree
    var notices: [ChangePlan.Notice]
  }

  /// Files on disk with some replaced.
  struct SnapshotTree: PatchBase {
    var entries: [String: TreeEntry]
    var disk: WorkTreeBase

    func entry(at path: String) -> TreeEntry { entries[path] ?? disk.entry(at: path) }
  }

  /// Returns the base of a series and says which it is.
  func choose(for series: PatchSeries) async -> Base {
    let repository = try? await Repository(containing: tree.root)
    var reasons: [String] = []
    if let commit = series.baseCommit {
      do throws(GitError) {
        if let base = try await base(at: commit, in: repository) { return base }
        reasons.append("its base-commit \(commit.prefix(12)) is not in this repository")
      } catch {
        reasons.append("its base-commit \(commit.prefix(12)) cannot be used, since \(error.message)")
      }
    }
    let blobs = await blobs(of: series, in: repository)
    let reason = reasons.isEmpty ? "" : "; " + reasons.joined(separator: "; ")
    let message =
      blobs.isEmpty
      ? "The patch is applied to the files on disk\(reason)."
      : "The patch is applied to what its index lines name for \(blobs.count) of its files, and to the files on disk\(reason)."
    return made(blobs, message)
  }

  private func made(_ entries: [String: TreeEntry], _ message: String) -> Base {
    Base(
      entries: entries, tree: SnapshotTree(entries: entries, disk: WorkTreeBase(root: tree.root)),
      notices: [ChangePlan.Notice(id: "patch-base", level: .note, message: message)])
  }

  /// The tree of the commit; nil when the repository does not have it.
  private func base(at name: String, in repository: Repository?) async throws(GitError) -> Base? {
    guard let repository, repository.root == tree.root, let commit = try await repository.commit(name) else {
      return nil
    }
    let paths = try await repository.changesOnDisk(since: commit)
    guard paths.count <= ViewBuilder.limit else {
      throw .failed(command: "diff-index", message: "the files on disk differ from it in \(paths.count) files")
    }
    let entries = try await ObjectReader(repository).entries(of: paths, \.old) { _ in true }
    return made(entries, "The patch is applied to its base-commit \(commit.prefix(12)).")
  }

  /// What the `index` lines of the first diff of each file name on their old side, where the repository knows them and the disk has
  /// something else: content, or nothing where a patch that is applied already added a file.
  private func blobs(of series: PatchSeries, in repository: Repository?) async -> [String: TreeEntry] {
    var old: [String: String] = [:]
    var added: [String: String] = [:]
    var seen = Set<String>()
    for diff in series.patches.flatMap(\.diff.files) where diff.problem == nil && !diff.isSubmodule {
      let isFirst = !seen.contains(diff.oldPath) && !seen.contains(diff.newPath)
      seen.formUnion([diff.oldPath, diff.newPath])
      guard isFirst else { continue }
      if diff.change != .added, let blob = diff.oldBlob { old[diff.oldPath] = blob }
      if diff.change == .added || diff.change == .renamed, let blob = diff.newBlob { added[diff.newPath] = blob }
    }
    guard let repository, repository.root == tree.root, !old.isEmpty || !added.isEmpty,
      let contents = try? await ObjectReader(repository).blobs(Set(old.values).union(added.values))
    else { return [:] }
    let disk = WorkTreeBase(root: tree.root)
    var entries: [String: TreeEntry] = [:]
    for (path, blob) in added {
      if contents[blob] != nil, case .file = disk.entry(at: path) { entries[path] = .missing }
    }
    for (path, blob) in old {
      guard let bytes = contents[blob] else { continue }
      switch disk.entry(at: path) {
      case .file(bytes, _), .behindSymbolicLink, .symbolicLink: continue
      case .missing, .file, .directory, .behindFile, .submodule, .unreadable:
        entries[path] = .file(bytes, mode: 0o100644)
      }
    }
    return entries
  }
}
