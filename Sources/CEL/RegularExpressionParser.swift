/// Parses the syntax of RE2 (google/re2, "Syntax") without Unicode classes.
struct RegularExpressionParser {
  /// A part of a pattern.
  indirect enum Node {
    case set(ScalarSet)
    case assertion(RegularExpression.Assertion)
    case sequence([Node])
    case alternatives([Node])
    case repetition(Node, minimum: Int, maximum: Int?)
  }

  private struct Flags {
    var ignoresCase = false
    var isMultiline = false
    var dotMatchesNewline = false
  }

  private typealias Problem = RegularExpression.Problem

  /// The largest count of `x{n}`, as in RE2, and how deep groups may nest.
  private static let maximumCount = 1000
  private static let maximumDepth = 50

  private let pattern: [Unicode.Scalar]
  private var position = 0
  private var flags = Flags()
  private var depth = 0

  init(_ pattern: String) {
    self.pattern = Array(pattern.unicodeScalars)
  }

  /// Parses the whole pattern.
  mutating func parse() throws(RegularExpression.Problem) -> Node {
    let node = try parseAlternatives()
    if position < pattern.count { throw Problem(message: "unexpected ')'") }
    return node
  }

  private var current: Unicode.Scalar? {
    position < pattern.count ? pattern[position] : nil
  }

  private mutating func next() -> Unicode.Scalar? {
    defer { position += 1 }
    return current
  }

  private mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
    guard current == scalar else { return false }
    position += 1
    return true
  }

  private mutating func skip(text: String) -> Bool {
    guard pattern[min(position, pattern.count)...].starts(with: text.unicodeScalars) else { return false }
    position += text.unicodeScalars.count
    return true
  }

  // MARK: Structure

  private mutating func parseAlternatives() throws(RegularExpression.Problem) -> Node {
    var alternatives = [try parseSequence()]
    while skip("|") { alternatives.append(try parseSequence()) }
    return alternatives.count == 1 ? alternatives[0] : .alternatives(alternatives)
  }

  private mutating func parseSequence() throws(RegularExpression.Problem) -> Node {
    var nodes: [Node] = []
    while let scalar = current, scalar != "|", scalar != ")" {
      if skip(text: "\\Q") {
        while let literal = current, !skip(text: "\\E") {
          nodes.append(.set(ScalarSet(literal, ignoresCase: flags.ignoresCase)))
          position += 1
        }
      } else if let atom = try parseAtom() {
        nodes.append(try parseRepetition(of: atom))
      }
    }
    return .sequence(nodes)
  }

  private mutating func parseRepetition(of atom: Node) throws(RegularExpression.Problem) -> Node {
    guard let (minimum, maximum) = try parseCount() else { return atom }
    _ = skip("?")
    let afterFirst = position
    if try parseCount() != nil {
      throw Problem(message: "'\(text(afterFirst..<position))' behind another repetition")
    }
    return .repetition(atom, minimum: minimum, maximum: maximum)
  }

  /// Parses `*`, `+`, `?` or `{2,3}`; a brace that is none of these is an ordinary character.
  private mutating func parseCount() throws(RegularExpression.Problem) -> (Int, Int?)? {
    if skip("*") { return (0, nil) }
    if skip("+") { return (1, nil) }
    if skip("?") { return (0, 1) }
    let start = position
    guard skip("{"), let minimum = parseNumber() else {
      position = start
      return nil
    }
    var maximum: Int? = minimum
    if skip(",") { maximum = parseNumber() }
    guard skip("}") else {
      position = start
      return nil
    }
    guard max(minimum, maximum ?? 0) <= Self.maximumCount, minimum <= maximum ?? minimum else {
      throw Problem(message: "invalid count '\(text(start..<position))'")
    }
    return (minimum, maximum)
  }

  private mutating func parseNumber() -> Int? {
    let start = position
    while let scalar = current, ScalarSet.digit.contains(scalar) { position += 1 }
    return start == position ? nil : Int(text(start..<position)) ?? .max
  }

  private func text(_ range: Range<Int>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: pattern[range.clamped(to: 0..<pattern.count)])
    return String(view)
  }

  // MARK: Atoms

  /// Parses one element of a sequence; nil for flags, which stand for nothing.
  private mutating func parseAtom() throws(RegularExpression.Problem) -> Node? {
    guard let scalar = next() else { throw Problem(message: "it ends too early") }
    switch scalar {
    case "(": return try parseGroup()
    case "[": return .set(try parseClass())
    case ".": return .set(flags.dotMatchesNewline ? .all : .allButNewline)
    case "^": return .assertion(flags.isMultiline ? .lineStart : .textStart)
    case "$": return .assertion(flags.isMultiline ? .lineEnd : .textEnd)
    case "*", "+", "?": throw Problem(message: "nothing to repeat before '\(scalar)'")
    case "\\":
      switch current {
      case "A": return assertion(.textStart)
      case "z": return assertion(.textEnd)
      case "b": return assertion(.wordBoundary)
      case "B": return assertion(.noWordBoundary)
      default: return .set(try parseEscape())
      }
    default: return .set(ScalarSet(scalar, ignoresCase: flags.ignoresCase))
    }
  }

  private mutating func assertion(_ assertion: RegularExpression.Assertion) -> Node {
    position += 1
    return .assertion(assertion)
  }

  private mutating func parseGroup() throws(RegularExpression.Problem) -> Node? {
    let outerFlags = flags
    if skip("?") {
      if skip(text: "P<") || skip("<") {
        let start = position
        while let scalar = current, ScalarSet.word.contains(scalar) { position += 1 }
        guard position > start, skip(">") else { throw Problem(message: "malformed name of a group") }
      } else if try !parseFlags() {
        return nil
      }
    }
    depth += 1
    guard depth <= Self.maximumDepth else { throw Problem(message: "groups are nested too deep") }
    let node = try parseAlternatives()
    guard skip(")") else { throw Problem(message: "missing ')'") }
    depth -= 1
    flags = outerFlags
    return node
  }

  /// Parses `i-s:` or `i-s)`; true if a group follows.
  private mutating func parseFlags() throws(RegularExpression.Problem) -> Bool {
    var isSet = true
    while let scalar = next() {
      switch scalar {
      case "i": flags.ignoresCase = isSet
      case "m": flags.isMultiline = isSet
      case "s": flags.dotMatchesNewline = isSet
      case "U": break
      case "-" where isSet: isSet = false
      case ":": return true
      case ")": return false
      default: throw Problem(message: "unknown flag '\(scalar)'")
      }
    }
    throw Problem(message: "missing ')'")
  }

  // MARK: Sets

  private mutating func parseEscape() throws(RegularExpression.Problem) -> ScalarSet {
    switch current {
    case "d", "D", "s", "S", "w", "W":
      let letter = next()
      let set: ScalarSet = letter == "d" || letter == "D" ? .digit : letter == "s" || letter == "S" ? .space : .word
      return letter.map { $0.properties.isUppercase } ?? false ? set.negated : set
    default:
      return ScalarSet(try parseEscapedScalar(), ignoresCase: flags.ignoresCase)
    }
  }

  private mutating func parseEscapedScalar() throws(RegularExpression.Problem) -> Unicode.Scalar {
    let start = position
    guard let scalar = next() else { throw Problem(message: "it ends with '\\'") }
    switch scalar {
    case "a": return "\u{7}"
    case "f": return "\u{C}"
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case "v": return "\u{B}"
    case "x":
      let digits: String
      if skip("{") {
        let first = position
        while current != nil, current != "}" { position += 1 }
        digits = text(first..<position)
        guard skip("}") else { throw Problem(message: "missing '}'") }
      } else {
        digits = text(position..<position + 2)
        position += digits.unicodeScalars.count
      }
      if digits.count > 1, digits.allSatisfy(\.isHexDigit), let code = UInt32(digits, radix: 16),
        let result = Unicode.Scalar(code)
      {
        return result
      }
    case "0":
      while position < start + 3, let digit = current, ("0"..."7").contains(digit) { position += 1 }
      if let code = UInt32(text(start..<position), radix: 8), let result = Unicode.Scalar(code) { return result }
    default:
      if scalar.value >= 128 || !ScalarSet.word.contains(scalar) || scalar == "_" { return scalar }
    }
    throw Problem(message: "invalid escape sequence '\\\(text(start..<position))'")
  }

  private mutating func parseClass() throws(RegularExpression.Problem) -> ScalarSet {
    let isNegated = skip("^")
    var ranges: [ClosedRange<UInt32>] = []
    var isFirst = true
    while isFirst || current != "]" {
      isFirst = false
      guard current != nil else { throw Problem(message: "missing ']'") }
      if skip(text: "[:") {
        ranges += try parseNamedClass().allRanges
      } else if current == "\\", position + 1 < pattern.count, "dDsSwW".unicodeScalars.contains(pattern[position + 1]) {
        position += 1
        ranges += try parseEscape().allRanges
      } else {
        ranges.append(try parseClassRange())
      }
    }
    position += 1
    let set = ScalarSet(ranges, ignoresCase: flags.ignoresCase)
    return isNegated ? set.negated : set
  }

  private mutating func parseNamedClass() throws(RegularExpression.Problem) -> ScalarSet {
    let isNegated = skip("^")
    let start = position
    while let scalar = current, ScalarSet.word.contains(scalar) { position += 1 }
    let name = text(start..<position)
    guard let set = ScalarSet.named[name], skip(text: ":]") else {
      throw Problem(message: "unknown class '[:\(name):]'")
    }
    return isNegated ? set.negated : set
  }

  private mutating func parseClassRange() throws(RegularExpression.Problem) -> ClosedRange<UInt32> {
    let first = try parseClassScalar()
    guard current == "-", position + 1 < pattern.count, pattern[position + 1] != "]" else {
      return first.value...first.value
    }
    position += 1
    let last = try parseClassScalar()
    guard first.value <= last.value else { throw Problem(message: "the range '\(first)-\(last)' is reversed") }
    return first.value...last.value
  }

  private mutating func parseClassScalar() throws(RegularExpression.Problem) -> Unicode.Scalar {
    guard let scalar = next() else { throw Problem(message: "missing ']'") }
    return scalar == "\\" ? try parseEscapedScalar() : scalar
  }
}
