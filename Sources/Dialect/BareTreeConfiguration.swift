/// What stands in for `.config` and the generated headers of a tree that was never configured.
///
/// Read from `Rules/vocabulary/bare-tree-config.yaml`, where each group states its reason.
public struct BareTreeConfiguration: Hashable, Sendable {
  /// One `CONFIG_` symbol without its prefix, and the text that `autoconf.h` defines it as.
  public struct Symbol: Hashable, Sendable {
    public var name: String
    public var value: String
  }

  /// A generated header made of constants; without any it is empty.
  public struct Header: Hashable, Sendable {
    /// Relative to the build directory, such as `include/generated/bounds.h`.
    public var path: String
    /// Macro names, function-like ones with their parameters, and what they stand for.
    public var definitions: [Symbol]
  }

  /// Sorted by name.
  public var symbols: [Symbol]
  /// Sorted by path.
  public var headers: [Header]
  /// What is switched on in addition to a distribution's configuration, sorted.
  public var headerPackageSymbols: [String]

  /// Returns what the built-in vocabulary says for a release.
  public init(for version: KernelVersion) throws(VocabularyError) {
    try self.init(for: version, root: VocabularyFile("vocabulary/bare-tree-config.yaml").root)
  }

  init(for version: KernelVersion, root: VocabularyNode) throws(VocabularyError) {
    var symbols: [String: String] = [:]
    for group in try root.required("symbols").list() where try group.versions().contains(version) {
      for name in try group.required("names").strings() { symbols[name] = "1" }
    }
    for group in try root.required("values").list() where try group.versions().contains(version) {
      for (name, value) in try group.required("values").pairs() { symbols[name] = try value.string() }
    }
    var headers: [String: [Symbol]] = [:]
    for header in try root.required("headers").list() where try header.versions().contains(version) {
      var definitions: [Symbol] = []
      for (name, value) in try header.optional("define")?.pairs() ?? [] {
        definitions.append(Symbol(name: name, value: try value.string()))
      }
      headers[try header.required("path").string(), default: []] += definitions
    }
    var additions: Set<String> = []
    for group in try root.required("header_package").list() where try group.versions().contains(version) {
      additions.formUnion(try group.required("names").strings())
    }
    headerPackageSymbols = additions.sorted()
    self.symbols = symbols.map { Symbol(name: $0.key, value: $0.value) }.sorted { $0.name < $1.name }
    self.headers = headers.map { Header(path: $0.key, definitions: $0.value) }.sorted { $0.path < $1.path }
  }
}
