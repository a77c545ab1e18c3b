import LintDriver
import Synchronization
import Testing

@Suite("Progress")
struct ProgressLineTests {
  /// A clock and a terminal of one's own.
  private final class Stage: Sendable {
    let now = Mutex(Duration.zero)
    let written = Mutex("")

    func makeLine() -> ProgressLine {
      ProgressLine(elapsed: { self.now.withLock { $0 } }, write: { text in self.written.withLock { $0 += text } })
    }

    func advance(_ duration: Duration) { now.withLock { $0 += duration } }
    var text: String { written.withLock { $0 } }
  }

  @Test("says nothing within the first second, and leaves nothing")
  func shortRun() {
    let stage = Stage()
    let line = stage.makeLine()
    stage.advance(.milliseconds(999))
    line.report(done: 3, total: 3)
    line.erase()
    #expect(stage.text == "")
  }

  @Test("shows files done and total after a second, at most ten times a second, and erases itself")
  func longRun() {
    let stage = Stage()
    let line = stage.makeLine()
    stage.advance(.seconds(1))
    line.report(done: 1, total: 9)
    stage.advance(.milliseconds(50))
    line.report(done: 2, total: 9)
    stage.advance(.milliseconds(50))
    line.report(done: 3, total: 9)
    line.report(done: 9, total: 9)
    line.erase()
    line.report(done: 9, total: 9)
    line.erase()
    let clear = "\r\u{1b}[K"
    #expect(
      stage.text == "\(clear)kfunclint: 1/9 files\(clear)kfunclint: 3/9 files\(clear)kfunclint: 9/9 files\(clear)")
  }
}
