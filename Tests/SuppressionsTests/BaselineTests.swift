import Diagnostics
import Suppressions
import Testing

@Suite("Baseline")
struct BaselineTests {
  private let names = RuleNames(aliases: [
    RuleID("flag-acquire-return"): [RuleID("acquire-void")], RuleID("iter-name"): [],
  ])
  private let whole = RunCoverage(
    decided: [RuleID("flag-acquire-return"), RuleID("iter-name")], isComplete: true, isWholeTree: true,
    reportsFindings: { _ in true })

  private func compare(_ baseline: Baseline, _ findings: [Finding]) -> BaselineComparison {
    BaselineComparison(baseline, with: findings, reason: "in the baseline", formerIdentities: { _ in [] })
  }

  @Test("is written one finding per line, sorted by path, rule and fingerprint")
  func text() {
    let baseline = Baseline(of: [
      finding(path: "net/b.c", fingerprint: "0123456789abcdef0123456789abcdef"),
      finding("iter-name", path: "net/a.c", fingerprint: "ffffffffffffffffffffffffffffffff"),
      finding(path: "net/b.c", line: 20, fingerprint: "0123456789abcdef0123456789abcdef"),
    ])
    #expect(
      baseline.text == """
        {
          "findings": [
            {"count":1,"fingerprint":"ffffffffffffffffffffffffffffffff","message":"'bpf_stamp_get' is wrong.","path":"net/a.c","rule":"iter-name"},
            {"count":2,"fingerprint":"0123456789abcdef0123456789abcdef","message":"'bpf_stamp_get' is wrong.","path":"net/b.c","rule":"flag-acquire-return"}
          ],
          "kfunclint-baseline": 1
        }

        """)
  }

  @Test("reads what it writes")
  func roundTrip() throws {
    for findings in [[], [finding(), finding(line: 12), finding("iter-name", kfunc: "a\"\\\u{1}ü")]] {
      let baseline = Baseline(of: findings)
      #expect(try Baseline(bytes: Array(baseline.text.utf8), name: "b") == baseline)
    }
  }

  @Test("leaves out findings that are suppressed for another reason")
  func suppressedFindings() {
    var suppressed = finding()
    suppressed.suppression = "checked"
    #expect(Baseline(of: [suppressed]).entries.isEmpty)
  }

  @Test("suppresses as many findings as it counts, wherever they have moved")
  func multiset() {
    let baseline = Baseline(of: [finding(), finding(line: 20)])
    let result = compare(baseline, [finding(line: 5), finding(path: "net/moved.c"), finding(line: 7)])
    #expect(result.findings.map(\.suppression) == ["in the baseline", "in the baseline", nil])
    #expect(result.findings.map(\.isNew) == [false, false, true])
    #expect(result.findings.allSatisfy { !$0.isSuppressedInSource })
    #expect(result.unused.isEmpty)
  }

  @Test("tells findings of another rule or identity apart")
  func otherIdentity() {
    let result = compare(Baseline(of: [finding()]), [finding(kfunc: "bpf_stamp_put"), finding("iter-name")])
    #expect(result.findings.map(\.isNew) == [true, true])
    #expect(result.unused.map(\.count) == [1])
  }

  @Test("leaves other suppressions and the judgement of a change alone, and is not used up by them")
  func earlierJudgement() {
    var suppressed = finding()
    suppressed.suppression = "checked"
    suppressed.isSuppressedInSource = true
    var judged = finding(line: 30)
    judged.isNew = true
    let result = compare(Baseline(of: [finding()]), [suppressed, judged])
    #expect(result.findings.map(\.suppression) == ["checked", "in the baseline"])
    #expect(result.findings.map(\.isSuppressedInSource) == [true, false])
    #expect(result.findings.map(\.isNew) == [true, true])
  }

  @Test("knows findings by the former names of their rule")
  func formerNames() {
    let old = String(repeating: "a", count: 32)
    let baseline = Baseline(entries: [
      .init(rule: RuleID("acquire-void"), fingerprint: old, count: 1, path: "a.c", message: "m")
    ])
    let result = BaselineComparison(
      baseline, with: [finding()], reason: "in the baseline", formerIdentities: { _ in [(RuleID("acquire-void"), old)] }
    )
    #expect(result.findings.map(\.isNew) == [false])
    #expect(result.unused.isEmpty)
  }

  @Test("calls an entry gone only if the run would have found it")
  func partition() {
    let result = compare(
      Baseline(of: [finding(), finding(path: "mm/a.c", fingerprint: String(repeating: "e", count: 32))]), [])
    func gone(_ coverage: RunCoverage) -> [String] {
      result.partition(coverage: coverage, names: names).gone.map(\.path)
    }
    #expect(gone(whole) == ["mm/a.c", "net/stamp.c"])
    var part = whole
    part.isWholeTree = false
    part.reportsFindings = { $0.hasPrefix("net/") }
    #expect(gone(part) == ["net/stamp.c"])
    #expect(result.partition(coverage: part, names: names).undetermined.map(\.path) == ["mm/a.c"])
    var lossy = whole
    lossy.isComplete = false
    #expect(gone(lossy).isEmpty)
    var undecided = whole
    undecided.decided = []
    #expect(gone(undecided).isEmpty)
    let removed = compare(Baseline(of: [finding("rule-of-yore")]), [])
    #expect(removed.partition(coverage: undecided, names: names).gone.count == 1)
  }

  @Test("written again keeps what the run says nothing about, and drops the rest")
  func prune() {
    let kept = Baseline.Entry(
      rule: RuleID("iter-name"), fingerprint: String(repeating: "d", count: 32), count: 3, path: "mm/a.c", message: "m")
    #expect(Baseline(of: [finding()], keeping: [kept]).entries.map(\.count) == [3, 1])
  }

  private static let line =
    #"{"count":1,"fingerprint":"0123456789abcdef0123456789abcdef","message":"m","path":"a.c","rule":"r"}"#

  @Test(
    "refuses what it would not have written, and says why",
    arguments: [
      ("[]", "'b.json' is no baseline of kfunclint"),
      ("", "'b.json' is no baseline of kfunclint"),
      ("{\"version\": 1}", "'b.json' is no baseline of kfunclint"),
      (
        "{\"kfunclint-baseline\": 2, \"entries\": []}",
        "baseline 'b.json' has version 2, and this kfunclint reads version 1"
      ),
      ("{\"kfunclint-baseline\": 1, \"findings\": [", "baseline 'b.json' is damaged: it is no valid JSON"),
      ("{\"kfunclint-baseline\": 1}", "baseline 'b.json' is damaged: findings is missing"),
      (
        "{\"kfunclint-baseline\": 1, \"findings\": [{\"rule\": \"r\"}]}",
        "baseline 'b.json' is damaged: findings[0].fingerprint is missing"
      ),
      (
        "{\"kfunclint-baseline\": 1, \"findings\": [\(line.replacing("1,", with: "\"1\","))]}",
        "baseline 'b.json' is damaged: findings[0].count has a value of the wrong kind"
      ),
      (
        "{\"kfunclint-baseline\": 1, \"findings\": [\(line.replacing("1,", with: "0,"))]}",
        "baseline 'b.json' is damaged: findings[0].count is 0, which is no number of findings"
      ),
      (
        "{\"kfunclint-baseline\": 1, \"findings\": [\(line.replacing("0123", with: "012Z"))]}",
        "baseline 'b.json' is damaged: findings[0].fingerprint is not 32 hexadecimal digits"
      ),
      (
        "{\"kfunclint-baseline\": 1, \"findings\": [\(line), \(line)]}",
        "baseline 'b.json' is damaged: findings[1] lists '0123456789abcdef0123456789abcdef' of 'r' again"
      ),
    ])
  func damage(text: String, message: String) {
    let error = #expect(throws: BaselineError.self) { try Baseline(bytes: Array(text.utf8), name: "b.json") }
    #expect(error?.message == message)
    #expect(error?.remedy.isEmpty == false)
  }

  @Test("says how to make one that is missing")
  func missing() {
    #expect(BaselineError.missing(path: "b.json").message == "baseline 'b.json' does not exist")
    #expect(BaselineError.missing(path: "b.json").remedy == "write it with --write-baseline b.json")
  }
}
