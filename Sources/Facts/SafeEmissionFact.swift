import SourceText

/// A `BTF_TYPE_EMIT(BTF_TYPE_SAFE_*(struct T));` statement (`kernel/bpf/verifier.c`).
public struct SafeEmissionFact: Codable, Hashable, Sendable {
  public var macro: String
  /// `struct` or `union`, as written.
  public var keyword: String
  public var keywordRange: SourceRange
  public var tag: String
  /// The function around it.
  public var function: String
  /// The inner macro with its argument.
  public var range: SourceRange
  /// The statement with its semicolon.
  public var statementRange: SourceRange
  /// The statement with the rest of its lines, if nothing else stands on them.
  public var removalRange: SourceRange

  public init(
    macro: String, keyword: String, keywordRange: SourceRange, tag: String, function: String, range: SourceRange,
    statementRange: SourceRange, removalRange: SourceRange
  ) {
    self.macro = macro
    self.keyword = keyword
    self.keywordRange = keywordRange
    self.tag = tag
    self.function = function
    self.range = range
    self.statementRange = statementRange
    self.removalRange = removalRange
  }
}
