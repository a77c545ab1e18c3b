/// Answers questions about the configurations of a kernel.
///
/// An answer that names a configuration must hold for every kernel built with it: implementations say
/// ``ConfigurationAnswer/unknown(_:)`` as soon as it depends on something that they do not understand.
public protocol ConfigurationOracle: Sendable {
  /// Tells whether a condition holds in some configuration.
  ///
  /// - Parameters:
  ///   - formula: about symbols with their `CONFIG_` prefix.
  ///   - given: symbols that are `y`. That they can be is taken for granted unless the configuration contradicts it, even
  ///     where it depends on the tools at hand.
  func witness(for formula: Formula, given: [String]) -> ConfigurationAnswer

  /// Tells whether a symbol, with its prefix, can be `m` at all; nil when that is not known.
  func isTristate(_ symbol: String) -> Bool?
}

/// Whether a condition can hold.
public enum ConfigurationAnswer: Hashable, Sendable {
  case satisfiable(ConfigurationWitness)
  /// No configuration satisfies it.
  case impossible
  /// It cannot be told, for the reason given.
  case unknown(String)
}

/// A configuration in which a condition holds.
public struct ConfigurationWitness: Hashable, Sendable {
  /// What makes the condition hold, as few symbols of it as suffice, in the order of the condition.
  public let decisive: [ConfigurationSetting]
  /// Every value to write into a `.config`, sorted by name. What is not in it does not matter.
  public let settings: [ConfigurationSetting]

  public init(decisive: [ConfigurationSetting], settings: [ConfigurationSetting]) {
    self.decisive = decisive
    self.settings = settings
  }

  /// The decisive settings as a list: `CONFIG_A=y and CONFIG_B=n`; empty when any configuration does.
  public var text: String {
    let parts = decisive.map(\.description)
    guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
    return parts.dropLast().joined(separator: ", ") + " and " + last
  }
}

/// A symbol with its value: `CONFIG_NET=n`.
public struct ConfigurationSetting: Hashable, Sendable, CustomStringConvertible {
  /// With the `CONFIG_` prefix.
  public let symbol: String
  /// `y`, `m` or `n`.
  public let value: String

  public init(symbol: String, value: String) {
    self.symbol = symbol
    self.value = value
  }

  public var description: String { "\(symbol)=\(value)" }
}
