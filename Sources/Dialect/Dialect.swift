/// What the annotations of one kernel mean: which flags, endings, macros, hooks and limits it has.
public struct Dialect: Codable, Hashable, Sendable {
  /// A part of the dialect, for ``provenance``.
  public enum Part: String, Codable, CodingKeyRepresentable, Hashable, Sendable, CaseIterable {
    case flags, suffixes, setMacros, definitionMacros, safeTypeMacros, hooks, limits, semantics
  }

  /// Where a part comes from.
  public enum Origin: Codable, Hashable, Sendable {
    /// Read from these files of the tree.
    case tree(files: [String])
    /// Taken from the vocabulary of a release.
    case vocabulary(KernelVersion)
    /// Taken from the vocabulary of a release, since the tree's files could not be understood.
    case fallback(KernelVersion, reason: String)
  }

  /// A flag that the kernel defines.
  public struct Flag: Codable, Hashable, Sendable {
    public var name: String
    /// nil when the definition is not a shift of one.
    public var bit: Int?
    /// Whether the vocabulary describes the flag; a tree may define others.
    public var isKnown: Bool
  }

  /// An ending of parameter names that the verifier looks at.
  public struct Suffix: Codable, Hashable, Sendable {
    public var text: String
    /// Whether the vocabulary describes the ending; a tree may have others.
    public var isKnown: Bool
  }

  /// The release: the tree's, or the one asked for.
  public var version: KernelVersion
  /// The release whose vocabulary was used; differs from ``version`` for a kernel newer than any that is known.
  public var vocabularyVersion: KernelVersion
  /// Sorted by bit, then by name.
  public var flags: [Flag]
  /// Sorted by text.
  public var suffixes: [Suffix]
  /// Every ending that some release looks at, with the releases that do, in the order of the vocabulary.
  public var suffixHistory: [Vocabulary.Suffix]
  /// In the order of the vocabulary.
  public var setMacros: [Vocabulary.SetMacro]
  public var entryMacros: [Vocabulary.EntryMacro]
  public var definitionMacros: [Vocabulary.DefinitionMacro]
  /// What `__bpf_kfunc` stands for, such as `__used` and `noinline`; empty before 6.3.
  public var kfuncAttributes: [String]
  public var safeTypeMacros: [Vocabulary.SafeTypeMacro]
  public var registrationCalls: [Vocabulary.RegistrationCall]
  public var registrationMembers: [String]
  /// Hooks without `BTF_KFUNC_HOOK_`, by program type (`BPF_PROG_TYPE_XDP`).
  public var hooks: [String: String]
  /// Names of the structs and typedefs that mean the program's context, by program type.
  public var contexts: [String: [String]]
  /// Kfuncs of the kernel's own tests that break rules on purpose.
  public var testKfuncs: [Vocabulary.TestKfunc]
  /// Tags of structs whose references a helper releases, so that no kfunc needs to.
  public var typesReleasedByHelpers: [String]
  /// Beginnings of the names of functions that macros generate, so that no file defines them under these names.
  public var generatedFunctionPrefixes: [String]
  /// Numbers by their name in `limits.yaml`, such as `entries_per_hook`.
  public var limits: [String: Int]
  /// Parameter names and types with a meaning of their own.
  public var parameterNames: [String]
  public var types: [String]
  /// Names of the BPF helpers (`include/uapi/linux/bpf.h`), sorted.
  public var helpers: [String]
  /// What the release's verifier does, by the names of `semantics.yaml`; sorted.
  public var semantics: [String]
  public var provenance: [Part: Origin]
  /// What the reader of a report should know about the choice, one sentence each.
  public var notes: [String]

  /// Returns the flag with a name, or nil when the kernel does not define it.
  public func flag(named name: String) -> Flag? { flags.first { $0.name == name } }

  /// Tells whether the kernel looks at an ending of parameter names.
  public func hasSuffix(_ text: String) -> Bool { suffixes.contains { $0.text == text } }

  /// Returns the ending that the kernel sees in a parameter's name: the longest of those that match.
  ///
  /// The name must be longer than the ending (btf_param_match_suffix), except up to 6.1.
  public func suffix(ofParameter name: String) -> Suffix? {
    suffixes.filter { suffix in
      name.hasSuffix(suffix.text)
        && (name.utf8.count > suffix.text.utf8.count || semantics.contains("suffix-may-be-whole-name"))
    }.max { $0.text.utf8.count < $1.text.utf8.count }
  }

  /// Returns the ending that only other releases see in a parameter's name; nil when this kernel sees a longer one, or as long a one.
  public func foreignSuffix(ofParameter name: String) -> Vocabulary.Suffix? {
    let own = suffix(ofParameter: name)?.text.utf8.count ?? 0
    let longest = suffixHistory.filter { name.hasSuffix($0.text) && name.utf8.count > $0.text.utf8.count }
      .max { $0.text.utf8.count < $1.text.utf8.count }
    guard let longest, longest.text.utf8.count > own, !hasSuffix(longest.text) else { return nil }
    return longest
  }

  /// Returns the rules that a function of a file breaks on purpose, sorted.
  public func rulesViolatedOnPurpose(by function: String, in file: String) -> [String] {
    Set(testKfuncs.filter { $0.name == function && $0.files.contains(file) }.flatMap(\.rules)).sorted()
  }

  /// Returns the names of flags in the order in which the kernel defines them; others stand behind, by name.
  public func inOrder(_ flagNames: Set<String>) -> [String] {
    let known = flags.map(\.name).filter(flagNames.contains)
    return known + flagNames.subtracting(known).sorted()
  }

  /// Tells whether the kernel behaves in a way that `semantics.yaml` names.
  public func has(semantics name: String) -> Bool { semantics.contains(name) }

  /// Returns the program types behind a hook, sorted.
  public func programTypes(ofHook hook: String) -> [String] {
    hooks.filter { $0.value == hook }.map(\.key).sorted()
  }
}
