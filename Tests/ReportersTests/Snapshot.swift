import Foundation
import Testing

/// Compares a text with the golden file `Snapshots/NAME`.
///
/// `KFUNCLINT_BLESS=1 swift test --filter ReportersTests` rewrites the files; the difference is then reviewed.
func expectSnapshot(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
  let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Snapshots").appendingPathComponent(name)
  if ProcessInfo.processInfo.environment["KFUNCLINT_BLESS"] == "1" {
    try Data(text.utf8).write(to: file)
    return
  }
  guard let expected = try? String(decoding: Data(contentsOf: file), as: UTF8.self) else {
    Issue.record("no snapshot '\(name)': run with KFUNCLINT_BLESS=1 to write it", sourceLocation: sourceLocation)
    return
  }
  guard text != expected else { return }
  let pairs = zip(
    text.split(separator: "\n", omittingEmptySubsequences: false),
    expected.split(separator: "\n", omittingEmptySubsequences: false))
  let first = pairs.enumerated().first { $0.element.0 != $0.element.1 }
  Issue.record(
    """
    differs from snapshot '\(name)' in line \((first?.offset).map { $0 + 1 } ?? 0)
    is:        \(first?.element.0 ?? "(one text ends)")
    should be: \(first?.element.1 ?? "(one text ends)")
    """, sourceLocation: sourceLocation)
}
