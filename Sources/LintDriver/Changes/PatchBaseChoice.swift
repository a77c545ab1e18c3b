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
      : "The patch is applied to the contents that its index lines name for \(blobs.count) of its files, and to the files on disk\(reason)."
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

  /// The contents that the first diff of each file names and that the repository has, where the file on disk is another.
  private func blobs(of series: PatchSeries, in repository: Repository?) async -> [String: TreeEntry] {
    var wanted: [String: String] = [:]
    var seen = Set<String>()
    for diff in series.patches.flatMap(\.diff.files) where diff.problem == nil {
      let isFirst = seen.insert(diff.oldPath).inserted
      seen.insert(diff.newPath)
      if isFirst, diff.change != .added, !diff.isSubmodule, let blob = diff.oldBlob { wanted[diff.oldPath] = blob }
    }
    guard let repository, repository.root == tree.root, !wanted.isEmpty,
      let contents = try? await ObjectReader(repository).blobs(Set(wanted.values))
    else { return [:] }
    var entries: [String: TreeEntry] = [:]
    for (path, blob) in wanted {
      guard let bytes = contents[blob], PathCheck.problem(Array(path.utf8)) == nil else { continue }
      switch WorkTreeBase(root: tree.root).entry(at: path) {
      case .file(bytes, _), .behindSymbolicLink, .symbolicLink: continue
      case .missing, .file, .directory, .behindFile, .submodule, .unreadable:
        entries[path] = .file(bytes, mode: 0o100644)
      }
    }
    return entries
  }
}
