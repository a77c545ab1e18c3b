import Diagnostics
import SourceText
import Testing

@Suite struct FindingTests {
  private func finding(_ rule: String, _ path: String, _ offset: Int, message: String = "m", key: String = "k")
    -> Finding
  {
    let place = SourcePosition(offset: offset, line: 1, column: offset + 1)
    return Finding(
      rule: RuleID(rule), severity: .error, message: message, range: SourceRange(path: path, start: place, end: place),
      identity: FindingIdentity(rule: RuleID(rule), subjectKind: "kfunc", subjectKey: key), fingerprint: "")
  }

  @Test func `findings are ordered by file, place, rule, message and identity`() {
    let ordered = [
      finding("z", "a.c", 5), finding("a", "a.c", 10, message: "z"), finding("b", "a.c", 10),
      finding("b", "a.c", 10, message: "n", key: "k"), finding("b", "a.c", 10, message: "n", key: "l"),
      finding("a", "b.c", 0),
    ]
    #expect(ordered.reversed().sorted(by: Finding.isOrderedBefore) == ordered)
    #expect(!Finding.isOrderedBefore(ordered[0], ordered[0]))
  }

  @Test func `notifications are ordered by file, line, name and message, those without a file first`() {
    let ordered = [
      Notification(id: "z", level: .error, message: "m"),
      Notification(id: "a", level: .error, message: "m", path: "a.c"),
      Notification(id: "a", level: .error, message: "m", path: "a.c", line: 2),
      Notification(id: "a", level: .error, message: "n", path: "a.c", line: 2),
      Notification(id: "b", level: .error, message: "a", path: "a.c", line: 2),
      Notification(id: "a", level: .error, message: "a", path: "b.c"),
    ]
    #expect(ordered.reversed().sorted(by: Notification.isOrderedBefore) == ordered)
  }

  @Test func `severities are ordered as --fail-on reads them`() {
    #expect(Severity.allCases.sorted() == [.note, .warning, .error])
  }
}
