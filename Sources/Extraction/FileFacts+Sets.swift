import Facts

extension FileFacts {
  /// Reads everything that is made of the macros of `include/linux/btf_ids.h`.
  mutating func readSets(of text: CandidateText, macros: MacroTable) {
    let result = SetReader.read(text, macros: macros)
    sets = result.sets
    strays = result.strays
    let indexes = ListIndexReader(text: text)
    for place in sets.indices where sets[place].kind == .list { sets[place].index = indexes.index(of: sets[place]) }
  }
}
