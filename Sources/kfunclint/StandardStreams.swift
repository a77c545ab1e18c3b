import Foundation
import Pipes
import SystemPackage

/// Writes to the standard streams. A reader of standard output that went away (`| head`) ends the program, as it does with others.
enum StandardStreams {
  static func write(_ text: String) { write(bytes: Array(text.utf8)) }

  static func write(bytes: [UInt8]) {
    do {
      try FileDescriptor.standardOutput.writeAll(bytes)
    } catch Errno.brokenPipe {
      BrokenPipes.endProcess()
    } catch {
      // A full disk, for example.
      writeError("kfunclint: cannot write to standard output: \(error)\n")
      exit(4)
    }
  }

  /// Writes to standard error. There is no place to say that this failed.
  static func writeError(_ text: String) { _ = try? FileDescriptor.standardError.writeAll(text.utf8) }
}
