import BooleanLogic

extension ConfigurationEvaluator {
  /// The value of a comparison (scripts/kconfig/expr.c:expr_calc_value).
  mutating func compare(
    _ comparison: KconfigExpression.Comparison, _ left: KconfigOperand, _ right: KconfigOperand
  ) -> PossibleValues {
    guard let first = texts(of: left), let second = texts(of: right) else { return .yesOrNo }
    var result: PossibleValues = []
    for left in first {
      for right in second {
        guard let holds = Self.holds(comparison, left, right) else { return .yesOrNo }
        result.insert(holds ? .yes : .no)
      }
    }
    return result
  }

  /// The texts that an operand may have; nil when they are not known.
  private mutating func texts(of operand: KconfigOperand) -> [String]? {
    switch operand {
    case .unknown: nil
    case .literal(let literal): [tree.literals[Int(literal)]]
    case .symbol(let place): texts(ofSymbol: place)
    }
  }

  private mutating func texts(ofSymbol place: Int32) -> [String]? {
    let symbol = tree.symbols[Int(place)]
    switch symbol.kind {
    // A word that is no symbol stands for itself.
    case .undefined: return [symbol.name]
    case .bool, .tristate: return value(of: place).elements.map(\.letter)
    case .text: break
    }
    // What the user may set is not known.
    guard symbol.prompts.isEmpty, !symbol.hasRange, symbol.trouble == nil else { return nil }
    var result: [String] = []
    for candidate in symbol.defaults {
      let condition = value(ofExpression: candidate.condition)
      if condition == .no { continue }
      guard case .symbol(let named) = tree.expressions[Int(candidate.value)],
        tree.symbols[Int(named)].kind == .undefined
      else { return nil }
      result.append(tree.symbols[Int(named)].name)
      if !condition.contains(.no) { return result }
    }
    return nil
  }

  private static func holds(_ comparison: KconfigExpression.Comparison, _ left: String, _ right: String) -> Bool? {
    if let first = number(left), let second = number(right) {
      switch comparison {
      case .equal: return first == second
      case .unequal: return first != second
      case .less: return first < second
      case .lessOrEqual: return first <= second
      case .greater: return first > second
      case .greaterOrEqual: return first >= second
      }
    }
    switch comparison {
    case .equal: return left == right
    case .unequal: return left != right
    case .less, .lessOrEqual, .greater, .greaterOrEqual: return nil
    }
  }

  /// Tristates compare as numbers, and so do texts that are numbers.
  private static func number(_ text: String) -> Int? {
    switch text {
    case "n": 0
    case "m": 1
    case "y": 2
    default: text.hasPrefix("0x") ? Int(text.dropFirst(2), radix: 16) : Int(text)
    }
  }
}
