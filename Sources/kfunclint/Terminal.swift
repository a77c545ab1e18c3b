import Foundation

/// What is known about the terminal.
enum Terminal {
  /// Whether standard output is one.
  static var isStandardOutput: Bool { isatty(STDOUT_FILENO) == 1 }

  /// Columns of the terminal on standard output, else of `COLUMNS`, else 120.
  static var width: Int {
    var size = winsize()
    if ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
    return ProcessInfo.processInfo.environment["COLUMNS"].flatMap { Int($0) } ?? 120
  }
}
