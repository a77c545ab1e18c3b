import Foundation

/// The JSON Schema of a rule file, for editors: `Rules/schema.json`.
///
/// It says what ``RuleKeys`` says, so that it cannot differ from what the loader accepts.
public enum RuleFileSchema {
  /// The schema as JSON with sorted keys and a final line feed.
  public static func json() throws -> String {
    var schema = object(RuleKeys.file)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "kfunclint rule"
    let data = try JSONSerialization.data(
      withJSONObject: schema, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
    return String(decoding: data, as: UTF8.self) + "\n"
  }

  private static func object(_ keys: [RuleKey]) -> [String: Any] {
    var properties: [String: Any] = [:]
    for key in keys {
      var schema = schema(of: key.shape)
      schema["description"] = key.doc
      properties[key.name] = schema
    }
    var result: [String: Any] = ["type": "object", "additionalProperties": false, "properties": properties]
    let required = keys.filter(\.isRequired).map(\.name)
    if !required.isEmpty { result["required"] = required }
    return result
  }

  private static func schema(of shape: RuleShape) -> [String: Any] {
    switch shape {
    case .text, .template: ["type": "string", "minLength": 1]
    // YAML reads `true` and `1` as what they are in the expression language too.
    case .expression: ["type": ["string", "boolean", "number"]]
    case .choice(let words): ["enum": words]
    case .form(let form): ["type": "string", "pattern": form.pattern]
    case .list(let element): ["type": "array", "minItems": 1, "items": schema(of: element)]
    case .mapping(let keys): object(keys)
    case .either(let first, let second): ["anyOf": [schema(of: first), schema(of: second)]]
    }
  }
}
