import Facts
import Preprocessor
import SourceText

extension FactsCollector {
  /// Adds the functions of the tree that have the name of a kfunc defined elsewhere.
  func addNamesakes(_ scan: TreeScan, to files: inout [FileFacts]) {
    var names = Set<String>()
    var known: [String: Set<String>] = [:]
    for file in files {
      known[file.path] = Set(file.functions.map(\.name))
      guard !file.path.hasPrefix("tools/") else { continue }
      for function in file.functions where function.tagged == .yes { names.insert(function.name) }
      for set in file.sets where set.kind == .kfuncs || set.kind == .set8 {
        names.formUnion(set.entries.map(\.name))
      }
    }
    let search = NamesakeSearch(root: root, lines: scan.functionLines, files: self.files)
    for (path, found) in search.namesakes(of: names, known: known) {
      if let index = files.firstIndex(where: { $0.path == path }) {
        files[index].namesakes = found
      } else {
        var facts = textFacts(path)
        facts.namesakes = found
        files.append(facts)
      }
    }
  }

  /// Adds what the documents of the tree say about its sources.
  func addDocuments(_ scan: TreeScan, to collected: inout [FileFacts]) {
    var sources: [String: (bytes: [UInt8], documented: Set<String>)] = [:]
    for path in scan.documents {
      guard let bytes = files.bytes(of: root + "/" + path) else { continue }
      let file = SourceFile(path: path, bytes: bytes)
      let reader = DocumentReader(file: file)
      var facts = textFacts(path)
      facts.fileCondition = nil
      facts.docFlags = reader.flags().map { DocFlagFact(name: $0.name, range: file.range($0.span)) }
      for identifier in reader.identifiers() {
        if sources[identifier.file] == nil, let bytes = files.bytes(of: root + "/" + identifier.file) {
          sources[identifier.file] = (bytes, DocumentReader.documentedNames(in: bytes))
        }
        facts.docDirectives.append(fact(of: identifier, in: sources[identifier.file], at: file.range(identifier.span)))
      }
      if !facts.docFlags.isEmpty || !facts.docDirectives.isEmpty { collected.append(facts) }
    }
  }

  private func fact(
    of identifier: DocumentReader.Identifier, in source: (bytes: [UInt8], documented: Set<String>)?,
    at range: SourceRange
  ) -> DocDirectiveFact {
    var state = DocDirectiveFact.State.noFile
    if let source {
      let isNamed = source.bytes.withUnsafeBytes { KfuncMarkers.contains($0, identifier.name) }
      state = source.documented.contains(identifier.name) ? .documented : isNamed ? .undocumented : .unknown
    }
    return DocDirectiveFact(
      file: identifier.file, identifier: identifier.name, range: range, state: state,
      documented: state == .documented ? [] : (source?.documented ?? []).sorted())
  }

  private func textFacts(_ path: String) -> FileFacts {
    var facts = FileFacts(path: path, translationUnit: path, context: FileFacts.textOnlyContext, status: .complete)
    facts.fileCondition = fileCondition(path)
    return facts
  }
}
