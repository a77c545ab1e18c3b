import BooleanLogic
import Facts
import Preprocessor
import SourceText

/// Reads the macros that open and close regions of other warnings, and finds those without a partner.
struct GuardReader {
  let text: CandidateText

  /// The macros of `include/linux/btf.h` and `include/linux/compiler_types.h`.
  private static let macros: [String: (kind: GuardFact.Kind, isStart: Bool)] = [
    "__bpf_kfunc_start_defs": (.kfuncDefs, true), "__bpf_kfunc_end_defs": (.kfuncDefs, false),
    "__bpf_hook_start": (.hook, true), "__bpf_hook_end": (.hook, false),
    "__diag_push": (.otherDiagnostics, true), "__diag_pop": (.otherDiagnostics, false),
  ]
  private static let prototypeWarnings: Set<String> = ["\"-Wmissing-prototypes\"", "\"-Wmissing-declarations\""]

  /// Returns the macros in source order, paired in every configuration that the conditions of the file allow.
  func facts() -> [GuardFact] {
    var facts: [GuardFact] = []
    text.forEachIdentifier { index in
      guard let macro = Self.macros[text.stream.text(index)], let call = text.call(at: index) else { return }
      var kind = macro.kind
      var end = endOfStatement(call)
      if kind == .otherDiagnostics, macro.isStart, let ignores = ignoredPrototypeWarnings(from: end) {
        kind = .prototypeDiagnostics
        end = ignores
      }
      facts.append(
        GuardFact(
          macro: call.name, kind: kind, isStart: macro.isStart, range: text.range(index..<end),
          nameRange: text.range(ofToken: index),
          removalRange: text.removalRange(ofTokens: index..<end, emptyLines: true),
          condition: text.condition(ofToken: index)))
    }
    pair(&facts)
    return facts
  }

  /// The token behind a call and its semicolon.
  private func endOfStatement(_ call: CandidateText.Call) -> Int {
    text.stream.isToken(call.close + 1, ";") ? call.close + 2 : call.close + 1
  }

  /// The token behind a run of `__diag_ignore_all` calls, nil if one ignores something else or there is none.
  private func ignoredPrototypeWarnings(from start: Int) -> Int? {
    var end = start
    while text.stream.isToken(end, "__diag_ignore_all"), let call = text.call(at: end) {
      guard let warning = call.arguments.first, Self.prototypeWarnings.contains(text.stream.text(warning)) else {
        return nil
      }
      end = endOfStatement(call)
    }
    return end > start && !text.stream.text(end).hasPrefix("__diag_ignore") ? end : nil
  }

  /// Goes through the macros of each configuration as the compiler does. O(2^conditions); nothing is said where that is too much.
  private func pair(_ facts: inout [GuardFact]) {
    guard let configurations = Formula.always.truths(of: facts.map(\.condition)) else { return }
    var partners: [Int: Set<Int>] = [:]
    // The order of the configurations must not show.
    for presence in configurations.sorted(by: {
      $0.map { $0 ? "1" : "0" }.joined() < $1.map { $0 ? "1" : "0" }.joined()
    }) {
      var open: [Int] = []
      for index in facts.indices where presence[index] {
        if facts[index].isStart {
          open.append(index)
        } else if let place = open.lastIndex(where: { Self.belong(facts[$0].kind, facts[index].kind) }) {
          // Regions that cross end in the wrong order, which makes no difference.
          partners[open.remove(at: place), default: []].insert(index)
        } else if let start = open.popLast() {
          partners[start, default: []].insert(index)
          facts[index].fault = facts[index].fault ?? .mismatched
          facts[index].openedBy = facts[start].macro
        } else {
          facts[index].fault = .unopened
        }
      }
      for index in open { facts[index].fault = .unclosed }
    }
    for (start, ends) in partners where ends.count == 1 && facts[start].fault == nil {
      guard let end = ends.first else { continue }
      facts[start].partner = end
      if facts[end].kind == .otherDiagnostics { facts[end].kind = facts[start].kind }
    }
  }

  private static func belong(_ start: GuardFact.Kind, _ end: GuardFact.Kind) -> Bool {
    start == end || (start == .prototypeDiagnostics && end == .otherDiagnostics)
  }
}
