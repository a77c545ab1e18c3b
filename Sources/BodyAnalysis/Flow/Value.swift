/// What an expression is worth on one path.
enum Value: Hashable, Sendable {
  /// A number of ``SymbolTable``: something that has a name, whatever it is.
  case symbol(Int)
  case null
  case integer(Int)
  /// An ERR_PTR.
  case error
  /// The address of a local variable or of a member of one.
  case address(String)
  case unknown
}

/// Where the value behind a symbol comes from.
enum Origin: Hashable, Sendable {
  case parameter(Int)
  /// The result of the call that begins at a token.
  case call(callee: String, token: Int)
  /// What a member of the object behind a symbol held: `p->f`.
  case load(Int, member: String)
  /// A pointer into or around the object behind a symbol.
  case derived(Int, String)
  case global(String)
  /// A parameter plus a number or another parameter.
  case sum(Value, Value)
  /// What a loop, a call or an initialiser put into a variable, by the token of the place.
  case opaque(Int)
}

/// The symbols of one function. The same origin is the same symbol, so that what is learnt of `p->f` holds for the next `p->f`.
struct SymbolTable {
  private(set) var origins: [Origin] = []
  private var numbers: [Origin: Int] = [:]
  /// The arguments of calls, by symbol of the result.
  var arguments: [Int: [Value]] = [:]

  mutating func symbol(_ origin: Origin) -> Int {
    if let known = numbers[origin] { return known }
    origins.append(origin)
    numbers[origin] = origins.count - 1
    return origins.count - 1
  }

  /// The symbol of an origin that was met before, nil for others.
  func symbolNumber(_ origin: Origin) -> Int? { numbers[origin] }

  /// The symbol that a derived pointer goes back to.
  func root(_ symbol: Int) -> Int {
    var current = symbol
    while case .derived(let base, _) = origins[current] { current = base }
    return current
  }

  /// How a derived pointer comes out of what it goes back to: ` &users`, empty for that itself.
  func way(to symbol: Int) -> String {
    var way = ""
    var current = symbol
    while case .derived(let base, let how) = origins[current] {
      way = " " + how + way
      current = base
    }
    return way
  }

  /// The parameter that a value is, or is derived from.
  func parameter(_ value: Value) -> Int? {
    guard case .symbol(let symbol) = value, case .parameter(let number) = origins[root(symbol)] else { return nil }
    return number
  }
}

/// What is known of the value behind a symbol on one path.
struct SymbolState: Hashable, Sendable {
  enum Nullness: Hashable, Sendable { case unspecified, null, nonNull }
  enum Error: Hashable, Sendable { case unspecified, yes, no }

  var null = Nullness.unspecified
  var error = Error.unspecified
  /// Whether it was compared so that it cannot be too small, or too large.
  var hasLower = false
  var hasUpper = false
  /// Whether something that is not understood decided about it: nothing is known then.
  var isVague = false
  /// Whether a count of it was decremented.
  var wasDropped = false
  /// References taken minus references dropped on this path.
  var references = 0
  /// Whether it was found under RCU, which is all that keeps it.
  var isUnderRCU = false
  /// The symbol that it was found to be less than.
  var upperBy: Int?
}

/// What holds on one path between two steps.
struct PathState: Hashable, Sendable {
  /// Values of places: `x`, `x.f`, `3->f` for a member of the object behind symbol 3, `#1` for temporaries.
  var places: [String: Value] = [:]
  var symbols: [Int: SymbolState] = [:]
  /// How often regions are entered, by region and subject.
  var regions: [String: Int] = [:]
  /// What happened if a result is true, or if it is false.
  var pending: [Int: Pending] = [:]
  /// Parameters whose object the path has written to as a whole, or initialised as a dynptr.
  var initialised: Set<Int> = []
  /// Parameters through which the path has written, or which it gave to a function that may.
  var written: Set<Int> = []

  /// Whether the context of the caller decided about the path.
  var dependsOnCaller = false

  struct Pending: Hashable, Sendable {
    var effect: Effect
    var onTrue: Bool
  }

  /// What a result decides about: a region that was entered, or a reference that was taken on the object behind a symbol.
  enum Effect: Hashable, Sendable {
    case entered(String)
    case took(Int)
  }

  /// Whether what RCU keeps is kept: in a read section, and wherever the CPU cannot be taken away, which is one since 5.0
  /// (`Documentation/RCU/checklist.rst`).
  var isRCUReader: Bool {
    regions.contains { region, depth in
      depth > 0 && (["rcu", "preempt", "irq", "bh"].contains(region) || region.hasPrefix("spin"))
    }
  }

  subscript(symbol: Int) -> SymbolState {
    get { symbols[symbol] ?? SymbolState() }
    set { if newValue == SymbolState() { symbols[symbol] = nil } else { symbols[symbol] = newValue } }
  }
}
