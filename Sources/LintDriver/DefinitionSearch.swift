import Preprocessor
import SourceText

/// Finds the files that define functions which sets name and no candidate defines: kernel functions that became kfuncs
/// without a marker (`crash_kexec`, the helpers of `tcp_cong.c` in 6.1).
struct DefinitionSearch {
  let root: String
  /// The files to look into, sorted: the `.c` files of the tree, and its headers if they count.
  let sources: [String]
  var files = FileView.disk
  /// Knows results of earlier runs.
  var memory: AnalysisMemory?

  /// A name, and a file whose set names it: definitions are looked for near it first.
  struct Wanted: Hashable {
    var name: String
    var namedIn: String
    /// Whether a definition in a header counts, and the search looks into headers.
    var isInHeadersToo = false
  }

  /// Returns the files that define any of the names, sorted. Files near the set come first and the search for a name ends with
  /// the first file that defines it; a whole kernel is read only for names that nothing defines.
  func files(defining wanted: [Wanted]) -> [String] { Set(definingFiles(of: wanted).values).sorted() }

  /// Returns the functions that no file defines.
  func undefinedFunctions(among wanted: [Wanted]) -> Set<Wanted> {
    Set(wanted).subtracting(definingFiles(of: wanted).keys)
  }

  private func definingFiles(of wanted: [Wanted]) -> [Wanted: String] {
    var result: [Wanted: String] = [:]
    for (namedIn, group) in Dictionary(grouping: wanted, by: \.namedIn).sorted(by: { $0.key < $1.key }) {
      var missing = Set<String>()
      for want in group {
        if let memory, !isTouched(want.name), let known = memory.definingFile(of: want),
          known.map({ files.changes[root + "/" + $0] == nil }) ?? true
        {
          result[want] = known
        } else {
          missing.insert(want.name)
        }
      }
      guard !missing.isEmpty else { continue }
      let found = search(for: missing, near: namedIn)
      for name in missing {
        let want = Wanted(name: name, namedIn: namedIn, isInHeadersToo: group[0].isInHeadersToo)
        result[want] = found[name]
        if !isTouched(name) { memory?.remember(found[name], defining: want) }
      }
    }
    return result
  }

  /// Whether a changed file speaks of a name, before or after the change.
  private func isTouched(_ name: String) -> Bool {
    files.changes.contains { path, content in
      guard path.hasSuffix(".c") || path.hasSuffix(".h") else { return false }
      if case .bytes(let bytes) = content, bytes.withUnsafeBytes({ KfuncMarkers.contains($0, name) }) { return true }
      return RegularFile.bytes(of: path)?.withUnsafeBytes { KfuncMarkers.contains($0, name) } ?? false
    }
  }

  /// The first file that defines each of the names. Files are read in batches on all cores, so that a few are read in vain.
  private func search(for names: Set<String>, near namedIn: String) -> [String: String] {
    var missing = names
    var result: [String: String] = [:]
    var rest = byDistance(from: namedIn)[...]
    while !missing.isEmpty, !rest.isEmpty {
      let batch = Array(rest.prefix(Self.batchSize))
      rest = rest.dropFirst(Self.batchSize)
      for (path, found) in zip(batch, defined(missing, in: batch)) {
        for name in found where missing.remove(name) != nil { result[name] = path }
      }
    }
    return result
  }

  private static let batchSize = 512

  /// Those of the names that each of the files defines.
  private func defined(_ names: Set<String>, in paths: [String]) -> [Set<String>] {
    paths.concurrentMap(partsOf: 64) { part in
      let reader = FileReader()
      return part.map { path in
        files.withBytes(of: root + "/" + path, reader) { bytes -> Set<String> in
          let present = names.filter { KfuncMarkers.contains(bytes, $0) }
          return present.isEmpty ? [] : DefinitionSearch.defined(present, in: Array(bytes), path: path)
        } ?? []
      }
    }.flatMap { $0 }
  }

  /// Returns the headers below `include/` that define any of the structs, as `<...>` names, sorted. Headers for user space are left out.
  static func headers(
    defining tags: Set<String>, among sources: [String], root: String, files: FileView = .disk
  ) -> [String] {
    guard !tags.isEmpty else { return [] }
    let reader = FileReader()
    return sources.filter { path in
      guard path.hasPrefix("include/"), path.hasSuffix(".h"), !path.hasPrefix("include/uapi/") else { return false }
      return files.withBytes(of: root + "/" + path, reader) { bytes in
        defines(tags, in: bytes)
      } ?? false
    }.map { String($0.dropFirst("include/".count)) }
  }

  /// Returns those of the structs and unions that no file defines, sorted. Files near the one that names a tag come first; the whole
  /// tree is read for a tag that nothing defines.
  func undefined(_ wanted: [Wanted]) -> [String] {
    var missing = Set(wanted.map(\.name))
    let reader = FileReader()
    for path in byDistance(from: wanted.first?.namedIn ?? "") {
      if missing.isEmpty { break }
      missing.subtract(
        files.withBytes(of: root + "/" + path, reader) { bytes in
          DefinitionSearch.records(among: missing, keyword: "struct", in: bytes)
            .union(DefinitionSearch.records(among: missing, keyword: "union", in: bytes))
        } ?? [])
    }
    return missing.sorted()
  }

  /// Tells whether the bytes define one of the structs or unions.
  static func defines(_ tags: Set<String>, in bytes: UnsafeRawBufferPointer) -> Bool {
    definesRecord(among: tags, keyword: "struct", in: bytes) || definesRecord(among: tags, keyword: "union", in: bytes)
  }

  /// Tells whether `KEYWORD TAG {` stands in the bytes for one of the tags.
  private static func definesRecord(among tags: Set<String>, keyword: String, in bytes: UnsafeRawBufferPointer) -> Bool
  {
    !records(among: tags, keyword: keyword, in: bytes).isEmpty
  }

  /// Returns the tags for which `KEYWORD TAG {` stands in the bytes. One pass, however many tags there are.
  private static func records(
    among tags: Set<String>, keyword: String, in bytes: UnsafeRawBufferPointer
  ) -> Set<String> {
    let word = keyword + " "
    var found = Set<String>()
    var rest = bytes
    while let place = KfuncMarkers.firstIndex(of: word, in: rest) {
      rest = UnsafeRawBufferPointer(rebasing: rest[(place + word.utf8.count)...])
      let tag = rest.prefix { Lexer.isIdentifierPart($0) }
      let name = String(decoding: tag, as: UTF8.self)
      if tags.contains(name), opensBody(rest.dropFirst(tag.count)) { found.insert(name) }
    }
    return found
  }

  /// Whether a brace comes first, or behind one attribute (`struct a __packed {`, `struct a __aligned(8) {`).
  private static func opensBody(_ bytes: Slice<UnsafeRawBufferPointer>) -> Bool {
    func isSpace(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0A, 0x0D].contains(byte) }
    var rest = bytes.drop(while: isSpace)
    rest = rest.drop { Lexer.isIdentifierPart($0) }
    if rest.first == UInt8(ascii: "(") { rest = rest.drop { $0 != UInt8(ascii: ")") }.dropFirst() }
    return rest.drop(while: isSpace).first == UInt8(ascii: "{")
  }

  private static func defined(_ names: Set<String>, in bytes: [UInt8], path: String) -> Set<String> {
    let stream = TokenStream(file: SourceFile(path: path, bytes: bytes))
    let outline = FileOutline(stream, directives: stream.directives())
    return names.intersection(outline.functions.map(\.name))
  }

  /// The sources, those that share most leading directories with the file first. Drivers and architectures come last.
  private func byDistance(from file: String) -> [String] {
    let byRank = Dictionary(grouping: sources) { rank($0, near: file) }
    return byRank.sorted { $0.key > $1.key }.flatMap(\.value)
  }

  private func rank(_ path: String, near file: String) -> Int {
    var shared = 0
    for (left, right) in zip(path.utf8, file.utf8) {
      guard left == right else { break }
      if left == UInt8(ascii: "/") { shared += 1 }
    }
    if shared > 0 { return shared + 1 }
    let isRemote = ["drivers/", "arch/", "sound/", "tools/", "samples/"].contains { path.hasPrefix($0) }
    return isRemote ? 0 : 1
  }
}
