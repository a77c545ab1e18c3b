import Diagnostics
import SourceText

/// The document of `--format json`, with the keys of version 1 of the format.
struct JSONDocument: Encodable {
  let version = 1
  let tool: Tool
  let kernel: Kernel
  let files: [File]
  let findings: [JSONFinding]
  let notifications: [JSONNotification]
  /// The patches or commits that were linted; absent when the tree was.
  let changes: [Change]?
  let summary: Summary

  init(_ report: Report) {
    let selection = ReportSelection(report)
    tool = Tool(name: report.tool.name, version: report.tool.version, libclang: report.tool.libclang)
    kernel = Kernel(version: report.kernel.version, source: report.kernel.source)
    files = report.files.sorted { $0.path < $1.path }
      .map { File(path: $0.path, context: $0.context, degraded: $0.degraded) }
    findings = selection.listed.map(JSONFinding.init)
    notifications = report.notifications.sorted(by: Notification.isOrderedBefore).map(JSONNotification.init)
    changes = report.changes?.map {
      Change(name: $0.name, fixed: $0.fixedCount, undetermined: $0.undeterminedCount)
    }
    summary = Summary(report, selection)
  }

  struct Change: Encodable {
    let name: String
    let fixed: Int
    let undetermined: Int
  }

  struct Tool: Encodable {
    let name: String
    let version: String
    @Nullable var libclang: String?
  }

  /// Without the root of the tree: an absolute path would differ between machines.
  struct Kernel: Encodable {
    let version: String
    let source: String
  }

  struct File: Encodable {
    let path: String
    let context: String
    @Nullable var degraded: String?
  }

  struct Summary: Encodable {
    let files: Int
    let kfuncs: Int
    let undecided: Int
    let undecidedByRule: [String: Int]
    let errors: Int
    let warnings: Int
    let notes: Int
    let suppressed: Int
    let belowSeverity: Int
    let complete: Bool

    enum CodingKeys: String, CodingKey {
      case files, kfuncs, undecided, errors, warnings, notes, suppressed, complete
      case undecidedByRule = "undecided_by_rule"
      case belowSeverity = "below_severity"
    }

    init(_ report: Report, _ selection: ReportSelection) {
      files = report.files.count
      kfuncs = report.kfuncCount
      undecided = report.undecided.values.reduce(0, +)
      undecidedByRule = Dictionary(uniqueKeysWithValues: report.undecided.map { ($0.key.rawValue, $0.value) })
      errors = selection.count(.error)
      warnings = selection.count(.warning)
      notes = selection.count(.note)
      suppressed = selection.suppressed.count
      belowSeverity = selection.belowSeverityCount
      complete = report.isComplete
    }
  }
}

/// One object of `notifications`.
struct JSONNotification: Encodable {
  let id: String
  let level: Notification.Level
  let message: String
  @Nullable var path: String?
  @Nullable var line: Int?

  init(_ notification: Notification) {
    id = notification.id
    level = notification.level
    message = notification.message
    path = notification.path
    line = notification.line
  }
}
