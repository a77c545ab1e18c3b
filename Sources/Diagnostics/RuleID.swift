/// The name of a rule: the kebab-case slug that is also its file name (`def-missing-bpf-kfunc`).
public struct RuleID: RawRepresentable, Codable, Hashable, Comparable, Sendable, CustomStringConvertible {
  public let rawValue: String

  public init(rawValue: String) { self.rawValue = rawValue }
  public init(_ name: String) { rawValue = name }

  public init(from decoder: any Decoder) throws {
    rawValue = try decoder.singleValueContainer().decode(String.self)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }

  public var description: String { rawValue }

  public static func < (left: RuleID, right: RuleID) -> Bool { left.rawValue < right.rawValue }
}
