/// A node of an expression in a Kconfig file; operands are places in ``KconfigTree/expressions``.
enum KconfigExpression: Hashable, Sendable {
  case constant(Tristate)
  /// `m` in a dependency, which the kernel reads as `m && MODULES` (scripts/kconfig/menu.c:rewrite_m).
  case modularConstant
  /// A symbol by its place in ``KconfigTree/symbols``.
  case symbol(Int32)
  case not(Int32)
  case and(Int32, Int32)
  case or(Int32, Int32)
  /// `y` where the operand is not `n`.
  case isOn(Int32)
  case compare(Comparison, KconfigOperand, KconfigOperand)
  /// Something that only running a program would tell.
  case unknown

  enum Comparison: Hashable, Sendable {
    case equal, unequal, less, lessOrEqual, greater, greaterOrEqual
  }
}

/// What a comparison compares.
enum KconfigOperand: Hashable, Sendable {
  case symbol(Int32)
  /// A text by its place in ``KconfigTree/literals``.
  case literal(Int32)
  case unknown
}
