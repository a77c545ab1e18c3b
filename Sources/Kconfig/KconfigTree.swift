/// The symbols of a kernel's Kconfig files for one architecture.
struct KconfigTree: Sendable {
  var symbols: [KconfigSymbol] = []
  var expressions: [KconfigExpression] = [.constant(.yes), .constant(.no), .unknown]
  var literals: [String] = []
  var choices: [KconfigChoice] = []
  /// The symbol that switches modules on (`modules` in its definition).
  var modules: Int32?
  /// What could not be read: files that are missing, names made by macros, lines that are not understood.
  var gaps: [Gap] = []
  private var places: [ByteString: Int32] = [:]

  /// Places of expressions that are always there.
  static let always: Int32 = 0
  static let never: Int32 = 1
  static let unknown: Int32 = 2

  /// A place that was not understood, relative to the tree.
  struct Gap: Hashable, Sendable, CustomStringConvertible {
    var path: String
    var line: Int
    var reason: String

    var description: String { "\(path):\(line): \(reason)" }
  }

  /// Returns the place of a symbol, which is made when it is new. O(1).
  mutating func place(of name: ByteString) -> Int32 {
    if let place = places[name] { return place }
    let place = Int32(symbols.count)
    symbols.append(KconfigSymbol(name: name.text))
    places[name.detached] = place
    return place
  }

  /// The place of a symbol, without `CONFIG_`, that any file names.
  func place(named name: String) -> Int32? { places[ByteString(name)] }

  mutating func add(_ expression: KconfigExpression) -> Int32 {
    expressions.append(expression)
    return Int32(expressions.count - 1)
  }

  mutating func and(_ left: Int32, _ right: Int32) -> Int32 {
    if left == KconfigTree.always || left == right { return right }
    if right == KconfigTree.always { return left }
    return add(.and(left, right))
  }

  mutating func or(_ left: Int32, _ right: Int32) -> Int32 { left == right ? left : add(.or(left, right)) }

  mutating func literal(_ text: String) -> Int32 {
    literals.append(text)
    return Int32(literals.count - 1)
  }

  /// Marks symbols and groups whose rules differ from what the evaluation knows. Called once all files are read.
  mutating func findTroubles() {
    for place in choices.indices {
      let members = choices[place].members
      if members.contains(where: { symbols[Int($0)].kind != .bool }) {
        choices[place].trouble = "it is a choice between modules"
      }
      let set = Set(members)
      // Up to 6.10 a member that depends on another one becomes its submenu, and is no member then.
      let isNested = members.contains { member in
        symbols[Int(member)].dependencies.contains { $0 >= 0 && mentions(set, in: $0) }
      }
      if isNested { choices[place].trouble = "its choice is nested" }
    }
    for place in symbols.indices where symbols[place].choice != nil {
      if symbols[place].dependencies.count > 1 {
        symbols[place].trouble = "it is in a choice and defined elsewhere too"
      }
    }
    for choice in choices.indices where choices[choice].members.contains(where: { symbols[Int($0)].trouble != nil }) {
      choices[choice].trouble = choices[choice].trouble ?? "one of its members is defined elsewhere too"
    }
  }

  private func mentions(_ set: Set<Int32>, in expression: Int32) -> Bool {
    switch expressions[Int(expression)] {
    case .constant, .modularConstant, .unknown: false
    case .symbol(let symbol): set.contains(symbol)
    case .not(let inner), .isOn(let inner): mentions(set, in: inner)
    case .and(let left, let right), .or(let left, let right): mentions(set, in: left) || mentions(set, in: right)
    case .compare(_, let left, let right):
      [left, right].contains { if case .symbol(let symbol) = $0 { set.contains(symbol) } else { false } }
    }
  }
}
