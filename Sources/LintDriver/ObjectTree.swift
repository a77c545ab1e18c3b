import Model

/// Writes an object of the model with every field, and the objects that it refers to with theirs: what a rule saw.
struct ObjectTree {
  let model: Model

  /// Returns lines without line feeds: the object's fields, one level of related objects below them, and labels for what these refer to.
  func lines(of type: String, row: Int) -> [String] { fields(of: type, row: row, depth: 0) }

  /// What names an object in a few words: `entry net/core/stamp.c:stamp_ids/bpf_stamp_get`.
  func label(of type: String, row: Int) -> String {
    switch type {
    case "range":
      let range = model.range(row)
      return "\(range.path):\(range.start.line):\(range.start.column)"
    case "type":
      if case .string(let spelling) = model.value("spelling", of: type, row: row) { return "type '\(spelling)'" }
      return type
    case "dialect": return "dialect of \(model.dialect.version)"
    default:
      let identity = model.identity(of: type, row: row)
      return "\(identity.kind) \(identity.key)" + (identity.parameterIndex.map { ", parameter \($0)" } ?? "")
    }
  }

  private static let fieldsOfTypes = Dictionary(
    uniqueKeysWithValues: ModelSchema.types.map { ($0.name, $0.fields.map(\.name)) })

  private func fields(of type: String, row: Int, depth: Int) -> [String] {
    let indent = String(repeating: "  ", count: depth + 1)
    return (ObjectTree.fieldsOfTypes[type] ?? []).flatMap { field -> [String] in
      let value = model.value(field, of: type, row: row)
      let head = "\(indent)\(field): \(text(of: value))"
      guard depth == 0 else { return [head] }
      return [head] + related(in: value, indent: indent + "  ", isElement: false)
    }
  }

  /// The objects in a value with their fields. Places and types say everything in their labels.
  private func related(in value: FieldValue, indent: String, isElement: Bool) -> [String] {
    switch value {
    case .object(let type, let row):
      guard type != "range", type != "dialect" else { return [] }
      let head = isElement ? ["\(indent)- \(label(of: type, row: row))"] : []
      return head + fields(of: type, row: row, depth: isElement ? 2 : 1)
    case .list(let elements, _): return elements.flatMap { related(in: $0, indent: indent, isElement: true) }
    case .bool, .int, .string, .absent, .unknown: return []
    }
  }

  private func text(of value: FieldValue) -> String {
    switch value {
    case .bool(let bool): bool ? "true" : "false"
    case .int(let int): String(int)
    case .string(let string): "'\(string)'"
    case .object(let type, let row): label(of: type, row: row)
    case .list(let elements, let incomplete):
      "[\(elements.map { text(of: $0) }.joined(separator: ", "))]"
        + (incomplete.map { " and perhaps more: \($0)" } ?? "")
    case .absent: "none"
    case .unknown(let reason): "unknown: \(reason)"
    }
  }
}
