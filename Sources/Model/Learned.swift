/// An answer, or why there is none.
public enum Learned<Value: Sendable>: Sendable {
  case known(Value)
  /// The analysis cannot tell, for the reason given.
  case unknown(String)

  /// The answer; nil when there is none.
  public var value: Value? {
    switch self {
    case .known(let value): value
    case .unknown: nil
    }
  }

  /// Why there is no answer; nil when there is one.
  public var reason: String? {
    switch self {
    case .known: nil
    case .unknown(let reason): reason
    }
  }
}

extension Learned: Equatable where Value: Equatable {}
