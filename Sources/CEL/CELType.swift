/// A static type of the expression language.
///
/// `dyn` is the type about which nothing is known: it agrees with every other type and moves the check to evaluation.
/// `parameter` occurs in function declarations (`T` of `list(T)`) and, under generated names, as an inference variable.
public indirect enum CELType: Hashable, Sendable {
  case dyn, null, bool, int, uint, double, string, bytes
  case list(CELType)
  case map(CELType, CELType)
  /// The type of a type value such as `type(1)`.
  case type
  case optional(CELType)
  /// A type of the host's object model, by its name in ``Schema/objectTypes``.
  case object(String)
  /// A host type without fields, with parameters, which only the host's functions can make and take apart.
  case opaque(String, [CELType])
  case parameter(String)
}

extension CELType: CustomStringConvertible {
  /// The type as messages show it, in the notation of the specification: `map(string, list(int))`.
  public var description: String {
    let arguments = self.arguments
    return arguments.isEmpty ? name : "\(name)(\(arguments.map(\.description).joined(separator: ", ")))"
  }

  /// The name without parameters, equal to the name that `type(x)` has at run time.
  var name: String {
    switch self {
    case .dyn: "dyn"
    case .null: "null_type"
    case .bool: "bool"
    case .int: "int"
    case .uint: "uint"
    case .double: "double"
    case .string: "string"
    case .bytes: "bytes"
    case .list: "list"
    case .map: "map"
    case .type: "type"
    case .optional: "optional_type"
    case .object(let name), .opaque(let name, _), .parameter(let name): name
    }
  }

  /// The type parameters in order; empty for a type that has none.
  var arguments: [CELType] {
    switch self {
    case .list(let element): [element]
    case .map(let key, let value): [key, value]
    case .optional(let wrapped): [wrapped]
    case .opaque(_, let arguments): arguments
    case .dyn, .null, .bool, .int, .uint, .double, .string, .bytes, .type, .object, .parameter: []
    }
  }

  /// Returns the type with every type parameter replaced; `arguments` must have as many elements as the property.
  func mappingArguments(_ transform: (CELType) -> CELType) -> CELType {
    switch self {
    case .list(let element): .list(transform(element))
    case .map(let key, let value): .map(transform(key), transform(value))
    case .optional(let wrapped): .optional(transform(wrapped))
    case .opaque(let name, let arguments): .opaque(name, arguments.map(transform))
    case .dyn, .null, .bool, .int, .uint, .double, .string, .bytes, .type, .object, .parameter: self
    }
  }

  /// The types whose names are identifiers of the language: `type(1) == int`. `dyn` names no value.
  static let denotable: [String] = [
    "bool", "bytes", "double", "int", "list", "map", "null_type", "optional_type", "string", "type", "uint",
  ]
}
