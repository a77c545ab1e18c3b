import BooleanLogic
import SourceText
import Synchronization

/// Tells under which configuration the C files of a kernel tree are compiled, from its Makefiles.
///
/// Reads `obj-`, `lib-` and composite lists and the way down from the top directory
/// (Documentation/kbuild/makefiles.rst, sections 3.1 to 3.7). Nothing is executed. Up to 6.0 the way starts in lists of
/// the top Makefile, which are not read, so that nothing can be derived for those releases.
public final class ObjectConditions: Sendable {
  private let tree: KernelTree
  /// Makefiles already read, by directory; nil where there is none.
  private let makefiles = Mutex<[String: MakefileReader?]>([:])
  /// Ways already derived, by object or directory with a slash at the end; nil where none can be.
  private let known = Mutex<[String: ObjectWays?]>([:])

  public init(tree: KernelTree) {
    self.tree = tree
  }

  /// Returns the condition under which a C file, given relative to the tree, is compiled.
  ///
  /// `IS_ENABLED(CONFIG_X)` is said of every symbol in `obj-$(CONFIG_X)`, bool or tristate: Kconfig is not read. nil
  /// means that the condition cannot be derived: no Makefile names the object, no directory above leads to it (`tools/`), or
  /// a directive on the way is about something else than symbols that are on or off.
  public func condition(ofSource path: String) -> Formula? {
    guard path.hasSuffix(".c") else { return nil }
    return ways(ofTarget: path.dropLast(2) + ".o")?.any?.withoutRedundantSymbols
  }

  /// Returns what a C file, given relative to the tree, is linked into; nil when that cannot be derived.
  public func placement(ofSource path: String) -> ObjectPlacement? {
    guard path.hasSuffix(".c"), let ways = ways(ofTarget: path.dropLast(2) + ".o"), let builtIn = ways.builtIn else {
      return nil
    }
    var modules: [String: Formula] = [:]
    for (name, condition) in ways.modules {
      guard let condition = condition?.withoutRedundantSymbols else { return nil }
      if condition != .never { modules[name] = condition }
    }
    return ObjectPlacement(builtIn: builtIn.withoutRedundantSymbols, modules: modules)
  }

  /// The ways in which an object or, with a slash at the end, a directory is built.
  private func ways(ofTarget path: String) -> ObjectWays? {
    if let ways = known.withLock({ $0[path] }) { return ways }
    let ways = derivedWays(ofTarget: path)
    known.withLock { $0[path] = .some(ways) }
    return ways
  }

  /// Only directories above are looked at, so that the way ends at the root.
  private func derivedWays(ofTarget path: String) -> ObjectWays? {
    // Any directory above may name it, by the path from there.
    var alternatives: [ObjectWays] = []
    var directory = PathText.directory(of: path.hasSuffix("/") ? String(path.dropLast()) : path)
    while true {
      if let makefile = makefile(of: directory) {
        let word = directory == "." ? path : String(path.dropFirst(directory.count + 1))
        var lists = Lists(makefile: makefile, architecture: architecture(of: path))
        if let here = lists.ways(of: word) {
          let way = directory == "." ? .always : ways(ofTarget: directory + "/") ?? .unknown
          // A module is built wherever its directory is entered; what is built in also needs a directory that is.
          alternatives.append(
            here.narrowed(any: way.any, builtIn: way.builtIn, modular: way.any)
              .prefixed(with: directory == "." ? "" : directory + "/"))
        }
      }
      if directory == "." { break }
      directory = PathText.directory(of: directory)
    }
    return alternatives.isEmpty ? nil : .joining(alternatives)
  }

  private func architecture(of path: String) -> String {
    let parts = path.split(separator: "/")
    return parts.count > 1 && parts[0] == "arch" ? String(parts[1]) : ""
  }

  private func makefile(of directory: String) -> MakefileReader? {
    if let known = makefiles.withLock({ $0[directory] }) { return known }
    let prefix = directory == "." ? "" : directory + "/"
    var reader: MakefileReader?
    for name in ["Kbuild", "Makefile"] {
      guard let bytes = tree.files.bytes(of: tree.path(prefix + name)) else { continue }
      reader = MakefileReader(bytes)
      break
    }
    makefiles.withLock { $0[directory] = .some(reader) }
    return reader
  }
}

/// The lists of objects of one Makefile.
private struct Lists {
  let makefile: MakefileReader
  /// What `$(SRCARCH)` stands for on the way to the file; empty outside of `arch/`.
  let architecture: String
  /// What was found for a word, or nil for one that nothing names. A word that is being looked for counts as unnamed,
  /// which ends cycles of variables; make refuses these.
  private var known: [String: ObjectWays?] = [:]

  init(makefile: MakefileReader, architecture: String) {
    self.makefile = makefile
    self.architecture = architecture
  }

  /// Returns the ways in which a word is in what the directory builds; nil when nothing names it.
  mutating func ways(of word: String) -> ObjectWays? {
    if let found = known[word] { return found }
    known[word] = .some(nil)
    var alternatives: [ObjectWays] = []
    for statement in makefile.statements where statement.words.contains(where: { matches($0, word) }) {
      let around = statement.surrounding
      if let selector = statement.selector, statement.stem == "obj" || statement.stem == "lib" {
        let listed = ObjectWays(
          any: selector.isOn, builtIn: selector.isBuiltIn,
          modules: statement.stem == "obj" ? [word: selector.isModular] : [:])
        alternatives.append(listed.narrowed(any: around, builtIn: around, modular: around))
        continue
      }
      // Any variable may be referred to by another.
      for user in ["$(\(statement.variable))", "${\(statement.variable)}"] {
        guard let found = ways(of: user) else { continue }
        alternatives.append(found.narrowed(any: around, builtIn: around, modular: around))
      }
      guard let selector = statement.selector else { continue }
      // `foo-y` is part of foo.o, and so is `foo-m` where that is a module.
      if let whole = ways(of: statement.stem + ".o") {
        alternatives.append(
          whole.narrowed(any: selector.isOn, builtIn: selector.isPartOfBuiltIn, modular: selector.isOn)
            .narrowed(any: around, builtIn: around, modular: around))
      }
      // `$(foo-y)` takes in what `foo-$(CONFIG_X)` adds.
      if !statement.variable.hasSuffix("-y"), let found = ways(of: "$(\(statement.stem)-y)") {
        alternatives.append(
          found.narrowed(any: selector.isOn, builtIn: selector.isBuiltIn, modular: selector.isBuiltIn)
            .narrowed(any: around, builtIn: around, modular: around))
      }
    }
    let found: ObjectWays? = alternatives.isEmpty ? nil : .joining(alternatives)
    known[word] = .some(found)
    return found
  }

  private func matches(_ written: String, _ word: String) -> Bool {
    if written == word { return true }
    // Few words hold a reference, and comparing what follows it is much cheaper than replacing text.
    guard let reference = written.utf8.lastIndex(of: UInt8(ascii: ")")),
      word.hasSuffix(written[written.index(after: reference)...].drop { $0 == "/" })
    else { return false }
    return written.replacing("$(SRCARCH)", with: architecture).replacing("$(src)/", with: "") == word
  }
}
