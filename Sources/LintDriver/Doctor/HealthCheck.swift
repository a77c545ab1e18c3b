/// One answer of `kfunclint doctor`.
public struct HealthCheck: Hashable, Sendable {
  public enum Status: String, Sendable {
    case ok
    /// It works, but not as it could.
    case warn
    /// Nothing can be analysed.
    case fail
  }

  public var status: Status
  /// What was looked at: one or two words.
  public var subject: String
  public var finding: String
  /// What to do about it; nil where nothing needs to be done.
  public var remedy: String?

  public init(_ status: Status, _ subject: String, _ finding: String, remedy: String? = nil) {
    self.status = status
    self.subject = subject
    self.finding = finding
    self.remedy = remedy
  }

  /// The lines to print, with a final line feed.
  public var text: String {
    let label = status.rawValue + String(repeating: " ", count: 6 - status.rawValue.utf8.count)
    return "\(label)\(subject): \(finding)\n" + (remedy.map { "      \($0)\n" } ?? "")
  }
}
