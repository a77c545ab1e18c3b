/// Something to know about how a patch was read; never a reason to stop.
public struct PatchNotice: Hashable, Sendable {
  /// What kind of thing it is.
  public enum Kind: String, Hashable, Sendable {
    /// A part of the mail was not read: HTML, an unknown encoding, too deep a nesting.
    case partSkipped = "patch-part-skipped"
    /// A diff in the commit message, or in a mail that is no patch.
    case diffIgnored = "patch-diff-ignored"
    /// The text of a file changes outside of what can be analysed: binary content, a submodule.
    case contentSkipped = "patch-content-skipped"
    /// Lines behind a hunk look like more of it.
    case strayLines = "patch-stray-lines"
    /// A patch of the series is missing, there twice, or of an older version.
    case seriesIncomplete = "patch-series-incomplete"
  }

  public var kind: Kind
  /// A sentence.
  public var message: String
  /// The line of the text that was read, from 1; nil for the input as a whole.
  public var line: Int?

  public init(_ kind: Kind, _ message: String, line: Int? = nil) {
    self.kind = kind
    self.message = message
    self.line = line
  }
}
