/// What the next commit would change.
public struct IndexSnapshot: Sendable {
  /// What the index has over HEAD, with renames; over nothing in a repository without commits. Files that are only announced
  /// (`git add -N`) are not part of it.
  public var changes: [PathChange]
  /// The commit that HEAD is, or the empty tree.
  public var head: String

  /// Compares the index with HEAD.
  ///
  /// - Throws: ``GitError``, also for an index with conflicts.
  public init(of repository: Repository) async throws(GitError) {
    if let commit = try await repository.commit("HEAD") {
      head = commit
    } else {
      head = try await repository.emptyTree()
    }
    let output = try await repository.git.output(
      ["diff-index", "--cached", "-z", "--raw", "--no-abbrev", "-M"] + PathChange.options
        + ["--end-of-options", head, "--"])
    changes = try PathChange.read(output)
  }
}
