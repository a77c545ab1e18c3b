/// The value of a configuration symbol. Kconfig's `&&` is the minimum, `||` the maximum and `!` the distance from `yes`.
public enum Tristate: Int, Hashable, Sendable, CaseIterable, Comparable {
  case no, module, yes

  public static func < (left: Tristate, right: Tristate) -> Bool { left.rawValue < right.rawValue }

  /// As it is written in a `.config`.
  public var letter: String {
    switch self {
    case .no: "n"
    case .module: "m"
    case .yes: "y"
    }
  }

  static prefix func ! (value: Tristate) -> Tristate {
    switch value {
    case .no: .yes
    case .module: .module
    case .yes: .no
    }
  }
}

/// The values that an expression may have, as far as it is understood.
struct PossibleValues: OptionSet, Hashable, Sendable {
  let rawValue: UInt8

  static let no = PossibleValues(.no)
  static let module = PossibleValues(.module)
  static let yes = PossibleValues(.yes)
  static let yesOrNo: PossibleValues = [.yes, .no]
  static let all: PossibleValues = [.no, .module, .yes]

  init(rawValue: UInt8) { self.rawValue = rawValue }

  init(_ value: Tristate) { rawValue = 1 << UInt8(value.rawValue) }

  init(_ values: some Sequence<Tristate>) {
    rawValue = values.reduce(0) { $0 | 1 << UInt8($1.rawValue) }
  }

  /// The only possible value; nil when there are several.
  var certain: Tristate? {
    switch self {
    case .no: .no
    case .module: .module
    case .yes: .yes
    default: nil
    }
  }

  var elements: [Tristate] { Tristate.allCases.filter { contains(PossibleValues($0)) } }

  var negated: PossibleValues {
    // `n` and `y` change places.
    PossibleValues(rawValue: (rawValue & 2) | (rawValue & 1) << 2 | rawValue >> 2)
  }

  /// What `m` becomes for a symbol that can only be on or off (`scripts/kconfig/symbol.c`).
  var promoted: PossibleValues {
    contains(.module) ? union(.yes).subtracting(.module) : self
  }

  func combined(_ other: PossibleValues, _ combine: (Tristate, Tristate) -> Tristate) -> PossibleValues {
    if let left = certain, let right = other.certain { return PossibleValues(combine(left, right)) }
    var result: PossibleValues = []
    for left in elements { for right in other.elements { result.insert(PossibleValues(combine(left, right))) } }
    return result
  }

  func and(_ other: PossibleValues) -> PossibleValues { combined(other, min) }
  func or(_ other: PossibleValues) -> PossibleValues { combined(other, max) }
}
