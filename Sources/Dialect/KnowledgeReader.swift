import BuiltinRules

/// Reads what is known about kernel functions, the files `Rules/knowledge/functions/*.yaml`, into ``KernelKnowledge``.
///
/// A file has one key, `functions`, with a list of entries: `names` that share the facts, a `reason`, the `kernel` range
/// in which they hold (all by default), and the facts of ``FunctionKnowledge``, whose keys ``FunctionKnowledgeKey`` lists.
public struct KnowledgeReader: Sendable {
  static let directory = "knowledge/functions/"

  private let files: [String: String]

  /// - Parameter files: texts by their path below `Rules/`; by default those built into the program.
  public init(files: [String: String]? = nil) {
    self.files = (files ?? BuiltinRules.files).filter { path, _ in path.hasPrefix(Self.directory) }
  }

  /// Returns what holds in a release.
  ///
  /// - Throws: ``VocabularyError`` for the first mistake in any file, in the order of paths and lines, also about other
  ///   releases: an unknown key or value, facts that contradict each other, a name that is listed twice for one release.
  public func read(for version: KernelVersion) throws(VocabularyError) -> KernelKnowledge {
    var seen: [String: [VersionRange]] = [:]
    var functions: [String: FunctionKnowledge] = [:]
    for (path, text) in files.sorted(by: { $0.key < $1.key }) {
      for entry in try VocabularyFile(name: path, text: text).root.knowledgeEntries() {
        for name in entry.names {
          if let other = seen[name, default: []].first(where: { $0.overlaps(entry.versions) }) {
            throw entry.node.problem("'\(name)' is listed before, for kernel \(other.ruleText)")
          }
          seen[name, default: []].append(entry.versions)
          if entry.versions.contains(version) { functions[name] = entry.knowledge }
        }
      }
    }
    return KernelKnowledge(functions: functions)
  }
}

/// One entry of a knowledge file.
struct KnowledgeEntry {
  let node: VocabularyNode
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
  fileprivate func knowledgeEntries() throws(VocabularyError) -> [KnowledgeEntry] {
    for (key, value) in try pairs() where key != "functions" { throw value.problem("unknown key '\(key)'") }
    var entries: [KnowledgeEntry] = []
    for node in try required("functions").list() { entries.append(try node.knowledgeEntry()) }
    return entries
  }

  private func knowledgeEntry() throws(VocabularyError) -> KnowledgeEntry {
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
    return KnowledgeEntry(node: self, names: names, versions: versions, knowledge: knowledge)
  }
}
