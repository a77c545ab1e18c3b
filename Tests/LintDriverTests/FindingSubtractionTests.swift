import Diagnostics
import Patches
import SourceText
import Testing

@testable import LintDriver

@Suite struct FindingSubtractionTests {
  /// A finding on a line of a file.
  private func finding(_ line: Int, key: String = "f", path: String = "a.c", rule: RuleID = RuleID("rule")) -> Finding {
    let place = SourcePosition(offset: line * 10, line: line, column: 1)
    let identity = FindingIdentity(rule: rule, subjectKind: "kfunc", subjectKey: key)
    return Finding(
      rule: rule, severity: .warning, message: "m", range: SourceRange(path: path, start: place, end: place),
      identity: identity, fingerprint: identity.canonicalJSON)
  }

  /// A change of a file whose given lines are added.
  private func change(_ added: [Range<Int>], old: String = "a.c", new: String = "a.c") -> TreeChange {
    var lines = ChangedLines()
    lines.added = added
    let text = Array(repeating: UInt8(ascii: "\n"), count: 100)
    return TreeChange(
      name: "x", before: .disk, after: .disk,
      files: [
        TreeChange.File(oldPath: old, newPath: new, before: text, after: text, changedLines: lines, touched: [])
      ])
  }

  private func subtract(
    _ before: [Finding], _ after: [Finding], _ change: TreeChange, undetermined: Bool = false
  ) -> FindingSubtraction.Result {
    FindingSubtraction(change: change, before: before) { _ in undetermined }.result(of: after)
  }

  @Test func `what was there before is not new, wherever it is now`() {
    let result = subtract([finding(3)], [finding(30)], change([30..<31]))
    #expect(result.findings.map(\.isNew) == [false] && result.fixedCount == 0)
  }

  @Test func `of several with one identity the one nearest to a changed line is new`() {
    let result = subtract([finding(3), finding(50)], [finding(3), finding(20), finding(60)], change([22..<24]))
    #expect(result.findings.map(\.isNew) == [false, true, false])
  }

  @Test func `a new finding beside the changed lines of its file points at the nearest of them`() {
    let result = subtract([], [finding(40), finding(22, key: "g")], change([10..<11, 22..<24, 90..<91]))
    #expect(result.findings.map { $0.related.map(\.range.start.line) } == [[23], []])
    #expect(result.findings[0].related.first?.message == "The change that exposes it is here.")
  }

  @Test func `a new finding whose explanation shows a changed line points nowhere else`() {
    var explained = finding(40)
    explained.related = [.init(message: "here", range: finding(22).range)]
    #expect(subtract([], [explained], change([22..<24])).findings[0].related.count == 1)
    explained.related = [.init(message: "there", range: finding(50).range)]
    #expect(subtract([], [explained], change([22..<24])).findings[0].related.count == 2)
  }

  @Test func `what is gone is counted`() {
    let result = subtract([finding(3), finding(4), finding(5, key: "g")], [finding(3)], change([]))
    #expect(result.fixedCount == 2 && result.findings.map(\.isNew) == [false])
  }

  @Test func `without knowledge of before only what is on a changed line is new`() {
    let result = subtract(
      [], [finding(3), finding(20, key: "g")], change([20..<21]), undetermined: true)
    #expect(result.findings.map(\.isNew) == [nil, true] && result.undeterminedCount == 1)
  }

  @Test func `a renamed file keeps the findings on its private names`() {
    let result = subtract(
      [finding(3, key: "old.c:set", path: "old.c")], [finding(3, key: "new.c:set", path: "new.c")],
      change([], old: "old.c", new: "new.c"))
    #expect(result.findings.map(\.isNew) == [false] && result.fixedCount == 0)
  }

  @Test func `a new finding in another file points at the change`() {
    let result = subtract([], [finding(3, path: "b.c"), finding(7, key: "g")], change([7..<9]))
    #expect(result.findings[0].related.map(\.range.start.line) == [7])
    #expect(result.findings[0].related.map(\.range.path) == ["a.c"])
    #expect(result.findings[1].related.isEmpty)
  }
}
