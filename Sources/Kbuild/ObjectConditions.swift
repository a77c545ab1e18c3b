import BooleanLogic
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
    return condition(ofTarget: path.dropLast(2) + ".o", depth: 0)?.withoutRedundantSymbols
  }

  /// No tree is this deep; a directory that leads to itself is given up.
  private static let depthLimit = 40

  /// The condition of an object or, with a slash at the end, of a directory.
  private func condition(ofTarget path: String, depth: Int) -> Formula? {
    guard depth < Self.depthLimit else { return nil }
    // Any directory above may name it, by the path from there.
    var alternatives: [Formula?] = []
    var directory = PathText.directory(of: path.hasSuffix("/") ? String(path.dropLast()) : path)
    while true {
      if let makefile = makefile(of: directory) {
        let word = directory == "." ? path : String(path.dropFirst(directory.count + 1))
        var visited: Set<String> = []
        let here = Lists(makefile: makefile, architecture: architecture(of: path))
          .condition(of: word, &visited)
        if let here {
          let way: Formula? = directory == "." ? .always : condition(ofTarget: directory + "/", depth: depth + 1)
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
      guard let bytes = try? RegularFile.read(tree.path(prefix + name)) else { continue }
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

  /// A condition that was found; its value is nil when it could not be understood.
  struct Found {
    var value: Formula?
  }

  /// Variables whose words are built.
  private static let builtStems: Set<String> = ["obj", "lib"]

  /// Returns the condition under which a word is in what the directory builds; nil when nothing names it.
  func condition(of word: String, _ visited: inout Set<String>) -> Found? {
    guard visited.insert(word).inserted else { return nil }
    defer { visited.remove(word) }
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
        guard let found = condition(of: user, &visited) else { continue }
        alternatives.append(.and(ofKnown: [statement.condition, found.value]))
      }
      // `$(foo-y)` takes in what `foo-$(CONFIG_X)` adds.
      if statement.hasSelector, !statement.variable.hasSuffix("-y"),
        let found = condition(of: "$(\(statement.stem)-y)", &visited)
      {
        alternatives.append(.and(ofKnown: [statement.condition, found.value]))
      }
    }
    return alternatives.isEmpty ? nil : Found(value: .or(ofKnown: alternatives))
  }

  private func matches(_ written: String, _ word: String) -> Bool {
    if written == word { return true }
    guard written.contains("$(SRCARCH)") || written.contains("$(src)/") else { return false }
    return written.replacing("$(SRCARCH)", with: architecture).replacing("$(src)/", with: "") == word
  }
}
