/// Why git could not say what was asked.
public enum GitError: Error, Hashable, Sendable {
  case notInstalled
  case notARepository(path: String)
  case bareRepository(path: String)
  case badRevision(String)
  /// A word that is no `A..B`.
  case notARange(String)
  case tooManyCommits(range: String, limit: Int)
  case emptyRange(String)
  /// The parent of the commit is not in a shallow clone.
  case shallow(commit: String)
  /// Paths with conflicts are in the index.
  case unmerged(path: String)
  /// Objects that the repository should have and has not, as in a partial clone.
  case missingObject(String)
  /// The repository left contents out when it was cloned, and nothing is fetched.
  case partialClone
  case tooLarge(what: String, limit: Int)
  /// Another failure; the command and git's own words.
  case failed(command: String, message: String)

  /// What is wrong, without a full stop.
  public var message: String {
    switch self {
    case .notInstalled: "there is no git"
    case .notARepository(let path): "'\(path)' is in no git repository"
    case .bareRepository(let path): "'\(path)' is in a bare repository, which has no files to parse"
    case .badRevision(let name): "'\(name)' names no commit"
    case .notARange(let text): "'\(text)' is no range of commits"
    case .tooManyCommits(let range, let limit): "'\(range)' has more than \(limit) commits"
    case .emptyRange(let range): "'\(range)' holds no commit"
    case .shallow(let commit): "the parent of \(commit) is not in this shallow clone"
    case .unmerged(let path): "'\(path)' has a conflict in the index"
    case .missingObject(let name): "object \(name) is not in the repository"
    case .partialClone: "this partial clone lacks contents that are needed"
    case .tooLarge(let what, let limit): "\(what) is larger than \(limit >> 20) MiB"
    case .failed(let command, let message): "'git \(command)' failed: \(message)"
    }
  }

  /// What to do about it.
  public var remedy: String {
    switch self {
    case .notInstalled: "install git, or lint a patch with --patch"
    case .notARepository: "run it inside a clone, or name one with --tree DIR"
    case .bareRepository: "run it in a work tree: git worktree add DIR"
    case .badRevision: "check the name with 'git log'; a shallow clone may lack it"
    case .notARange: "write A..B, or name a single commit with --commit"
    case .tooManyCommits: "lint a shorter range"
    case .emptyRange: "the first commit of A..B is the older one, and is not part of it"
    case .shallow: "fetch it: git fetch --deepen=1"
    case .unmerged: "resolve it, and 'git add' the file"
    case .missingObject: "fetch it: a partial or damaged clone lacks objects"
    case .partialClone: "fetch them: git fetch --refetch --no-filter"
    case .tooLarge: "lint fewer changes at once"
    case .failed: "see what git says about it"
    }
  }
}
