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

  private func textFacts(_ path: String) -> FileFacts {
    var facts = FileFacts(path: path, translationUnit: path, context: FileFacts.textOnlyContext, status: .complete)
    facts.fileCondition = fileCondition(path)
    return facts
  }
}
