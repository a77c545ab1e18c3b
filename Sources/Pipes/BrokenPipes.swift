#if canImport(Glibc)
  import Glibc
#endif

/// What happens to this process when it writes to a pipe that nobody reads any more.
///
/// A child process may end before it has read what it is told. The signal that this raises by default would end the parent with it;
/// ignored, the write fails and the caller says what went wrong. A child gets the default back when it is started.
public enum BrokenPipes {
  /// Makes a write to a broken pipe fail with `EPIPE` from now on, everywhere in the process.
  public static func becomeErrors() { _ = ignored }

  private static let ignored: Void = { _ = signal(SIGPIPE, SIG_IGN) }()

  /// Ends the process as the signal would have done, for a reader of its output that went away (`| head`).
  public static func endProcess() -> Never {
    _ = signal(SIGPIPE, SIG_DFL)
    raise(SIGPIPE)
    exit(128 + SIGPIPE)
  }
}
