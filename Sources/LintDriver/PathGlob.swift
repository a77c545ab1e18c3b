/// A pattern for paths: `*` matches within a component, `**` across components, `?` one character. A pattern without `/` matches
/// any component, and a match of a directory covers what is in it.
struct PathGlob: Sendable {
  private let pattern: [UInt8]
  private let isAnchored: Bool

  init(_ text: String) {
    var text = text[...]
    while text.hasSuffix("/") { text = text.dropLast() }
    if text.hasPrefix("./") { text = text.dropFirst(2) }
    isAnchored = text.contains("/")
    pattern = Array(text.utf8)
  }

  /// Tells whether the pattern matches the path or a directory above it. O(components x pattern x length).
  func matches(_ path: String) -> Bool {
    let bytes = Array(path.utf8)
    if !isAnchored {
      return bytes.split(separator: UInt8(ascii: "/")).contains { match(0, Array($0), 0) }
    }
    let ends = bytes.indices.filter { bytes[$0] == UInt8(ascii: "/") } + [bytes.count]
    return ends.contains { match(0, Array(bytes[..<$0]), 0) }
  }

  private func match(_ patternIndex: Int, _ text: [UInt8], _ textIndex: Int) -> Bool {
    // Iterative with one backtracking point for each kind of star: linear in practice, never exponential.
    var position = patternIndex
    var index = textIndex
    var star: (pattern: Int, text: Int, crossesSlash: Bool)?
    while index < text.count {
      if position < pattern.count, pattern[position] == UInt8(ascii: "*") {
        var next = position
        while next < pattern.count, pattern[next] == UInt8(ascii: "*") { next += 1 }
        let crosses = next - position > 1
        // `**/` also matches no directory at all.
        if crosses, next < pattern.count, pattern[next] == UInt8(ascii: "/"), match(next + 1, text, index) { return true }
        star = (next, index, crosses)
        position = next
      } else if position < pattern.count,
        pattern[position] == text[index] || (pattern[position] == UInt8(ascii: "?") && text[index] != UInt8(ascii: "/"))
      {
        position += 1
        index += 1
      } else if let back = star, back.crossesSlash || text[back.text] != UInt8(ascii: "/") {
        star = (back.pattern, back.text + 1, back.crossesSlash)
        position = back.pattern
        index = back.text + 1
      } else {
        return false
      }
    }
    while position < pattern.count, pattern[position] == UInt8(ascii: "*") { position += 1 }
    return position == pattern.count
  }
}
