import CEL
import Foundation
import Testing

@Suite struct LimitsTests {
  private func errors(_ expression: String, _ environment: Environment = TestModel.environment) -> [CompilationError] {
    if case .failure(let errors) = Program.compile(expression, in: environment) { errors.errors } else { [] }
  }

  @Test(
    "nesting without end is an error, not a crash",
    arguments: [
      ("(", ")"), ("[", "]"), ("{1: ", "}"), ("!(", ")"), ("-(", ")"), ("size(", ")"), ("names[", "]"),
      ("true ? true : ", ""), ("1 + (", ")"), ("names.exists(x, ", ")"), ("(", ""), ("[", ""), ("a.b(", ""),
      ("true ? (", ""),
    ])
  func nesting(_ opening: String, _ closing: String) {
    let expression = String(repeating: opening, count: 100_000) + "1" + String(repeating: closing, count: 100_000)
    #expect(errors(expression).map(\.message) == ["expression is nested more than 100 levels deep"])
  }

  @Test("long chains of left-associative operators are nested too", arguments: ["+1", ".a", "[0]", ".size()", "==1"])
  func chains(_ link: String) {
    let expression = "1" + String(repeating: link, count: 100_000)
    #expect(errors(expression).map(\.message) == ["expression is nested more than 100 levels deep"])
  }

  @Test("pairs of prefix operators cancel without nesting")
  func prefixOperators() {
    #expect(errors(String(repeating: "!", count: 100_000) + "true").isEmpty)
    #expect(errors(String(repeating: "-", count: 100_001) + "n").isEmpty)
  }

  @Test("deep but allowed nesting is evaluated")
  func allowedNesting() {
    let sum = "1" + String(repeating: " + 1", count: 99)
    #expect(TestModel.outcome(sum) == "100")
    let nested = String(repeating: "(", count: 99) + "n" + String(repeating: ")", count: 99)
    #expect(TestModel.outcome(nested) == "3")
    let conjunction = String(repeating: "true && ", count: 2_000) + "n == 3"
    #expect(TestModel.outcome(conjunction) == "true")
  }

  @Test("the deepest allowed expressions fit on a stack of 1 MiB, without optimization")
  func smallStack() throws {
    let deepest = [
      String(repeating: "[", count: 99) + "n" + String(repeating: "]", count: 99),
      "n" + String(repeating: " + 1", count: 99),
      String(repeating: "true ? ", count: 1) + String(repeating: "(n > 1 ? ", count: 49) + "1"
        + String(repeating: ": 2)", count: 49) + " : 3",
      String(repeating: "[1].exists(x, ", count: 98) + "true" + String(repeating: ")", count: 98),
      (0..<98).reversed().reduce("true") { "cel.bind(x\($1 + 1), x\($1), \($0))" }.replacing("x0", with: "n"),
    ]
    final class Results: @unchecked Sendable {  // written by the thread before it signals, read after that
      var outcomes: [String] = []
    }
    let results = Results()
    let finished = DispatchSemaphore(value: 0)
    let thread = Thread {
      results.outcomes = deepest.map { TestModel.outcome($0) }
      finished.signal()
    }
    thread.stackSize = 1 << 20
    thread.start()
    finished.wait()
    #expect(results.outcomes.map { String($0.prefix(3)) } == ["[[[", "102", "1", "tru", "tru"])
  }

  @Test("the number of nodes is bounded")
  func nodes() {
    let list = "[" + String(repeating: "1, ", count: 10_000) + "1]"
    #expect(errors(list).map(\.message) == ["expression has more than 10000 parts"])
    #expect(errors(list).map(\.kind) == [.size])
  }

  @Test("three nested visits of the host's lists are accepted, four are not")
  func nestedMacros() {
    let three = "entries.exists(a, entries.exists(b, entries.exists(c, a == b && b == c)))"
    #expect(errors(three).isEmpty)
    let four = "entries.exists(a, entries.exists(b, entries.exists(c, entries.exists(d, a == d))))"
    let refusal = errors(four)
    #expect(refusal.map(\.kind) == [.cost])
    #expect(refusal.map(\.range) == [0..<four.utf8.count])
    #expect(refusal.map(\.description) == ["evaluation could cost 21508522497; expected at most 1000000000"])
  }

  @Test("what an expression builds itself is counted")
  func growth() {
    func doubling(_ seed: String, _ step: String) -> String {
      (0..<60).reversed().reduce("size(x60) > 0") {
        "cel.bind(x\($1 + 1), \(step.replacing("?", with: "x\($1)")), \($0))"
      }
      .replacing("x0", with: seed)
    }
    #expect(errors(doubling("'a'", "? + ?")).map(\.kind) == [.cost])
    #expect(errors(doubling("['a']", "[?, ?]")).map(\.kind) == [.cost])
    #expect(errors("'aaaaaaaaaa'" + String(repeating: ".replace('a', 'aaaaaaaaaa')", count: 20)).map(\.kind) == [.cost])
    #expect(errors("[1, 2, 3].exists(a, [1, 2, 3].exists(b, [1, 2, 3].exists(c, [1, 2].exists(d, a == d))))").isEmpty)
  }

  @Test("the cost grows with the work")
  func costs() throws {
    func cost(_ expression: String) -> UInt64 { TestModel.compile(expression)?.cost ?? 0 }
    #expect(cost("n") == 1)
    #expect(cost("n == 1") < cost("n == 1 && n == 2"))
    #expect(cost("entry.flags[0] == 'a'") < cost("entry.flags.exists(f, f == 'a')"))
    #expect(cost("[1, 2].exists(x, x == n)") < cost("[1, 2, 3].exists(x, x == n)"))
    #expect(cost("entry.name == 'x'") < cost("entry.name.matches('x')"))
    #expect(cost("entry.name.matches('x{1000}')") < cost("entry.name.matches(entry.name)"))
    #expect(cost("entries.exists(e, e == entry)") < cost("(entries + entries).filter(e, u).exists(e, e == entry)"))
    #expect(cost("names.filter(x, u).exists(x, u)") < cost("(names + names).filter(x, u).exists(x, u)"))
    #expect(cost("['aaaaaaa', 'bbbbbbb'].exists(x, u)") == cost("['a', 'b'].exists(x, u)"))
    #expect(cost("entry.name.matches('x')") < cost("entry.name.matches('x{100}')"))
  }

  @Test("limits can be chosen")
  func chosenLimits() {
    var environment = TestModel.environment
    environment.limits.maximumDepth = 5
    #expect(errors("((((1))))", environment).isEmpty)
    #expect(errors("(((((1)))))", environment).map(\.kind) == [.size])
    environment.limits.maximumCost = 3
    #expect(errors("n + 1 + 1", environment).map(\.kind) == [.cost])
  }
}
