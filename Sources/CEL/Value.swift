/// A value of the expression language.
///
/// `==` of this type is Swift's: exact representation, so that `.int(1) != .uint(1)`. The language's own equality is
/// ``isEqual(to:)``.
public indirect enum Value: Sendable, Equatable {
  case null
  case bool(Bool)
  case int(Int64)
  case uint(UInt64)
  case double(Double)
  case string(String)
  case bytes([UInt8])
  case list([Value])
  /// A list of which only some elements are known, with the reasons why others may exist.
  ///
  /// The elements that are listed do exist, in this order. Further ones may follow the last. An element `.unknown`
  /// marks a place in between where none, one or several elements may be; positions behind such a gap are not known.
  case incompleteList([Value], UnknownSet)
  case map(MapValue)
  /// A type as a value, by its name: what `type(1)` and `int` give.
  case type(String)
  case optional(Value?)
  case object(ObjectReference)
  /// A value that exists but is not known.
  case unknown(UnknownSet)
}

/// The identity of an object of the host's model. Two references are equal if they name the same object.
public struct ObjectReference: Hashable, Sendable {
  /// The object's type, a key of ``Schema/objectTypes``.
  public let type: String
  /// The host's number of the object among those of its type.
  public let row: Int

  public init(type: String, row: Int) {
    self.type = type
    self.row = row
  }
}

extension Value {
  /// The name of the value's type, as `type(x)` gives it.
  public var typeName: String {
    switch self {
    case .null: "null_type"
    case .bool: "bool"
    case .int: "int"
    case .uint: "uint"
    case .double: "double"
    case .string: "string"
    case .bytes: "bytes"
    case .list, .incompleteList: "list"
    case .map: "map"
    case .type: "type"
    case .optional: "optional_type"
    case .object(let reference): reference.type
    case .unknown: "unknown"
    }
  }

  /// The reasons if the value is `.unknown`.
  var unknownReasons: UnknownSet? {
    if case .unknown(let reasons) = self { reasons } else { nil }
  }

  /// Whether the value may be passed where `type` is declared. Elements of lists and maps are not looked at.
  func conforms(to type: CELType) -> Bool {
    switch (type, self) {
    case (.dyn, _), (.parameter, _): true
    case (.object(let name), .object(let reference)), (.opaque(let name, _), .object(let reference)):
      name == reference.type
    case (_, .object), (.object, _), (.opaque, _): false
    default: type.name == typeName
    }
  }
}
