import Diagnostics

/// The differences between two trees for a terminal.
struct ComparisonText {
  let width: Int

  /// More names than this are counted.
  private static let mostNames = 12

  func render(_ report: ComparisonReport) -> String {
    var blocks = [[ComparisonText.title(report) + ":"]]
    if !report.general.isEmpty {
      blocks.append(["For all kfuncs alike:"] + report.general.flatMap { item(general($0)) })
    }
    for kind in ComparisonReport.Change.Kind.allCases {
      let members = report.changes.filter { $0.kind == kind }
      guard !members.isEmpty else { continue }
      blocks.append(["\(kind.heading) (\(members.count)):"] + lines(members))
    }
    if !report.filters.isEmpty {
      blocks.append(["Filters:"] + report.filters.flatMap { item(ComparisonText.filter($0)) })
    }
    if !report.undetermined.isEmpty {
      let lines = report.undetermined.prefix(Self.mostNames).flatMap { item("\($0.name): \($0.what): \($0.reason)") }
      let rest = report.undetermined.count - Self.mostNames
      blocks.append(["Not known:"] + lines + (rest > 0 ? ["  ... and \(rest) more"] : []))
    }
    blocks.append([ComparisonText.summary(report)])
    return blocks.map { $0.map(VisibleText.escaped).joined(separator: "\n") + "\n" }.joined(separator: "\n")
  }

  // MARK: Sentences that text and Markdown share

  static func title(_ report: ComparisonReport) -> String {
    func name(_ side: ComparisonReport.Side) -> String { "Linux \(side.version) ('\(side.name)')" }
    return "From \(name(report.old)) with \(CountedNoun.text(report.old.kfuncCount, "kfunc")) to "
      + "\(name(report.new)) with \(report.new.kfuncCount)"
  }

  static func summary(_ report: ComparisonReport) -> String {
    let counts = ComparisonReport.Change.Kind.allCases.map { kind in
      "\(report.changes.count { $0.kind == kind }) \(kind.rawValue)"
    }
    let selection = ReportSelection(report.report)
    let severities = Severity.allCases.sorted(by: >).compactMap { severity -> String? in
      let count = selection.count(severity)
      return count == 0 ? nil : CountedNoun.text(count, severity.rawValue)
    }
    let unknown = report.undetermined.isEmpty ? "" : ", \(CountedNoun.text(report.undetermined.count, "question")) open"
    return counts.joined(separator: ", ") + ", \(report.sameCount) the same\(unknown)"
      + (severities.isEmpty ? "" : " (" + severities.joined(separator: ", ") + ")")
  }

  static func filter(_ filter: ComparisonReport.Filter) -> String {
    let what =
      switch filter.kind {
      case "added": "\(filter.set) is registered with the filter \(filter.new ?? "")"
      case "removed": "\(filter.set) is no longer registered with the filter \(filter.old ?? "")"
      default: "\(filter.set) is registered with another filter: \(filter.new ?? "")"
      }
    return what + ", which decides about " + names(filter.kfuncs)
  }

  /// One line about an aspect: what it is called, and what became of it.
  static func difference(_ difference: ComparisonReport.Difference) -> (label: String, lines: [String]) {
    let gained = difference.gained.map { "+" + short($0) }
    let lost = difference.lost.map { "-" + short($0) }
    switch difference.aspect {
    case .signature:
      return (
        "prototype", [difference.before.map { "was " + $0 }, difference.after.map { "is  " + $0 }].compactMap { $0 }
      )
    case .flags: return ("flags", [(gained + lost).joined(separator: " ")])
    case .programTypes: return ("program types", [(gained + lost).joined(separator: " ")])
    case .condition:
      return ("condition", ["was " + condition(difference.before), "is  " + condition(difference.after)])
    case .iteratorSize:
      return (
        "size of struct \(difference.gained.first ?? "")",
        ["\(difference.before ?? "") to \(difference.after ?? "") bytes"]
      )
    }
  }

  static func names(_ names: [String]) -> String {
    let rest = names.count - mostNames
    return names.prefix(mostNames).joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
  }

  static func programTypes(_ types: [String]?) -> String {
    guard let types else { return "program types not known" }
    return types.map(short).joined(separator: " ")
  }

  /// Puts changes together that differ in nothing but the kfunc and its line, in the order of the first of each.
  static func groups(of changes: [ComparisonReport.Change]) -> [[ComparisonReport.Change]] {
    var places: [String: Int] = [:]
    var groups: [[ComparisonReport.Change]] = []
    for change in changes {
      let key: String
      switch change.kind {
      case .added, .removed: key = heading(of: change)
      case .renamed: key = change.name
      case .changed:
        let texts = change.differences.map { "\($0)" }.joined(separator: "\n")
        key = change.differences.contains { $0.aspect == .signature } ? change.name : (change.new?.path ?? "") + texts
      }
      if let place = places[key] {
        groups[place].append(change)
      } else {
        places[key] = groups.count
        groups.append([change])
      }
    }
    return groups
  }

  /// Where a kfunc stands that came or went, for which programs and when.
  static func heading(of change: ComparisonReport.Change) -> String {
    guard let kfunc = change.new ?? change.old else { return change.name }
    return kfunc.path + ", for " + programTypes(kfunc.programTypes) + (kfunc.condition.map { ", if " + $0 } ?? "")
  }

  /// Why a kfunc that is gone is no surprise.
  static func remark(on change: ComparisonReport.Change) -> String? {
    guard change.kind == .removed else { return nil }
    if change.isInSelftests { return "now a kfunc of the selftests" }
    return change.deprecation == nil ? "was not deprecated before" : "was deprecated before"
  }

  private static func short(_ name: String) -> String {
    if name == "BPF_PROG_TYPE_UNSPEC" { return "(all)" }
    return name.hasPrefix("BPF_PROG_TYPE_") ? String(name.dropFirst("BPF_PROG_TYPE_".utf8.count)) : name
  }

  private static func condition(_ text: String?) -> String { text == "1" ? "always" : text ?? "not known" }

  // MARK: Lines

  private func general(_ general: ComparisonReport.General) -> String {
    guard let kfuncs = general.kfuncs, !kfuncs.isEmpty else { return general.text }
    return general.text + " It concerns \(ComparisonText.names(kfuncs))."
  }

  /// Changes about which the same can be said stand together.
  private func lines(_ changes: [ComparisonReport.Change]) -> [String] {
    ComparisonText.groups(of: changes).flatMap { group in
      guard let first = group.first else { return [String]() }
      switch first.kind {
      case .added, .removed:
        return item(ComparisonText.heading(of: first))
          + group.flatMap { change -> [String] in
            guard let kfunc = change.new ?? change.old else { return [] }
            let remark = ComparisonText.remark(on: change).map { " (\($0))" } ?? ""
            let flags = kfunc.flags.isEmpty ? "" : "  " + kfunc.flags.joined(separator: " ")
            return item("\(kfunc.line): \(kfunc.prototype ?? change.name)\(flags)\(remark)", indentation: 6)
          }
      case .renamed, .changed:
        let names = group.map { change in change.oldName.map { "\($0), now \(change.name)" } ?? change.name }
        let path = first.new.map { "  \($0.path)" + (group.count == 1 ? ":\($0.line)" : "") } ?? ""
        return item(names.joined(separator: ", ") + path)
          + first.differences.flatMap { difference in
            let (label, texts) = ComparisonText.difference(difference)
            return item(label + ": " + texts.joined(separator: "\n"), indentation: 6)
          }
      }
    }
  }

  /// Breaks a text to the width; what goes on in another line is indented by two columns more.
  private func item(_ text: String, indentation: Int = 2) -> [String] {
    let room = max(40, width - indentation - 2)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      .flatMap { InventoryTable.wrapped(String($0), to: room) }
    return lines.enumerated().map { String(repeating: " ", count: indentation + ($0.offset > 0 ? 2 : 0)) + $0.element }
  }
}
