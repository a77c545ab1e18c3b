import BooleanLogic
import Kbuild
import Preprocessor
import SourceText

/// Tells whether a change can matter to any annotation, from its text alone: most patches of a kernel cannot, and for them nothing is
/// parsed.
///
/// A change matters when it touches a file with a marker on either side, a file that defines a function which a set names, or a line of
/// a header, Makefile or Kconfig that speaks of what annotations depend on. Other effects through files without markers, such as the
/// sleeping of a function that a kfunc calls, need `--thorough`.
final class ChangeRelevance {
  private let tree: KernelTree
  private let excluded: (String) -> Bool
  private let memory: AnalysisMemory
  /// The files after all changes: a patch may touch what another one of the series makes a kfunc.
  private let last: FileView
  private lazy var scan = memory.scan { TreeScan.scan(root: tree.root, excluded: excluded) }
  private lazy var names = wantedNames()
  private lazy var symbols = presenceSymbols()

  /// - Parameters:
  ///   - memory: shares the search through the tree with the analysis, if there is one.
  ///   - last: the files after all changes.
  init(tree: KernelTree, excluded: @escaping (String) -> Bool, memory: AnalysisMemory, last: FileView) {
    self.last = last
    self.tree = tree
    self.excluded = excluded
    self.memory = memory
  }

  /// Tells whether the change has to be analysed. The tree is searched only for files that could matter.
  func matters(_ change: TreeChange) -> Bool {
    let files = change.files.filter { !excluded($0.newPath) || !excluded($0.oldPath) }
    if files.contains(where: holdsMarker) { return true }
    return files.contains { file in
      let path = file.newPath
      if path.hasSuffix(".c") { return definesWantedFunction(file) }
      if path.hasSuffix(".h") || path.hasSuffix(".inc") { return touchesHeader(file) }
      return touchesConfiguration(file)
    }
  }

  // MARK: Files

  private func holdsMarker(_ file: TreeChange.File) -> Bool {
    [(file.oldPath, file.before), (file.newPath, file.after)].contains { path, bytes in
      guard let bytes, path.hasSuffix(".c") || path.hasSuffix(".h") else { return false }
      return bytes.withUnsafeBytes { TreeScan.classify($0, isHeader: path.hasSuffix(".h")) } != .other
    }
  }

  private func definesWantedFunction(_ file: TreeChange.File) -> Bool {
    [file.before, file.after].contains { bytes in
      guard let bytes else { return false }
      let stream = TokenStream(file: SourceFile(path: file.newPath, bytes: bytes))
      let functions = FileOutline(stream, directives: stream.directives()).functions
      return functions.contains { names.functions.contains($0.name) }
    }
  }

  private func touchesHeader(_ file: TreeChange.File) -> Bool {
    // The macros themselves, flags, prototypes of kfuncs.
    let lines = file.touched.map(\.text)
    if holds(lines, anyOf: ["BTF_", "KF_", "kfunc", "fmodret", "bpf_iter_", "___init"]) { return true }
    if holds(lines, words: symbols) { return true }
    return [file.before, file.after].contains { bytes in
      bytes.map { $0.withUnsafeBytes { DefinitionSearch.defines(names.structs, in: $0) } } ?? false
    }
  }

  /// Makefiles and Kconfig files, which say when a file is part of a kernel; lists of system calls, from which headers are generated.
  private func touchesConfiguration(_ file: TreeChange.File) -> Bool {
    let objects = Set(
      scan.candidates.filter { PathText.directory(of: $0) == PathText.directory(of: file.newPath) }
        .flatMap { PathText.name(of: $0).prefix { $0 != "." }.split(separator: "-").map(String.init) })
    let words = symbols.union(objects)
    // What a line of Kconfig means depends on those around it; lines of a Makefile stand alone, but for conditionals.
    let changed = file.touched.filter { $0.kind != .context }.map(\.text)
    let isKconfig = PathText.name(of: file.newPath).hasPrefix("Kconfig")
    let conditionals = ["if", "else", "endif"]
    let isConditional = changed.contains { line in
      conditionals.contains { line.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.starts(with: $0.utf8) }
    }
    return holds(isKconfig || isConditional ? file.touched.map(\.text) : changed, words: words)
  }

  private func holds(_ lines: [ArraySlice<UInt8>], anyOf texts: [String]) -> Bool {
    lines.contains { line in
      line.withUnsafeBytes { bytes in texts.contains { KfuncMarkers.contains(bytes, $0) } }
    }
  }

  /// Whether one of the words stands in a line, with or without `CONFIG_`.
  private func holds(_ lines: [ArraySlice<UInt8>], words: Set<String>) -> Bool {
    lines.contains { line in
      line.split(whereSeparator: { !Lexer.isIdentifierPart($0) }).contains { part in
        let word = String(decoding: part, as: UTF8.self)
        return words.contains(word) || words.contains("CONFIG_" + word)
      }
    }
  }

  /// The names in sets and annotations of the files on disk, and of those after all changes.
  private func wantedNames() -> WantedNames {
    var names = wantedNames(in: scan, files: .disk)
    guard !last.isDisk else { return names }
    let changed = wantedNames(in: scan.changed(by: last, root: tree.root, excluded: excluded), files: last)
    names.functions.formUnion(changed.functions)
    names.structs.formUnion(changed.structs)
    return names
  }

  private func wantedNames(in scan: TreeScan, files: FileView) -> WantedNames {
    WantedNames(
      candidates: (scan.candidates + scan.listFiles).map { ($0, tree.root + "/" + $0) }, files: files, memory: memory)
  }

  /// The symbols on which the presence of candidates depends: those of kbuild and those in their own text.
  private func presenceSymbols() -> Set<String> {
    let conditions = ObjectConditions(tree: tree)
    var symbols = Set<String>()
    for path in scan.candidates where !path.hasPrefix("tools/") {
      for atom in conditions.condition(ofSource: path)?.atoms ?? [] {
        switch atom {
        case .builtIn(let name), .module(let name), .enabled(let name), .reachable(let name): symbols.insert(name)
        case .modularCode, .opaque: break
        }
      }
      guard let bytes = tree.files.bytes(of: tree.root + "/" + path) else { continue }
      for token in Lexer.tokens(of: bytes) where token.kind == .identifier && token.isInDirective {
        let name = String(decoding: bytes[token.span], as: UTF8.self)
        if name.hasPrefix("CONFIG_") { symbols.insert(name) }
      }
    }
    return symbols
  }
}
