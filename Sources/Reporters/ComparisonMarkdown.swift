/// The differences between two trees in GitHub-flavoured Markdown.
enum ComparisonMarkdown {
  /// Returns the document.
  static func render(_ report: ComparisonReport) -> String {
    var text = "# Kfuncs of Linux \(report.old.version) and \(report.new.version)\n\n"
    text += escaped(ComparisonText.title(report)) + ".\n\n"
    text += ComparisonText.summary(report) + ".\n"
    if !report.general.isEmpty {
      text += "\n## For all kfuncs alike\n\n"
      for general in report.general { text += "- \(escaped(general.text))\(concerned(general))\n" }
    }
    for kind in ComparisonReport.Change.Kind.allCases {
      let members = report.changes.filter { $0.kind == kind }
      guard !members.isEmpty else { continue }
      text += "\n## \(kind.heading)\n\n"
      text += kind == .added || kind == .removed ? table(members) : list(members)
    }
    if !report.filters.isEmpty {
      text += "\n## Filters\n\n"
      for filter in report.filters { text += "- \(escaped(ComparisonText.filter(filter))).\n" }
    }
    if !report.undetermined.isEmpty {
      text += "\n## Not known\n\n"
      for open in report.undetermined { text += "- \(code(open.name)): \(open.what): \(escaped(open.reason)).\n" }
    }
    return text
  }

  private static func concerned(_ general: ComparisonReport.General) -> String {
    guard let kfuncs = general.kfuncs, !kfuncs.isEmpty else { return "" }
    return " It concerns " + kfuncs.map(code).joined(separator: ", ") + "."
  }

  private static func table(_ changes: [ComparisonReport.Change]) -> String {
    var text = "| kfunc | prototype | flags | program types | condition | entry | |\n|---|---|---|---|---|---|---|\n"
    for change in changes {
      guard let kfunc = change.new ?? change.old else { continue }
      let cells = [
        code(change.name), kfunc.prototype.map(code) ?? "", kfunc.flags.map(code).joined(separator: " "),
        ComparisonText.programTypes(kfunc.programTypes), kfunc.condition.map(code) ?? "",
        code("\(kfunc.path):\(kfunc.line)"), ComparisonText.remark(on: change) ?? "",
      ]
      text += "| " + cells.joined(separator: " | ") + " |\n"
    }
    return text
  }

  private static func list(_ changes: [ComparisonReport.Change]) -> String {
    var text = ""
    for group in ComparisonText.groups(of: changes) {
      guard let first = group.first, let kfunc = first.new else { continue }
      let names = group.map { change in
        change.oldName.map { "\(code($0)), now \(code(change.name))" } ?? code(change.name)
      }
      let place = kfunc.path + (group.count == 1 ? ":\(kfunc.line)" : "")
      text += "- \(names.joined(separator: ", ")) (\(code(place)))\n"
      for difference in first.differences {
        let (label, lines) = ComparisonText.difference(difference)
        text += "  - \(label): \(lines.map(code).joined(separator: ", "))\n"
      }
    }
    return text
  }

  private static func code(_ text: String) -> String { InventoryMarkdown.code(text) }

  /// Keeps names from becoming emphasis or HTML.
  private static func escaped(_ text: String) -> String {
    VisibleText.escaped(text).map { "\\`*_<>|".contains($0) ? "\\\($0)" : String($0) }.joined()
  }
}
