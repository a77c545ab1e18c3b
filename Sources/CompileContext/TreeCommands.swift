import Kbuild

/// Commands of files of a kernel tree that all share the same arguments, except for those of their directory.
struct TreeCommands: CommandSource {
  private let tree: KernelTree
  private let name: String
  private let arguments: [String]
  private let prefixIncludes: [String]
  private let group: String
  private let includers: IncluderFinder
  private let directories: DirectoryArguments
  private let configuration: FileConfiguration?

  /// - Parameter configuration: what may be switched on for a file; nil for a tree that was configured.
  init(
    tree: KernelTree, name: String, arguments: [String], prefixIncludes: [String], virtualFiles: [VirtualFile],
    configuration: FileConfiguration? = nil
  ) {
    self.tree = tree
    self.name = name
    self.arguments = arguments
    self.prefixIncludes = prefixIncludes
    group = CommandGroup.name(arguments: arguments, prefixIncludes: prefixIncludes, virtualFiles: virtualFiles)
    let makefiles = DirectoryMakefiles(root: tree.root, files: tree.files)
    includers = IncluderFinder(root: tree.root, makefiles: makefiles, files: tree.files)
    directories = DirectoryArguments(tree: tree, makefiles: makefiles)
    self.configuration = configuration
  }

  func command(for candidate: String) throws(CompileContextError) -> CompileCommand {
    guard let relative = tree.relativePath(of: candidate) else {
      throw .outsideTree(path: candidate, root: tree.root)
    }
    let main = includers.mainFile(for: relative)
    var context = name
    // These change what headers hold, so that such a file cannot share a precompiled header with others.
    let symbols = configuration?.additionalSymbols(for: main) ?? []
    if !symbols.isEmpty { context += ", with \(symbols.joined(separator: " and "))" }
    if main != relative { context += ", through \(main)" }
    return CompileCommand(
      mainFile: tree.path(main), candidate: tree.path(relative), arguments: arguments + symbols.map { "-D\($0)=1" },
      prefixIncludes: prefixIncludes, localArguments: directories.arguments(for: main),
      group: symbols.isEmpty
        ? group : CommandGroup.name(arguments: [group] + symbols, prefixIncludes: [], virtualFiles: []),
      context: context)
  }
}
