import Kbuild
import SourceText

/// Finds the C file that a file compiled by inclusion belongs to.
///
/// `kernel/sched/ext.c` is no translation unit: `kernel/sched/build_policy.c` includes it, after the headers that it
/// needs. Headers that hold kfunc sets are read the same way.
struct IncluderFinder: Sendable {
  /// The absolute directory that all paths are relative to: the root of the tree, or a module's own directory.
  let root: String
  /// Those of the same root.
  let makefiles: DirectoryMakefiles
  private let files: FileView

  init(root: String, makefiles: DirectoryMakefiles? = nil, files: FileView = .disk) {
    self.root = root
    self.makefiles = makefiles ?? DirectoryMakefiles(root: root, files: files)
    self.files = files
  }

  /// Chains of C files that include each other are short; a longer one is a cycle or a trap.
  private static let longestChain = 4

  /// Returns the file to hand to the compiler for a candidate; the candidate itself when nothing includes it.
  func mainFile(for candidate: String) -> String {
    var current = candidate
    var seen: Set<String> = [candidate]
    for _ in 0..<Self.longestChain where !hasObjectRule(current) {
      guard let includer = includers(of: current).first, seen.insert(includer).inserted else { break }
      current = includer
    }
    return current
  }

  /// Returns the C files of the same and the parent directory that include a file, those with an object rule first.
  func includers(of file: String) -> [String] {
    let directory = PathText.directory(of: file)
    var directories = [directory]
    if directory != "." { directories.append(PathText.directory(of: directory)) }
    var found: [String] = []
    for directory in directories {
      let absolute = directory == "." ? root : "\(root)/\(directory)"
      for name in files.names(inDirectory: absolute) where name.hasSuffix(".c") {
        let path = directory == "." ? name : "\(directory)/\(name)"
        guard path != file, let bytes = files.bytes(of: "\(root)/\(path)") else { continue }
        let included = IncludeDirective.quotedNames(in: bytes, endingWith: PathText.name(of: file))
        if included.contains(where: { PathText.normalized("\(directory)/\($0)") == PathText.normalized(file) }) {
          found.append(path)
        }
      }
    }
    return found.filter(hasObjectRule) + found.filter { !hasObjectRule($0) }
  }

  /// Tells whether the Makefile of a C file's directory names its object.
  private func hasObjectRule(_ file: String) -> Bool {
    guard file.hasSuffix(".c") else { return false }
    let object = PathText.name(of: file).dropLast(2) + ".o"
    return makefiles[PathText.directory(of: file)]?.mentions(object: String(object)) ?? false
  }
}
