/// A selection of a field that may be absent, without a test before it.
public struct UnguardedSelection: Hashable, Sendable {
  /// The bytes of the field's name in the expression.
  public let range: Range<Int>
  public let field: String
  /// The type of the object that may lack the field.
  public let objectType: String
}

/// Finds selections that would fail on an object without the field.
///
/// A selection `a.b` is guarded if `has(a.b)`, with the same operand, is known to be true where it is evaluated:
/// later in a conjunction, after its negation in a disjunction, in a branch of a conditional, and in a macro's body,
/// for `filter` also in what visits the elements that it kept. `a.?b` needs no guard.
struct GuardAnalysis {
  /// The selections known to be present, each spelled by ``spelling(_:)``; nil for code that is never reached.
  private typealias Facts = Set<String>?

  private let schema: Schema
  private var found: [UnguardedSelection] = []

  /// Returns the unguarded selections in the order of the text.
  static func unguardedSelections(in expression: Expression, schema: Schema) -> [UnguardedSelection] {
    var analysis = GuardAnalysis(schema: schema)
    analysis.visit(expression, [])
    return analysis.found.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  private init(schema: Schema) {
    self.schema = schema
  }

  // MARK: Visiting

  private mutating func visit(_ expression: Expression, _ facts: Facts) {
    switch expression.kind {
    case .constant, .variable, .local, .failure: break
    case .select(let operand, let field, let mode):
      visit(operand, facts)
      if mode == .value { check(operand, field, expression, facts) }
    case .call(_, _, let arguments):
      for argument in arguments { visit(argument, facts) }
    case .matches(let subject, _): visit(subject, facts)
    case .list(let elements):
      for element in elements { visit(element.value, facts) }
    case .map(let entries):
      for entry in entries {
        visit(entry.key, facts)
        visit(entry.value, facts)
      }
    case .and(let operands): visit(operands, facts, holding: true)
    case .or(let operands): visit(operands, facts, holding: false)
    case .conditional(let condition, let then, let otherwise):
      visit(condition, facts)
      visit(then, both(facts, learned(from: condition, being: true)))
      visit(otherwise, both(facts, learned(from: condition, being: false)))
    case .comprehension(let comprehension): visit(comprehension, facts)
    case .bind(_, let value, let body), .optionalMap(let value, _, let body, _):
      visit(value, facts)
      visit(body, facts)
    }
  }

  private mutating func visit(_ operands: [Expression], _ facts: Facts, holding: Bool) {
    var facts = facts
    for operand in operands {
      visit(operand, facts)
      facts = both(facts, learned(from: operand, being: holding))
    }
  }

  private mutating func visit(_ comprehension: Comprehension, _ facts: Facts) {
    visit(comprehension.range, facts)
    var inner = both(facts, inherited(by: comprehension))
    guard let predicate = comprehension.predicate else {
      if let transform = comprehension.transform { visit(transform, inner) }
      return
    }
    visit(predicate, inner)
    inner = both(inner, learned(from: predicate, being: true))
    if let transform = comprehension.transform { visit(transform, inner) }
  }

  private mutating func check(_ operand: Expression, _ field: String, _ expression: Expression, _ facts: Facts) {
    guard case .object(let type) = operand.type, schema.objectTypes[type]?[field]?.mayBeAbsent == true,
      let facts, !(spelling(expression).map(facts.contains) ?? false)
    else { return }
    found.append(UnguardedSelection(range: expression.nameRange, field: field, objectType: type))
  }

  // MARK: Facts

  private func both(_ first: Facts, _ second: Facts) -> Facts {
    guard let first, let second else { return nil }
    return first.union(second)
  }

  private func either(_ first: Facts, _ second: Facts) -> Facts {
    guard let first else { return second }
    guard let second else { return first }
    return first.intersection(second)
  }

  /// Returns what is known after the expression turned out to be true or false.
  private func learned(from expression: Expression, being value: Bool) -> Facts {
    switch expression.kind {
    case .constant(.bool(let constant)): return constant == value ? [] : nil
    case .select(let operand, let field, .presence) where value:
      return spelling(operand).map { ["\($0).\(field)"] } ?? []
    case .call("!", _, let arguments): return learned(from: arguments[0], being: !value)
    case .and(let operands): return learned(from: operands, being: value, decisive: false)
    case .or(let operands): return learned(from: operands, being: value, decisive: true)
    case .conditional(let condition, let then, let otherwise):
      return either(
        both(learned(from: condition, being: true), learned(from: then, being: value)),
        both(learned(from: condition, being: false), learned(from: otherwise, being: value)))
    default: return []
    }
  }

  /// If a conjunction is true all its operands are; if it is false, one of them is, but not which. Dually for `||`.
  private func learned(from operands: [Expression], being value: Bool, decisive: Bool) -> Facts {
    if value != decisive {
      return operands.reduce([]) { both($0, learned(from: $1, being: value)) }
    }
    return operands.reduce(nil) { either($0, learned(from: $1, being: value)) }
  }

  /// Returns what the elements are known to have because a `filter` in the range of the comprehension kept them.
  private func inherited(by comprehension: Comprehension) -> Facts {
    guard case .comprehension(let range) = comprehension.range.kind, range.kind == .list, range.transform == nil,
      let predicate = range.predicate, range.slots.count == 1
    else { return [] }
    let facts = both(inherited(by: range), learned(from: predicate, being: true))
    let element = "\(localPrefix)\(comprehension.slots[comprehension.slots.count - 1])"
    let source = "\(localPrefix)\(range.slots[0])."
    return facts.map { known in
      Set(known.filter { $0.hasPrefix(source) }.map { "\(element).\($0.dropFirst(source.count))" })
    }
  }

  private var localPrefix: String { "#" }

  /// Returns a text that is the same for expressions that are written the same and mean the same; nil for those that
  /// declare variables of their own.
  private func spelling(_ expression: Expression) -> String? {
    switch expression.kind {
    case .constant(let value): return "\(value)"
    case .variable(let position): return "$\(position)"
    case .local(let slot): return "\(localPrefix)\(slot)"
    case .select(let operand, let field, let mode):
      guard let operand = spelling(operand) else { return nil }
      return mode == .value ? "\(operand).\(field)" : "\(mode)(\(operand).\(field))"
    case .call(let name, _, let arguments):
      let spellings = arguments.compactMap(spelling)
      return spellings.count == arguments.count ? "\(name)(\(spellings.joined(separator: ",")))" : nil
    case .failure, .matches, .list, .map, .and, .or, .conditional, .comprehension, .bind, .optionalMap: return nil
    }
  }
}
