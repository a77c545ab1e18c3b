/// Patterns with `*` for any text and `?` for one byte.
enum Glob {
  /// Tells whether the whole text fits; O(pattern × text) at most.
  static func matches(_ pattern: String, _ text: String) -> Bool {
    let (pattern, text) = (Array(pattern.utf8), Array(text.utf8))
    var (position, place) = (0, 0)
    // The last star with the first byte that it does not cover yet.
    var star: (position: Int, place: Int)?
    while place < text.count {
      if position < pattern.count, pattern[position] == UInt8(ascii: "*") {
        star = (position, place)
        position += 1
      } else if position < pattern.count, pattern[position] == text[place] || pattern[position] == UInt8(ascii: "?") {
        position += 1
        place += 1
      } else if let last = star {
        star = (last.position, last.place + 1)
        position = last.position + 1
        place = last.place + 1
      } else {
        return false
      }
    }
    return pattern[position...].allSatisfy { $0 == UInt8(ascii: "*") }
  }
}
