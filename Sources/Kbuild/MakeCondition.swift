import BooleanLogic

/// Turns the conditional directives of a Makefile into formulas over configuration symbols.
///
/// In make, `$(CONFIG_X)` is `y`, `m` or empty (include/config/auto.conf).
enum MakeCondition {
  /// Returns the condition of an `ifeq`, `ifneq`, `ifdef` or `ifndef` line, or nil when it is about something else than
  /// symbols that are on or off.
  static func formula(of line: String) -> Formula? {
    let words = Words.split(line)
    guard let keyword = words.first else { return nil }
    let rest = String(line.dropFirst(keyword.count))
    switch keyword {
    case "ifdef": return words.count == 2 ? symbol(words[1]).map { .atom(.enabled($0)) } : nil
    case "ifndef": return words.count == 2 ? symbol(words[1]).map { .not(of: .atom(.enabled($0))) } : nil
    case "ifeq": return sides(of: rest).flatMap(equality)
    case "ifneq": return sides(of: rest).flatMap(equality).map { Formula.not(of: $0) }
    default: return nil
    }
  }

  /// Splits `(a,b)`, `"a" "b"` and `'a' 'b'`.
  private static func sides(of text: String) -> (left: String, right: String)? {
    let bytes = Array(trimmed(text).utf8)
    guard let first = bytes.first, let last = bytes.last, bytes.count >= 2 else { return nil }
    if first == UInt8(ascii: "("), last == UInt8(ascii: ")") {
      var depth = 0
      for index in 1..<(bytes.count - 1) {
        switch bytes[index] {
        case UInt8(ascii: "("): depth += 1
        case UInt8(ascii: ")"): depth -= 1
        case UInt8(ascii: ",") where depth == 0:
          return (
            trimmed(String(decoding: bytes[1..<index], as: UTF8.self)),
            trimmed(String(decoding: bytes[(index + 1)..<(bytes.count - 1)], as: UTF8.self))
          )
        default: break
        }
      }
      return nil
    }
    guard first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") else { return nil }
    let parts = bytes.split(separator: first, omittingEmptySubsequences: false)
    // An empty text before the first quote, the left side, what is between, the right side, an empty text.
    guard parts.count == 5 else { return nil }
    return (String(decoding: parts[1], as: UTF8.self), String(decoding: parts[3], as: UTF8.self))
  }

  private static func equality(_ sides: (left: String, right: String)) -> Formula? {
    if sides.left.contains("$"), !sides.right.contains("$") { return equality(sides.left, to: sides.right) }
    if sides.right.contains("$"), !sides.left.contains("$") { return equality(sides.right, to: sides.left) }
    return nil
  }

  /// The condition under which a text with references equals a literal.
  private static func equality(_ text: String, to literal: String) -> Formula? {
    guard literal.utf8.allSatisfy({ "ymn ".utf8.contains($0) }) else { return nil }
    if literal.isEmpty, let any = anyOf(text) ?? enabled(in: text) { return .not(of: any) }
    guard let pieces = pieces(of: text) else { return nil }
    let references = pieces.count { if case .symbol = $0 { true } else { false } }
    // Three values for each reference; real Makefiles have up to three references.
    guard (1...5).contains(references) else { return nil }
    var alternatives: [Formula] = []
    enumerate(pieces[...], text: "", conditions: [], literal: literal, into: &alternatives)
    return .or(of: alternatives)
  }

  private enum Piece {
    case text(String)
    case symbol(String)
  }

  private static func enumerate(
    _ pieces: ArraySlice<Piece>, text: String, conditions: [Formula], literal: String, into result: inout [Formula]
  ) {
    guard let piece = pieces.first else {
      if text == literal { result.append(.and(of: conditions)) }
      return
    }
    guard literal.hasPrefix(text) else { return }
    let rest = pieces.dropFirst()
    switch piece {
    case .text(let more):
      enumerate(rest, text: text + more, conditions: conditions, literal: literal, into: &result)
    case .symbol(let name):
      let values: [(String, Formula)] = [
        ("", .not(of: .atom(.enabled(name)))), ("y", .atom(.builtIn(name))), ("m", .atom(.module(name))),
      ]
      for (value, condition) in values {
        enumerate(rest, text: text + value, conditions: conditions + [condition], literal: literal, into: &result)
      }
    }
  }

  /// Splits a text into references to symbols and the rest; nil when it has other references.
  private static func pieces(of text: String) -> [Piece]? {
    var pieces: [Piece] = []
    var rest = Substring(text)
    while let dollar = rest.firstIndex(of: "$") {
      if dollar != rest.startIndex { pieces.append(.text(String(rest[..<dollar]))) }
      guard let reference = Reference(prefixOf: rest[dollar...]), let name = symbol(reference.body) else { return nil }
      pieces.append(.symbol(name))
      rest = rest[reference.end...]
    }
    if !rest.isEmpty { pieces.append(.text(String(rest))) }
    return pieces
  }

  /// The condition under which a text that is compared with nothing is not empty: plain references, `$(strip ...)`,
  /// `$(filter y m,...)` and `$(findstring y,...)` of them.
  private static func anyOf(_ text: String) -> Formula? {
    guard text.hasPrefix("$"), let reference = Reference(prefixOf: Substring(text)), reference.end == text.endIndex
    else {
      return nil
    }
    let body = reference.body
    if body.hasPrefix("strip ") { return enabled(in: String(body.dropFirst(6))) }
    for function in ["filter ", "findstring "] where body.hasPrefix(function) {
      guard let comma = body.firstIndex(of: ",") else { return nil }
      let values = Words.split(String(body[..<comma].dropFirst(function.count)))
      guard !values.isEmpty, values.allSatisfy({ $0 == "y" || $0 == "m" }),
        let names = symbols(in: String(body[body.index(after: comma)...]))
      else { return nil }
      return .or(
        of: names.flatMap { name in
          values.map { .atom($0 == "y" ? .builtIn(name) : .module(name)) }
        })
    }
    return nil
  }

  private static func enabled(in text: String) -> Formula? {
    symbols(in: text).map { .or(of: $0.map { .atom(.enabled($0)) }) }
  }

  private static func symbols(in text: String) -> [String]? {
    guard let pieces = pieces(of: text) else { return nil }
    var names: [String] = []
    for piece in pieces {
      switch piece {
      case .symbol(let name): names.append(name)
      case .text(let text): guard text.allSatisfy({ $0 == " " }) else { return nil }
      }
    }
    return names.isEmpty ? nil : names
  }

  /// Returns the text when it is the name of a symbol.
  static func symbol(_ text: String) -> String? {
    text.hasPrefix("CONFIG_") && text.utf8.count > 7
      && text.utf8.allSatisfy {
        (0x30...0x39).contains($0) || (0x41...0x5a).contains($0) || (0x61...0x7a).contains($0)
          || $0 == UInt8(ascii: "_")
      } ? text : nil
  }

  private static func trimmed(_ text: String) -> String {
    var text = Substring(text)
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }

  /// A `$(...)` or `${...}` at the start of a text.
  struct Reference {
    var body: String
    /// Behind the closing bracket.
    var end: String.Index

    init?(prefixOf text: Substring) {
      guard text.hasPrefix("$(") || text.hasPrefix("${") else { return nil }
      var depth = 0
      var index = text.index(after: text.startIndex)
      let start = text.index(after: index)
      while index < text.endIndex {
        switch text[index] {
        case "(", "{": depth += 1
        case ")", "}": depth -= 1
        default: break
        }
        let next = text.index(after: index)
        if depth == 0 {
          body = String(text[start..<index])
          end = next
          return
        }
        index = next
      }
      return nil
    }
  }
}
