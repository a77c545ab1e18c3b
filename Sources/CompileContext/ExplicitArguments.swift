import Kbuild
import SourceText

/// The context of compiler arguments that the user gave after `--`; nothing else is searched.
public struct ExplicitArguments: Sendable {
  private let arguments: [String]
  private let directory: String
  private let tree: KernelTree?

  /// - Parameters:
  ///   - arguments: as written; a compiler's name, inputs and outputs among them are dropped.
  ///   - directory: the absolute directory that relative paths start from.
  public init(arguments: [String], directory: String, tree: KernelTree?) {
    self.arguments = arguments
    self.directory = directory
    self.tree = tree
  }

  /// Filters the arguments and returns the context, with a note about those that were dropped.
  public func makeContext() -> CompileContext {
    let filtered = FlagAllowList(directory: directory, allowedRoots: nil).filter(arguments)
    let recorded = RecordedArguments(
      kept: filtered.kept, sharedIncludes: Set(filtered.kept.filter { $0.hasPrefix("-I") }))
    let dropped = filtered.dropped.map { "'\($0)'" }.joined(separator: " ")
    return CompileContext(
      name: "explicit arguments", tree: tree, kernelVersion: tree?.kernelVersion,
      commonHeaders: [],
      notes: dropped.isEmpty ? [] : ["arguments ignored after '--': \(dropped)"],
      source: ExplicitCommands(recorded: recorded, tree: tree))
  }
}

/// The same arguments for every file.
private struct ExplicitCommands: CommandSource {
  let arguments: [String]
  let prefixIncludes: [String]
  let localArguments: [String]
  let tree: KernelTree?

  init(recorded: RecordedArguments, tree: KernelTree?) {
    arguments = recorded.arguments
    prefixIncludes = recorded.prefixIncludes
    localArguments = recorded.localArguments
    self.tree = tree
  }

  func command(for candidate: String) throws(CompileContextError) -> CompileCommand {
    let added = tree?.files.exists(candidate) == true ? candidate : nil
    guard let path = RegularFile.realPath(candidate) ?? added else {
      throw .unreadable(path: candidate, reason: .missing)
    }
    var main = path
    var through = ""
    if let tree, let relative = tree.relativePath(of: path) {
      let includer = IncluderFinder(root: tree.root, files: tree.files).mainFile(for: relative)
      main = tree.path(includer)
      if includer != relative { through = ", through \(includer)" }
    }
    return CompileCommand(
      mainFile: main, candidate: path, arguments: arguments, prefixIncludes: prefixIncludes,
      localArguments: localArguments,
      group: CommandGroup.name(arguments: arguments, prefixIncludes: prefixIncludes, virtualFiles: []),
      context: "explicit arguments" + through)
  }
}
