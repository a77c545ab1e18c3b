import Facts
import Model
import SourceText

/// An entry of a registered set that is written out, with what it is about.
struct KfuncEntry: Sendable {
  /// The row of the entry in the model.
  var row: Int
  var fact: EntryFact
  var set: SetFact
  var path: String
  /// The definition of the kfunc, if there is exactly one.
  var definition: KfuncDefinition?
  /// The hooks that the set is registered for, sorted.
  var hooks: [String]

  var flags: [String] { fact.flags.map(\.name) }
  var name: String { fact.name }
  /// What the mistake is made to, for people.
  var subject: String { "\(name) in \(path)" }
  /// Where findings about the entry or its function may be.
  var places: [SourceRange] { [fact.range] + (definition.map { [$0.fact.declaratorRange] } ?? []) }

  func has(_ flag: String) -> Bool { flags.contains(flag) }
}

/// The definition of a kfunc.
struct KfuncDefinition: Sendable {
  /// The row of the definition in the model.
  var row: Int
  var fact: FunctionFact
  var path: String
  /// The rows of the parameters in the model, in order.
  var parameters: [Int]
}

extension KernelUnderTest {
  /// Every written entry of sets registered as kfuncs, those of selftests left out.
  var kfuncEntries: [KfuncEntry] {
    model.entries.indices.compactMap { row in
      let entry = model.entries[row]
      let set = model.sets[entry.set]
      guard entry.kfunc != nil, entry.fact.generatedBy == nil, !isSelftest(set.path) else { return nil }
      let registrations = set.registrations.map { model.registrations[$0] }
      return KfuncEntry(
        row: row, fact: entry.fact, set: set.fact, path: set.path,
        definition: entry.definitions.count == 1 ? definition(entry.definitions[0]) : nil,
        hooks: Set(registrations.compactMap(\.hook)).sorted())
    }
  }

  /// The entries whose function is known, one for each function.
  var kfuncs: [(entry: KfuncEntry, definition: KfuncDefinition)] {
    var seen = Set<Int>()
    return kfuncEntries.compactMap { entry in
      guard let definition = entry.definition, !isSelftest(definition.path), seen.insert(definition.row).inserted else {
        return nil
      }
      return (entry, definition)
    }
  }

  private func definition(_ row: Int) -> KfuncDefinition {
    let definition = model.definitions[row]
    return KfuncDefinition(row: row, fact: definition.fact, path: definition.path, parameters: definition.parameters)
  }

  func isSelftest(_ path: String) -> Bool { path.hasPrefix("tools/") }

  /// Whether a field of an object is known to be true.
  func isTrue(_ field: String, of type: String, _ row: Int) -> Bool {
    if case .bool(true) = model.value(field, of: type, row: row) { true } else { false }
  }

  /// What the verifier takes a parameter for; nil when unknown.
  func kind(ofParameter row: Int) -> String? {
    if case .string(let kind) = model.value("kind", of: "parameter", row: row) { kind } else { nil }
  }

  /// Whether the verifier treats a kfunc by its name, so that general rules are silent.
  func isSpecial(_ definition: KfuncDefinition) -> Bool {
    isTrue("isVerifierSpecial", of: "definition", definition.row)
  }

  /// Every place in a definition, its body included, where a name stands as a word.
  func uses(of name: String, in definition: FunctionFact) -> [SourceRange] {
    let bytes = bytes(of: definition.range.path)
    // `struct cpumask *cpumask` has two names.
    return words(name, in: definition.range.path, bytes: definition.range.bytes).filter { place in
      let before = bytes[..<place.start.offset].suffix(7)
      return !before.elementsEqual("struct ".utf8) && !before.suffix(2).elementsEqual("->".utf8)
        && before.last != UInt8(ascii: ".")
    }
  }
}
