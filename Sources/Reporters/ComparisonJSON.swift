import Diagnostics

/// The document of `compare --format json`, version 1.
struct ComparisonJSON: Encodable {
  let version = 1
  let tool: JSONDocument.Tool
  let old: Side
  let new: Side
  let general: [General]
  let changes: [Change]
  let filters: [Filter]
  let findings: [JSONFinding]
  let notifications: [JSONNotification]
  let undetermined: [Undetermined]
  let summary: Summary

  init(_ report: ComparisonReport) {
    let selection = ReportSelection(report.report)
    let tool = report.report.tool
    self.tool = JSONDocument.Tool(name: tool.name, version: tool.version, libclang: tool.libclang)
    old = Side(report.old)
    new = Side(report.new)
    general = report.general.map { General(text: $0.text, kfuncs: $0.kfuncs) }
    changes = report.changes.map(Change.init)
    filters = report.filters.map {
      Filter(set: $0.set, kind: $0.kind, old: $0.old, new: $0.new, kfuncs: $0.kfuncs)
    }
    findings = selection.listed.map(JSONFinding.init)
    notifications = report.report.notifications.map(JSONNotification.init)
    undetermined = report.undetermined.map { Undetermined(name: $0.name, what: $0.what, reason: $0.reason) }
    summary = Summary(report)
  }

  struct Side: Encodable {
    let name: String
    let version: String
    let kfuncs: Int

    init(_ side: ComparisonReport.Side) {
      name = side.name
      version = side.version
      kfuncs = side.kfuncCount
    }
  }

  struct General: Encodable {
    let text: String
    @Nullable var kfuncs: [String]?
  }

  struct Filter: Encodable {
    let set: String
    let kind: String
    @Nullable var old: String?
    @Nullable var new: String?
    let kfuncs: [String]
  }

  struct Undetermined: Encodable {
    let name: String
    let what: String
    let reason: String
  }

  struct Kfunc: Encodable {
    @Nullable var prototype: String?
    let flags: [String]
    @Nullable var programTypes: [String]?
    @Nullable var condition: String?
    let path: String
    let line: Int

    enum CodingKeys: String, CodingKey {
      case prototype, flags, condition, path, line
      case programTypes = "program_types"
    }

    init(_ kfunc: ComparisonReport.Kfunc) {
      prototype = kfunc.prototype
      flags = kfunc.flags
      programTypes = kfunc.programTypes
      condition = kfunc.condition
      path = kfunc.path
      line = kfunc.line
    }
  }

  struct Difference: Encodable {
    let aspect: String
    let gained: [String]
    let lost: [String]
    @Nullable var before: String?
    @Nullable var after: String?
  }

  struct Change: Encodable {
    let kind: String
    let name: String
    @Nullable var oldName: String?
    @Nullable var old: Kfunc?
    @Nullable var new: Kfunc?
    let differences: [Difference]
    @Nullable var deprecation: String?
    let inSelftests: Bool

    enum CodingKeys: String, CodingKey {
      case kind, name, old, new, differences, deprecation
      case oldName = "old_name"
      case inSelftests = "in_selftests"
    }

    init(_ change: ComparisonReport.Change) {
      kind = change.kind.rawValue
      name = change.name
      oldName = change.oldName
      old = change.old.map(Kfunc.init)
      new = change.new.map(Kfunc.init)
      differences = change.differences.map {
        Difference(aspect: $0.aspect.rawValue, gained: $0.gained, lost: $0.lost, before: $0.before, after: $0.after)
      }
      deprecation = change.deprecation
      inSelftests = change.isInSelftests
    }
  }

  struct Summary: Encodable {
    let removed: Int
    let renamed: Int
    let changed: Int
    let added: Int
    let same: Int
    let undetermined: Int
    let complete: Bool

    init(_ report: ComparisonReport) {
      func count(_ kind: ComparisonReport.Change.Kind) -> Int { report.changes.count { $0.kind == kind } }
      (removed, renamed, changed, added) = (count(.removed), count(.renamed), count(.changed), count(.added))
      same = report.sameCount
      undetermined = report.undetermined.count
      complete = report.report.isComplete
    }
  }
}
