/// A header that exists only in memory; handed to libclang as an unsaved file.
public struct VirtualFile: Codable, Hashable, Sendable {
  /// Absolute, below a root that does not exist on disk: libclang makes up the directories.
  public var path: String
  public var contents: String

  public init(path: String, contents: String) {
    self.path = path
    self.contents = contents
  }
}
