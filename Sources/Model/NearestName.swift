/// Finds what a misspelt name was probably meant to be.
public enum NearestName {
  /// Returns the candidate with the smallest edit distance, if it is at most a third of the name's length (at least one); the first in
  /// alphabetical order among equals. O(candidates x length squared).
  public static func of(_ name: String, among candidates: [String]) -> String? {
    let limit = max(1, name.utf8.count / 3)
    let ranked = Set(candidates).map { ($0, distance(Array(name.utf8), Array($0.utf8))) }.filter {
      $0.1 <= limit && $0.1 > 0
    }
    return ranked.min { ($0.1, $0.0) < ($1.1, $1.0) }?.0
  }

  private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var previous = Array(0...right.count)
    for (row, byte) in left.enumerated() {
      var current = [row + 1]
      for (column, other) in right.enumerated() {
        current.append(min(previous[column + 1] + 1, current[column] + 1, previous[column] + (byte == other ? 0 : 1)))
      }
      previous = current
    }
    return previous.last ?? 0
  }
}
