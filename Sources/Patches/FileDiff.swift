/// What a diff does to one file.
public struct FileDiff: Hashable, Sendable {
  public enum Change: Hashable, Sendable { case modified, added, deleted, renamed, copied }

  public var change: Change
  /// Paths below the root of the tree, already without `a/` and `b/`. Both are the same except for renames and copies.
  public var oldPath: String
  public var newPath: String
  /// File modes as in git, octal in the text; nil when the diff does not say.
  public var oldMode: Int?
  public var newMode: Int?
  /// The (abbreviated) names of the blobs in the `index` line, lower-case hexadecimal.
  public var oldBlob: String?
  public var newBlob: String?
  public var hunks: [Hunk] = []
  /// Whether the content is binary; it is not read.
  public var isBinary = false
  /// Why this diff cannot be applied whatever the file holds; nil when it is well-formed.
  public var problem: Problem?
  /// The first line of the diff in the text that was read, from 1.
  public var line: Int

  /// What is wrong, and where.
  public struct Problem: Hashable, Sendable {
    /// Without a full stop.
    public var message: String
    /// The line in the text that was read, from 1.
    public var line: Int
  }

  static let symbolicLinkMode = 0o120000
  static let submoduleMode = 0o160000

  /// Whether the diff says both modes, and they differ.
  var changesMode: Bool { oldMode != nil && newMode != nil && oldMode != newMode }

  /// Whether either side is a commit of another repository.
  public var isSubmodule: Bool { oldMode == Self.submoduleMode || newMode == Self.submoduleMode }
}
