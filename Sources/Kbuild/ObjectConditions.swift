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
  /// Conditions already derived, by directory with a slash at the end; nil where none can be.
  private let directories = Mutex<[String: Formula?]>([:])

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
    return condition(ofTarget: path.dropLast(2) + ".o")?.withoutRedundantSymbols
  }

  /// The condition under which a directory, given with a slash at the end, is entered.
  private func condition(ofDirectory path: String) -> Formula? {
    if let known = directories.withLock({ $0[path] }) { return known }
    let condition = condition(ofTarget: path)
    directories.withLock { $0[path] = .some(condition) }
    return condition
  }

  /// The condition of an object or, with a slash at the end, of a directory. Only directories above are looked at, so
  /// that the way ends at the root.
  private func condition(ofTarget path: String) -> Formula? {
    // Any directory above may name it, by the path from there.
    var alternatives: [Formula?] = []
    var directory = PathText.directory(of: path.hasSuffix("/") ? String(path.dropLast()) : path)
    while true {
      if let makefile = makefile(of: directory) {
        let word = directory == "." ? path : String(path.dropFirst(directory.count + 1))
        var lists = Lists(makefile: makefile, architecture: architecture(of: path))
        if let here = lists.condition(of: word) {
          let way: Formula? = directory == "." ? .always : condition(ofDirectory: directory + "/")
          alternatives.append(.and(ofKnown: [here.value, way]))
        }
      }
      if directory == "." { break }
      directory = PathText.directory(of: directory)
    }
    return alternatives.isEmpty ? nil : .or(ofKnown: alternatives)
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
  private var known: [String: Found?] = [:]

  init(makefile: MakefileReader, architecture: String) {
    self.makefile = makefile
    self.architecture = architecture
  }

  /// A condition that was found; its value is nil when it could not be understood.
  struct Found {
    var value: Formula?
  }

  /// Variables whose words are built.
  private static let builtStems: Set<String> = ["obj", "lib"]

  /// Returns the condition under which a word is in what the directory builds; nil when nothing names it.
  mutating func condition(of word: String) -> Found? {
    if let found = known[word] { return found }
    known[word] = .some(nil)
    var alternatives: [Formula?] = []
    for statement in makefile.statements where statement.words.contains(where: { matches($0, word) }) {
      if statement.hasSelector, Self.builtStems.contains(statement.stem) {
        alternatives.append(statement.condition)
        continue
      }
      // `foo-y` is part of foo.o; any variable may be referred to by another.
      var users = ["$(\(statement.variable))", "${\(statement.variable)}"]
      if statement.hasSelector { users.append(statement.stem + ".o") }
      for user in users {
        guard let found = condition(of: user) else { continue }
        alternatives.append(.and(ofKnown: [statement.condition, found.value]))
      }
      // `$(foo-y)` takes in what `foo-$(CONFIG_X)` adds.
      if statement.hasSelector, !statement.variable.hasSuffix("-y"),
        let found = condition(of: "$(\(statement.stem)-y)")
      {
        alternatives.append(.and(ofKnown: [statement.condition, found.value]))
      }
    }
    let found = alternatives.isEmpty ? nil : Found(value: .or(ofKnown: alternatives))
    known[word] = .some(found)
    return found
  }

  private func matches(_ written: String, _ word: String) -> Bool {
    if written == word { return true }
    // Few words hold a reference, and looking for a byte is much cheaper than replacing text.
    guard written.utf8.contains(UInt8(ascii: "$")) else { return false }
    return written.replacing("$(SRCARCH)", with: architecture).replacing("$(src)/", with: "") == word
  }
}
