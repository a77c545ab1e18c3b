import CEL
import Model

/// The schema reference `docs/rule-schema.md`: every key of a rule file and every field of the model, from the tables that the
/// loader and the evaluation themselves use.
public enum RuleSchemaReference {
  /// The reference as Markdown with a final line feed.
  public static func markdown() -> String {
    var text = """
      # Rule files: keys, objects and functions

      Made from the code by `KFUNCLINT_BLESS=1 swift test --filter RuleSchemaReferenceTests`; do not edit.

      A rule is one YAML file, named after its `id`. Conditions are written in CEL
      (the [Common Expression Language](https://cel.dev)) over the objects below.

      ## Keys


      """
    text += table(of: RuleKeys.file, prefix: "")
    text += """

      ## Objects

      In a rule `for: entry`, the variable `entry` is the object looked at and `dialect` describes the kernel. A field
      marked *may be absent* needs `has()` first; one marked *may be unknown* can leave the object undecided, which is
      counted and never a finding.

      """
    for type in ModelSchema.types { text += section(of: type) }
    text += """

      ## Functions beside those of CEL

      | function | result |
      |---|---|

      """
    for function in RuleFunctions.declarations(for: RuleSchema().objects).sorted(by: { $0.name < $1.name }) {
      let parameters = function.parameters.map(\.description)
      let call =
        function.isMember
        ? "\(parameters.first ?? "").\(function.name)(\(parameters.dropFirst().joined(separator: ", ")))"
        : "\(function.name)(\(parameters.joined(separator: ", ")))"
      text += "| `\(call)` | `\(function.result.description)` |\n"
    }
    return text
  }

  /// The keys of a mapping and, indented by their path, those of the mappings in it.
  private static func table(of keys: [RuleKey], prefix: String) -> String {
    let header = prefix.isEmpty ? "| key | value | |\n|---|---|---|\n" : ""
    return header
      + keys.map { key in
        let name = "`\(prefix)\(key.name)`" + (key.isRequired ? " (required)" : "")
        let row = "| \(name) | \(escaped(key.shape.expectation)) | \(escaped(key.doc)) |\n"
        return row + nested(in: key.shape).map { table(of: $0, prefix: prefix + key.name + ".") }.joined()
      }.joined()
  }

  private static func nested(in shape: RuleShape) -> [[RuleKey]] {
    switch shape {
    case .text, .choice, .form, .expression, .template: []
    case .mapping(let keys): [keys]
    case .list(let element): nested(in: element)
    case .either(let first, let second): nested(in: first) + nested(in: second)
    }
  }

  private static func section(of type: ObjectType) -> String {
    var text = "\n### `\(type.name)`\n\n\(type.doc)\n\n| field | type | |\n|---|---|---|\n"
    for field in type.fields {
      let marks = [field.mayBeAbsent ? "may be absent" : nil, field.mayBeUnknown ? "may be unknown" : nil]
        .compactMap(\.self).joined(separator: ", ")
      let note = marks.isEmpty ? "" : " *\(marks)*"
      text += "| `\(field.name)` | `\(CELType(field.type).description)` | \(escaped(field.doc))\(note) |\n"
    }
    return text
  }

  /// A vertical bar would end the cell.
  private static func escaped(_ text: String) -> String {
    text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
  }
}
