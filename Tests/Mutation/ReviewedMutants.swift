import Foundation
import Synchronization
import Yams

/// A reviewed list of mutants with the reason for each: those that are no mistakes, by reasoning about the kernel and never because
/// nothing finds them; or those that are mistakes and are known to survive.
final class ReviewedMutants: Sendable {
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
