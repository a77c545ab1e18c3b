/// Why the settings of a run cannot be established.
public enum ConfigurationError: Error, Hashable, Sendable {
  case missing(path: String)
  case unreadable(path: String, problem: String)
  /// `report` shows every mistake with its line.
  case mistakes(path: String, count: Int, report: String)

  /// What and where, without a full stop.
  public var message: String {
    switch self {
    case .missing(let path): "configuration '\(path)' does not exist"
    case .unreadable(let path, let problem): "cannot read configuration '\(path)': \(problem)"
    case .mistakes(let path, let count, let report):
      "\(count) \(count == 1 ? "mistake" : "mistakes") in configuration '\(path)':\n\(report)"
    }
  }

  /// What to do about it.
  public var remedy: String {
    switch self {
    case .missing: "check the spelling; paths are relative to the working directory"
    case .unreadable: "name another file with --config, or leave it out with --no-config"
    case .mistakes: "correct them, or leave the file out with --no-config"
    }
  }
}
