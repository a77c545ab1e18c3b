import Facts
import Preprocessor
import SourceText

extension FactsCollector {
  /// Adds the functions of the tree that have the name of a kfunc, or of an element of a list, and are not parsed.
  func addNamesakes(_ scan: TreeScan, to files: inout [FileFacts]) {
    var names = Set<String>()
    var known: [String: Set<String>] = [:]
    for file in files {
      known[file.path] = Set(file.functions.map(\.name))
      guard !file.path.hasPrefix("tools/") else { continue }
      for function in file.functions where function.tagged == .yes { names.insert(function.name) }
      names.formUnion(file.sets.flatMap(\.entries).filter { $0.prefix == "func" }.map(\.name))
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

  /// Adds what is known about the functions that sets and lists name and that no parsed file defines: those that an included list makes,
  /// and those that no file has.
  func addListedFunctions(_ scan: TreeScan, to files: inout [FileFacts]) {
    var known = Set(files.flatMap { $0.functions.map(\.name) + $0.namesakes.map(\.name) })
    var wanted: [DefinitionSearch.Wanted] = []
    for index in files.indices where !files[index].path.hasPrefix("tools/") {
      let names = Set(files[index].sets.flatMap(\.entries).filter { $0.prefix == "func" }.map(\.name))
      guard !names.isSubset(of: known) else { continue }
      let made = includedDefinitions(files[index].path).filter { names.contains($0.name) && !known.contains($0.name) }
      files[index].namesakes += made.map {
        NamesakeFact(name: $0.name, nameRange: $0.range, condition: $0.condition)
      }
      known.formUnion(made.map(\.name))
      wanted += names.map { DefinitionSearch.Wanted(name: $0, namedIn: files[index].path, isInHeadersToo: true) }
    }
    wanted.removeAll { known.contains($0.name) }
    var pasted = Set(
      wanted.map(\.name).filter { name in dialect.generatedFunctionPrefixes.contains(where: name.hasPrefix) })
    wanted.removeAll { pasted.contains($0.name) }
    wanted.sort { ($0.namedIn, $0.name) < ($1.namedIn, $1.name) }
    // A function in a header counts here, though nothing but files with markers is parsed.
    let search = DefinitionSearch(root: root, sources: scan.sources, files: self.files, memory: memory)
    let undefined = Set(search.undefinedFunctions(among: wanted).map(\.name))
    pasted.formUnion(
      PastedNames(root: root, sources: scan.sources, files: self.files).possible(among: undefined.sorted()))
    for index in files.indices where !files[index].path.hasPrefix("tools/") {
      let names = Set(files[index].sets.flatMap(\.entries).filter { $0.prefix == "func" }.map(\.name)).sorted()
      files[index].pastedFunctions = names.filter(pasted.contains)
      files[index].undefinedFunctions = names.filter { undefined.contains($0) && !pasted.contains($0) }
    }
  }

  /// The functions that a file makes of the macro calls of a file that it includes.
  private func includedDefinitions(_ path: String) -> [IncludedDefinitions.Definition] {
    guard let bytes = files.bytes(of: root + "/" + path) else { return [] }
    let directory = path.split(separator: "/").dropLast().joined(separator: "/")
    return IncludedDefinitions(SourceFile(path: path, bytes: bytes)) { name in
      for candidate in ["include/" + name, directory + "/" + name] {
        if let bytes = files.bytes(of: root + "/" + candidate) { return SourceFile(path: candidate, bytes: bytes) }
      }
      return nil
    }.definitions()
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
