import Diagnostics
import SourceText
import Testing

@testable import LintDriver

@Suite struct FixSelectionTests {
  private func finding(
    _ rule: String, _ spans: [Range<Int>], _ safety: Fix.Safety = .safe, text: String = "x", path: String = "a.c"
  ) -> Finding {
    func position(_ offset: Int) -> SourcePosition { SourcePosition(offset: offset, line: 1, column: offset + 1) }
    let edits = spans.map {
      Edit(
        range: SourceRange(path: path, start: position($0.lowerBound), end: position($0.upperBound)), replacement: text)
    }
    let identity = FindingIdentity(rule: RuleID(rule), subjectKind: "entry", subjectKey: rule)
    return Finding(
      rule: RuleID(rule), severity: .error, message: "It is wrong.", range: edits[0].range,
      fix: Fix(description: "Mend it.", safety: safety, edits: edits), identity: identity, fingerprint: rule)
  }

  private func chosen(
    _ findings: [Finding], _ safeties: Set<Fix.Safety> = [.safe], except: Set<String> = []
  ) -> [String] {
    FixSelection.choose(from: findings, safeties: safeties, except: except, canEdit: { $0 != "/usr/x.h" }).map(
      \.fingerprint)
  }

  @Test func `only fixes of the wanted safety are chosen`() {
    let findings = [finding("a", [0..<1]), finding("b", [5..<6], .unsafe), finding("c", [9..<10], .displayOnly)]
    #expect(chosen(findings) == ["a"])
    #expect(chosen(findings, [.safe, .unsafe]) == ["a", "b"])
  }

  @Test func `fixes that overlap or touch wait for the next round`() {
    #expect(chosen([finding("a", [0..<4]), finding("b", [2..<6])]) == ["a"])
    #expect(chosen([finding("a", [0..<4]), finding("b", [4..<4], text: "y")]) == ["a"])
    #expect(chosen([finding("a", [0..<4, 20..<24]), finding("b", [22..<23]), finding("c", [8..<9])]) == ["a", "c"])
    #expect(chosen([finding("a", [0..<4]), finding("b", [0..<4], path: "b.c")]) == ["a", "b"])
  }

  @Test func `fixes that share an edit go together`() {
    #expect(chosen([finding("a", [0..<0, 10..<11]), finding("b", [0..<0, 20..<21])]) == ["a", "b"])
  }

  @Test func `suppressed findings, those tried before and foreign files are left alone`() {
    var suppressed = finding("a", [0..<1])
    suppressed.suppression = "It is meant."
    #expect(
      chosen([suppressed, finding("b", [5..<6]), finding("c", [0..<1], path: "/usr/x.h")], except: ["b"]).isEmpty)
  }
}
