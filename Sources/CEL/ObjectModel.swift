/// What the checker knows of the host's object model.
public struct Schema: Sendable {
  /// One field of an object type.
  public struct Field: Hashable, Sendable {
    public var type: CELType
    /// Whether an object may lack the field, so that expressions have to test it with `has()`.
    public var mayBeAbsent: Bool
    /// Whether an object's field may exist without its value being known.
    public var mayBeUnknown: Bool

    public init(type: CELType, mayBeAbsent: Bool = false, mayBeUnknown: Bool = false) {
      self.type = type
      self.mayBeAbsent = mayBeAbsent
      self.mayBeUnknown = mayBeUnknown
    }
  }

  /// The fields of every object type, by type name and field name.
  public var objectTypes: [String: [String: Field]]

  public init(objectTypes: [String: [String: Field]] = [:]) {
    self.objectTypes = objectTypes
  }
}

/// Reads the fields of the host's objects, one at a time, so that a large or cyclic model costs nothing to offer.
public protocol ObjectResolver {
  /// Returns the field's value. A field that the object's type does not have is `absent`.
  func select(_ field: String, of object: ObjectReference) -> Selection
}

/// What selecting a field of an object gives.
public enum Selection: Sendable {
  case value(Value)
  /// The object has no such field: `has()` is false and selecting it is an error.
  case absent
  /// The field's value, or whether it is there, is not known, for the reason given.
  case unknown(String)
}

/// The resolver of an environment without objects.
public struct EmptyResolver: ObjectResolver {
  public init() {}

  public func select(_ field: String, of object: ObjectReference) -> Selection {
    .absent
  }
}
