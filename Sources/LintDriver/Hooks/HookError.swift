import Git

/// Why a hook is neither installed nor removed.
public enum HookError: Error, Sendable {
  case git(GitError)
  /// A script of this program that somebody changed.
  case edited(path: String)
  /// The hook that was there before is already put aside, and what is in its place now is not this program's.
  case alreadySaved(path: String, saved: String)
  /// The hook is a file of the repository itself.
  case tracked(path: String, hook: GitHook)
  /// A directory or the like.
  case notAFile(path: String)
  case system(path: String, problem: String)

  /// What is wrong, without a full stop.
  public var message: String {
    switch self {
    case .git(let error): error.message
    case .edited(let path): "'\(path)' was written by kfunclint and edited since"
    case .alreadySaved(_, let saved): "'\(saved)' is left from an earlier installation"
    case .tracked(let path, _): "'\(path)' is a file of the repository"
    case .notAFile(let path): "'\(path)' is no file"
    case .system(let path, let problem): "'\(path)' cannot be changed: \(problem)"
    }
  }

  /// What to do about it.
  public var remedy: String {
    switch self {
    case .git(let error): error.remedy
    case .edited: "keep what you need of it and remove it; 'kfunclint hook install' writes it anew"
    case .alreadySaved(let path, let saved): "keep the one that you need as '\(path)', and remove '\(saved)'"
    case .tracked(_, let hook): "call 'kfunclint hook run \(hook.rawValue) \"$@\"' from it"
    case .notAFile: "remove it first"
    case .system: "check the permissions of its directory"
    }
  }
}
