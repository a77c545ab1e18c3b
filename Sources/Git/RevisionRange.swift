/// Commits to look at one by one.
public struct RevisionRange: Sendable {
  /// One of them.
  public struct Commit: Hashable, Sendable {
    public var id: String
    /// The commit or, for a first commit, the empty tree that it is compared with.
    public var parent: String
    /// The first line of its message.
    public var subject: String
  }

  /// The commits, parents before children.
  public var commits: [Commit]

  /// More commits than this are not one change to review.
  public static let limit = 5000

  /// Lists the commits of `A..B`; merges have no changes of their own and are left out.
  ///
  /// - Throws: ``GitError``.
  public init(_ range: String, in repository: Repository) async throws(GitError) {
    let ends = range.split(separator: "..", maxSplits: 1, omittingEmptySubsequences: false)
    guard ends.count == 2 else { throw .notARange(range) }
    for end in ends.map({ $0.hasPrefix(".") ? $0.dropFirst() : $0 }) where !end.isEmpty {
      guard try await repository.commit(String(end)) != nil else { throw .badRevision(String(end)) }
    }
    try await self.init(
      ["--reverse", "--topo-order", "--no-merges", "--max-count=\(Self.limit + 1)", "--end-of-options", range],
      in: repository)
    guard !commits.isEmpty else { throw .emptyRange(range) }
    guard commits.count <= Self.limit else { throw .tooManyCommits(range: range, limit: Self.limit) }
  }

  /// Lists the commits that lead to the tips and that neither a remote-tracking branch nor one of the known commits has; none is
  /// fine. Merges have no changes of their own and are left out.
  ///
  /// - Throws: ``GitError``.
  public init(leadingTo tips: [String], beyond known: [String], in repository: Repository) async throws(GitError) {
    try await self.init(
      ["--reverse", "--topo-order", "--no-merges", "--max-count=\(Self.limit + 1)", "--not", "--remotes", "--not"]
        + ["--end-of-options"] + tips + known.map { "^" + $0 },
      in: repository)
    guard commits.count <= Self.limit else {
      throw .tooManyCommits(range: "what no remote has", limit: Self.limit)
    }
  }

  /// A single commit; a merge is compared with its first parent.
  ///
  /// - Throws: ``GitError``.
  public init(commit revision: String, in repository: Repository) async throws(GitError) {
    guard let id = try await repository.commit(revision) else { throw .badRevision(revision) }
    try await self.init(["--max-count=1", "--end-of-options", id], in: repository)
  }

  private init(_ arguments: [String], in repository: Repository) async throws(GitError) {
    let output = try await repository.git.output(
      ["log", "--no-color", "--no-decorate", "--encoding=UTF-8", "--no-patch", "--format=tformat:%H %P%x09%s"]
        + arguments + ["--"])
    commits = []
    let boundary = repository.isShallow ? try await Self.shallowCommits(of: repository) : []
    for line in output.split(separator: UInt8(ascii: "\n")) {
      let parts = line.split(separator: UInt8(ascii: "\t"), maxSplits: 1, omittingEmptySubsequences: false)
      let names = parts[0].split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
      guard let id = names.first else { continue }
      if boundary.contains(id) { throw .shallow(commit: id) }
      let parent: String
      if names.count > 1 { parent = names[1] } else { parent = try await repository.emptyTree() }
      let subject = parts.count > 1 ? String(decoding: parts[1], as: UTF8.self) : ""
      commits.append(Commit(id: id, parent: parent, subject: subject))
    }
  }

  /// The commits whose parents a shallow clone has cut off: for them git says that they have none.
  private static func shallowCommits(of repository: Repository) async throws(GitError) -> Set<String> {
    let output = try await repository.git.output(["rev-list", "--all", "--max-parents=0", "HEAD", "--"])
    let roots = output.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
    var cut: Set<String> = []
    for root in roots {
      // The object itself still names its parents.
      let text = try await repository.git.output(["cat-file", "commit", root])
      let header = String(decoding: text, as: UTF8.self).prefix { $0 != "\0" }
      if header.split(separator: "\n", omittingEmptySubsequences: false).prefix(while: { !$0.isEmpty })
        .contains(where: { $0.hasPrefix("parent ") })
      {
        cut.insert(root)
      }
    }
    return cut
  }
}
