import BooleanLogic
import Facts
import Preprocessor
import SourceText

/// Finds functions that have the name of a kfunc, anywhere in the tree.
///
/// The scan of the tree notes which files have lines that may define functions with `bpf` in their names; only those that turn out to
/// have the name of a kfunc are read again. Other names are compared among the files that are parsed anyway.
struct NamesakeSearch {
  /// Absolute path of the tree.
  let root: String
  let lines: [TreeScan.FunctionLine]
  let files: FileView

  /// Returns the functions of those names by file, without the definitions that are known already.
  func namesakes(of names: Set<String>, known: [String: Set<String>]) -> [String: [NamesakeFact]] {
    let wanted = Dictionary(names.map { (FunctionLines.key(of: $0.utf8), $0) }, uniquingKeysWith: { min($0, $1) })
    var namesByPath: [String: Set<String>] = [:]
    for line in lines {
      guard let name = wanted[line.key], known[line.path]?.contains(name) != true else { continue }
      namesByPath[line.path, default: []].insert(name)
    }
    var result: [String: [NamesakeFact]] = [:]
    for (path, names) in namesByPath {
      let found = definitions(of: names, in: path)
      if !found.isEmpty { result[path] = found }
    }
    return result
  }

  private func definitions(of names: Set<String>, in path: String) -> [NamesakeFact] {
    guard let bytes = files.bytes(of: root + "/" + path) else { return [] }
    let stream = TokenStream(file: SourceFile(path: path, bytes: bytes))
    let structure = ConditionalStructure(stream)
    return FileOutline(stream, directives: structure.directives).functions.filter { names.contains($0.name) }.map {
      let span = stream.tokens[$0.nameIndex].span
      return NamesakeFact(
        name: $0.name, nameRange: stream.file.range(span), condition: structure.condition(at: span.lowerBound))
    }
  }
}
