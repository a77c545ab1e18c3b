/// C source whose comments are replaced by blanks, so that what they quote is not taken for code.
package struct CText {
  /// As long as the original, with line ends kept.
  package let bytes: [UInt8]

  /// Blanks out comments; strings and character constants stay. O(n).
  package init(_ text: String) {
    var bytes = Array(text.utf8)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      let next = index + 1 < bytes.count ? bytes[index + 1] : 0
      if byte == UInt8(ascii: "/"), next == UInt8(ascii: "*") {
        let start = index
        index += 2
        while index < bytes.count,
          !(bytes[index] == UInt8(ascii: "/") && bytes[index - 1] == UInt8(ascii: "*") && index > start + 2)
        { index += 1 }
        index = min(index + 1, bytes.count)
        Self.blank(&bytes, start..<index)
      } else if byte == UInt8(ascii: "/"), next == UInt8(ascii: "/") {
        let end = bytes[index...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
        Self.blank(&bytes, index..<end)
        index = end
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        index += 1
        while index < bytes.count, bytes[index] != byte, bytes[index] != UInt8(ascii: "\n") {
          index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        index = min(index + 1, bytes.count)
      } else {
        index += 1
      }
    }
    self.bytes = bytes
  }

  private static func blank(_ bytes: inout [UInt8], _ range: Range<Int>) {
    for index in range where bytes[index] != UInt8(ascii: "\n") { bytes[index] = UInt8(ascii: " ") }
  }

  /// One `#define`, its continuation lines joined.
  struct Definition {
    var name: String
    /// Everything after the name or the parameters.
    var body: String
  }

  /// All macro definitions, in order, whatever the conditionals around them.
  var definitions: [Definition] {
    var result: [Definition] = []
    var line: [UInt8] = []
    for physical in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      var physical = physical
      if physical.last == UInt8(ascii: "\r") { physical.removeLast() }
      if physical.last == UInt8(ascii: "\\") {
        line += physical.dropLast()
        line.append(UInt8(ascii: " "))
        continue
      }
      line += physical
      if let definition = Self.definition(line) { result.append(definition) }
      line.removeAll(keepingCapacity: true)
    }
    return result
  }

  private static func definition(_ line: [UInt8]) -> Definition? {
    var cursor = Cursor(line)
    guard cursor.take(UInt8(ascii: "#")), cursor.word() == "define" else { return nil }
    let name = cursor.word()
    guard !name.isEmpty else { return nil }
    // Only a parenthesis right after the name starts parameters.
    if cursor.isAt(UInt8(ascii: "(")) { cursor.skipParentheses() }
    return Definition(name: name, body: cursor.rest())
  }

  /// Returns the text between the braces of the first definition of a function, or nil.
  ///
  /// A call or prototype of the same name has no brace after its parentheses.
  func functionBody(_ name: String) -> [UInt8]? {
    functionBodies { $0 == name }.first?.body
  }

  /// Returns names and bodies of the functions defined here whose name is wanted.
  func functionBodies(where isWanted: (String) -> Bool) -> [(name: String, body: [UInt8])] {
    var result: [(name: String, body: [UInt8])] = []
    var cursor = Cursor(bytes)
    while cursor.skipToWord() {
      let name = cursor.word()
      guard isWanted(name), cursor.isAt(UInt8(ascii: "(")) else { continue }
      cursor.skipParentheses()
      guard cursor.take(UInt8(ascii: "{")) else { continue }
      result.append((name, cursor.untilClosingBrace()))
    }
    return result
  }

  /// Returns the names of the structs and unions that are defined with their members.
  package var definedTypes: Set<String> {
    var names: Set<String> = []
    var cursor = Cursor(bytes)
    while cursor.skipToWord() {
      let keyword = cursor.word()
      guard keyword == "struct" || keyword == "union" else { continue }
      let name = cursor.word()
      if !name.isEmpty, cursor.take(UInt8(ascii: "{")) { names.insert(name) }
    }
    return names
  }

  /// Returns the contents of the string literals in some text, without their quotes.
  static func stringLiterals(in bytes: [UInt8]) -> [String] {
    var result: [String] = []
    var index = 0
    while let open = bytes[index...].firstIndex(of: UInt8(ascii: "\"")) {
      var end = open + 1
      while end < bytes.count, bytes[end] != UInt8(ascii: "\"") { end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1 }
      guard end < bytes.count else { break }
      result.append(String(decoding: bytes[(open + 1)..<end], as: UTF8.self))
      index = end + 1
    }
    return result
  }
}
