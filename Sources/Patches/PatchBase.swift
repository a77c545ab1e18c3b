/// What is at a path of a tree.
public enum TreeEntry: Hashable, Sendable {
  case missing
  /// - Parameter mode: as in git; only the type and the execute bit count.
  case file([UInt8], mode: Int)
  case symbolicLink
  case directory
  /// A directory of the path is a symbolic link.
  case behindSymbolicLink
  /// A directory of the path is a file.
  case behindFile
  case submodule
  /// Neither file nor directory, too large, or not to be read; the reason without a full stop.
  case unreadable(String)
}

/// The tree that a patch is applied to. Paths have passed ``PathCheck``.
public protocol PatchBase {
  /// Looks at a path without following any symbolic link.
  func entry(at path: String) -> TreeEntry
}
