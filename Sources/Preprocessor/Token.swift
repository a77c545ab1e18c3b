/// A token of C source, found without preprocessing.
public struct Token: Hashable, Sendable {
  /// What a token is. Keywords are identifiers here.
  public enum Kind: Hashable, Sendable {
    case identifier, number, string, character, punctuator, comment
    /// A byte that starts no token of C.
    case other
  }

  public var kind: Kind
  /// The bytes of the token in the file; a token broken by a backslash-newline includes it.
  public var span: Range<Int>
  /// Whether the token stands on a line that belongs to a preprocessing directive.
  public var isInDirective: Bool

  public init(kind: Kind, span: Range<Int>, isInDirective: Bool) {
    self.kind = kind
    self.span = span
    self.isInDirective = isInDirective
  }
}
