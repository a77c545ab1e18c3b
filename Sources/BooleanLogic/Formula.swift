/// A propositional formula over configuration symbols: the condition under which a piece of source exists.
///
/// Values are kept in a simple normal form by the factory functions (`and`, `or`, `not`): operands are flattened,
/// sorted and unique, constants are folded, and complementary operands collapse. Equal conditions written in
/// different order therefore compare equal; full equivalence needs ``Formula/implies(_:)``.
public indirect enum Formula: Hashable, Sendable {
  case constant(Bool)
  case atom(Atom)
  case not(Formula)
  case and([Formula])
  case or([Formula])

  /// Always present.
  public static let always = Formula.constant(true)
  /// Never present (`#if 0`).
  public static let never = Formula.constant(false)

  /// Returns the negation, with double negations removed.
  public static func not(of formula: Formula) -> Formula {
    switch formula {
    case .constant(let value): return .constant(!value)
    case .not(let inner): return inner
    case .atom, .and, .or: return .not(formula)
    }
  }

  /// Returns the conjunction in normal form. O(n log n) in the number of operands.
  public static func and(of operands: [Formula]) -> Formula { combine(operands, isAnd: true) }

  /// Returns the disjunction in normal form. O(n log n) in the number of operands.
  public static func or(of operands: [Formula]) -> Formula { combine(operands, isAnd: false) }

  private static func combine(_ operands: [Formula], isAnd: Bool) -> Formula {
    var flat = Set<Formula>()
    for operand in operands {
      switch operand {
      case .constant(let value):
        if value != isAnd { return .constant(!isAnd) }
      case .and(let inner) where isAnd: flat.formUnion(inner)
      case .or(let inner) where !isAnd: flat.formUnion(inner)
      case .atom, .not, .and, .or: flat.insert(operand)
      }
    }
    if flat.contains(where: { flat.contains(not(of: $0)) }) { return .constant(!isAnd) }
    // Absorption: a && (a || b) is a; a || (a && b) is a.
    let absorbed = flat.filter { operand in
      let inner: [Formula]
      switch operand {
      case .or(let parts) where isAnd: inner = parts
      case .and(let parts) where !isAnd: inner = parts
      default: return true
      }
      return !inner.contains { flat.contains($0) }
    }
    switch absorbed.count {
    case 0: return .constant(isAnd)
    case 1: return absorbed.first ?? .constant(isAnd)
    default:
      let sorted = absorbed.sorted { $0.sortKey < $1.sortKey }
      return isAnd ? .and(sorted) : .or(sorted)
    }
  }

  /// Orders operands by the text of their first atom, so that `!A` stands beside `A`.
  private var sortKey: String {
    switch self {
    case .constant(let value): value ? "1" : "0"
    case .atom(let atom): atom.description
    case .not(let inner): inner.sortKey + " !"
    case .and(let parts): (parts.first?.sortKey ?? "") + " &" + description
    case .or(let parts): (parts.first?.sortKey ?? "") + " |" + description
    }
  }

  /// Every atom that occurs, sorted by its text.
  public var atoms: [Atom] {
    var found = Set<Atom>()
    collectAtoms(into: &found)
    return found.sorted { $0.description < $1.description }
  }

  private func collectAtoms(into found: inout Set<Atom>) {
    switch self {
    case .constant: break
    case .atom(let atom): found.insert(atom)
    case .not(let inner): inner.collectAtoms(into: &found)
    case .and(let parts), .or(let parts):
      for part in parts { part.collectAtoms(into: &found) }
    }
  }
}

extension Formula: CustomStringConvertible {
  /// The formula in C syntax with minimal parentheses: `CONFIG_A && !(CONFIG_B || IS_MODULE(CONFIG_C))`.
  public var description: String { text(parentPrecedence: 0) }

  private func text(parentPrecedence: Int) -> String {
    switch self {
    case .constant(let value): return value ? "1" : "0"
    case .atom(let atom): return atom.description
    case .not(let inner): return "!" + inner.text(parentPrecedence: 3)
    case .and(let parts):
      let body = parts.map { $0.text(parentPrecedence: 2) }.joined(separator: " && ")
      return parentPrecedence > 2 ? "(\(body))" : body
    case .or(let parts):
      let body = parts.map { $0.text(parentPrecedence: 1) }.joined(separator: " || ")
      return parentPrecedence > 1 ? "(\(body))" : body
    }
  }
}
