/// Bounds the work of evaluating an expression, without evaluating it.
///
/// The unit is one visited node or one compared or copied character or element. Collections and strings of the host
/// count as ``Environment/Limits/assumedSize``; what the expression builds itself is tracked, so that doubling a string
/// in nested `cel.bind` is seen. Sums and products saturate.
struct CostEstimate {
  /// The work of a subexpression and the size of its value.
  private struct Estimate {
    let cost: UInt64
    /// All characters and elements, however deep inside.
    let size: UInt64
    /// The elements of the collection itself.
    let count: UInt64

    init(cost: UInt64, size: UInt64, count: UInt64? = nil) {
      self.cost = cost
      self.size = size
      self.count = count ?? size
    }
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
    case .list(let elements): return collection(elements.map(\.value), count: elements.count)
    case .map(let entries): return collection(entries.flatMap { [$0.key, $0.value] }, count: entries.count)
    case .and(let operands), .or(let operands):
      return Estimate(cost: collection(operands, count: 1).cost, size: 1)
    case .conditional(let condition, let then, let otherwise):
      let (first, second) = (estimate(then), estimate(otherwise))
      return Estimate(
        cost: estimate(condition).cost.adding(max(first.cost, second.cost)).adding(1),
        size: max(first.size, second.size), count: max(first.count, second.count))
    case .comprehension(let comprehension): return estimate(comprehension)
    case .bind(let slot, let value, let body), .optionalMap(let value, let slot, let body, _):
      let inner = estimate(value)
      slotSizes[slot] = inner.size
      let result = estimate(body)
      return Estimate(cost: inner.cost.adding(result.cost).adding(1), size: result.size, count: result.count)
    }
  }

  private mutating func collection(_ parts: [Expression], count: Int) -> Estimate {
    let estimates = parts.map { estimate($0) }
    return Estimate(
      cost: estimates.reduce(1) { $0.adding($1.cost) }, size: estimates.reduce(1) { $0.adding($1.size) },
      count: UInt64(count))
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
      case "contains", "indexOf", "lastIndexOf", "split", "join": product
      case "matches": (estimates.first?.size ?? 1).multiplied(by: UInt64(RegularExpression.maximumSize))
      case "replace": estimates.prefix(2).reduce(UInt64(1)) { $0.multiplied(by: $1.size) }.adding(size)
      default: sum
      }
    let count = name == "+" ? estimates.reduce(UInt64(0)) { $0.adding($1.count) } : size
    return Estimate(cost: cost.adding(work), size: size, count: count)
  }

  private mutating func estimate(_ comprehension: Comprehension) -> Estimate {
    let range = estimate(comprehension.range)
    for slot in comprehension.slots { slotSizes[slot] = range.size }
    let predicate = comprehension.predicate.map { estimate($0) } ?? Estimate(cost: 0, size: 1)
    let transform = comprehension.transform.map { estimate($0) }
    let body = predicate.cost.adding(transform?.cost ?? 0).adding(1)
    let size: UInt64 =
      switch comprehension.kind {
      case .exists, .all, .existsOne: 1
      case .list: transform.map { range.count.multiplied(by: $0.size) } ?? range.size
      case .map: range.count.multiplied(by: transform?.size ?? 1).adding(range.size)
      }
    return Estimate(
      cost: range.cost.adding(range.count.multiplied(by: body)), size: size, count: min(size, range.count))
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
