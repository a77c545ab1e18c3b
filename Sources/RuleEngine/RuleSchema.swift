import CEL
import Model

/// What rules can refer to: the object types of the model in the terms of the rule language.
public struct RuleSchema: Sendable {
  /// The types a rule can be `for:`, by the name it uses (`safe-field`).
  public let subjects: [String: String]
  let objects: Schema

  /// Types that only describe other objects: a rule looks at the objects and not at each of these.
  private static let descriptive: Set<String> = ["range", "dialect", "type"]

  /// Translates the model's schema.
  public init(types: [ObjectType] = ModelSchema.types) {
    let fields = types.map { type in
      let fields = type.fields.map { field in
        (
          field.name,
          Schema.Field(
            type: CELType(field.type), mayBeAbsent: field.mayBeAbsent, mayBeUnknown: field.mayBeUnknown)
        )
      }
      return (type.name, Dictionary(uniqueKeysWithValues: fields))
    }
    self.init(objects: Schema(objectTypes: Dictionary(uniqueKeysWithValues: fields)))
  }

  init(objects: Schema) {
    self.objects = objects
    let names = objects.objectTypes.keys.filter { !Self.descriptive.contains($0) }
    subjects = Dictionary(uniqueKeysWithValues: names.map { (Self.kebabCase($0), $0) })
  }

  /// Returns what the expressions of a rule for a subject may refer to.
  func environment(subject: String, variables: [String: CELType] = [:]) -> Environment {
    var variables = variables
    variables[subject] = .object(subject)
    if objects.objectTypes["dialect"] != nil { variables["dialect"] = .object("dialect") }
    return Environment(schema: objects, variables: variables, functions: RuleFunctions.declarations(for: objects))
  }

  /// `safeField` as `safe-field`.
  private static func kebabCase(_ name: String) -> String {
    name.unicodeScalars.map { ("A"..."Z").contains($0) ? "-" + String($0).lowercased() : String($0) }.joined()
  }
}

extension CELType {
  /// The type of a model field in the rule language.
  init(_ type: FieldType) {
    self =
      switch type {
      case .bool: .bool
      case .int: .int
      case .string: .string
      case .list(let element): .list(CELType(element))
      case .object(let name): .object(name)
      }
  }
}
