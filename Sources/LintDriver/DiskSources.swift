import Reporters
import SourceText

/// Gives reporters the files of a tree from disk.
public struct DiskSources: SourceProvider {
  private let root: String

  /// - Parameter root: the directory that reports' paths are relative to.
  public init(root: String) { self.root = root }

  public func file(at path: String) -> SourceFile? {
    RegularFile.bytes(of: path.hasPrefix("/") ? path : root + "/" + path).map { SourceFile(path: path, bytes: $0) }
  }
}
