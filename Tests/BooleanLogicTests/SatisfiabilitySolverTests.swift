import TestSupport
import Testing

@testable import BooleanLogic

@Suite struct SatisfiabilitySolverTests {
  typealias Literal = SatisfiabilitySolver.Literal

  @Test func `agrees with trying every assignment`() {
    var generator = SeededGenerator(seed: 7)
    var counts = (satisfiable: 0, unsatisfiable: 0)
    for _ in 0..<2000 {
      let count = Int.random(in: 1...9, using: &generator)
      var solver = SatisfiabilitySolver()
      let variables = (0..<count).map { _ in solver.makeVariable() }
      var clauses: [[(variable: Int, isNegated: Bool)]] = []
      for _ in 0..<Int.random(in: 1...(count * 5), using: &generator) {
        let clause = (0..<Int.random(in: 1...3, using: &generator)).map { _ in
          (variable: Int.random(in: 0..<count, using: &generator), isNegated: Bool.random(using: &generator))
        }
        clauses.append(clause)
        solver.add(clause.map { $0.isNegated ? !variables[$0.variable] : variables[$0.variable] })
      }
      let isSatisfiable = (0..<(1 << count)).contains { assignment in
        clauses.allSatisfy { $0.contains { (assignment >> $0.variable & 1 == 1) != $0.isNegated } }
      }
      switch solver.solve(conflictLimit: 100_000) {
      case .satisfiable(let solution):
        counts.satisfiable += 1
        #expect(isSatisfiable)
        #expect(clauses.allSatisfy { $0.contains { solution[variables[$0.variable]] != $0.isNegated } })
      case .unsatisfiable:
        counts.unsatisfiable += 1
        #expect(!isSatisfiable)
      case .undecided: Issue.record("gave up on \(count) variables")
      }
    }
    #expect(counts.satisfiable > 200 && counts.unsatisfiable > 200)
  }

  @Test func `sets nothing to true without need`() {
    var solver = SatisfiabilitySolver()
    let variables = (0..<5).map { _ in solver.makeVariable() }
    solver.add([variables[0], variables[4]])
    solver.add([!variables[4], variables[2]])
    guard case .satisfiable(let solution) = solver.solve(conflictLimit: 10) else {
      Issue.record("no solution")
      return
    }
    #expect(variables.map { solution[$0] } == [false, false, true, false, true])
  }

  @Test func `gives up at the limit, and not before`() {
    // Five pigeons in four holes.
    var solver = SatisfiabilitySolver()
    let places = (0..<5).map { _ in (0..<4).map { _ in solver.makeVariable() } }
    for pigeon in places { solver.add(pigeon) }
    for hole in 0..<4 {
      for first in 0..<5 {
        for second in (first + 1)..<5 { solver.add([!places[first][hole], !places[second][hole]]) }
      }
    }
    guard case .undecided = solver.solve(conflictLimit: 2) else {
      Issue.record("the limit does not count")
      return
    }
    guard case .unsatisfiable = solver.solve(conflictLimit: 10_000) else {
      Issue.record("no proof")
      return
    }
  }

  @Test func `an empty clause is a contradiction`() {
    var solver = SatisfiabilitySolver()
    solver.add([!solver.truth, !solver.truth])
    guard case .unsatisfiable = solver.solve(conflictLimit: 10) else {
      Issue.record("satisfied")
      return
    }
    var empty = SatisfiabilitySolver()
    empty.add([])
    guard case .unsatisfiable = empty.solve(conflictLimit: 10) else {
      Issue.record("satisfied")
      return
    }
  }
}
