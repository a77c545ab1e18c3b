import Foundation

/// Writes to the standard streams. A reader that went away (`| head`) is no error.
enum StandardStreams {
  static func write(_ text: String) { write(text, to: .standardOutput) }

  static func writeError(_ text: String) { write(text, to: .standardError) }

  private static func write(_ text: String, to handle: FileHandle) {
    do {
      try handle.write(contentsOf: Data(text.utf8))
    } catch {
      // EPIPE, or a full disk: for standard output the exit code must tell.
      if handle === FileHandle.standardOutput { exit(errno == EPIPE ? 0 : 4) }
    }
  }
}
