import BooleanLogic
import SourceText

/// A struct or union definition that an iterator, `___init` type, safe-type declaration or kfunc parameter refers to.
public struct StructFact: Codable, Hashable, Sendable {
  public var tag: String
  public var isUnion: Bool
  public var range: SourceRange
  /// `sizeof` in bytes, nil when unknown.
  public var size: Int?
  /// Alignment in bytes, nil when unknown.
  public var alignment: Int?
  /// Members in order. Members of anonymous structs and unions follow with `depth` above 0.
  public var fields: [FieldFact]
  /// Whether ``fields`` was read; it is left out where nothing looks at members.
  public var hasFields: Bool
  /// Identifiers inside conditional directives of its body, sorted: a member missing from ``fields`` may be one of them in
  /// another configuration.
  public var conditionalNames: [String]
  /// Whether the verifier accepts it as plain memory: scalars only, at most four levels (`kernel/bpf/btf.c:__btf_type_is_scalar_struct`).
  public var isScalarOnly: TriState
  /// Whether any member, at any depth, is a pointer.
  public var hasPointer: TriState
  /// The tags of the structs at offset 0: the first member's, its own first member's, and so on.
  public var leadingTags: [String] = []
  /// Every place of its file that names it, for one with `___init` in its name that the file itself defines, so that it can be
  /// renamed; empty for any other.
  public var mentions: [SourceRange] = []

  public init(
    tag: String, isUnion: Bool, range: SourceRange, size: Int?, alignment: Int?, fields: [FieldFact],
    hasFields: Bool, conditionalNames: [String], isScalarOnly: TriState, hasPointer: TriState
  ) {
    self.tag = tag
    self.isUnion = isUnion
    self.range = range
    self.size = size
    self.alignment = alignment
    self.fields = fields
    self.hasFields = hasFields
    self.conditionalNames = conditionalNames
    self.isScalarOnly = isScalarOnly
    self.hasPointer = hasPointer
  }
}

/// A member of a struct or union.
public struct FieldFact: Codable, Hashable, Sendable {
  /// Empty for an anonymous struct or union.
  public var name: String
  public var type: TypeFact
  public var range: SourceRange
  /// Levels of anonymous structs and unions around it.
  public var depth: Int
  /// The path goes through a union with more than one member, which makes a walked pointer untrusted.
  public var isInMultiMemberUnion: Bool
  /// Whether a comment at the member says that it can be NULL.
  public var isSaidToBeNull = false

  public init(name: String, type: TypeFact, range: SourceRange, depth: Int, isInMultiMemberUnion: Bool) {
    self.name = name
    self.type = type
    self.range = range
    self.depth = depth
    self.isInMultiMemberUnion = isInMultiMemberUnion
  }
}

/// A `BTF_TYPE_SAFE_*(struct T) { ... };` declaration (`kernel/bpf/verifier.c`).
public struct SafeTypeFact: Codable, Hashable, Sendable {
  /// The macro (`BTF_TYPE_SAFE_RCU`).
  public var macro: String
  /// `struct` or `union`, as written in the argument.
  public var keyword: String
  /// The tag of the type whose fields are declared safe.
  public var tag: String
  /// The macro with its argument.
  public var range: SourceRange
  public var fields: [FieldFact]
  /// Where `BTF_TYPE_EMIT` names it.
  public var emissions: [Emission]
  public var condition: Formula
  /// Where the keyword stands.
  public var keywordRange: SourceRange?

  public init(
    macro: String, keyword: String, tag: String, range: SourceRange, fields: [FieldFact], emissions: [Emission],
    condition: Formula
  ) {
    self.macro = macro
    self.keyword = keyword
    self.tag = tag
    self.range = range
    self.fields = fields
    self.emissions = emissions
    self.condition = condition
  }

  public struct Emission: Codable, Hashable, Sendable {
    /// The function around it.
    public var function: String
    public var range: SourceRange

    public init(function: String, range: SourceRange) {
      self.function = function
      self.range = range
    }
  }
}

/// A `/* kfunclint: ignore RULE: reason */` comment, one for each rule that it names.
public struct SuppressionFact: Codable, Hashable, Sendable {
  /// Empty when the comment names none, or says something else than `ignore`.
  public var rule: String
  /// Empty when the author gave none.
  public var reason: String
  public var range: SourceRange
  /// The lines it is about, from 1: its own, and those of the declaration or macro call that it stands above or behind.
  public var lines: ClosedRange<Int>

  /// - Parameter lines: nil for those of the comment.
  public init(rule: String, reason: String, range: SourceRange, lines: ClosedRange<Int>? = nil) {
    self.rule = rule
    self.reason = reason
    self.range = range
    self.lines = lines ?? range.start.line...max(range.start.line, range.end.line)
  }
}
