/// A compiled regular expression of RE2's syntax that is matched in time linear in the text.
///
/// The language asks for RE2 (langdef.md "Regular Expressions"). Swift's `Regex` backtracks, so that a hostile pattern
/// could take exponential time; here all alternatives advance together, one code point at a time (Thompson's
/// construction). Groups only group: the language asks whether a text matches, not where.
/// Not supported, and an error: Unicode classes (`\p{…}`).
struct RegularExpression: Sendable {
  /// One step of the automaton.
  enum Instruction: Sendable {
    case match
    case scalar(ScalarSet)
    case assertion(Assertion)
    case jump(Int)
    case split(Int, Int)
  }

  /// A condition on a place between two code points.
  enum Assertion: Sendable {
    case textStart, textEnd, lineStart, lineEnd, wordBoundary, noWordBoundary
  }

  /// Why a pattern is not a regular expression.
  struct Problem: Error {
    let message: String
  }

  /// More instructions than this are refused: `(a{1000}){1000}`.
  static let maximumSize = 10_000

  private let instructions: [Instruction]

  /// The number of instructions, which bounds the work for each code point of a text.
  var size: Int { instructions.count }

  /// Compiles a pattern.
  static func compile(_ pattern: String) -> Result<RegularExpression, Problem> {
    do throws(Problem) {
      var parser = RegularExpressionParser(pattern)
      var builder = Builder()
      try builder.add(try parser.parse())
      return .success(RegularExpression(instructions: builder.instructions + [.match]))
    } catch {
      return .failure(Problem(message: "invalid regular expression '\(pattern)': \(error.message)"))
    }
  }

  /// Whether the expression matches a part of the text; O(text × instructions).
  func matches(_ text: String) -> Bool {
    let scalars = Array(text.unicodeScalars)
    var current = ActiveSet(size: instructions.count)
    var next = current
    for position in 0...scalars.count {
      if follow(from: 0, into: &current, scalars, position) { return true }
      guard position < scalars.count else { return false }
      next.removeAll()
      for index in current.members {
        if case .scalar(let set) = instructions[index], set.contains(scalars[position]),
          follow(from: index + 1, into: &next, scalars, position + 1)
        {
          return true
        }
      }
      swap(&current, &next)
    }
    return false
  }

  /// Adds an instruction and all that are reached from it without a code point; true if one of them is the match.
  private func follow(
    from start: Int, into active: inout ActiveSet, _ scalars: [Unicode.Scalar], _ position: Int
  ) -> Bool {
    var pending = [start]
    while let index = pending.popLast() {
      guard active.insert(index) else { continue }
      switch instructions[index] {
      case .match: return true
      case .scalar: break
      case .assertion(let assertion):
        if RegularExpression.holds(assertion, scalars, position) { pending.append(index + 1) }
      case .jump(let target): pending.append(target)
      case .split(let first, let second): pending += [first, second]
      }
    }
    return false
  }

  private static func holds(_ assertion: Assertion, _ scalars: [Unicode.Scalar], _ position: Int) -> Bool {
    let isWordBefore = position > 0 && ScalarSet.word.contains(scalars[position - 1])
    let isWordAfter = position < scalars.count && ScalarSet.word.contains(scalars[position])
    return switch assertion {
    case .textStart: position == 0
    case .textEnd: position == scalars.count
    case .lineStart: position == 0 || scalars[position - 1] == "\n"
    case .lineEnd: position == scalars.count || scalars[position] == "\n"
    case .wordBoundary: isWordBefore != isWordAfter
    case .noWordBoundary: isWordBefore == isWordAfter
    }
  }
}

/// The instructions that wait for the next code point, each once.
private struct ActiveSet {
  private(set) var members: [Int] = []
  private var isMember: [Bool]

  init(size: Int) {
    isMember = Array(repeating: false, count: size)
  }

  mutating func insert(_ index: Int) -> Bool {
    guard !isMember[index] else { return false }
    isMember[index] = true
    members.append(index)
    return true
  }

  mutating func removeAll() {
    for index in members { isMember[index] = false }
    members.removeAll(keepingCapacity: true)
  }
}

/// Translates the syntax tree of a pattern into instructions.
private struct Builder {
  private(set) var instructions: [RegularExpression.Instruction] = []

  mutating func add(_ node: RegularExpressionParser.Node) throws(RegularExpression.Problem) {
    switch node {
    case .set(let set): try append(.scalar(set))
    case .assertion(let assertion): try append(.assertion(assertion))
    case .sequence(let nodes):
      for node in nodes { try add(node) }
    case .alternatives(let nodes):
      var ends: [Int] = []
      for node in nodes.dropLast() {
        let split = try append(.jump(0))
        try add(node)
        ends.append(try append(.jump(0)))
        instructions[split] = .split(split + 1, instructions.count)
      }
      if let last = nodes.last { try add(last) }
      for end in ends { instructions[end] = .jump(instructions.count) }
    case .repetition(let node, let minimum, let maximum):
      for _ in 0..<minimum { try add(node) }
      if let maximum {
        for _ in minimum..<maximum { try addOptional(node) }
      } else {
        let split = try addOptional(node, loops: true)
        instructions[split] = .split(split + 1, instructions.count)
      }
    }
  }

  /// Adds a node that may be passed by, once or any number of times; returns where it branches.
  @discardableResult
  private mutating func addOptional(
    _ node: RegularExpressionParser.Node, loops: Bool = false
  ) throws(RegularExpression.Problem) -> Int {
    let split = try append(.jump(0))
    try add(node)
    if loops { try append(.jump(split)) }
    instructions[split] = .split(split + 1, instructions.count)
    return split
  }

  @discardableResult
  private mutating func append(_ instruction: RegularExpression.Instruction) throws(RegularExpression.Problem) -> Int {
    guard instructions.count < RegularExpression.maximumSize else {
      throw RegularExpression.Problem(message: "it is too large")
    }
    instructions.append(instruction)
    return instructions.count - 1
  }
}
