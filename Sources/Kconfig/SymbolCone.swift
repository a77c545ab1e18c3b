import BooleanLogic

/// The symbols on which the value of others depends.
struct SymbolCone {
  private var members = Set<Int32>()
  private var pending: [Int32] = []
  private var expressions = Set<Int32>()
  private let tree: KconfigTree
  /// Sorted, so that the order of variables does not depend on hashing.
  private(set) var symbols: [Int32] = []

  /// Takes in everything above the roots: what their dependencies, prompts and defaults name, and so on. What selects or implies a
  /// symbol is taken in for the expanded ones, and where it is in the cone anyway.
  init(tree: KconfigTree, roots: Set<Int32>, expanded: Set<Int32>) {
    self.tree = tree
    for root in roots.union(expanded) { add(root) }
    if let modules = tree.modules { add(modules) }
    drain(expanded)
    // A condition that comes with a select may bring in another selector.
    var count = -1
    while count != members.count {
      count = members.count
      for symbol in members.sorted() {
        let place = tree.symbols[Int(symbol)]
        for demand in place.selectedBy + place.impliedBy where members.contains(demand.from) {
          add(expression: demand.condition)
        }
      }
      drain(expanded)
    }
    symbols = members.sorted()
  }

  func contains(_ symbol: Int32) -> Bool { members.contains(symbol) }

  private mutating func add(_ symbol: Int32) {
    if members.insert(symbol).inserted { pending.append(symbol) }
  }

  private mutating func drain(_ expanded: Set<Int32>) {
    while let place = pending.popLast() {
      let symbol = tree.symbols[Int(place)]
      for expression in symbol.prompts { add(expression: expression) }
      for value in symbol.defaults {
        add(expression: value.condition)
        add(expression: value.value)
      }
      if !symbol.impliedBy.isEmpty {
        for dependency in symbol.dependencies where dependency >= 0 { add(expression: dependency) }
      }
      if let choice = symbol.choice {
        for member in tree.choices[Int(choice)].members { add(member) }
      }
      if expanded.contains(place) {
        for demand in symbol.selectedBy + symbol.impliedBy {
          add(demand.from)
          add(expression: demand.condition)
        }
      }
    }
  }

  private mutating func add(expression place: Int32) {
    guard expressions.insert(place).inserted else { return }
    switch tree.expressions[Int(place)] {
    case .constant, .modularConstant, .unknown: break
    case .symbol(let symbol): add(symbol)
    case .not(let inner), .isOn(let inner): add(expression: inner)
    case .and(let left, let right), .or(let left, let right):
      add(expression: left)
      add(expression: right)
    case .compare(_, let left, let right):
      for case .symbol(let symbol) in [left, right] { add(symbol) }
    }
  }
}
