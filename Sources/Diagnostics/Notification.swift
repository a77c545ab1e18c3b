/// Something the user must know about the analysis itself, as opposed to the code (`SARIF 2.1.0 §3.58`).
public struct Notification: Hashable, Sendable {
  public enum Level: String, Codable, Hashable, Sendable { case note, warning, error }

  /// A stable name for the kind of notification (`file-crashed`, `file-degraded`, `facts-incomplete`).
  public var id: String
  public var level: Level
  public var message: String
  /// The file concerned, relative to the tree, and the line from 1.
  public var path: String?
  public var line: Int?

  public init(id: String, level: Level, message: String, path: String? = nil, line: Int? = nil) {
    self.id = id
    self.level = level
    self.message = message
    self.path = path
    self.line = line
  }

  /// The order of every report: by file, line, id, message.
  public static func isOrderedBefore(_ left: Notification, _ right: Notification) -> Bool {
    (left.path ?? "", left.line ?? 0, left.id, left.message) < (
      right.path ?? "", right.line ?? 0, right.id, right.message
    )
  }
}
