import BooleanLogic

/// The conditions under which something is built, by what it is built into. nil stands for a condition that is not
/// understood.
struct ObjectWays: Sendable {
  /// At all.
  var any: Formula?
  /// Into the kernel itself.
  var builtIn: Formula?
  /// Into modules, by the path of their object.
  var modules: [String: Formula?] = [:]

  static let always = ObjectWays(any: .always, builtIn: .always)
  static let unknown = ObjectWays()

  /// The same where further conditions hold.
  func narrowed(any: Formula?, builtIn: Formula?, modular: Formula?) -> ObjectWays {
    ObjectWays(
      any: .and(ofKnown: [self.any, any]), builtIn: .and(ofKnown: [self.builtIn, builtIn]),
      modules: modules.mapValues { .and(ofKnown: [$0, modular]) })
  }

  /// The same with modules named from a directory above.
  func prefixed(with directory: String) -> ObjectWays {
    var result = self
    result.modules = Dictionary(uniqueKeysWithValues: modules.map { (directory + $0, $1) })
    return result
  }

  /// What is built in any of several ways; there is at least one.
  static func joining(_ ways: [ObjectWays]) -> ObjectWays {
    var modules: [String: Formula?] = [:]
    for name in Set(ways.flatMap(\.modules.keys)) {
      modules[name] = .some(.or(ofKnown: ways.compactMap { $0.modules[name] }))
    }
    return ObjectWays(
      any: .or(ofKnown: ways.map(\.any)), builtIn: .or(ofKnown: ways.map(\.builtIn)), modules: modules)
  }
}
