/// Decides which types agree, and what the type parameters met on the way stand for.
///
/// Follows the reference checkers: a parameter that has a type is widened to a more general one when needed, so that
/// `[optional.of(1), optional.of(dyn(1))]` is `list(optional_type(dyn))`.
struct TypeInference {
  private var substitutions: [String: CELType] = [:]
  private var freshCount = 0

  /// Returns a parameter that no declaration can name.
  mutating func freshParameter() -> CELType {
    freshCount += 1
    return .parameter("%\(freshCount)")
  }

  /// Returns the types with the declared parameters (`T`) replaced by fresh ones, the same for the same name.
  mutating func instantiate(_ types: [CELType]) -> [CELType] {
    var fresh: [String: CELType] = [:]
    return types.map { instantiate($0, &fresh) }
  }

  private mutating func instantiate(_ type: CELType, _ fresh: inout [String: CELType]) -> CELType {
    if case .parameter(let name) = type {
      if let known = fresh[name] { return known }
      let parameter = freshParameter()
      fresh[name] = parameter
      return parameter
    }
    var arguments = type.arguments.map { instantiate($0, &fresh) }[...]
    return type.mappingArguments { arguments.popFirst() ?? $0 }
  }

  /// Returns the type with parameters replaced by what they stand for; those that are free stay.
  func resolve(_ type: CELType) -> CELType {
    if case .parameter(let name) = type {
      return substitutions[name].map(resolve) ?? type
    }
    return type.mappingArguments(resolve)
  }

  /// Returns the type with parameters replaced by what they stand for, free ones by `dyn`.
  func resolveCompletely(_ type: CELType) -> CELType {
    let resolved = resolve(type)
    if case .parameter = resolved { return .dyn }
    return resolved.mappingArguments(resolveCompletely)
  }

  /// Tests whether a value of one type may stand where the other is needed, keeping what was learned if so.
  mutating func isAssignable(_ type: CELType, to target: CELType) -> Bool {
    isAssignable([type], to: [target])
  }

  /// Tests all pairs; if one does not agree nothing is learned from any.
  mutating func isAssignable(_ types: [CELType], to targets: [CELType]) -> Bool {
    var attempt = self
    for (type, target) in zip(types, targets) {
      guard attempt.agree(type, target) else { return false }
    }
    self = attempt
    return true
  }

  /// Returns the type of a collection that holds both: the more general one if they agree, else `dyn`.
  mutating func join(_ first: CELType?, _ second: CELType) -> CELType {
    guard let first else { return second }
    return isAssignable(first, to: second) ? moreGeneral(first, second) : .dyn
  }

  private mutating func agree(_ left: CELType, _ right: CELType) -> Bool {
    if case .parameter(let name) = right {
      switch substitute(left, for: name) {
      case .agrees: return true
      case .conflicts: return false
      case .occursInside: break
      }
    }
    if case .parameter(let name) = left {
      return substitute(right, for: name) == .agrees
    }
    if left == .dyn || right == .dyn { return true }
    if left == .null || right == .null {
      return [left, right].allSatisfy(\.isNullOrAcceptsNull)
    }
    guard left.name == right.name, left.arguments.count == right.arguments.count, left.hasSameCase(as: right) else {
      return false
    }
    return zip(left.arguments, right.arguments).allSatisfy { agree($0, $1) }
  }

  private enum Substitution {
    case agrees, conflicts
    /// The type contains the parameter itself.
    case occursInside
  }

  private mutating func substitute(_ type: CELType, for name: String) -> Substitution {
    if type == .parameter(name) { return .agrees }
    if let known = substitutions[name] {
      guard type != known else { return .agrees }
      guard agree(type, known) else { return .conflicts }
      let general = moreGeneral(type, known)
      if !occurs(name, in: general) { substitutions[name] = general }
      return .agrees
    }
    guard !occurs(name, in: type) else { return .occursInside }
    substitutions[name] = type
    return .agrees
  }

  private func occurs(_ name: String, in type: CELType) -> Bool {
    if case .parameter(let other) = type {
      return other == name || substitutions[other].map { occurs(name, in: $0) } ?? false
    }
    return type.arguments.contains { occurs(name, in: $0) }
  }

  private func moreGeneral(_ first: CELType, _ second: CELType) -> CELType {
    if first == .null { return second }
    if second == .null { return first }
    return isEqualOrMoreGeneral(first, second) ? first : second
  }

  private func isEqualOrMoreGeneral(_ first: CELType, _ second: CELType) -> Bool {
    if first.isOpen { return true }
    if second.isOpen { return false }
    guard first.name == second.name, first.hasSameCase(as: second) else { return false }
    return zip(first.arguments, second.arguments).allSatisfy(isEqualOrMoreGeneral)
  }
}

extension CELType {
  /// Whether the type says nothing (`dyn`) or nothing yet (a parameter).
  fileprivate var isOpen: Bool {
    switch self {
    case .dyn, .parameter: true
    case .null, .bool, .int, .uint, .double, .string, .bytes, .list, .map, .type, .optional, .object, .opaque: false
    }
  }

  /// Whether null may stand for a value of the type: optional and opaque types, as in the specification. Objects of a
  /// host have absent fields instead of null.
  fileprivate var isNullOrAcceptsNull: Bool {
    switch self {
    case .null, .optional, .opaque: true
    case .dyn, .bool, .int, .uint, .double, .string, .bytes, .list, .map, .type, .object, .parameter: false
    }
  }

  /// Distinguishes a host's type from a type of the language that has the same name.
  fileprivate func hasSameCase(as other: CELType) -> Bool {
    switch (self, other) {
    case (.object, .object), (.opaque, .opaque), (.parameter, .parameter): true
    case (.object, _), (.opaque, _), (.parameter, _), (_, .object), (_, .opaque), (_, .parameter): false
    default: true
    }
  }
}
