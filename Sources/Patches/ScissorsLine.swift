/// Lines such as `-- >8 --`: what stands above is not part of the commit (`mailinfo.c:is_scissors_line`).
enum ScissorsLine {
  /// Tells whether scissors and dashes make up enough of the line. O(n).
  static func matches(_ line: ArraySlice<UInt8>) -> Bool {
    guard line.count < 1000 else { return false }
    var scissors = 0
    var gap = 0
    var perforation = 0
    var isPerforated = false
    var first: Int?
    var last = 0
    var index = line.startIndex
    while index < line.endIndex {
      let byte = line[index]
      if byte.isBlank {
        if isPerforated {
          perforation += 1
          gap += 1
        }
        index += 1
        continue
      }
      last = index
      first = first ?? index
      let isScissors = [">8", "8<", ">%", "%<"].contains { line[index...].starts(with: $0.utf8) }
      if byte == UInt8(ascii: "-") || isScissors {
        isPerforated = true
        perforation += isScissors ? 2 : 1
        scissors += isScissors ? 2 : 0
        index += isScissors ? 2 : 1
      } else {
        isPerforated = false
        index += 1
      }
    }
    let visible = first.map { last - $0 + 1 } ?? 0
    return scissors > 0 && visible >= 8 && visible < perforation * 3 && gap * 2 < perforation
  }
}
