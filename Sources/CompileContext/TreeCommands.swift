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

  init(
    tree: KernelTree, name: String, arguments: [String], prefixIncludes: [String], virtualFiles: [VirtualFile]
  ) {
    self.tree = tree
    self.name = name
    self.arguments = arguments
    self.prefixIncludes = prefixIncludes
    group = CommandGroup.name(arguments: arguments, prefixIncludes: prefixIncludes, virtualFiles: virtualFiles)
    includers = IncluderFinder(root: tree.root)
    directories = DirectoryArguments(tree: tree)
  }

  func command(for candidate: String) throws(CompileContextError) -> CompileCommand {
    guard let relative = tree.relativePath(of: candidate) else {
      throw .outsideTree(path: candidate, root: tree.root)
    }
    let main = includers.mainFile(for: relative)
    return CompileCommand(
      mainFile: tree.path(main), candidate: tree.path(relative), arguments: arguments,
      prefixIncludes: prefixIncludes, localArguments: directories.arguments(for: main), group: group,
      context: main == relative ? name : "\(name), through \(main)")
  }
}
