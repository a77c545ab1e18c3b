import TestSupport

@testable import BooleanLogic

/// Makes formulas through the factory functions, as the reader of conditions does.
struct RandomFormula {
  var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  static let atoms: [Atom] = [
    .builtIn("CONFIG_A"), .module("CONFIG_A"), .enabled("CONFIG_A"), .reachable("CONFIG_A"), .builtIn("CONFIG_B"),
    .enabled("CONFIG_B"), .module("CONFIG_C_2"), .modularCode, .opaque("BITS_PER_LONG == 64"),
    .opaque("defined(__BIG_ENDIAN)"),
    .opaque("a && (b || !c)"), .opaque("\"text\\\" ) 文"), .opaque(""),
  ]

  mutating func next(depth: Int) -> Formula {
    switch Int.random(in: 0..<(depth > 0 ? 10 : 4), using: &generator) {
    case 0: return .constant(Bool.random(using: &generator))
    case 1...3: return .atom(RandomFormula.atoms.randomElement(using: &generator) ?? .modularCode)
    case 4, 5: return .not(of: next(depth: depth - 1))
    case 6, 7: return .and(of: operands(depth: depth - 1))
    default: return .or(of: operands(depth: depth - 1))
    }
  }

  private mutating func operands(depth: Int) -> [Formula] {
    (0..<Int.random(in: 0...4, using: &generator)).map { _ in next(depth: depth) }
  }
}
