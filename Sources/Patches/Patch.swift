/// One patch: a commit as a mail or as text.
public struct Patch: Hashable, Sendable {
  /// The first line of the commit message, without `[PATCH]`; empty for a diff alone.
  public var subject: String
  /// What the mail's subject says about its place; nil when this is no mail.
  public var tag: SubjectTag?
  /// The mail that it came in; nil when this is no mail.
  public var envelope: MailEnvelope?
  public var diff: UnifiedDiff
  /// The commit that the patch was made for (`base-commit:`), lower-case hexadecimal.
  public var baseCommit: String?
  /// Patches that have to be applied before (`prerequisite-patch-id:`).
  public var prerequisites: [String] = []
  /// The commit itself, where the text is git's own output.
  public var commit: String?
  /// What to know about how it was read.
  public var notices: [PatchNotice] = []

  public init(subject: String, diff: UnifiedDiff) {
    self.subject = subject
    self.diff = diff
  }

  /// How messages call it: its number and subject.
  public var name: String {
    let number = tag.flatMap { tag in tag.number.map { "\($0)/\(tag.total ?? $0)" } }
    return [number.map { "patch \($0)" }, subject.isEmpty ? nil : "'\(subject)'"].compactMap { $0 }
      .joined(separator: " ")
  }
}
