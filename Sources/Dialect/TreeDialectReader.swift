/// Reads the dialect from a kernel's own sources.
///
/// Distributions backport flags, endings and macros to old releases, so that what a tree defines counts for more than
/// its number. Reading is textual and does not need a configuration. A part that cannot be understood is taken from the
/// vocabulary of the release, and the dialect says so.
public struct TreeDialectReader {
  private let vocabulary: Vocabulary
  private let text: (String) -> String?

  /// - Parameter text: returns a file of the tree by its path relative to the root, or nil.
  public init(vocabulary: Vocabulary, text: @escaping (String) -> String?) {
    self.vocabulary = vocabulary
    self.text = text
  }

  private static let header = "include/linux/btf.h"
  private static let setHeader = "include/linux/btf_ids.h"
  private static let verifier = "kernel/bpf/verifier.c"
  private static let registry = "kernel/bpf/btf.c"

  /// Returns the dialect of the tree, whose release is given.
  public func read(version: KernelVersion) throws(VocabularyError) -> Dialect {
    var dialect = try Dialect(version: version, vocabulary: vocabulary)
    let verifier = text(Self.verifier).map(CText.init)
    let registry = text(Self.registry).map(CText.init)
    readDefinitions(into: &dialect)
    readSetMacros(into: &dialect)
    readSuffixes(verifier: verifier, registry: registry, into: &dialect)
    readSafeTypeMacros(verifier: verifier, into: &dialect)
    readHooks(registry: registry, into: &dialect)
    readLimits(into: &dialect)
    dialect.sort()
    return dialect
  }

  private func fallBack(_ part: Dialect.Part, _ reason: String, in dialect: inout Dialect) {
    dialect.provenance[part] = .fallback(dialect.vocabularyVersion, reason: reason)
    dialect.notes.append("\(reason); \(part.name) of \(dialect.vocabularyVersion) assumed")
  }

  /// Flags and definition macros, both of which are macros of `btf.h`.
  private func readDefinitions(into dialect: inout Dialect) {
    guard let definitions = text(Self.header).map({ CText($0).definitions }) else {
      fallBack(.flags, "cannot read '\(Self.header)'", in: &dialect)
      fallBack(.definitionMacros, "cannot read '\(Self.header)'", in: &dialect)
      return
    }
    let flags = definitions.filter { $0.name.hasPrefix("KF_") }
    if flags.isEmpty {
      fallBack(.flags, "no KF_ flag is defined in '\(Self.header)'", in: &dialect)
    } else {
      let known = Set(vocabulary.flags.map(\.name))
      var seen: Set<String> = []
      dialect.flags = flags.filter { seen.insert($0.name).inserted }.map {
        Dialect.Flag(name: $0.name, bit: Self.bit($0.body), isKnown: known.contains($0.name))
      }
      dialect.provenance[.flags] = .tree(files: [Self.header])
    }
    // The diagnostic macros are the compiler headers' and the CFI one the architecture's; these stay as they are.
    let ownRoles: Set<Vocabulary.DefinitionMacro.Role> = [
      .kfunc, .kfuncsStart, .kfuncsEnd, .hooksStart, .hooksEnd,
    ]
    let names = Set(definitions.map(\.name))
    dialect.definitionMacros = vocabulary.definitionMacros.filter { macro in
      ownRoles.contains(macro.role) ? names.contains(macro.name) : dialect.definitionMacros.contains(macro)
    }
    let kfunc = definitions.last { $0.name == "__bpf_kfunc" }
    dialect.kfuncAttributes = kfunc.map { $0.body.split(separator: " ").map(String.init) } ?? []
    dialect.provenance[.definitionMacros] = .tree(files: [Self.header])
  }

  /// Reads `(1 << 4)`, `1U << 4`, `BIT(4)` and `0x10`.
  static func bit(_ body: String) -> Int? {
    let compact = body.utf8.filter { !" \t()".utf8.contains($0) }
    let text = String(decoding: compact, as: UTF8.self)
    if let shift = text.firstRange(of: "<<") {
      guard ["1", "1U", "1u", "1UL", "1ul"].contains(String(text[..<shift.lowerBound])) else { return nil }
      return Int(text[shift.upperBound...])
    }
    if text.hasPrefix("BIT") { return Int(text.dropFirst(3)) }
    guard text.hasPrefix("0x"), let value = UInt64(text.dropFirst(2), radix: 16), value.nonzeroBitCount == 1 else {
      return nil
    }
    return value.trailingZeroBitCount
  }

  private func readSetMacros(into dialect: inout Dialect) {
    guard let definitions = text(Self.setHeader).map({ CText($0).definitions }) else {
      return fallBack(.setMacros, "cannot read '\(Self.setHeader)'", in: &dialect)
    }
    let names = Set(definitions.map(\.name))
    let found = vocabulary.setMacros.filter { names.contains($0.start) && names.contains($0.end ?? $0.start) }
    guard !found.isEmpty else {
      return fallBack(.setMacros, "no set macro is defined in '\(Self.setHeader)'", in: &dialect)
    }
    dialect.setMacros = found
    dialect.entryMacros = vocabulary.entryMacros.filter { names.contains($0.name) }
    dialect.provenance[.setMacros] = .tree(files: [Self.setHeader])
  }

  /// Endings are string literals that the verifier compares the ends of names with.
  private func readSuffixes(verifier: CText?, registry: CText?, into dialect: inout Dialect) {
    guard let verifier else {
      return fallBack(.suffixes, "cannot read '\(Self.verifier)'", in: &dialect)
    }
    var found = SuffixLiterals.suffixes(in: verifier)
    var files = [Self.verifier]
    // Up to 6.1 the arguments of kfuncs are checked in btf.c.
    let older = registry.map(SuffixLiterals.suffixes) ?? []
    if found.isEmpty, !older.isEmpty { files = [Self.registry] }
    if found.isEmpty { found = older }
    guard !found.isEmpty else {
      return fallBack(.suffixes, "no ending of parameter names was found in '\(Self.verifier)'", in: &dialect)
    }
    // An ending that the release has is kept when its text is still there, in whatever way it is compared.
    let literals = Set(CText.stringLiterals(in: verifier.bytes))
    found.formUnion(dialect.suffixes.map(\.text).filter(literals.contains))
    let known = Set(vocabulary.suffixes.map(\.text))
    dialect.suffixes = found.map { Dialect.Suffix(text: $0, isKnown: known.contains($0)) }
    dialect.provenance[.suffixes] = .tree(files: files)
  }

  private func readSafeTypeMacros(verifier: CText?, into dialect: inout Dialect) {
    guard let verifier else {
      return fallBack(.safeTypeMacros, "cannot read '\(Self.verifier)'", in: &dialect)
    }
    // A kernel before 6.2 has none, so that finding none is an answer.
    let names = Set(verifier.definitions.map(\.name))
    dialect.safeTypeMacros = vocabulary.safeTypeMacros.filter { names.contains($0.name) }
    dialect.provenance[.safeTypeMacros] = .tree(files: [Self.verifier])
  }

  private func readHooks(registry: CText?, into dialect: inout Dialect) {
    guard let registry else { return fallBack(.hooks, "cannot read '\(Self.registry)'", in: &dialect) }
    guard let body = registry.functionBody("bpf_prog_type_to_kfunc_hook"),
      let hooks = HookSwitch.hooks(in: body), !hooks.isEmpty
    else {
      return fallBack(.hooks, "the hooks of program types were not found in '\(Self.registry)'", in: &dialect)
    }
    dialect.hooks = hooks
    dialect.provenance[.hooks] = .tree(files: [Self.registry])
  }

  /// Numbers that a tree states are taken from it; the others are those of the release.
  private func readLimits(into dialect: inout Dialect) {
    var files: [String] = []
    for limit in vocabulary.limits where dialect.limits[limit.name] != nil {
      guard let file = limit.file, let macro = limit.macro, let text = text(file),
        let value = ConstantDefinition.value(of: macro, in: CText(text))
      else { continue }
      dialect.limits[limit.name] = value
      if !files.contains(file) { files.append(file) }
    }
    if files.isEmpty {
      fallBack(.limits, "no limit was found in the tree", in: &dialect)
    } else {
      dialect.provenance[.limits] = .tree(files: files.sorted())
    }
  }
}

extension Dialect.Part {
  /// As used in sentences.
  var name: String {
    switch self {
    case .flags: "flags"
    case .suffixes: "parameter name endings"
    case .setMacros: "set macros"
    case .definitionMacros: "definition macros"
    case .safeTypeMacros: "type-safe field macros"
    case .hooks: "hooks"
    case .limits: "limits"
    case .semantics: "semantics"
    }
  }
}
