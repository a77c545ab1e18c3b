import BuiltinRules

/// Reads what is known about kernel functions, the files `Rules/knowledge/functions/*.yaml`, into ``KernelKnowledge``.
///
/// A file has one key, `functions`, with a list of entries: `names` that share the facts, a `reason`, the `kernel` range
/// in which they hold (all by default), and the facts of ``FunctionKnowledge``, whose keys ``FunctionKnowledgeKey`` lists.
public struct KnowledgeReader: Sendable {
  static let directory = "knowledge/functions/"

  /// The files built into the program, parsed once.
  private static let builtIn = parse(BuiltinRules.files)

  private let entries: Result<[KnowledgeEntry], VocabularyError>

  /// - Parameter files: texts by their path below `Rules/`; by default those built into the program.
  public init(files: [String: String]? = nil) {
    entries = files.map(Self.parse) ?? Self.builtIn
  }

  /// Returns what holds in a release. O(names); the files are parsed once.
  ///
  /// - Throws: ``VocabularyError`` for the first mistake in any file, in the order of paths and lines, also about other
  ///   releases: an unknown key or value, facts that contradict each other, a name that is listed twice for one release.
  public func read(for version: KernelVersion) throws(VocabularyError) -> KernelKnowledge {
    var functions: [String: FunctionKnowledge] = [:]
    for entry in try entries.get() where entry.versions.contains(version) {
      for name in entry.names { functions[name] = entry.knowledge }
    }
    return KernelKnowledge(functions: functions, release: version.description)
  }

  private static func parse(_ files: [String: String]) -> Result<[KnowledgeEntry], VocabularyError> {
    Result { () throws(VocabularyError) in try entries(of: files) }
  }

  private static func entries(of files: [String: String]) throws(VocabularyError) -> [KnowledgeEntry] {
    var entries: [KnowledgeEntry] = []
    var seen: [String: [VersionRange]] = [:]
    for (path, text) in files.sorted(by: { $0.key < $1.key }) where path.hasPrefix(directory) {
      for node in try VocabularyFile(name: path, text: text).root.knowledgeNodes() {
        let entry = try node.knowledgeEntry()
        for name in entry.names {
          if let other = seen[name, default: []].first(where: { $0.overlaps(entry.versions) }) {
            throw node.problem("'\(name)' is listed before, for kernel \(other.ruleText)")
          }
          seen[name, default: []].append(entry.versions)
        }
        entries.append(entry)
      }
    }
    return entries
  }
}

/// One entry of a knowledge file.
struct KnowledgeEntry: Sendable {
  let names: [String]
  let versions: VersionRange
  let knowledge: FunctionKnowledge
}

extension VersionRange {
  /// Tells whether a release can lie in both ranges.
  func overlaps(_ other: VersionRange) -> Bool {
    if let until, let since = other.since, until < since { return false }
    if let since, let until = other.until, until < since { return false }
    return true
  }
}

extension VocabularyNode {
  /// The entries of a knowledge file.
  fileprivate func knowledgeNodes() throws(VocabularyError) -> [VocabularyNode] {
    for (key, value) in try pairs() where key != "functions" { throw value.problem("unknown key '\(key)'") }
    return try required("functions").list()
  }

  fileprivate func knowledgeEntry() throws(VocabularyError) -> KnowledgeEntry {
    let names = try required("names").strings()
    guard !names.isEmpty else { throw problem("'names' is empty") }
    guard try required("reason").string().hasSuffix(".") else { throw problem("'reason' is no sentence") }
    var versions = VersionRange()
    if let text = try optional("kernel")?.string() {
      guard let range = VersionRange(ruleText: text) else { throw problem("'\(text)' is no range of kernel releases") }
      versions = range
    }
    var knowledge = FunctionKnowledge()
    for (key, value) in try pairs() where !["names", "reason", "kernel"].contains(key) {
      guard let key = FunctionKnowledgeKey(rawValue: key) else { throw value.problem("unknown key '\(key)'") }
      try key.read(value, into: &knowledge)
    }
    guard knowledge != FunctionKnowledge() else { throw problem("the entry says nothing about '\(names[0])'") }
    if let contradiction = knowledge.contradiction { throw problem(contradiction) }
    return KnowledgeEntry(names: names, versions: versions, knowledge: knowledge)
  }
}
