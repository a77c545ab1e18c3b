import Diagnostics
import Foundation
import Yams

/// Which rules have mutants at all. A rule without one is in a reviewed list with the reason.
struct RuleCoverage {
  private struct Entry: Decodable {
    var rule: String
    var reason: String
  }

  private let reasons: [RuleID: String]
  private var exercised: Set<RuleID> = []

  /// - Throws: when the list cannot be read, or an entry lacks a reason.
  init(path: String) throws {
    let entries = try YAMLDecoder().decode([Entry].self, from: String(contentsOfFile: path, encoding: .utf8))
    if let bare = entries.first(where: { $0.reason.isEmpty }) {
      throw MutationFailure(message: "\(path): '\(bare.rule)' has no reason")
    }
    reasons = Dictionary(entries.map { (RuleID($0.rule), $0.reason) }) { first, _ in first }
  }

  /// Counts the rules of planted mutants as exercised, whether or not the mutants are run.
  mutating func enter(_ mutants: [Mutant]) { exercised.formUnion(mutants.map(\.rule)) }

  /// What is wrong: rules that nothing exercises and the list does not know, and entries of the list that are out of date.
  func mistakes(among rules: [RuleID]) -> [String] {
    let missing = rules.filter { !exercised.contains($0) && reasons[$0] == nil }.map { "no mutant exercises '\($0)'" }
    let stale = reasons.keys.filter { exercised.contains($0) || !rules.contains($0) }.map {
      "unexercised-rules.yaml has '\($0)', which \(rules.contains($0) ? "a mutant exercises" : "is no rule")"
    }
    return (missing + stale).sorted()
  }
}
