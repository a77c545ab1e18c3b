import Foundation
import Testing

/// The release binary that `make test` builds before the tests.
enum Program {
  static let hint: Comment = "set KFUNCLINT_BINARY to the kfunclint executable"

  /// Its absolute path; nil when the environment does not name it.
  static let path: String? = ProcessInfo.processInfo.environment["KFUNCLINT_BINARY"]
    .flatMap { $0.isEmpty ? nil : URL(fileURLWithPath: $0).path }
}
