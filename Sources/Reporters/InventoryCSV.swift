/// The inventory as comma-separated values (RFC 4180): a header, one record per entry, CRLF after each.
enum InventoryCSV {
  private static let header = [
    "set", "set_kind", "registered_as", "name", "flags", "return_type", "params", "program_types", "hooks",
    "condition", "file_condition", "path", "line", "definition_path", "definition_line", "definition_storage",
    "definition_tagged",
  ]

  /// Returns the document. Lists are joined: flags, program types and hooks by a space, parameters by `; ` with the type
  /// before the name. What is not known is empty; an empty parameter list is `void`.
  static func render(_ entries: [InventoryEntry]) -> String {
    ([header] + entries.map(fields)).map { $0.map(quoted).joined(separator: ",") + "\r\n" }.joined()
  }

  private static func fields(_ entry: InventoryEntry) -> [String] {
    let parameters = entry.parameters.map { list in
      list.isEmpty
        ? "void" : list.map { InventoryEntry.declaration(of: $0.name, type: $0.type) }.joined(separator: "; ")
    }
    return [
      entry.set, entry.setKind.rawValue, entry.registeredAs?.rawValue ?? "", entry.name,
      entry.flags.joined(separator: " "), entry.returnType ?? "", parameters ?? "",
      (entry.programTypes ?? []).joined(separator: " "), (entry.hooks ?? []).joined(separator: " "),
      entry.condition ?? "", entry.fileCondition ?? "", entry.path, String(entry.line),
      entry.definition?.path ?? "", entry.definition.map { String($0.line) } ?? "", entry.definition?.storage ?? "",
      entry.definition.map { String($0.tagged) } ?? "",
    ]
  }

  private static func quoted(_ field: String) -> String {
    // Scalars, since a CR and an LF together are one Character.
    guard field.unicodeScalars.contains(where: { "\",\r\n".unicodeScalars.contains($0) }) else { return field }
    var result = "\""
    for scalar in field.unicodeScalars {
      if scalar == "\"" { result += "\"" }
      result.unicodeScalars.append(scalar)
    }
    return result + "\""
  }
}
