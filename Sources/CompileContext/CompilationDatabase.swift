import Dialect
import Kbuild
import SourceText

/// The context of a `compile_commands.json`.
///
/// Nothing of a command is passed through but what ``FlagAllowList`` knows; its paths must lie in the tree or in the
/// build directory. A file of the tree without an entry gets a composed command when that directory holds the generated
/// headers; its context says `build directory` then.
public struct CompilationDatabase: Sendable {
  private let path: String
  private let tree: KernelTree
  private let buildDirectory: String?

  /// - Parameters:
  ///   - path: the database; its directory counts as a build directory.
  ///   - buildDirectory: where the kernel was built, when that is elsewhere.
  public init(path: String, tree: KernelTree, buildDirectory: String? = nil) {
    self.path = path
    self.tree = tree
    self.buildDirectory = buildDirectory
  }

  /// A database of every file of an allmodconfig kernel has some 150 MB.
  private static let sizeLimit = 512 << 20

  /// Reads the database and returns the context.
  public func makeContext() throws(CompileContextError) -> CompileContext {
    let bytes: [UInt8]
    do {
      bytes = try RegularFile.read(path, limit: Self.sizeLimit)
    } catch {
      throw .unreadable(path: path, reason: error)
    }
    guard let database = CompilationDatabaseFile(json: bytes) else {
      throw .malformedDatabase(path: path, problem: "it is not a JSON array of objects")
    }
    let real = RegularFile.realPath(path) ?? path
    let roots =
      [tree.root, PathText.directory(of: real)] + (buildDirectory.flatMap(RegularFile.realPath).map { [$0] } ?? [])
    var entries: [String: CompilationDatabaseFile.Entry] = [:]
    var outside = 0
    for entry in database.entries {
      let directory = RegularFile.realPath(entry.directory) ?? entry.directory
      guard let relative = tree.relativePath(of: entry.file),
        roots.contains(where: { PathText.relative(directory, below: $0) != nil })
      else {
        outside += 1
        continue
      }
      if entries[relative] == nil { entries[relative] = entry }
    }
    guard !entries.isEmpty else {
      throw .malformedDatabase(path: path, problem: "no entry is a file of '\(tree.root)'")
    }
    return CompileContext(
      name: "compile database", tree: tree, kernelVersion: tree.kernelVersion,
      commonHeaders: KernelArguments.commonHeaders(source: tree.root, files: tree.files),
      notes: Self.notes(path: path, outside: outside, malformed: database.malformedCount),
      source: DatabaseCommands(
        path: path, tree: tree, roots: roots, entries: entries,
        composed: composedCommands(in: buildDirectory ?? PathText.directory(of: real))))
  }

  /// Commands for files without an entry, or nil when the headers that they need were not generated.
  private func composedCommands(in directory: String) -> TreeCommands? {
    guard let generated = try? GeneratedHeaders(directory: directory, architecture: nil),
      let language = KernelArguments.language(architecture: generated.architecture)
    else { return nil }
    return TreeCommands(
      tree: tree, name: "build directory",
      arguments: language + KernelArguments.moduleNames + KernelArguments.parsing
        + KernelArguments.includes(
          source: tree.root, build: generated.root, architecture: generated.architecture),
      prefixIncludes: KernelArguments.prefixIncludes(source: tree.root, files: tree.files), virtualFiles: [])
  }

  private static func notes(path: String, outside: Int, malformed: Int) -> [String] {
    var notes: [String] = []
    if outside > 0 { notes.append("'\(path)': \(outside) entries outside of the tree and its build directory ignored") }
    if malformed > 0 { notes.append("'\(path)': \(malformed) malformed entries ignored") }
    return notes
  }
}

/// Commands from a database.
private struct DatabaseCommands: CommandSource {
  let path: String
  let tree: KernelTree
  let roots: [String]
  let entries: [String: CompilationDatabaseFile.Entry]
  let composed: TreeCommands?

  func command(for candidate: String) throws(CompileContextError) -> CompileCommand {
    guard let relative = tree.relativePath(of: candidate) else {
      throw .outsideTree(path: candidate, root: tree.root)
    }
    var main = relative
    if entries[main] == nil { main = IncluderFinder(root: tree.root, files: tree.files).mainFile(for: relative) }
    guard let entry = entries[main] else {
      guard let composed else { throw .noEntry(path: relative, database: path) }
      return try composed.command(for: candidate)
    }
    let list = FlagAllowList(directory: entry.directory, allowedRoots: roots)
    let kept = list.filter(entry.arguments).kept
    let architecture = architecture(of: kept)
    let recorded = RecordedArguments(
      kept: kept,
      sharedIncludes: architecture.map { sharedIncludes(entry, architecture: $0) } ?? [])
    let target = architecture.flatMap { KernelArguments.targets[$0] }.map { ["--target=\($0)"] } ?? []
    let arguments = target + recorded.arguments
    return CompileCommand(
      mainFile: tree.path(main), candidate: tree.path(relative), arguments: arguments,
      prefixIncludes: recorded.prefixIncludes, localArguments: recorded.localArguments,
      group: CommandGroup.name(
        arguments: arguments, prefixIncludes: recorded.prefixIncludes, virtualFiles: []),
      context: main == relative ? "compile database" : "compile database, through \(main)")
  }

  /// Which architecture was built: its include directory is in every command.
  private func architecture(of arguments: [String]) -> String? {
    KernelArguments.targets.keys.sorted().first { arguments.contains("-I\(tree.root)/arch/\($0)/include") }
  }

  /// The include directories of the whole kernel.
  private func sharedIncludes(_ entry: CompilationDatabaseFile.Entry, architecture: String) -> Set<String> {
    let build = RegularFile.realPath(entry.directory) ?? entry.directory
    return Set(
      [build, entry.directory].flatMap {
        KernelArguments.includes(source: tree.root, build: $0, architecture: architecture)
      })
  }
}
