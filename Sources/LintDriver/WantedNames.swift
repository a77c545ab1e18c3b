import Preprocessor
import SourceText

/// The functions and structs that annotations of the candidates name, wherever they are defined. Read from the text, before
/// anything is parsed, so that one parse of each file is enough.
struct WantedNames {
  /// Functions named by the entries written out in sets and lists.
  var functions: Set<String> = []
  /// Structs that safe-type declarations and `___init` types speak about.
  var structs: Set<String> = []
  /// Functions that entries with flags name, and where.
  private var entries: Set<DefinitionSearch.Wanted> = []
  /// Functions that the candidates define.
  private var defined: Set<String> = []

  /// Functions that entries with flags name and no candidate defines, sorted.
  var undefinedEntries: [DefinitionSearch.Wanted] {
    entries.filter { !defined.contains($0.name) }.sorted { ($0.name, $0.namedIn) < ($1.name, $1.namedIn) }
  }

  /// Reads candidates. Files that cannot be read are left to the parse to report.
  ///
  /// - Parameters:
  ///   - candidates: names for facts and absolute paths.
  ///   - memory: knows candidates that are as on disk from earlier runs.
  init(candidates: [(path: String, file: String)], files: FileView = .disk, memory: AnalysisMemory? = nil) {
    for candidate in candidates {
      func read() -> WantedNames { WantedNames(path: candidate.path, bytes: files.bytes(of: candidate.file)) }
      let names =
        files.changes[candidate.file] == nil ? memory?.wantedNames(in: candidate.path, read) ?? read() : read()
      functions.formUnion(names.functions)
      structs.formUnion(names.structs)
      entries.formUnion(names.entries)
      defined.formUnion(names.defined)
    }
  }

  private init(path: String, bytes: [UInt8]?) {
    guard let bytes else { return }
    let stream = TokenStream(file: SourceFile(path: path, bytes: bytes))
    read(stream, path: path)
    defined = Set(FileOutline(stream, directives: stream.directives()).functions.map(\.name))
  }

  private mutating func read(_ stream: TokenStream, path: String) {
    for (index, token) in stream.tokens.enumerated() where token.kind == .identifier {
      let name = stream.text(index)
      switch name {
      case "BTF_ID_FLAGS", "BTF_ID":
        if stream.isToken(index + 2, "func"), stream.isToken(index + 3, ",") {
          functions.insert(stream.text(index + 4))
          if name == "BTF_ID_FLAGS", !token.isInDirective {
            entries.insert(DefinitionSearch.Wanted(name: stream.text(index + 4), namedIn: path))
          }
        }
      case "struct" where stream.text(index + 1).hasSuffix("___init"):
        structs.insert(stream.text(index + 1))
        structs.insert(String(stream.text(index + 1).dropLast("___init".count)))
      case _ where name.hasPrefix("BTF_TYPE_SAFE_") && !token.isInDirective:
        if stream.isToken(index + 2, "struct") || stream.isToken(index + 2, "union") {
          structs.insert(stream.text(index + 3))
        }
      default: break
      }
    }
  }
}
