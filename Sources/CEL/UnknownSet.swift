/// Why a value is not known: the host's reasons, sorted and without duplicates.
public struct UnknownSet: Hashable, Sendable {
  /// The reasons in ascending order, each once.
  public private(set) var reasons: [String]

  /// Makes a set of the reasons, in any order and with duplicates.
  public init(reasons: [String]) {
    self.reasons = Set(reasons).sorted()
  }

  /// Makes a set with a single reason.
  public init(_ reason: String) {
    reasons = [reason]
  }

  /// Returns the reasons of both sets.
  public func union(_ other: UnknownSet) -> UnknownSet {
    self == other ? self : UnknownSet(reasons: reasons + other.reasons)
  }

  /// Returns the reasons of both sets, where either may be missing.
  static func union(_ left: UnknownSet?, _ right: UnknownSet?) -> UnknownSet? {
    guard let left else { return right }
    guard let right else { return left }
    return left.union(right)
  }
}
