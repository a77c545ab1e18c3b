/// A set of code points, as a class of a regular expression such as `[a-z_]` describes it.
struct ScalarSet: Sendable {
  private var ranges: [ClosedRange<UInt32>] = []
  private var isNegated = false
  private var ignoresCase = false

  init(_ ranges: [ClosedRange<UInt32>], ignoresCase: Bool = false) {
    self.ranges = ranges
    self.ignoresCase = ignoresCase
  }

  /// Makes the set of one code point.
  init(_ scalar: Unicode.Scalar, ignoresCase: Bool) {
    self.init([scalar.value...scalar.value], ignoresCase: ignoresCase)
  }

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    var isMember = includes(scalar)
    if !isMember, ignoresCase {
      let properties = scalar.properties
      isMember = [properties.lowercaseMapping, properties.uppercaseMapping].contains { mapping in
        let mapped = mapping.unicodeScalars
        return mapped.count == 1 && mapped.first.map(includes) ?? false
      }
    }
    return isMember != isNegated
  }

  private func includes(_ scalar: Unicode.Scalar) -> Bool {
    ranges.contains { $0.contains(scalar.value) }
  }

  /// The set of all other code points.
  var negated: ScalarSet {
    var result = self
    result.isNegated.toggle()
    return result
  }

  /// The set's ranges without regard to case, for use in a larger class.
  var allRanges: [ClosedRange<UInt32>] {
    guard isNegated else { return ranges }
    var result: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if range.lowerBound > next { result.append(next...range.lowerBound - 1) }
      next = max(next, range.upperBound + 1)
    }
    return next <= 0x10FFFF ? result + [next...0x10FFFF] : result
  }

  static let all = ScalarSet([0...0x10FFFF])
  static let allButNewline = ScalarSet([0...9, 11...0x10FFFF])
  static let digit = ScalarSet([48...57])
  static let space = ScalarSet([9...10, 12...13, 32...32])
  static let word = ScalarSet([48...57, 65...90, 95...95, 97...122])

  /// The classes that are written `[[:name:]]`.
  static let named: [String: ScalarSet] = [
    "alnum": ScalarSet([48...57, 65...90, 97...122]), "alpha": ScalarSet([65...90, 97...122]),
    "ascii": ScalarSet([0...127]), "blank": ScalarSet([9...9, 32...32]), "cntrl": ScalarSet([0...31, 127...127]),
    "digit": digit, "graph": ScalarSet([33...126]), "lower": ScalarSet([97...122]), "print": ScalarSet([32...126]),
    "punct": ScalarSet([33...47, 58...64, 91...96, 123...126]), "space": ScalarSet([9...13, 32...32]),
    "upper": ScalarSet([65...90]), "word": word, "xdigit": ScalarSet([48...57, 65...70, 97...102]),
  ]
}
