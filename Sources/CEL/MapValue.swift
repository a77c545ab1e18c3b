/// A map value: entries in the order of insertion, found by key in constant time.
///
/// Keys are bool, int, uint or string. Numbers that are equal are one key, whatever their types
/// (cel-spec, langdef.md "Equality"), so `{1: 'a'}[1u]` finds the entry.
public struct MapValue: Sendable, Equatable {
  /// One key with its value.
  public struct Entry: Sendable, Equatable {
    public let key: Value
    public let value: Value
  }

  /// The entries in the order in which they were inserted.
  public private(set) var entries: [Entry] = []
  private var positions: [MapKey: Int] = [:]

  public init() {}

  /// Makes a map of strings, the form that hosts need most.
  public init(_ dictionary: [String: Value]) {
    for (key, value) in dictionary.sorted(by: { $0.key < $1.key }) {
      _ = insert(value, for: .string(key))
    }
  }

  /// Adds an entry, or returns what is wrong with its key.
  public mutating func insert(_ value: Value, for key: Value) -> KeyProblem? {
    guard let mapKey = MapKey(key), !key.isDouble else { return .unsupportedType }
    guard positions.updateValue(entries.count, forKey: mapKey) == nil else { return .repeated }
    entries.append(Entry(key: key, value: value))
    return nil
  }

  /// Returns the value for a key that is equal to `key`; a key of a type that no map has is simply not found.
  public subscript(key: Value) -> Value? {
    guard let mapKey = MapKey(key), let position = positions[mapKey] else { return nil }
    return entries[position].value
  }

  /// Why a key cannot be added to a map.
  public enum KeyProblem: Sendable {
    case unsupportedType
    case repeated
  }

  public static func == (left: MapValue, right: MapValue) -> Bool {
    left.entries == right.entries
  }
}

/// A key in the form in which equal keys are identical.
private enum MapKey: Hashable, Sendable {
  case bool(Bool)
  case int(Int64)
  /// A number that exceeds `Int64.max`.
  case largeUInt(UInt64)
  /// UTF-8 bytes and not `String`, whose equality ignores differences in Unicode normalization.
  case string([UInt8])

  init?(_ value: Value) {
    switch value {
    case .bool(let bool): self = .bool(bool)
    case .int(let int): self = .int(int)
    case .uint(let uint): self = Int64(exactly: uint).map(MapKey.int) ?? .largeUInt(uint)
    case .string(let string): self = .string(Array(string.utf8))
    case .double(let double):
      // Truncating and comparing instead of `init(exactly:)`, which would need the C library's mathematics.
      if double >= -0x1p63, double < 0x1p63, Double(Int64(double)) == double {
        self = .int(Int64(double))
      } else if double >= 0x1p63, double < 0x1p64 {
        self = .largeUInt(UInt64(double))
      } else {
        return nil
      }
    case .null, .bytes, .list, .incompleteList, .map, .type, .optional, .object, .unknown: return nil
    }
  }
}

extension Value {
  fileprivate var isDouble: Bool {
    if case .double = self { true } else { false }
  }
}
