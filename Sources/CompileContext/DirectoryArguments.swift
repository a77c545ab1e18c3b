import Kbuild
import SourceText

/// The arguments that a file's own directory adds to those of the whole kernel (`scripts/Makefile.lib`).
struct DirectoryArguments: Sendable {
  let tree: KernelTree
  let makefiles: DirectoryMakefiles

  /// Returns the arguments for a C file, given relative to the tree.
  ///
  /// Directories in `obj-m`, such as the test modules of the selftests, are compiled with `-DMODULE`. An object that may
  /// be a module or not is parsed as built in.
  func arguments(for file: String) -> [String] {
    let directory = PathText.directory(of: file)
    var result = ["-I" + absolute(directory)]
    for parent in parents(of: directory) { result += makefiles[parent]?.inheritedArguments() ?? [] }
    if let (makefile, object) = rule(for: file) {
      result += makefile.arguments(forObject: object)
      if makefile.isModuleOnly(object: object) { result.append("-DMODULE") }
    }
    var seen: Set<String> = []
    return result.filter { !$0.hasPrefix("-I") || seen.insert($0).inserted }
  }

  /// Returns the Makefile that names the object of a file, and the object as it is called there: that of the file's own
  /// directory or of one above (`libxfs/xfs_rmap.o`); the own one when none does.
  private func rule(for file: String) -> (makefile: DirectoryMakefile, object: String)? {
    let directory = PathText.directory(of: file)
    let stem = PathText.name(of: file).dropLast(2)
    let own = makefiles[directory].map { (makefile: $0, object: "\(stem).o") }
    if let own, own.makefile.mentions(object: own.object) { return own }
    for parent in parents(of: directory).reversed() {
      let object = "\(directory.dropFirst(parent.count + 1))/\(stem).o"
      if let makefile = makefiles[parent], makefile.mentions(object: object) { return (makefile, object) }
    }
    return own
  }

  /// The directories above, the outermost first, without the root of the tree.
  private func parents(of directory: String) -> [String] {
    var parents: [String] = []
    var parent = PathText.directory(of: directory)
    while parent != "." {
      parents.insert(parent, at: 0)
      parent = PathText.directory(of: parent)
    }
    return parents
  }

  private func absolute(_ directory: String) -> String { directory == "." ? tree.root : tree.path(directory) }
}
