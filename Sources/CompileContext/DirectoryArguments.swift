import Kbuild

/// The arguments that a file's own directory adds to those of the whole kernel (`scripts/Makefile.lib`).
struct DirectoryArguments: Sendable {
  let tree: KernelTree

  /// Returns the arguments for a C file, given relative to the tree.
  ///
  /// Directories in `obj-m`, such as the test modules of the selftests, are compiled with `-DMODULE`. An object that may
  /// be a module or not is parsed as built in.
  func arguments(for file: String) -> [String] {
    let directory = PathText.directory(of: file)
    var result = ["-I" + (directory == "." ? tree.root : tree.path(directory))]
    var parent = PathText.directory(of: directory)
    while parent != "." {
      result += DirectoryMakefile(directory: tree.path(parent), allowedRoots: [tree.root], sourceRoot: tree.root)?.inheritedArguments() ?? []
      parent = PathText.directory(of: parent)
    }
    if let makefile = DirectoryMakefile(
      directory: directory == "." ? tree.root : tree.path(directory), allowedRoots: [tree.root], sourceRoot: tree.root)
    {
      let object = PathText.name(of: file).dropLast(2) + ".o"
      result += makefile.arguments(forObject: String(object))
      if makefile.isModuleOnly(object: String(object)) { result.append("-DMODULE") }
    }
    var seen: Set<String> = []
    return result.filter { !$0.hasPrefix("-I") || seen.insert($0).inserted }
  }
}
