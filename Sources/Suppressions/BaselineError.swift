/// Why a baseline cannot be used.
public enum BaselineError: Error, Hashable, Sendable {
  case missing(path: String)
  case unreadable(path: String)
  case notABaseline(path: String)
  case otherVersion(path: String, found: Int)
  /// It is a baseline, but what it says cannot be.
  case damaged(path: String, problem: String)

  /// What and where, without a full stop.
  public var message: String {
    switch self {
    case .missing(let path): "baseline '\(path)' does not exist"
    case .unreadable(let path): "baseline '\(path)' cannot be read"
    case .notABaseline(let path): "'\(path)' is no baseline of kfunclint"
    case .otherVersion(let path, let found):
      "baseline '\(path)' has version \(found), and this kfunclint reads version \(Baseline.currentVersion)"
    case .damaged(let path, let problem): "baseline '\(path)' is damaged: \(problem)"
    }
  }

  /// What to do about it.
  public var remedy: String {
    switch self {
    case .missing(let path): "write it with --write-baseline \(path)"
    case .unreadable: "check that it is a file with permission to read"
    case .notABaseline: "name a file that --write-baseline has written"
    case .otherVersion: "write it again with --write-baseline and this version of kfunclint"
    case .damaged: "restore it from version control, or write it again with --write-baseline"
    }
  }
}
