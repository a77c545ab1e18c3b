import Diagnostics
import Dialect
import Facts
import Model

/// The outcome of an analysis: facts, the model made of them, and what was not looked at.
public struct Analysis: Sendable {
  public var facts: FactsBundle
  public var model: Model
  public var kernel: Report.Kernel
  /// Absolute root that paths are relative to; the working directory where there is no tree.
  public var root: String
  /// libclang's version text; nil when nothing was parsed.
  public var libclang: String?
  public var notifications: [Diagnostics.Notification]
  /// Which findings are reported.
  public var scope: ReportScope
  /// Whether kfunc facts of some file are missing or unreliable.
  public var isComplete: Bool
}

/// Which of the findings of a whole tree are reported: those in the paths that were named.
public struct ReportScope: Hashable, Sendable {
  /// Named files and directories, relative to the root; empty for everything but selftests.
  public var paths: [String]

  /// Tells whether findings in a file are reported. Selftests break rules on purpose; they count only when named.
  public func contains(_ path: String) -> Bool {
    if paths.isEmpty { return !path.hasPrefix("tools/") }
    return paths.contains { path == $0 || path.hasPrefix($0 + "/") }
  }

  /// Tells whether a notification is reported. Trouble is wherever it is, since it can hide findings; mere notes only for the files that
  /// were asked about.
  public func contains(_ notification: Diagnostics.Notification) -> Bool {
    guard notification.level == .note, let path = notification.path else { return true }
    return contains(path)
  }
}
