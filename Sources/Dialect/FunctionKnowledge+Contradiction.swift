extension FunctionKnowledge {
  /// What does not fit together in an entry, or nil: such an entry would make the analysis wrong instead of blind.
  var contradiction: String? {
    if (sleep == .flags) != (flagsArgument != nil) { return "'sleep: flags' and 'flags' go together" }
    if takesArgument != nil, takesResult { return "'takes' has two values" }
    if (takesArgument != nil || takesResult) != (taking != nil) { return "'takes' and 'taking' go together" }
    if taking == .new, !takesResult { return "only a result is a new object" }
    if takesResult, result == .value { return "a result that is no pointer holds no reference" }
    if (dropsArgument != nil) != (dropping != nil) { return "'drops' and 'dropping' go together" }
    if tries, enters.isEmpty { return "'tries' goes with 'enters'" }
    if !Set(enters).isDisjoint(with: leaves) { return "it enters what it leaves" }
    if shape == nil, argument != 0 { return "'argument' goes with 'shape'" }
    if let both = acceptsNull.first(where: dereferences.contains) { return "argument \(both) is both tested and not" }
    if memory.contains(where: { $0.key == $0.value }) { return "a memory argument is its own size" }
    if sleep == .always, enters.contains(where: { ![.mutex, .semaphore].contains($0) }) {
      return "what sleeps does not enter an atomic region"
    }
    return nil
  }
}
