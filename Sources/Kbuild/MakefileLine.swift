/// One logical line of a Makefile: continuation lines joined, comments removed.
struct MakefileLine: Hashable, Sendable {
  /// An assignment `NAME = VALUE`; which of `=`, `:=`, `+=` and `?=` it is does not matter to the readers of lists.
  struct Assignment: Hashable, Sendable {
    var name: String
    var value: String
  }

  /// Without surrounding white space; never empty.
  let text: String
  /// Whether the line belongs to the shell.
  let isRecipe: Bool
  /// The line as an assignment, or nil when it is something else (rule, conditional, recipe).
  let assignment: Assignment?

  private init(text: String, isRecipe: Bool) {
    self.text = text
    self.isRecipe = isRecipe
    assignment = isRecipe ? nil : Self.assignment(text)
  }

  /// The first word.
  var keyword: Substring { text.prefix { $0 != " " } }

  /// Splits a Makefile into logical lines; empty ones are left out. O(n).
  ///
  /// GNU make manual, "Splitting Long Lines": backslash, line end and the white space around them become one space.
  static func lines(of bytes: [UInt8]) -> [MakefileLine] {
    var result: [MakefileLine] = []
    var current: [UInt8] = []
    var startsWithTab = false
    // A tab starts a recipe line only "after a rule has been started until another rule or variable definition"
    // (GNU make manual, "Recipe Syntax"); elsewhere it is indentation.
    var isInRule = false
    var index = 0
    while index < bytes.count {
      let end = bytes[index...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      var stop = end
      if stop > index, bytes[stop - 1] == UInt8(ascii: "\r") { stop -= 1 }
      var physical = bytes[index..<stop]
      if current.isEmpty { startsWithTab = physical.first == UInt8(ascii: "\t") }
      let continues = physical.last == UInt8(ascii: "\\")
      if continues { physical = physical.dropLast() }
      current.append(contentsOf: physical)
      index = end + 1
      if continues, index < bytes.count {
        current.append(UInt8(ascii: " "))
        continue
      }
      let text = withoutComment(current)
      if !text.isEmpty {
        let line = MakefileLine(text: text, isRecipe: startsWithTab && isInRule)
        if !line.isRecipe {
          if line.assignment != nil { isInRule = false } else if line.isRule { isInRule = true }
        }
        result.append(line)
      }
      current.removeAll(keepingCapacity: true)
    }
    return result
  }

  private static func withoutComment(_ bytes: [UInt8]) -> String {
    var kept: [UInt8] = []
    kept.reserveCapacity(bytes.count)
    for (index, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: "#"), index == 0 || bytes[index - 1] != UInt8(ascii: "\\") { break }
      kept.append(byte == UInt8(ascii: "\t") ? UInt8(ascii: " ") : byte)
    }
    guard let first = kept.firstIndex(where: { $0 != UInt8(ascii: " ") }),
      let last = kept.lastIndex(where: { $0 != UInt8(ascii: " ") })
    else { return "" }
    return String(decoding: kept[first...last], as: UTF8.self)
  }

  /// Whether the line names targets and prerequisites.
  private var isRule: Bool {
    var depth = 0
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "("), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "}"): depth -= 1
      case UInt8(ascii: ":") where depth == 0: return true
      default: break
      }
    }
    return false
  }

  private static func assignment(_ text: String) -> Assignment? {
    let bytes = Array(text.utf8)
    var depth = 0
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "("), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "}"): depth -= 1
      case UInt8(ascii: "=") where depth == 0: return assignment(bytes, equals: index)
      case UInt8(ascii: ":") where depth == 0:
        // `target: prerequisites` is a rule; `:=` and `::=` go on to the equals sign.
        guard index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "=") || bytes[index + 1] == byte else {
          return nil
        }
      default: break
      }
    }
    return nil
  }

  private static func assignment(_ bytes: [UInt8], equals: Int) -> Assignment? {
    var end = equals
    if end > 0 {
      switch bytes[end - 1] {
      case UInt8(ascii: "+"), UInt8(ascii: "?"): end -= 1
      case UInt8(ascii: "!"): return nil
      default: while end > 0, bytes[end - 1] == UInt8(ascii: ":") { end -= 1 }
      }
    }
    var name = String(decoding: bytes[..<end], as: UTF8.self)
    for modifier in ["export ", "override "] where name.hasPrefix(modifier) { name.removeFirst(modifier.count) }
    name = trimmed(name)
    // The name may hold references such as `obj-$(CONFIG_X)`, but no separate words outside of them.
    guard !name.isEmpty, Words.split(name).count == 1 else { return nil }
    return Assignment(name: name, value: trimmed(String(decoding: bytes[(equals + 1)...], as: UTF8.self)))
  }

  private static func trimmed(_ text: String) -> String {
    let bytes = Array(text.utf8)
    guard let first = bytes.firstIndex(where: { $0 != UInt8(ascii: " ") }),
      let last = bytes.lastIndex(where: { $0 != UInt8(ascii: " ") })
    else { return "" }
    return String(decoding: bytes[first...last], as: UTF8.self)
  }
}
