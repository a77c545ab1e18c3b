import Synchronization

/// One line on a terminal that says how far a run is, once it has taken a second, and that leaves nothing behind.
public final class ProgressLine: Sendable {
  private let elapsed: @Sendable () -> Duration
  private let write: @Sendable (String) -> Void
  private let state = Mutex(State())

  private struct State {
    var isShown = false
    var isOver = false
    var lastShown: Duration = .zero
  }

  /// How long a run may take without a word, and how long a number stays before the next is shown.
  private static let patience: Duration = .seconds(1)
  private static let interval: Duration = .milliseconds(100)
  /// To the first column, and clear the line (ECMA-48 §8.3.41).
  private static let eraseSequence = "\r\u{1b}[K"

  /// - Parameters:
  ///   - elapsed: the time since the start of the run.
  ///   - write: writes to the terminal.
  public init(elapsed: @escaping @Sendable () -> Duration, write: @escaping @Sendable (String) -> Void) {
    self.elapsed = elapsed
    self.write = write
  }

  /// Shows how many files of how many are done, if it is time. May be called from any thread.
  public func report(done: Int, total: Int) {
    let now = elapsed()
    state.withLock { state in
      guard !state.isOver, now >= ProgressLine.patience else { return }
      guard !state.isShown || now - state.lastShown >= ProgressLine.interval || done == total else { return }
      state.isShown = true
      state.lastShown = now
      write("\(ProgressLine.eraseSequence)kfunclint: \(done)/\(total) files")
    }
  }

  /// Takes the line away; nothing is shown any more.
  public func erase() {
    state.withLock { state in
      state.isOver = true
      guard state.isShown else { return }
      state.isShown = false
      write(ProgressLine.eraseSequence)
    }
  }
}
