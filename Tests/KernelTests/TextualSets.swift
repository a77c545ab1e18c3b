/// The BTF ID sets with flags of one file: what stands between a start macro and its end macro.
struct TextualSets {
  var sets: [TextualSet] = []

  /// Reads the sets of a file.
  ///
  /// `headerMacros` is asked for macros that the file itself does not define. Throws: `MalformedSet` when a set has
  /// no end or holds something that is neither an entry nor a macro that expands to entries.
  init(
    _ tokens: CTokens, path: String, headerMacros: (String) -> TextualMacro?
  ) throws {
    var index = 0
    while index < tokens.code.count {
      guard let start = TextualSet(startAt: index, in: tokens.code) else {
        index += 1
        continue
      }
      var set = start
      index += 4
      while index < tokens.code.count, !Self.isEnd(index, of: set, in: tokens.code) {
        let macros = { (name: String) in
          TextualMacro(name, before: tokens.code[index].offset, in: tokens.directives) ?? headerMacros(name)
        }
        let used = try set.readEntry(at: index, in: tokens.code, path: path, macros: macros)
        index += used
      }
      guard index < tokens.code.count else {
        throw MalformedSet(path: path, set: set.name, text: "no end macro")
      }
      sets.append(set)
      index += 4
    }
  }

  private static func isEnd(_ index: Int, of set: TextualSet, in code: [CToken]) -> Bool {
    ["BTF_SET8_END", "BTF_KFUNCS_END"].contains(code[index].text) && index + 2 < code.count
      && code[index + 2].text == set.name
  }

  /// A set that plain text cannot be read from.
  struct MalformedSet: Error, CustomStringConvertible {
    var path: String
    var set: String
    var text: String
    var description: String { "set '\(set)' of \(path): \(text)" }
  }
}

/// A set and its entries in source order.
struct TextualSet {
  var name: String
  var kind: String
  var entries: [(name: String, flags: [String], line: Int, offset: Int)] = []

  /// Recognises `BTF_KFUNCS_START(name)` and `BTF_SET8_START(name)` at an index.
  init?(startAt index: Int, in code: [CToken]) {
    let kinds = ["BTF_KFUNCS_START": "kfuncs", "BTF_SET8_START": "set8"]
    guard let kind = kinds[code[index].text], index + 3 < code.count, code[index + 1].isPunctuator("("),
      code[index + 3].isPunctuator(")")
    else { return nil }
    self.kind = kind
    name = code[index + 2].text
  }

  /// Reads one entry, or one use of a macro that makes entries, and returns how many tokens it takes.
  mutating func readEntry(
    at index: Int, in code: [CToken], path: String, macros: (String) -> TextualMacro?
  ) throws -> Int {
    let hasArguments = index + 1 < code.count && code[index + 1].isPunctuator("(")
    let end = hasArguments ? (code.closingParenthesis(of: index + 1) ?? index) : index
    let use = Array(code[index...end])
    let expanded = use[0].text == "BTF_ID_FLAGS" ? use : TextualMacro.expand(use, macros: macros)
    var position = 0
    while position < expanded.count {
      // Two selftest modules end their entries with a semicolon, which is an empty declaration.
      if expanded[position].isPunctuator(";") {
        position += 1
        continue
      }
      guard expanded[position].text == "BTF_ID_FLAGS", position + 1 < expanded.count,
        let close = expanded.closingParenthesis(of: position + 1)
      else { throw TextualSets.MalformedSet(path: path, set: name, text: "unexpected '\(expanded[position].text)'") }
      let arguments = Array(expanded[(position + 2)..<close]).splitAtCommas()
      if arguments.count > 1, arguments[0].map(\.text) == ["func"], arguments[1].count == 1 {
        let flags = arguments.count > 2 ? arguments[2].filter { $0.kind == .identifier }.map(\.text) : []
        entries.append((arguments[1][0].text, flags, use[0].line, use[0].offset))
      }
      position = close + 1
    }
    return end - index + 1
  }
}
