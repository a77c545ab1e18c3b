/// What `requires:` asks of the program's version: comparisons that must all hold, such as `>=1.2, <2`.
struct VersionRequirement {
  private let comparisons: [(relation: Relation, version: [Int])]

  private enum Relation: String, CaseIterable {
    // Longer signs first: `>=` begins with `>`.
    case atLeast = ">="
    case atMost = "<="
    case exactly = "=="
    case above = ">"
    case below = "<"
  }

  /// Reads a requirement; nil if it is malformed.
  init?(_ text: String) {
    var comparisons: [(Relation, [Int])] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let part = part.filter { $0 != " " }
      guard let relation = Relation.allCases.first(where: { part.hasPrefix($0.rawValue) }),
        let version = VersionRequirement.numbers(String(part.dropFirst(relation.rawValue.count)))
      else { return nil }
      comparisons.append((relation, version))
    }
    self.comparisons = comparisons.map { (relation: $0.0, version: $0.1) }
  }

  /// Tells whether a version fulfils every comparison. Numbers that are not given count as 0.
  func isMet(by version: String) -> Bool {
    guard let version = VersionRequirement.numbers(version) else { return false }
    return comparisons.allSatisfy { comparison in
      let other = comparison.version
      switch comparison.relation {
      case .atLeast: return !version.lexicographicallyPrecedes(other)
      case .atMost: return !other.lexicographicallyPrecedes(version)
      case .exactly: return version == other
      case .above: return other.lexicographicallyPrecedes(version)
      case .below: return version.lexicographicallyPrecedes(other)
      }
    }
  }

  /// `1.2` as 1, 2, 0.
  private static func numbers(_ text: String) -> [Int]? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...3).contains(parts.count) else { return nil }
    var numbers: [Int] = []
    for part in parts {
      guard part.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(part) else { return nil }
      numbers.append(number)
    }
    return numbers + Array(repeating: 0, count: 3 - numbers.count)
  }
}
