import BooleanLogic

/// Switches on what a file of a tree without configuration needs to be compiled at all.
///
/// The configuration of a bare tree covers the files with kfuncs of known releases. A new file, or one of a new
/// release, may depend on a symbol that is off in it; its headers would then hold stubs that contradict the file.
public struct FileConfiguration: Sendable {
  private let conditions: ObjectConditions
  /// With their `CONFIG_` prefix.
  private let defined: Set<String>

  /// - Parameter symbols: what `autoconf.h` defines, without the prefix.
  public init(tree: KernelTree, symbols: [String]) {
    conditions = ObjectConditions(tree: tree)
    defined = Set(symbols.map { "CONFIG_" + $0 })
  }

  /// Returns the symbols to define for a C file given relative to the tree, sorted, with their prefix.
  ///
  /// Empty when the file's condition holds already, cannot be derived, or asks for symbols to be off or modular.
  public func additionalSymbols(for file: String) -> [String] {
    guard let condition = conditions.condition(ofSource: file) else { return [] }
    return (Self.completing(condition, defined) ?? defined).subtracting(defined).sorted()
  }

  /// Returns the symbols with which a formula holds: as few as possible on top of those given; nil when there are none.
  private static func completing(_ formula: Formula, _ symbols: Set<String>) -> Set<String>? {
    switch formula {
    case .constant(let value): return value ? symbols : nil
    case .atom(.builtIn(let name)), .atom(.enabled(let name)), .atom(.reachable(let name)):
      return symbols.union([name])
    case .atom(.module), .atom(.modularCode), .atom(.opaque): return nil
    case .not(let inner): return holds(inner, symbols) ? nil : symbols
    case .and(let parts):
      var result: Set<String>? = symbols
      for part in parts { result = result.flatMap { completing(part, $0) } }
      // A later part may have switched on what an earlier one wants to be off.
      return result.flatMap { holds(formula, $0) ? $0 : nil }
    case .or(let parts):
      return parts.compactMap { completing($0, symbols) }.min { $0.count < $1.count }
    }
  }

  private static func holds(_ formula: Formula, _ symbols: Set<String>) -> Bool {
    switch formula {
    case .constant(let value): value
    case .atom(.builtIn(let name)), .atom(.enabled(let name)), .atom(.reachable(let name)): symbols.contains(name)
    case .atom(.module), .atom(.modularCode), .atom(.opaque): false
    case .not(let inner): !holds(inner, symbols)
    case .and(let parts): parts.allSatisfy { holds($0, symbols) }
    case .or(let parts): parts.contains { holds($0, symbols) }
    }
  }
}
