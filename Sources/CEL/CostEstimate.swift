/// Bounds the work of evaluating an expression, without evaluating it.
///
/// The unit is one visited node or one compared or copied character or element. Collections and strings of the host
/// count as ``Environment/Limits/assumedSize``; what the expression builds itself is tracked, so that doubling a string
/// in nested `cel.bind` is seen. Sums and products saturate.
struct CostEstimate {
  /// The work of a subexpression and the size of its value: all characters and elements, however deep inside.
  private struct Estimate {
    var cost: UInt64
    var size: UInt64
  }

  private let assumedSize: UInt64
  private var slotSizes: [UInt64]

  /// Returns the worst case for an expression whose macros use `slotCount` variables; `UInt64.max` stands for more.
  static func cost(of expression: Expression, slotCount: Int, assumedSize: UInt64) -> UInt64 {
    var estimate = CostEstimate(assumedSize: assumedSize, slotSizes: Array(repeating: assumedSize, count: slotCount))
    return estimate.estimate(expression).cost
  }

  private func hostSize(_ type: CELType) -> UInt64 {
    type.hasConstantSize ? 1 : assumedSize
  }

  private mutating func estimate(_ expression: Expression) -> Estimate {
    switch expression.kind {
    case .constant(let value): return Estimate(cost: 1, size: value.literalSize)
    case .variable: return Estimate(cost: 1, size: hostSize(expression.type))
    case .local(let slot): return Estimate(cost: 1, size: expression.type.hasConstantSize ? 1 : slotSizes[slot])
    case .failure: return Estimate(cost: 1, size: 1)
    case .select(let operand, _, _):
      let inner = estimate(operand)
      let size = expression.type.hasConstantSize ? 1 : max(inner.size, assumedSize)
      return Estimate(cost: inner.cost.adding(1), size: size)
    case .matches(let subject, let pattern):
      let inner = estimate(subject)
      return Estimate(cost: inner.cost.adding(inner.size.multiplied(by: UInt64(pattern.size))), size: 1)
    case .call(let name, let overloads, let arguments): return call(name, overloads, arguments, expression)
    case .list(let elements): return all(elements.map(\.value))
    case .map(let entries): return all(entries.flatMap { [$0.key, $0.value] })
    case .and(let operands), .or(let operands): return Estimate(cost: all(operands).cost, size: 1)
    case .conditional(let condition, let then, let otherwise):
      let (first, second) = (estimate(then), estimate(otherwise))
      return Estimate(
        cost: estimate(condition).cost.adding(max(first.cost, second.cost)).adding(1),
        size: max(first.size, second.size))
    case .comprehension(let comprehension): return estimate(comprehension)
    case .bind(let slot, let value, let body), .optionalMap(let value, let slot, let body, _):
      let inner = estimate(value)
      slotSizes[slot] = inner.size
      let result = estimate(body)
      return Estimate(cost: inner.cost.adding(result.cost).adding(1), size: result.size)
    }
  }

  private mutating func all(_ expressions: [Expression]) -> Estimate {
    expressions.map { estimate($0) }.reduce(Estimate(cost: 1, size: 1)) { sum, next in
      Estimate(cost: sum.cost.adding(next.cost), size: sum.size.adding(next.size))
    }
  }

  private mutating func call(
    _ name: String, _ overloads: [FunctionDeclaration], _ arguments: [Expression], _ expression: Expression
  ) -> Estimate {
    let estimates = arguments.map { estimate($0) }
    let cost = estimates.reduce(UInt64(1)) { $0.adding($1.cost) }
    let sum = estimates.reduce(UInt64(1)) { $0.adding($1.size) }
    let product = estimates.reduce(UInt64(1)) { $0.multiplied(by: $1.size) }
    let size: UInt64 =
      if expression.type.hasConstantSize {
        1
      } else if StandardLibrary.functions[name] == nil {
        max(assumedSize, sum)
      } else if name == "replace", estimates.count == 3 {
        estimates[0].size.multiplied(by: estimates[2].size)
      } else if name == "join" {
        product
      } else {
        sum
      }
    let work: UInt64 =
      switch name {
      case "==", "!=", "<", "<=", ">", ">=": estimates.map(\.size).min() ?? 1
      case "contains", "indexOf", "lastIndexOf", "matches", "split", "join": product
      case "replace": estimates.prefix(2).reduce(UInt64(1)) { $0.multiplied(by: $1.size) }.adding(size)
      default: sum
      }
    return Estimate(cost: cost.adding(work), size: size)
  }

  private mutating func estimate(_ comprehension: Comprehension) -> Estimate {
    let range = estimate(comprehension.range)
    let count = iterations(of: comprehension.range, size: range.size)
    for slot in comprehension.slots { slotSizes[slot] = range.size }
    let predicate = comprehension.predicate.map { estimate($0) } ?? Estimate(cost: 0, size: 1)
    let transform = comprehension.transform.map { estimate($0) }
    let body = predicate.cost.adding(transform?.cost ?? 0).adding(1)
    let size: UInt64 =
      switch comprehension.kind {
      case .exists, .all, .existsOne: 1
      case .list: transform.map { count.multiplied(by: $0.size) } ?? range.size
      case .map: count.multiplied(by: transform?.size ?? 1).adding(range.size)
      }
    return Estimate(cost: range.cost.adding(count.multiplied(by: body)), size: size)
  }

  /// Returns how many elements are visited, at most; better than the size where the elements can be counted.
  private func iterations(of range: Expression, size: UInt64) -> UInt64 {
    switch range.kind {
    case .list(let elements): UInt64(elements.count)
    case .map(let entries): UInt64(entries.count)
    case .comprehension(let inner) where inner.kind == .list:
      iterations(of: inner.range, size: min(size, assumedSize))
    default: size
    }
  }
}

extension CELType {
  /// Whether all values of the type are equally large.
  fileprivate var hasConstantSize: Bool {
    switch self {
    case .null, .bool, .int, .uint, .double, .type, .object: true
    case .dyn, .string, .bytes, .list, .map, .optional, .opaque, .parameter: false
    }
  }
}

extension Value {
  fileprivate var literalSize: UInt64 {
    switch self {
    case .string(let text): UInt64(max(1, text.utf8.count))
    case .bytes(let bytes): UInt64(max(1, bytes.count))
    default: 1
    }
  }
}

extension UInt64 {
  fileprivate func adding(_ other: UInt64) -> UInt64 {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }

  fileprivate func multiplied(by other: UInt64) -> UInt64 {
    let (product, overflow) = multipliedReportingOverflow(by: other)
    return overflow ? .max : product
  }
}
