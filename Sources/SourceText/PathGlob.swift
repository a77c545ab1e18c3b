/// A pattern for paths: `*` matches within a component, `**` across components, `?` one byte. A pattern without `/` matches
/// any component, and a match of a directory covers what is in it.
public struct PathGlob: Hashable, Sendable {
  /// The pattern as written.
  public let text: String
  private let steps: [Step]
  private let isAnchored: Bool

  private enum Step: Hashable {
    case byte(UInt8)
    /// `?`
    case one
    /// `*`
    case component
    /// `**`
    case anything
    /// `**/`: any number of directories, also none.
    case directories
  }

  public init(_ text: String) {
    self.text = text
    var body = Array(text.utf8)[...]
    while body.last == UInt8(ascii: "/") { body = body.dropLast() }
    if body.starts(with: "./".utf8) { body = body.dropFirst(2) }
    isAnchored = body.contains(UInt8(ascii: "/"))
    steps = PathGlob.steps(of: Array(body))
  }

  private static func steps(of pattern: [UInt8]) -> [Step] {
    var steps: [Step] = []
    var index = 0
    while index < pattern.count {
      switch pattern[index] {
      case UInt8(ascii: "*"):
        var end = index
        while end < pattern.count, pattern[end] == UInt8(ascii: "*") { end += 1 }
        let isDouble = end - index > 1
        let beginsComponent = index == 0 || pattern[index - 1] == UInt8(ascii: "/")
        if isDouble, beginsComponent, end < pattern.count, pattern[end] == UInt8(ascii: "/") {
          steps.append(.directories)
          end += 1
        } else {
          steps.append(isDouble ? .anything : .component)
        }
        index = end
      case UInt8(ascii: "?"):
        steps.append(.one)
        index += 1
      default:
        steps.append(.byte(pattern[index]))
        index += 1
      }
    }
    return steps
  }

  /// Tells whether the pattern matches the path or a directory above it. O(pattern x path).
  public func matches(_ path: String) -> Bool {
    let bytes = Array(path.utf8)
    if isAnchored { return ends(in: bytes[...]).contains { $0 == bytes.count || bytes[$0] == UInt8(ascii: "/") } }
    return bytes.split(separator: UInt8(ascii: "/")).contains { ends(in: $0).contains($0.endIndex) }
  }

  /// Returns every place up to which the text can be what the pattern describes. All ways to match are followed at the same time,
  /// so that no pattern takes more than its length for each byte.
  private func ends(in text: ArraySlice<UInt8>) -> [Int] {
    var active = closure([0], beginsComponent: true)
    var ends: [Int] = []
    for index in text.indices {
      if active.contains(steps.count) { ends.append(index) }
      if active.isEmpty { return ends }
      let byte = text[index]
      let isSlash = byte == UInt8(ascii: "/")
      var next: Set<Int> = []
      for position in active where position < steps.count {
        switch steps[position] {
        case .byte(let wanted): if byte == wanted { next.insert(position + 1) }
        case .one: if !isSlash { next.insert(position + 1) }
        case .component: if !isSlash { next.insert(position) }
        case .anything, .directories: next.insert(position)
        }
      }
      active = closure(next, beginsComponent: isSlash)
    }
    if active.contains(steps.count) { ends.append(text.endIndex) }
    return ends
  }

  /// Adds the positions that are reached without reading anything: stars may match nothing, `**/` only ends behind a slash.
  private func closure(_ positions: Set<Int>, beginsComponent: Bool) -> Set<Int> {
    var result = positions
    for start in positions {
      var position = start
      while position < steps.count {
        switch steps[position] {
        case .component, .anything: position += 1
        case .directories where beginsComponent: position += 1
        case .byte, .one, .directories: position = steps.count + 1
        }
        if position <= steps.count { result.insert(position) }
      }
    }
    return result
  }
}
