/// The inventory as a table in GitHub-flavoured Markdown, one row per entry.
enum InventoryMarkdown {
  private static let header = [
    "kfunc", "flags", "prototype", "hooks", "condition", "file condition", "set", "entry", "definition",
  ]

  /// Returns the document.
  static func render(_ entries: [InventoryEntry]) -> String {
    let rule = header.map { _ in "---" }
    return ([header, rule] + entries.map(cells)).map { "| " + $0.joined(separator: " | ") + " |\n" }.joined()
  }

  private static func cells(_ entry: InventoryEntry) -> [String] {
    [
      code(entry.name), entry.flags.map(code).joined(separator: " "), entry.prototype.map(code) ?? "",
      (entry.hooks ?? []).map(code).joined(separator: " "), entry.condition.map(code) ?? "",
      entry.fileCondition.map(code) ?? "", code(entry.set),
      code("\(entry.path):\(entry.line)"), entry.definition.map { code("\($0.path):\($0.line)") } ?? "",
    ]
  }

  /// Returns a code span, which needs a longer fence when the text holds backquotes (CommonMark 0.31 §6.1), and in a
  /// table a backslash before each bar even so (GFM §4.10).
  static func code(_ text: String) -> String {
    var fence = "`"
    for run in text.split(whereSeparator: { $0 != "`" }) where run.count >= fence.count {
      fence = String(repeating: "`", count: run.count + 1)
    }
    let padding = text.hasPrefix("`") || text.hasSuffix("`") ? " " : ""
    let escaped = VisibleText.escaped(text).map { $0 == "|" ? "\\|" : String($0) }.joined()
    return fence + padding + escaped + padding + fence
  }
}
