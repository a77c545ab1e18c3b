import CEL
import Model

/// Lets expressions read the objects of a model, one field at a time.
struct SubjectResolver: ObjectResolver {
  let source: any SubjectSource

  func select(_ field: String, of object: ObjectReference) -> Selection {
    switch source.value(field, of: object.type, row: object.row) {
    case .absent: .absent
    case .unknown(let reason): .unknown(reason)
    case let value: .value(Value(value))
    }
  }
}

extension Value {
  /// The value of a model field in the rule language. A list element that is absent cannot be; it would be unknown.
  init(_ value: FieldValue) {
    self =
      switch value {
      case .bool(let bool): .bool(bool)
      case .int(let int): .int(Int64(int))
      case .string(let string): .string(string)
      case .object(let type, let row): .object(ObjectReference(type: type, row: row))
      case .list(let elements, nil): .list(elements.map { Value($0) })
      case .list(let elements, let reason?): .incompleteList(elements.map { Value($0) }, UnknownSet(reason))
      case .unknown(let reason): .unknown(UnknownSet(reason))
      case .absent: .unknown(UnknownSet("an element is absent"))
      }
  }
}
