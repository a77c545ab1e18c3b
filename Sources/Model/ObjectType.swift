/// A kind of thing that rules speak about.
public struct ObjectType: Sendable {
  /// Its name in rules, camel-case (`entry`, `safeField`).
  public let name: String
  /// One sentence for the schema reference.
  public let doc: String
  public let fields: [Field]

  /// A property of a kind of thing.
  public struct Field: Sendable {
    public let name: String
    public let type: FieldType
    /// Whether an object can be without it, so that rules must ask `has()` first.
    public let mayBeAbsent: Bool
    /// Whether the analysis can fail to tell.
    public let mayBeUnknown: Bool
    /// One sentence for the schema reference.
    public let doc: String
    public let read: @Sendable (Model, Int) -> FieldValue

    init(
      _ name: String, _ type: FieldType, _ doc: String, mayBeAbsent: Bool = false, mayBeUnknown: Bool = false,
      read: @escaping @Sendable (Model, Int) -> FieldValue
    ) {
      self.name = name
      self.type = type
      self.mayBeAbsent = mayBeAbsent
      self.mayBeUnknown = mayBeUnknown
      self.doc = doc
      self.read = read
    }
  }
}
