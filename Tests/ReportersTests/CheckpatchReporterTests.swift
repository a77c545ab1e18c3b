import Diagnostics
import Reporters
import SourceText
import Testing

@Suite struct CheckpatchReporterTests {
  @Test func `writes one line for each finding that is shown, in checkpatch's words`() throws {
    let text = CheckpatchReporter().render(SampleReport.everything)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.last == "")
    let shown = SampleReport.everything.findings.filter {
      $0.suppression == nil && $0.severity >= SampleReport.everything.lowestShown
    }
    #expect(lines.count == shown.count + 1)
    // What reads the output of `checkpatch.pl --terse --showfile`.
    let format = /[^:]+:[0-9]+: (ERROR|WARNING|CHECK): .+/
    for line in lines.dropLast() { #expect(line.wholeMatch(of: format) != nil, "\(line)") }
  }

  @Test func `names file, line, level, message and rule`() throws {
    let place = SampleReport.taskSource.ranges[1]
    let levels: [(Severity, String)] = [(.error, "ERROR"), (.warning, "WARNING"), (.note, "CHECK")]
    for (severity, word) in levels {
      let report = SampleReport.report(
        [SampleReport.finding("flag-unknown", severity, "'a' is wrong.", at: place)], lowestShown: .note)
      #expect(
        CheckpatchReporter().render(report)
          == "kernel/bpf/sample.c:\(place.start.line): \(word): 'a' is wrong. [flag-unknown]\n")
    }
  }

  @Test func `a line stays one line, whatever names hold`() {
    let place = SourceRange(
      path: "a\nb.c", start: SampleReport.taskSource.ranges[1].start, end: SampleReport.taskSource.ranges[1].end)
    let report = SampleReport.report([SampleReport.finding("x", .error, "one\r\ntwo\u{1B}[2J", at: place)])
    let text = CheckpatchReporter().render(report)
    #expect(text.split(separator: "\n").count == 1 && text.contains("one<U+000D><U+000A>two<U+001B>[2J"), "\(text)")
  }

  @Test func `the findings of several changes stand one change after the other`() {
    let (first, second) = (SampleReport.taskSource.ranges[0], SampleReport.taskSource.ranges[1])
    func finding(_ rule: String, _ range: SourceRange, change: Int) -> Finding {
      var finding = SampleReport.finding(rule, at: range, isNew: true)
      finding.change = change
      return finding
    }
    let report = SampleReport.report([finding("b", second, change: 0), finding("a", first, change: 1)])
    let rules = CheckpatchReporter().render(report).split(separator: "\n").map { String($0.suffix(3)) }
    #expect(rules == ["[b]", "[a]"])
  }

  @Test func `silence means that all was judged, where nobody looks at the exit code`() {
    let notifications = [
      Notification(id: "patch-refused", level: .error, message: "'a.c', hunk 1 does not apply.", path: "a.c"),
      Notification(id: "patch-base", level: .note, message: "The patch is applied to the files on disk."),
    ]
    let report = SampleReport.report([], notifications: notifications, isComplete: false)
    #expect(CheckpatchReporter().render(report).isEmpty)
    #expect(
      CheckpatchReporter(showsTrouble: true).render(report)
        == "a.c:0: WARNING: Not judged: 'a.c', hunk 1 does not apply. [patch-refused]\n")
  }
}
