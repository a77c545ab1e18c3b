/// Decides whether clauses over boolean variables can hold together, and how.
///
/// A small conflict-driven search: unit propagation over two watched literals, learning of the first unique implication
/// point, backjumping. Variables are decided in the order in which they were made, false first, so that the answer is
/// deterministic and sets few variables to true.
public struct SatisfiabilitySolver: Sendable {
  /// A variable or its negation.
  public struct Literal: Hashable, Sendable {
    /// Twice the variable, plus one for the negation.
    fileprivate let code: Int

    fileprivate init(code: Int) { self.code = code }

    /// The other literal of the same variable.
    public static prefix func ! (literal: Literal) -> Literal { Literal(code: literal.code ^ 1) }

    fileprivate var variable: Int { code >> 1 }
    fileprivate var isNegated: Bool { code & 1 == 1 }
  }

  /// What ``solve(conflictLimit:)`` found out.
  public enum Outcome: Sendable {
    case satisfiable(Solution)
    case unsatisfiable
    /// The search was given up.
    case undecided
  }

  /// A value for each variable with which all clauses hold.
  public struct Solution: Sendable {
    fileprivate let values: [Bool]

    /// The value of a literal.
    public subscript(literal: Literal) -> Bool { values[literal.variable] != literal.isNegated }
  }

  /// A literal that always holds.
  public let truth = Literal(code: 0)
  private var clauses: [[Literal]] = []
  private var variableCount = 1
  private var isContradictory = false

  public init() {
    add([truth])
  }

  /// Makes a variable and returns it as a literal.
  public mutating func makeVariable() -> Literal {
    variableCount += 1
    return Literal(code: (variableCount - 1) * 2)
  }

  /// Demands that at least one of the literals holds; none at all is a contradiction.
  public mutating func add(_ clause: [Literal]) {
    var kept: [Literal] = []
    kept.reserveCapacity(clause.count)
    for literal in clause where !kept.contains(literal) {
      // A clause with a literal and its negation says nothing.
      if kept.contains(!literal) { return }
      kept.append(literal)
    }
    if kept.isEmpty { isContradictory = true }
    clauses.append(kept)
  }

  /// Searches for values with which all clauses hold.
  ///
  /// - Parameter conflictLimit: dead ends after which the search is given up. Time is exponential without it.
  public func solve(conflictLimit: Int) -> Outcome {
    if isContradictory { return .unsatisfiable }
    var search = Search(clauses: clauses, variableCount: variableCount)
    return search.run(conflictLimit: conflictLimit)
  }

  /// The state of one search.
  private struct Search {
    private var clauses: [[Literal]]
    /// Clauses that watch a literal, by its code: they are looked at when it becomes false.
    private var watchers: [[Int]]
    /// By variable: 0 without a value, 1 for true, -1 for false.
    private var values: [Int8]
    private var levels: [Int]
    /// The clause that forced a variable; -1 for decisions.
    private var reasons: [Int]
    private var trail: [Literal] = []
    private var levelStarts: [Int] = []
    private var propagated = 0
    /// Every variable below has a value.
    private var firstFree = 0
    private var isContradictory = false

    init(clauses: [[Literal]], variableCount: Int) {
      self.clauses = clauses
      watchers = Array(repeating: [], count: variableCount * 2)
      values = Array(repeating: 0, count: variableCount)
      levels = Array(repeating: 0, count: variableCount)
      reasons = Array(repeating: -1, count: variableCount)
      for (index, clause) in clauses.enumerated() {
        if clause.count > 1 {
          watchers[clause[0].code].append(index)
          watchers[clause[1].code].append(index)
        } else if let literal = clause.first {
          switch value(literal) {
          case 0: assign(literal, reason: index)
          case -1: isContradictory = true
          default: break
          }
        }
      }
    }

    mutating func run(conflictLimit: Int) -> Outcome {
      if isContradictory { return .unsatisfiable }
      var conflicts = 0
      while true {
        if let conflict = propagate() {
          if levelStarts.isEmpty { return .unsatisfiable }
          conflicts += 1
          if conflicts > conflictLimit { return .undecided }
          learn(from: conflict)
        } else {
          while firstFree < values.count, values[firstFree] != 0 { firstFree += 1 }
          if firstFree == values.count { return .satisfiable(Solution(values: values.map { $0 == 1 })) }
          levelStarts.append(trail.count)
          assign(Literal(code: firstFree * 2 + 1), reason: -1)
        }
      }
    }

    /// 1 for true, -1 for false, 0 for neither.
    private func value(_ literal: Literal) -> Int8 {
      literal.isNegated ? -values[literal.variable] : values[literal.variable]
    }

    private mutating func assign(_ literal: Literal, reason: Int) {
      values[literal.variable] = literal.isNegated ? -1 : 1
      levels[literal.variable] = levelStarts.count
      reasons[literal.variable] = reason
      trail.append(literal)
    }

    /// Draws every conclusion; returns a clause that cannot hold any more.
    private mutating func propagate() -> Int? {
      while propagated < trail.count {
        let falsified = !trail[propagated]
        propagated += 1
        let watching = watchers[falsified.code]
        var kept: [Int] = []
        kept.reserveCapacity(watching.count)
        for (position, index) in watching.enumerated() {
          switch update(clause: index, falsified: falsified) {
          case .moved: break
          case .stays: kept.append(index)
          case .conflict:
            watchers[falsified.code] = kept + watching[position...]
            return index
          }
        }
        watchers[falsified.code] = kept
      }
      return nil
    }

    private enum Update { case moved, stays, conflict }

    /// Finds another literal for a clause to watch in place of one that became false.
    private mutating func update(clause index: Int, falsified: Literal) -> Update {
      if clauses[index][0] == falsified { clauses[index].swapAt(0, 1) }
      let first = clauses[index][0]
      if value(first) == 1 { return .stays }
      for place in 2..<max(2, clauses[index].count) where value(clauses[index][place]) != -1 {
        clauses[index].swapAt(1, place)
        watchers[clauses[index][1].code].append(index)
        return .moved
      }
      if value(first) == -1 { return .conflict }
      assign(first, reason: index)
      return .stays
    }

    /// Adds the clause that the conflict teaches and goes back to where it forces a value.
    private mutating func learn(from conflict: Int) {
      var seen = Set<Int>()
      var learned: [Literal] = []
      var open = 0
      var clause = conflict
      var position = trail.count
      var pivot: Literal?
      repeat {
        for literal in clauses[clause] where literal != pivot {
          guard levels[literal.variable] > 0, seen.insert(literal.variable).inserted else { continue }
          if levels[literal.variable] == levelStarts.count { open += 1 } else { learned.append(literal) }
        }
        repeat { position -= 1 } while !seen.contains(trail[position].variable)
        pivot = trail[position]
        clause = reasons[trail[position].variable]
        open -= 1
      } while open > 0
      let asserted = !trail[position]
      // The literal of the highest level is watched, since it is the next to lose its value.
      learned.sort { levels[$0.variable] > levels[$1.variable] }
      undo(to: learned.first.map { levels[$0.variable] } ?? 0)
      let index = clauses.count
      clauses.append([asserted] + learned)
      if let second = learned.first {
        watchers[asserted.code].append(index)
        watchers[second.code].append(index)
      }
      assign(asserted, reason: index)
    }

    private mutating func undo(to level: Int) {
      guard level < levelStarts.count else { return }
      let start = levelStarts[level]
      for literal in trail[start...] {
        values[literal.variable] = 0
        firstFree = min(firstFree, literal.variable)
      }
      trail.removeSubrange(start...)
      levelStarts.removeSubrange(level...)
      propagated = trail.count
    }
  }
}
