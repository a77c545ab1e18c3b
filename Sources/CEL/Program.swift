/// A compiled expression, ready to be evaluated any number of times.
public struct Program: Sendable {
  /// The static type of the result; `dyn` if the expression was compiled without type checks.
  public let resultType: CELType
  /// An upper bound of the work of one evaluation, without unit; see ``CostEstimate``.
  public let cost: UInt64
  /// The selections of fields that may be absent without a preceding `has()`, in the order of the text.
  public let unguardedSelections: [UnguardedSelection]
  /// The names of the environment's variables that the expression uses, in order of first use.
  public let variables: [String]
  private let root: Expression
  private let slotCount: Int

  /// Compiles an expression; if `expecting` is given, its result must be of that type.
  ///
  /// On failure all errors are returned: all of the syntax, or if there are none all of types and names.
  public static func compile(
    _ source: String, in environment: Environment, expecting: CELType? = nil
  ) -> Result<Program, CompilationErrors> {
    let limits = environment.limits
    let (tree, syntaxErrors) = Parser.parse(source, limits: limits)
    guard syntaxErrors.isEmpty else {
      return .failure(CompilationErrors(syntaxErrors, limit: limits.maximumErrors))
    }
    var checker = TypeChecker(environment)
    let root = checker.check(tree)
    if let expecting { checker.require(root, toBe: expecting, "the expression") }
    guard checker.errors.isEmpty else {
      return .failure(CompilationErrors(checker.errors, limit: limits.maximumErrors))
    }
    let cost = CostEstimate.cost(of: root, slotCount: checker.slotCount, assumedSize: limits.assumedSize)
    guard cost <= limits.maximumCost else {
      let error = CompilationError(
        kind: .cost, message: "evaluation could cost \(cost == .max ? "more than can be counted" : "\(cost)")",
        range: root.range, expected: "at most \(limits.maximumCost)")
      return .failure(CompilationErrors([error], limit: limits.maximumErrors))
    }
    let unguarded = GuardAnalysis.unguardedSelections(in: root, schema: environment.schema)
    let type = environment.checksTypes ? checker.inference.resolveCompletely(root.type) : .dyn
    return .success(
      Program(
        resultType: type, cost: cost, unguardedSelections: unguarded, variables: checker.variables, root: root,
        slotCount: checker.slotCount))
  }

  /// Evaluates the expression. A variable without a value is an error only where it is used.
  public func evaluate(variables values: [String: Value], resolver: any ObjectResolver = EmptyResolver()) -> Outcome {
    var evaluator = Evaluator(
      variableNames: variables, variableValues: variables.map { values[$0] }, slotCount: slotCount, resolver: resolver)
    do {
      let value = try evaluator.evaluate(root)
      return value.unknownReasons.map(Outcome.unknown) ?? .value(value)
    } catch {
      return .error(error)
    }
  }
}
