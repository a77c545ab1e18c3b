/// A file that a parse read.
public struct FileRead: Codable, Hashable, Sendable {
  /// As the parser found it.
  public var path: String
  /// The file whose `#include` names it; nil for the main file and what the command line includes.
  public var includer: String?

  public init(path: String, includer: String?) {
    self.path = path
    self.includer = includer
  }

  /// Returns files in the order of their paths, then of who includes them.
  public static func sorted(_ reads: Set<FileRead>) -> [FileRead] {
    reads.sorted { ($0.path, $0.includer ?? "") < ($1.path, $1.includer ?? "") }
  }
}
