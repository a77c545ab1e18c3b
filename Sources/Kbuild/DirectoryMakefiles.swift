import SourceText
import Synchronization

/// The Makefiles of a tree's directories, each read once.
public final class DirectoryMakefiles: Sendable {
  private let root: String
  private let files: FileView
  /// By absolute directory; nil where there is none.
  private let known = Mutex<[String: DirectoryMakefile?]>([:])

  /// - Parameters:
  ///   - root: absolute; what `$(srctree)` stands for, and where include directories may be.
  ///   - files: where they are read from.
  public init(root: String, files: FileView = .disk) {
    self.root = root
    self.files = files
  }

  /// Returns the Makefile of a directory given relative to the root, or nil when there is none.
  public subscript(directory: String) -> DirectoryMakefile? {
    if let makefile = known.withLock({ $0[directory] }) { return makefile }
    let absolute = directory == "." ? root : "\(root)/\(directory)"
    let makefile = DirectoryMakefile(directory: absolute, allowedRoots: [root], sourceRoot: root, files: files)
    known.withLock { $0[directory] = .some(makefile) }
    return makefile
  }
}
