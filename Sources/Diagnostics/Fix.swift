import SourceText

/// A change of the source that removes a finding.
public struct Fix: Hashable, Sendable {
  /// What applying it may change for BPF programs.
  public enum Safety: String, Codable, Hashable, Sendable {
    /// Programs that load today load and behave the same.
    case safe
    /// It changes what the verifier accepts.
    case unsafe
    /// Shown to people only, never applied.
    case displayOnly = "display-only"
  }

  /// What it does, as an imperative sentence (`Add KF_ACQUIRE and KF_RET_NULL.`).
  public var description: String
  public var safety: Safety
  /// Replacements that do not overlap, in order of place.
  public var edits: [Edit]

  public init(description: String, safety: Safety, edits: [Edit]) {
    self.description = description
    self.safety = safety
    self.edits = edits
  }
}

/// Replaces a span of a file by a text; an empty span inserts, an empty text deletes.
public struct Edit: Hashable, Sendable {
  public var range: SourceRange
  public var replacement: String

  public init(range: SourceRange, replacement: String) {
    self.range = range
    self.replacement = replacement
  }
}
