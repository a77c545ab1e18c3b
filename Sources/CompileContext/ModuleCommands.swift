import Kbuild
import SourceText

/// Commands of the files of a module that lies outside of any kernel tree.
struct ModuleCommands: CommandSource {
  private let name: String
  private let arguments: [String]
  private let prefixIncludes: [String]
  private let group: String
  private let headerRoots: [String]

  /// - Parameter headerRoots: where the kernel's headers are; the module's own Makefile may name them.
  init(name: String, arguments: [String], prefixIncludes: [String], headerRoots: [String]) {
    self.name = name
    self.arguments = arguments
    self.prefixIncludes = prefixIncludes
    self.headerRoots = headerRoots
    group = CommandGroup.name(arguments: arguments, prefixIncludes: prefixIncludes, virtualFiles: [])
  }

  func command(for candidate: String) throws(CompileContextError) -> CompileCommand {
    guard let path = RegularFile.realPath(candidate) else { throw .unreadable(path: candidate, reason: .missing) }
    let directory = PathText.directory(of: path)
    let finder = IncluderFinder(root: directory)
    let main = directory + "/" + finder.mainFile(for: PathText.name(of: path))
    let object = PathText.name(of: main).dropLast(2) + ".o"
    // The directory above is allowed, since modules often keep their headers beside the sources.
    let makefile = DirectoryMakefile(
      directory: directory, allowedRoots: [PathText.directory(of: directory)] + headerRoots)
    return CompileCommand(
      mainFile: main, candidate: path, arguments: arguments, prefixIncludes: prefixIncludes,
      localArguments: ["-I" + directory] + (makefile?.arguments(forObject: String(object)) ?? []) + ["-DMODULE"],
      group: group, context: main == path ? name : "\(name), through \(PathText.name(of: main))")
  }
}
