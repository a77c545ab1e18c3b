extension Value {
  /// Returns the result of the language's `==`: a bool, or unknown if it depends on what is not known.
  ///
  /// Values of different types are unequal, numbers are compared by value across types, and a list with gaps is neither
  /// equal nor unequal to another list. Strings are compared by code points, without Unicode normalization.
  public func isEqual(to other: Value) -> Value {
    switch (self, other) {
    case (.unknown(let left), .unknown(let right)): return .unknown(left.union(right))
    case (.unknown(let reasons), _), (_, .unknown(let reasons)): return .unknown(reasons)
    case (.incompleteList(_, let left), .incompleteList(_, let right)): return .unknown(left.union(right))
    case (.incompleteList(_, let reasons), .list), (.list, .incompleteList(_, let reasons)): return .unknown(reasons)
    case (.list(let left), .list(let right)):
      guard left.count == right.count else { return .bool(false) }
      return Value.conjunction(zip(left, right).lazy.map { $0.isEqual(to: $1) })
    case (.map(let left), .map(let right)):
      guard left.entries.count == right.entries.count else { return .bool(false) }
      return Value.conjunction(left.entries.lazy.map { right[$0.key]?.isEqual(to: $0.value) ?? .bool(false) })
    case (.optional(let left), .optional(let right)):
      guard let left, let right else { return .bool(left == nil && right == nil) }
      return left.isEqual(to: right)
    case (.null, .null): return .bool(true)
    case (.type(let left), .type(let right)): return .bool(left == right)
    case (.object(let left), .object(let right)): return .bool(left == right)
    default: return .bool(order(relativeTo: other) == .equal)
    }
  }

  /// Returns true if all are true, false if one is false, else unknown.
  private static func conjunction(_ results: some Sequence<Value>) -> Value {
    var reasons: UnknownSet?
    for result in results {
      if case .bool(false) = result { return result }
      reasons = UnknownSet.union(reasons, result.unknownReasons)
    }
    return reasons.map(Value.unknown) ?? .bool(true)
  }

  /// How two values of an ordered type relate; `unordered` is for comparisons with NaN.
  enum Order {
    case less, equal, greater, unordered
  }

  /// Returns how the value relates to another, or nil if the language does not order values of their types.
  ///
  /// An integer is compared with a double after conversion to double, as the reference implementations do.
  func order(relativeTo other: Value) -> Order? {
    switch (self, other) {
    case (.bool(let left), .bool(let right)): Order(left ? 1 : 0, right ? 1 : 0)
    case (.int(let left), .int(let right)): Order(left, right)
    case (.uint(let left), .uint(let right)): Order(left, right)
    case (.double(let left), .double(let right)): Order(left, right)
    case (.int(let left), .uint(let right)): left < 0 ? .less : Order(UInt64(left), right)
    case (.uint(let left), .int(let right)): right < 0 ? .greater : Order(left, UInt64(right))
    case (.int(let left), .double(let right)): Order(Double(left), right)
    case (.double(let left), .int(let right)): Order(left, Double(right))
    case (.uint(let left), .double(let right)): Order(Double(left), right)
    case (.double(let left), .uint(let right)): Order(left, Double(right))
    case (.string(let left), .string(let right)): Order(bytes: left.utf8, right.utf8)
    case (.bytes(let left), .bytes(let right)): Order(bytes: left, right)
    default: nil
    }
  }
}

extension Value.Order {
  fileprivate init<T: Comparable>(_ left: T, _ right: T) {
    self = left < right ? .less : left > right ? .greater : left == right ? .equal : .unordered
  }

  /// Orders byte strings; for UTF-8 this is the order of code points.
  fileprivate init(bytes left: some Sequence<UInt8>, _ right: some Sequence<UInt8>) {
    if left.lexicographicallyPrecedes(right) {
      self = .less
    } else {
      self = right.lexicographicallyPrecedes(left) ? .greater : .equal
    }
  }
}
