import Foundation

/// Writes to the standard streams. A reader that went away (`| head`) is no error.
enum StandardStreams {
  static func write(_ text: String) { write(Data(text.utf8), to: .standardOutput) }

  static func write(bytes: [UInt8]) { write(Data(bytes), to: .standardOutput) }

  static func writeError(_ text: String) { write(Data(text.utf8), to: .standardError) }

  private static func write(_ data: Data, to handle: FileHandle) {
    do {
      try handle.write(contentsOf: data)
    } catch {
      // EPIPE, or a full disk: for standard output the exit code must tell.
      if handle === FileHandle.standardOutput { exit(errno == EPIPE ? 0 : 4) }
    }
  }
}
