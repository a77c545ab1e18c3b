import Facts

/// What a field of a model object can hold.
public indirect enum FieldType: Hashable, Sendable {
  case bool, int, string
  case list(FieldType)
  /// A reference to an object of the named type.
  case object(String)
}

/// The value of a field for one object.
public enum FieldValue: Sendable {
  case bool(Bool)
  case int(Int)
  case string(String)
  /// A list; `incomplete` says why there may be more elements than these.
  case list([FieldValue], incomplete: String?)
  /// The object of a type in a row.
  case object(String, Int)
  /// There is none, for certain.
  case absent
  /// The analysis cannot tell, for the reason given.
  case unknown(String)

  /// A list of which nothing is missing.
  static func complete(_ elements: [FieldValue]) -> FieldValue { .list(elements, incomplete: nil) }

  /// A list of strings of which nothing is missing.
  static func strings(_ elements: [String]) -> FieldValue { .list(elements.map { .string($0) }, incomplete: nil) }

  /// An answer with its unknown.
  static func answer(_ state: TriState, _ reason: String) -> FieldValue {
    switch state {
    case .yes: .bool(true)
    case .no: .bool(false)
    case .unknown: .unknown(reason)
    }
  }

  /// A reference to a row, or absent.
  static func row(_ type: String, _ row: Int?) -> FieldValue { row.map { .object(type, $0) } ?? .absent }
}
