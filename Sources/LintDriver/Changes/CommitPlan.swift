import Git
import Kbuild
import Patches
import SourceText

/// Plans to lint commits or the index: the views of the tree before and after each.
struct CommitPlan {
  private let repository: Repository
  private let reader: ObjectReader
  private let tree: KernelTree
  private var builder: ViewBuilder

  init(tree: KernelTree) async throws(ChangeError) {
    self.tree = tree
    do throws(GitError) {
      repository = try await Repository(containing: tree.root)
    } catch {
      throw .git(error)
    }
    reader = ObjectReader(repository)
    builder = ViewBuilder(root: repository.root)
  }

  /// Returns the plan for a request other than a patch.
  func plan(_ request: ChangeRequest) async throws(ChangeError) -> ChangePlan {
    var copy = self
    do {
      switch request {
      case .range(let range): return try await copy.commits(try await RevisionRange(range, in: repository))
      case .unpublished(let tips, let known):
        return try await copy.commits(try await RevisionRange(leadingTo: tips, beyond: known, in: repository))
      case .commit(let name): return try await copy.commits(try await RevisionRange(commit: name, in: repository))
      case .staged, .patch: return try await copy.staged()
      }
    } catch let error as ChangeError {
      throw error
    } catch let error as GitError {
      throw .git(error)
    } catch {
      throw .git(.failed(command: "", message: "\(error)"))
    }
  }

  // MARK: Commits

  private mutating func commits(_ range: RevisionRange) async throws -> ChangePlan {
    var changes: [TreeChange] = []
    var current: String?
    for commit in range.commits {
      if let current {
        if current != commit.parent { try await advance(from: current, to: commit.parent) }
      } else {
        try await builder.become(commit.parent, of: repository)
      }
      let before = builder
      let paths = try await repository.changes(from: commit.parent, to: commit.id)
      let diff = try await repository.diff(from: commit.parent, to: commit.id)
      try await apply(paths)
      let id = commit.id.prefix(12)
      changes.append(
        try change(named: "commit \(id) '\(commit.subject)'", paths: paths, diff: diff, before: before))
      current = commit.id
    }
    return ChangePlan(changes: changes, notifications: [], isComplete: true, revision: current)
  }

  private mutating func staged() async throws -> ChangePlan {
    let snapshot = try await IndexSnapshot(of: repository)
    let diff = try await repository.stagedDiff(against: snapshot.head)
    // The index first, as far as it differs from the disk; then back to HEAD.
    let onDisk = try await repository.changesOnDisk(since: nil).filter { TreeChange.canMatter($0.oldPath) }
    try check(onDisk.count, commit: "the index")
    for (path, entry) in try await reader.entries(of: onDisk, \.old, wanted: TreeChange.canMatter) {
      builder.set(entry, at: path)
    }
    let index = builder
    for (path, entry) in try await reader.entries(of: snapshot.changes, \.new, wanted: TreeChange.canMatter)
    where entry == .missing {
      builder.set(entry, at: path)
    }
    let after = builder
    for (path, entry) in try await reader.entries(of: snapshot.changes, \.old, wanted: TreeChange.canMatter) {
      builder.set(entry, at: path)
    }
    let before = builder
    builder = index.view == after.view ? index : after
    let change = try change(named: "staged changes", paths: snapshot.changes, diff: diff, before: before)
    return ChangePlan(changes: [change], notifications: [], isComplete: true)
  }

  private mutating func advance(from old: String, to new: String) async throws {
    try await apply(try await repository.changes(from: old, to: new))
  }

  private mutating func apply(_ paths: [PathChange]) async throws {
    let new = try await reader.entries(of: paths, \.new, wanted: TreeChange.canMatter)
    for path in paths where path.oldPath != path.newPath && new[path.oldPath] == nil {
      if TreeChange.canMatter(path.oldPath) { builder.set(.missing, at: path.oldPath) }
    }
    for (path, entry) in new { builder.set(entry, at: path) }
  }

  private func check(_ count: Int, commit: String) throws(ChangeError) {
    guard count <= ViewBuilder.limit else { throw .tooFar(commit: commit, files: count) }
  }

  private func change(
    named name: String, paths: [PathChange], diff: [UInt8], before: ViewBuilder
  ) throws -> TreeChange {
    var limits = PatchLimits()
    // Git's own output, of however many files.
    limits.files = Int.max
    limits.hunks = Int.max
    limits.lines = Int.max
    let hunks = try Dictionary(
      UnifiedDiff(diff[...], limits: limits).files.map { ($0.newPath, $0.hunks) }, uniquingKeysWith: { $0 + $1 })
    let files = paths.compactMap { path -> TreeChange.File? in
      guard TreeChange.canMatter(path.newPath) || TreeChange.canMatter(path.oldPath),
        let old = PathText.relative(repository.root + "/" + path.oldPath, below: tree.root),
        let new = PathText.relative(repository.root + "/" + path.newPath, below: tree.root)
      else { return nil }
      let own = hunks[path.newPath] ?? []
      return TreeChange.File(
        oldPath: old, newPath: new, before: path.old == nil ? nil : before.bytes(path.oldPath),
        after: path.new == nil ? nil : builder.bytes(path.newPath), changedLines: ChangedLines(of: own),
        touched: own.flatMap(\.lines))
    }
    return TreeChange(name: name, before: before.view, after: builder.view, files: files)
  }
}
