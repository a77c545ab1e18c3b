import Dialect
import Kbuild
import SourceText

/// Why a file cannot be given a command line.
public enum CompileContextError: Error, Hashable, Sendable {
  case vocabulary(VocabularyError)
  /// Only x86 headers can be synthesised.
  case unsupportedArchitecture(String)
  case outsideTree(path: String, root: String)
  /// The directory lacks what a build leaves behind.
  case notABuildDirectory(path: String, missing: String)
  case malformedDatabase(path: String, problem: String)
  case noEntry(path: String, database: String)
  case unreadable(path: String, reason: RegularFile.Failure)
}

extension CompileContextError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .vocabulary(let error): "\(error)"
    case .unsupportedArchitecture(let name): "cannot make up the generated headers of architecture '\(name)'"
    case .outsideTree(let path, let root): "'\(path)' is not in the kernel tree '\(root)'"
    case .notABuildDirectory(let path, let missing):
      "'\(path)' is not a configured build directory: missing '\(missing)'"
    case .malformedDatabase(let path, let problem): "cannot use compile database '\(path)': \(problem)"
    case .noEntry(let path, let database): "'\(path)' has no entry in compile database '\(database)'"
    case .unreadable(let path, let reason): "cannot read '\(path)': \(reason)"
    }
  }

  /// What the user can do about it.
  public var remedy: String {
    switch self {
    case .vocabulary(let error): error.remedy
    case .unsupportedArchitecture: "configure the kernel for it and name the output with --build-dir DIR"
    case .outsideTree: "name the tree that holds the file with --tree DIR"
    case .notABuildDirectory: "run 'make O=DIR defconfig prepare' in the tree first"
    case .malformedDatabase: "make it again with scripts/clang-tools/gen_compile_commands.py"
    case .noEntry: "build the file, then make the database again"
    case .unreadable: "check the path and its permissions"
    }
  }
}
