import Foundation
import Synchronization
import Yams

/// The reviewed list of mutants that are no mistakes, with the reason for each. A mutant gets onto it by reasoning about the kernel, never
/// because nothing finds it.
final class LegalMutants: Sendable {
  private struct Entry: Decodable, Hashable, Sendable {
    var kind: String
    /// What the mutant's subject begins with.
    var subject: String
    /// The release it is about; nil for all.
    var kernel: String?
    var reason: String
  }

  private let entries: [Entry]
  private let used = Mutex<Set<Entry>>([])

  /// - Throws: when the file cannot be read, or an entry lacks a reason.
  init(path: String) throws {
    entries = try YAMLDecoder().decode([Entry].self, from: String(contentsOfFile: path, encoding: .utf8))
    if let bare = entries.first(where: { $0.reason.isEmpty }) {
      throw MutationFailure(message: "\(path): '\(bare.kind)' of '\(bare.subject)' has no reason")
    }
  }

  func contains(_ mutant: Mutant, release: String) -> Bool {
    guard
      let entry = entries.first(where: {
        $0.kind == mutant.kind && mutant.subject.hasPrefix($0.subject) && ($0.kernel ?? release) == release
      })
    else { return false }
    used.withLock { _ = $0.insert(entry) }
    return true
  }

  /// Entries that excluded nothing, which are probably out of date.
  func unused() -> [String] {
    let used = used.withLock { $0 }
    return entries.filter { !used.contains($0) }.map { "'\($0.kind)' of '\($0.subject)'" }
  }
}
