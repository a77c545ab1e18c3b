extension SarifLog {
  /// Properties that the format does not define (`SARIF 2.1.0 §3.8`): `tags` and any others, in camelCase.
  public struct PropertyBag: Codable, Hashable, Sendable {
    private var values: [String: PropertyValue]

    /// Makes a bag of the given properties; nil where there is none, since an empty bag says nothing.
    public init?(tags: [String] = [], _ values: [String: PropertyValue?] = [:]) {
      self.values = values.compactMapValues { $0 }
      if !tags.isEmpty { self.values["tags"] = .strings(tags) }
      if self.values.isEmpty { return nil }
    }

    /// The words to group and filter by (`SARIF 2.1.0 §3.8.2`).
    public var tags: [String] {
      if case .strings(let tags) = values["tags"] { tags } else { [] }
    }

    /// Returns the property of that name, nil when the bag has none.
    public subscript(name: String) -> PropertyValue? { values[name] }

    public init(from decoder: any Decoder) throws {
      values = try decoder.singleValueContainer().decode([String: PropertyValue].self)
    }

    public func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      try container.encode(values)
    }
  }

  /// A value in a property bag.
  public enum PropertyValue: Codable, Hashable, Sendable {
    case string(String)
    case integer(Int)
    case boolean(Bool)
    case strings([String])
    case counts([String: Int])

    public init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let value = try? container.decode(Bool.self) {
        self = .boolean(value)
      } else if let value = try? container.decode(Int.self) {
        self = .integer(value)
      } else if let value = try? container.decode([String].self) {
        self = .strings(value)
      } else if let value = try? container.decode([String: Int].self) {
        self = .counts(value)
      } else {
        self = .string(try container.decode(String.self))
      }
    }

    public func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .string(let value): try container.encode(value)
      case .integer(let value): try container.encode(value)
      case .boolean(let value): try container.encode(value)
      case .strings(let value): try container.encode(value)
      case .counts(let value): try container.encode(value)
      }
    }
  }
}
