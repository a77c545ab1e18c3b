import SourceText

/// Where a setting comes from. Later cases outrank earlier ones.
public enum SettingOrigin: Hashable, Sendable {
  /// Nobody has said anything.
  case standard
  /// A place in the configuration file.
  case file(SourceRange)
  case commandLine
}

/// A value together with where it was stated.
public struct Setting<Value: Sendable>: Sendable {
  public var value: Value
  public var origin: SettingOrigin

  public init(_ value: Value, _ origin: SettingOrigin) {
    self.value = value
    self.origin = origin
  }

  /// Returns another value of the same origin.
  func map<Other: Sendable>(_ transform: (Value) -> Other) -> Setting<Other> {
    Setting<Other>(transform(value), origin)
  }
}
