import Git
import Patches

/// Why a change cannot be linted at all. What concerns single files of it is a notification instead.
public enum ChangeError: Error, Sendable {
  case git(GitError)
  case patch(name: String, PatchInputError)
  /// The files on disk differ from the commit in too many files to hold them in memory.
  case tooFar(commit: String, files: Int)
  /// A name that is neither a directory nor a commit.
  case noTree(String)
  /// A commit that holds no kernel.
  case noKernel(String)

  public var message: String {
    switch self {
    case .git(let error): error.message
    case .patch(let name, let error): "cannot read '\(name)' as a patch: \(error.message)"
    case .tooFar(let commit, let files): "the files on disk differ from \(commit) in \(files) files"
    case .noTree(let name): "'\(name)' is no directory and names no commit"
    case .noKernel(let name): "'\(name)' is a commit without a kernel source tree"
    }
  }

  public var remedy: String {
    switch self {
    case .git(let error): error.remedy
    case .patch(_, let error): error.remedy
    case .tooFar: "check out a commit near it, for example in a work tree of its own (git worktree add)"
    case .noTree, .noKernel: "name a kernel tree, or a commit of the repository around the working directory or --tree"
    }
  }
}
