extension Evaluator {
  /// One visit of a comprehension: the values of its variables.
  private struct Item {
    let index: Value
    let element: Value
    /// What `filter` keeps: the element of a list, the key of a map.
    let kept: Value
  }

  /// What a comprehension visits: known items, with the gaps between them, and what is not known about the whole.
  private struct Items {
    var items: [Item] = []
    /// How many items precede the first gap; those behind have no known position.
    var gaps: [Int: UnknownSet] = [:]
    var reasons: UnknownSet?
  }

  mutating func evaluate(_ comprehension: Comprehension, _ expression: Expression) throws(EvaluationError) -> Value {
    let range = try evaluate(comprehension.range)
    if range.unknownReasons != nil { return range }
    let items = try self.items(of: range, comprehension)
    switch comprehension.kind {
    case .exists, .all: return try decide(comprehension, items)
    case .existsOne: return try count(comprehension, items)
    case .list: return try transformList(comprehension, items)
    case .map: return try transformMap(comprehension, items, expression)
    }
  }

  private func items(of range: Value, _ comprehension: Comprehension) throws(EvaluationError) -> Items {
    var result = Items()
    switch range {
    case .list(let elements):
      result.items = elements.enumerated().map { Item(index: .int(Int64($0)), element: $1, kept: $1) }
    case .incompleteList(let elements, let reasons):
      result.reasons = reasons
      for element in elements {
        if let gap = element.unknownReasons {
          result.gaps[result.items.count] = gap
        } else {
          let index: Value = result.gaps.isEmpty ? .int(Int64(result.items.count)) : .unknown(reasons)
          result.items.append(Item(index: index, element: element, kept: element))
        }
      }
    case .map(let map):
      result.items = map.entries.map { Item(index: $0.key, element: $0.value, kept: $0.key) }
    default:
      throw EvaluationError(
        "'\(comprehension.macro)' cannot visit \(range.typeName)", range: comprehension.range.range)
    }
    return result
  }

  private mutating func bind(_ item: Item, _ comprehension: Comprehension) {
    if comprehension.slots.count == 2 {
      bind(comprehension.slots[0], item.index)
      bind(comprehension.slots[1], item.element)
    } else {
      bind(comprehension.slots[0], item.kept)
    }
  }

  /// `exists` and `all`: the disjunction and conjunction of the conditions. What is missing could decide too.
  private mutating func decide(_ comprehension: Comprehension, _ items: Items) throws(EvaluationError) -> Value {
    var junction = Junction(decisive: comprehension.kind == .exists)
    junction.add(items.reasons)
    for item in items.items {
      bind(item, comprehension)
      if junction.add(condition(comprehension)) { break }
    }
    return try junction.value()
  }

  private mutating func condition(_ comprehension: Comprehension) -> Result<Value, EvaluationError> {
    guard let predicate = comprehension.predicate else { return .success(.bool(true)) }
    return result(of: predicate, for: comprehension.macro)
  }

  /// `exists_one`: counts all; an error of any element is the result.
  private mutating func count(_ comprehension: Comprehension, _ items: Items) throws(EvaluationError) -> Value {
    var count = 0
    var reasons = items.reasons
    for item in items.items {
      bind(item, comprehension)
      let value = try condition(comprehension).get()
      reasons = UnknownSet.union(reasons, value.unknownReasons)
      if value == .bool(true) { count += 1 }
    }
    return reasons.map(Value.unknown) ?? .bool(count == 1)
  }

  /// `map`, `filter`, `transformList`: an element about which nothing can be decided leaves a gap in the result.
  private mutating func transformList(_ comprehension: Comprehension, _ items: Items) throws(EvaluationError) -> Value {
    var values: [Value] = []
    var reasons = items.reasons
    for (position, item) in items.items.enumerated() {
      if let gap = items.gaps[position] { values.append(.unknown(gap)) }
      guard let value = try transform(item, comprehension, otherwise: item.kept) else { continue }
      reasons = UnknownSet.union(reasons, value.unknownReasons)
      values.append(value)
    }
    return reasons.map { .incompleteList(values, $0) } ?? .list(values)
  }

  /// `transformMap`: a map has no gaps, so that one unknown entry makes the whole unknown.
  private mutating func transformMap(
    _ comprehension: Comprehension, _ items: Items, _ expression: Expression
  ) throws(EvaluationError) -> Value {
    var map = MapValue()
    var reasons = items.reasons
    for item in items.items {
      guard let value = try transform(item, comprehension, otherwise: item.element) else { continue }
      reasons = UnknownSet.union(reasons, value.unknownReasons)
      if reasons == nil { try insert(value, for: item.index, into: &map, expression.range) }
    }
    return reasons.map(Value.unknown) ?? .map(map)
  }

  /// Returns what becomes of an item: nil if the condition leaves it out, unknown if that cannot be decided.
  private mutating func transform(
    _ item: Item, _ comprehension: Comprehension, otherwise untransformed: Value
  ) throws(EvaluationError) -> Value? {
    bind(item, comprehension)
    switch try condition(comprehension).get() {
    case .bool(false): return nil
    case .bool(true):
      guard let transform = comprehension.transform else { return untransformed }
      return try evaluate(transform)
    case let undecided: return undecided
    }
  }
}
