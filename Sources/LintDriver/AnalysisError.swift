import CompileContext
import Dialect
import Kbuild
import Worker

/// Why there is no analysis at all. Trouble with single files is a notification instead.
public enum AnalysisError: Error, Sendable {
  case noInput
  case missingPath(String)
  case unreadablePath(String)
  case notCSource(String)
  /// A file with a C name that holds NUL bytes.
  case binaryFile(String)
  case noSources(String)
  case tree(KernelTreeError)
  case context(CompileContextError)
  case vocabulary(VocabularyError)
  case badVersion(String)
  case needsTree(option: String)
  case factsFile(path: String, problem: String)
  /// A directory for `--facts` in which kbuild left none.
  case noFacts(directory: String)
  case worker(WorkerUnusable)
  case temporaryDirectory(String)

  /// The process's exit code: 2 for what the user can change in the call, 4 for what is wrong with the installation.
  public var exitCode: Int32 {
    switch self {
    case .worker, .temporaryDirectory: 4
    case .vocabulary(let error):
      switch error {
      case .malformed: 4
      case .tooOld: 2
      }
    default: 2
    }
  }

  /// What and where, without a full stop.
  public var message: String {
    switch self {
    case .noInput: "no kernel tree around the working directory, and no path given"
    case .missingPath(let path): "'\(path)' does not exist"
    case .unreadablePath(let path): "'\(path)' cannot be read"
    case .notCSource(let path): "'\(path)' is no C source file"
    case .binaryFile(let path): "'\(path)' is no C source file: it holds NUL bytes"
    case .noSources(let path): "'\(path)' holds no C source file"
    case .tree(let error): "\(error)"
    case .context(let error): "\(error)"
    case .vocabulary(let error): "\(error)"
    case .badVersion(let text): "'\(text)' is no kernel version"
    case .needsTree(let option): "\(option) needs a kernel tree, and there is none"
    case .factsFile(let path, let problem): "cannot use facts file '\(path)': \(problem)"
    case .noFacts(let directory): "no facts of a build are in '\(directory)'"
    case .worker(let problem): problem.message
    case .temporaryDirectory(let path): "cannot make a temporary directory in '\(path)'"
    }
  }

  /// What to do about it.
  public var remedy: String {
    switch self {
    case .noInput: "run it inside a kernel tree, or name files, a directory or a tree"
    case .missingPath: "check the spelling; paths are relative to the working directory"
    case .unreadablePath: "check its permissions"
    case .notCSource, .binaryFile: "name files that end in '.c' or '.h', or directories"
    case .noSources: "name a directory with C sources, or a kernel tree"
    case .tree(let error): error.remedy
    case .context(let error): error.remedy
    case .vocabulary(let error): error.remedy
    case .badVersion: "give it as in '6.12'"
    case .needsTree: "name the tree with --tree DIR"
    case .factsFile: "write it again with --facts-out and this version of kfunclint"
    case .noFacts: "name the output directory of 'make C=2 CHECK=\"kfunclint kbuild\"'"
    case .worker(let problem): problem.remedy
    case .temporaryDirectory: "set TMPDIR to a directory that can be written"
    }
  }
}
