import BooleanLogic
import Synchronization

/// Passes questions about configurations on and keeps them with their answers.
final class RecordingOracle: ConfigurationOracle {
  /// A question with its answer.
  struct Record: Hashable, Sendable {
    var formula: Formula
    var given: [String]
    var answer: ConfigurationAnswer
  }

  private let oracle: any ConfigurationOracle
  private let kept = Mutex<Set<Record>>([])

  init(_ oracle: any ConfigurationOracle) { self.oracle = oracle }

  /// What was asked so far, each question once, in the order of their texts.
  var records: [Record] {
    kept.withLock { $0 }.sorted { "\($0.formula) \($0.given)" < "\($1.formula) \($1.given)" }
  }

  func witness(for formula: Formula, given: [String]) -> ConfigurationAnswer {
    let answer = oracle.witness(for: formula, given: given)
    kept.withLock { _ = $0.insert(Record(formula: formula, given: given, answer: answer)) }
    return answer
  }

  func isTristate(_ symbol: String) -> Bool? { oracle.isTristate(symbol) }
}
