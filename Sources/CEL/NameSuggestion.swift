/// Finds the declared name that was probably meant.
enum NameSuggestion {
  /// Returns the name with the fewest edits from `name`, the first in alphabetical order; nil if all differ too much.
  ///
  /// One edit in three letters is allowed, one in two letters too. Names that differ only in case are always suggested.
  static func closest(to name: String, among names: some Sequence<String>) -> String? {
    let limit = min(max(1, name.utf8.count / 3), name.utf8.count - 1)
    return names.lazy
      .filter { $0 != name }
      .map { ($0.lowercased() == name.lowercased() ? 0 : distance(Array(name.utf8), Array($0.utf8)), $0) }
      .filter { $0.0 <= limit }
      .min { $0 < $1 }?.1
  }

  /// The number of letters inserted, removed, replaced or swapped with their neighbour; O(left × right).
  private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var beforePrevious: [Int] = []
    var previous = Array(0...right.count)
    for (row, letter) in left.enumerated() {
      var current = [row + 1]
      for (column, other) in right.enumerated() {
        var best = min(previous[column] + (letter == other ? 0 : 1), previous[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
          best = min(best, beforePrevious[column - 1] + 1)
        }
        current.append(best)
      }
      beforePrevious = previous
      previous = current
    }
    return previous[right.count]
  }
}
