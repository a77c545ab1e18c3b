/// What differs between an inventory and what a witness saw, pair by pair: one line per difference, sorted.
struct InventoryComparison {
  private(set) var differences: [String] = []

  /// Compares with every entry of the same tree, read as text.
  init(_ inventory: [InventoryEntry], text: [TextualEntry]) {
    var found = Dictionary(grouping: inventory) { Pair(set: $0.set, name: $0.name, path: $0.path) }
    for expected in text {
      let pair = Pair(set: expected.set, name: expected.name, path: expected.path)
      guard let same = found.removeValue(forKey: pair) else {
        report(pair, "missing")
        continue
      }
      if same.count > 1 { report(pair, "listed \(same.count) times") }
      compare(same[0], expected, pair)
    }
    for pair in found.keys { report(pair, "not in the text of the tree") }
    differences.sort()
  }

  private struct Pair: Hashable {
    var set: String
    var name: String
    var path: String
  }

  private mutating func report(_ pair: Pair, _ text: String) {
    differences.append("\(pair.path): \(pair.set)/\(pair.name): \(text)")
  }

  private mutating func compare(_ entry: InventoryEntry, _ expected: TextualEntry, _ pair: Pair) {
    func check<Value: Equatable>(_ what: String, _ have: Value, _ want: Value) {
      if have != want { report(pair, "\(what) is \(have), the text has \(want)") }
    }
    check("set kind", entry.setKind, expected.setKind)
    check("registration", entry.registeredAs, expected.registeredAs)
    check("flags", entry.flags.sorted(), expected.flags.sorted())
    check("program types", entry.programTypes.sorted(), expected.programTypes)
    // fmod_ret is a hook in the kernel's own terms, but none that a program type selects.
    check("hooks", entry.hooks.filter { $0 != "FMODRET" }.sorted(), expected.hooks)
    check("line", entry.line, expected.line)
    check("condition", entry.condition, expected.condition)
    compareDefinition(entry, expected, pair)
  }

  private mutating func compareDefinition(_ entry: InventoryEntry, _ expected: TextualEntry, _ pair: Pair) {
    guard let definition = entry.definition else {
      if !expected.definitions.isEmpty {
        report(pair, "no definition, the text has \(expected.definitions.map(\.path))")
      }
      return
    }
    let candidates = expected.definitions.filter { $0.path == definition.path }
    guard let match = candidates.first(where: { $0.lines.contains(definition.line) }) ?? candidates.first else {
      report(pair, "defined in \(definition.path), the text has \(expected.definitions.map(\.path))")
      return
    }
    if !match.lines.contains(definition.line) {
      report(pair, "defined at line \(definition.line), the text has \(match.lines)")
    }
    if definition.storage != match.storage {
      report(pair, "storage is \(definition.storage), the text has \(match.storage)")
    }
    if definition.tagged != match.isTagged {
      report(pair, "tagged is \(definition.tagged), the text has \(match.isTagged)")
    }
    if entry.returnType != match.returnType {
      report(pair, "return type is '\(entry.returnType ?? "")', the text has '\(match.returnType)'")
    }
    let have = (entry.params ?? []).map { "\($0.type) \($0.name)" }
    let want = match.parameters.map { "\($0.type) \($0.name ?? "")" }
    if have != want { report(pair, "parameters are \(have), the text has \(want)") }
  }
}
