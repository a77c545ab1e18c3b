import Dialect

extension PathExplorer {
  /// The memory of a parameter goes back, at once or behind a grace period.
  mutating func noteFree(of root: Int, _ known: FunctionKnowledge, _ state: PathState, _ tokens: Range<Int>) {
    guard let dropping = known.dropping, dropping != .count, case .parameter(let number) = symbols.origins[root],
      summary.parameters[number]?.freed == nil
    else { return }
    summary.parameters[number, default: .init()].freed = (path(to: tokens), dropping)
  }

  /// A pointer is returned that was found under RCU and that no reference keeps.
  mutating func noteUnderRCU(_ symbol: Int, _ state: PathState, _ tokens: Range<Int>, hasReference: Bool) {
    let root = symbols.root(symbol)
    guard returnsPointer, !hasReference, summary.returnsUnderRCU == nil,
      state[symbol].isUnderRCU || state[root].isUnderRCU, state[root].null != .null, state[root].error != .yes
    else { return }
    summary.returnsUnderRCU = path(to: tokens)
  }
}
