extension StandardLibrary {
  /// The operators on numbers. Integer overflow is an error; doubles follow IEEE 754 (langdef.md "Overflow").
  static let arithmetic: [FunctionDeclaration] =
    integerOperators(Int64.self) + integerOperators(UInt64.self) + [
      unary("-") { (operand: Int64) throws(EvaluationError) in
        try checked(Int64(0).subtractingReportingOverflow(operand))
      },
      unary("-") { (operand: Double) in -operand },
      binary("+") { (left: Double, right: Double) in left + right },
      binary("-") { (left: Double, right: Double) in left - right },
      binary("*") { (left: Double, right: Double) in left * right },
      binary("/") { (left: Double, right: Double) in left / right },
    ]

  private static func integerOperators<T: FixedWidthInteger & NativeValue & Sendable>(
    _ type: T.Type
  ) -> [FunctionDeclaration] {
    [
      binary("+") { (left: T, right: T) throws(EvaluationError) in
        try checked(left.addingReportingOverflow(right))
      },
      binary("-") { (left: T, right: T) throws(EvaluationError) in
        try checked(left.subtractingReportingOverflow(right))
      },
      binary("*") { (left: T, right: T) throws(EvaluationError) in
        try checked(left.multipliedReportingOverflow(by: right))
      },
      binary("/") { (left: T, right: T) throws(EvaluationError) in
        guard right != 0 else { throw EvaluationError("division by zero") }
        return try checked(left.dividedReportingOverflow(by: right))
      },
      binary("%") { (left: T, right: T) throws(EvaluationError) in
        guard right != 0 else { throw EvaluationError("modulus by zero") }
        return try checked(left.remainderReportingOverflow(dividingBy: right))
      },
    ]
  }

  private static func checked<T>(_ result: (partialValue: T, overflow: Bool)) throws(EvaluationError) -> T {
    guard !result.overflow else { throw EvaluationError("integer overflow") }
    return result.partialValue
  }
}
