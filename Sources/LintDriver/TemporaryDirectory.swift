import Foundation

#if canImport(Glibc)
  import Glibc
#endif

/// A private directory that goes away with its owner.
final class TemporaryDirectory: Sendable {
  let path: String

  /// Makes a directory that only this user can enter, in `TMPDIR` or `/tmp`.
  ///
  /// - Throws: ``AnalysisError/temporaryDirectory(_:)``.
  init() throws(AnalysisError) {
    let parent = ProcessInfo.processInfo.environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
    var template = Array((parent + "/kfunclint-XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil else { throw .temporaryDirectory(parent) }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
