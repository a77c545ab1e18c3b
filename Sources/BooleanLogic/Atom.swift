/// An indivisible condition of a ``Formula``.
public enum Atom: Hashable, Sendable {
  /// `defined(CONFIG_X)`: the symbol is `y` (autoconf.h defines `CONFIG_X` then, and `CONFIG_X_MODULE` for `m`).
  /// The name includes the `CONFIG_` prefix.
  case builtIn(String)
  /// `IS_MODULE(CONFIG_X)`: the symbol is `m`.
  case module(String)
  /// `IS_ENABLED(CONFIG_X)`: the symbol is `y` or `m`.
  case enabled(String)
  /// `IS_REACHABLE(CONFIG_X)`: `y`, or `m` seen from modular code.
  case reachable(String)
  /// The object is compiled as part of a module (`#ifdef MODULE`).
  case modularCode
  /// A condition that is not understood; equal texts are equal conditions, nothing else is known.
  case opaque(String)
}

extension Atom: CustomStringConvertible {
  public var description: String {
    switch self {
    case .builtIn(let name): name
    case .module(let name): "IS_MODULE(\(name))"
    case .enabled(let name): "IS_ENABLED(\(name))"
    case .reachable(let name): "IS_REACHABLE(\(name))"
    case .modularCode: "MODULE"
    case .opaque(let text): "`\(text)`"
    }
  }
}
