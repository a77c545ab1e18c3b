import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reads the kfunc sets of a kernel tree as plain text, sharing nothing with the program under test: no libclang,
/// no preprocessor, no include path and no configuration. Both branches of every `#if` count.
///
/// It is a witness for tests, good enough for the two trees that it is validated on, not a C parser.
struct TextualExtractor {
  /// Absolute path of the tree.
  let tree: String

  /// Returns every (set, function) pair of the tree, sorted by path and then in source order.
  ///
  /// Reads each `.c` and `.h` file below the tree once, and those that may define a function of a set again.
  /// Throws: file system errors and `TextualSets.MalformedSet`.
  func entries() throws -> [TextualEntry] {
    let files = sourceFiles()
    let hookOfType = TextualRegistrations.hooks(CTokens(try contents("kernel/bpf/btf.c")))
    var entries: [TextualEntry] = []
    var missing: Set<String> = []
    for path in try files.filter({ try mentions(["BTF_KFUNCS_START", "BTF_SET8_START"], in: $0) })
    where path != "include/linux/btf_ids.h" {
      let tokens = CTokens(try contents(path))
      let registrations = TextualRegistrations(tokens)
      let outside = try includerCondition(of: path, files: files)
      let sets = try TextualSets(tokens, path: path, headerMacros: { headerMacro($0, includedBy: tokens.directives) })
        .sets
      let definitions = definitions(of: Set(sets.flatMap { $0.entries.map(\.name) }), in: tokens, path: path)
      for set in sets {
        let types = registrations.programTypes[set.name, default: []].sorted()
        for entry in set.entries {
          if definitions[entry.name] == nil { missing.insert(entry.name) }
          entries.append(
            TextualEntry(
              set: set.name, setKind: set.kind, name: entry.name, flags: entry.flags,
              registeredAs: registrations.fmodret.contains(set.name) ? "fmodret" : types.isEmpty ? nil : "kfunc",
              programTypes: types, hooks: Set(types.compactMap { hookOfType[$0] }).sorted(), path: path,
              line: entry.line,
              condition: TextualCondition(around: entry.offset, in: tokens.directives).and(outside).formula,
              definitions: definitions[entry.name] ?? []))
        }
      }
    }
    let elsewhere = try definitionsAnywhere(of: missing, files: files)
    for index in entries.indices where entries[index].definitions.isEmpty {
      entries[index].definitions = elsewhere[entries[index].name] ?? []
    }
    return entries
  }

  /// Paths of all `.c` and `.h` files below the tree, sorted. Symbolic links are not followed: the kernel has some
  /// that form cycles.
  private func sourceFiles() -> [String] {
    guard let walk = FileManager.default.enumerator(atPath: tree) else { return [] }
    var paths: [String] = []
    while let path = walk.nextObject() as? String {
      if path.hasSuffix(".c") || path.hasSuffix(".h") { paths.append(path) }
    }
    return paths.sorted()
  }

  private func contents(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: tree + "/" + path)))
  }

  /// Whether a file holds one of some strings anywhere, comments included. Uses the C library's search: this looks
  /// at every byte of the tree.
  private func mentions(_ needles: some Sequence<String>, in path: String) throws -> Bool {
    var bytes = try Data(contentsOf: URL(fileURLWithPath: tree + "/" + path))
    bytes.append(0)
    return bytes.withUnsafeBytes { haystack in
      guard let text = haystack.assumingMemoryBound(to: CChar.self).baseAddress else { return false }
      return needles.contains { strstr(text, $0) != nil }
    }
  }

  private func definitions(of names: Set<String>, in tokens: CTokens, path: String) -> [String: [TextualDefinition]] {
    var found: [String: [TextualDefinition]] = [:]
    var declaredStatic: Set<String> = []
    for index in tokens.code.indices where names.contains(tokens.code[index].text) {
      let name = tokens.code[index].text
      if TextualDefinition.isStaticPrototype(nameAt: index, in: tokens.code) { declaredStatic.insert(name) }
      guard var definition = TextualDefinition(nameAt: index, in: tokens.code, path: path) else { continue }
      if declaredStatic.contains(name) { definition.storage = "static" }
      found[name, default: []].append(definition)
    }
    return found
  }

  /// Definitions of functions that the set's own file does not define. A static one of another file cannot be meant.
  private func definitionsAnywhere(of names: Set<String>, files: [String]) throws -> [String: [TextualDefinition]] {
    guard !names.isEmpty else { return [:] }
    var found: [String: [TextualDefinition]] = [:]
    for path in files where try mentions(names, in: path) {
      for (name, all) in definitions(of: names, in: CTokens(try contents(path)), path: path) {
        found[name, default: []] += all.filter { $0.storage == "extern" }
      }
    }
    return found
  }

  /// The condition under which another `.c` file of the same directory includes a file, as
  /// kernel/sched/build_policy.c does with ext.c; no condition for a file that is compiled by itself.
  private func includerCondition(of path: String, files: [String]) throws -> TextualCondition {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let folder = parts.dropLast().joined(separator: "/") + "/"
    let literal = "\"" + (parts.last ?? "") + "\""
    for file in files
    where file.hasPrefix(folder) && !file.dropFirst(folder.count).contains("/") && file.hasSuffix(".c") {
      guard try mentions([literal], in: file) else { continue }
      let directives = CTokens(try contents(file)).directives
      if let include = directives.first(where: { $0.keyword == "include" && $0.tokens.last?.text == literal }) {
        return TextualCondition(around: include.offset, in: directives)
      }
    }
    return TextualCondition(around: 0, in: [])
  }

  /// A macro from the headers of `include` that a file includes, directly or through each other.
  private func headerMacro(_ name: String, includedBy directives: [CDirective]) -> TextualMacro? {
    var queue = includes(directives)
    var seen: Set<String> = []
    while !queue.isEmpty {
      let path = queue.removeFirst()
      guard seen.insert(path).inserted, let bytes = try? contents(path) else { continue }
      let tokens = CTokens(bytes)
      if let macro = TextualMacro(name, before: .max, in: tokens.directives) { return macro }
      queue += includes(tokens.directives)
    }
    return nil
  }

  private func includes(_ directives: [CDirective]) -> [String] {
    directives.filter { $0.keyword == "include" && $0.tokens.count > 3 && $0.tokens[1].isPunctuator("<") }
      .map { "include/" + $0.tokens.dropFirst(2).prefix { !$0.isPunctuator(">") }.map(\.text).joined() }
  }
}
