import Foundation

/// A JSON document that tests can look into and change at any place.
public enum JSONValue: Codable, Hashable, Sendable {
  case null
  case boolean(Bool)
  case integer(Int)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  /// A step from a value to one in it.
  public enum Step: Hashable, Sendable, CustomStringConvertible {
    case key(String)
    case index(Int)

    public var description: String {
      switch self {
      case .key(let key): key
      case .index(let index): String(index)
      }
    }
  }

  public init(_ text: String) throws { self = try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8)) }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .boolean(value)
    } else if let value = try? container.decode(Int.self) {
      self = .integer(value)
    } else if let value = try? container.decode(String.self) {
      self = .string(value)
    } else if let value = try? container.decode([JSONValue].self) {
      self = .array(value)
    } else {
      self = .object(try container.decode([String: JSONValue].self))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .boolean(let value): try container.encode(value)
    case .integer(let value): try container.encode(value)
    case .string(let value): try container.encode(value)
    case .array(let values): try container.encode(values)
    case .object(let members): try container.encode(members)
    }
  }

  /// The document as text, the same for the same document.
  public func text() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }

  public var string: String? { if case .string(let value) = self { value } else { nil } }
  public var integer: Int? { if case .integer(let value) = self { value } else { nil } }
  public var boolean: Bool? { if case .boolean(let value) = self { value } else { nil } }
  public var object: [String: JSONValue]? { if case .object(let members) = self { members } else { nil } }
  /// The elements of an array; none for anything else.
  public var elements: [JSONValue] { if case .array(let values) = self { values } else { [] } }

  /// A member of an object; nil where there is none. Setting nil removes it.
  public subscript(key: String) -> JSONValue? {
    get { object?[key] }
    set {
      guard case .object(var members) = self else { return }
      members[key] = newValue
      self = .object(members)
    }
  }

  /// An element of an array; nil where there is none. Setting nil removes it.
  public subscript(index: Int) -> JSONValue? {
    get { elements.indices.contains(index) ? elements[index] : nil }
    set {
      guard case .array(var values) = self, values.indices.contains(index) else { return }
      if let newValue { values[index] = newValue } else { values.remove(at: index) }
      self = .array(values)
    }
  }

  /// The value at the end of a path; nil where there is none. Setting nil removes it.
  public subscript(path: [Step]) -> JSONValue? {
    get { path.reduce(Optional(self)) { value, step in value?[step] } }
    set {
      guard let first = path.first else {
        if let newValue { self = newValue }
        return
      }
      if path.count == 1 {
        self[first] = newValue
      } else if var member = self[first] {
        member[Array(path.dropFirst())] = newValue
        self[first] = member
      }
    }
  }

  private subscript(step: Step) -> JSONValue? {
    get {
      switch step {
      case .key(let key): self[key]
      case .index(let index): self[index]
      }
    }
    set {
      switch step {
      case .key(let key): self[key] = newValue
      case .index(let index): self[index] = newValue
      }
    }
  }

  /// Reads a path such as `runs/0/results`.
  public static func path(_ text: String) -> [Step] {
    text.split(separator: "/").map { Int($0).map(Step.index) ?? .key(String($0)) }
  }

  /// All paths in the value, that of each value before those in it, keys in order.
  public var paths: [[Step]] {
    switch self {
    case .object(let members):
      members.sorted { $0.key < $1.key }.flatMap { key, value in
        [[Step.key(key)]] + value.paths.map { [.key(key)] + $0 }
      }
    case .array(let values):
      values.enumerated().flatMap { index, value in [[Step.index(index)]] + value.paths.map { [.index(index)] + $0 } }
    case .null, .boolean, .integer, .string: []
    }
  }
}
