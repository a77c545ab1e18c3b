import BooleanLogic
import SourceText

/// A BTF ID set or list: `BTF_KFUNCS_START`, `BTF_SET8_START`, `BTF_SET_START`, `BTF_ID_LIST` and their variants
/// (`include/linux/btf_ids.h`).
public struct SetFact: Codable, Hashable, Sendable {
  public var name: String
  public var kind: Kind
  /// The start macro as written (`BTF_SET_START_GLOBAL`).
  public var startMacro: String
  /// The start macro with its arguments.
  public var startRange: SourceRange
  public var nameRange: SourceRange
  /// The end macro, its argument and its range; nil for lists, which have none, and for sets that lack it.
  public var end: End?
  public var entries: [EntryFact]
  /// Whether every entry is known; false when a macro inside the set could not be expanded, with the reason.
  public var incompleteReason: String?
  public var condition: Formula
  /// The set in whose middle it starts.
  public var enclosingSet: String?
  /// Whether its name stands anywhere else in the translation unit than in its own macros.
  public var isMentioned = true
  /// The enum by whose constants code reads a list; nil for sets, and when no such use is in the file.
  public var index: ListIndexFact?
  /// Where code reads a list at one position, or a set, whose elements have none.
  public var uses: [ListUseFact] = []

  public init(
    name: String, kind: Kind, startMacro: String, startRange: SourceRange, nameRange: SourceRange, end: End?,
    entries: [EntryFact], incompleteReason: String?, condition: Formula
  ) {
    self.name = name
    self.kind = kind
    self.startMacro = startMacro
    self.startRange = startRange
    self.nameRange = nameRange
    self.end = end
    self.entries = entries
    self.incompleteReason = incompleteReason
    self.condition = condition
  }

  /// What kind of BTF ID collection it is.
  public enum Kind: String, Codable, Hashable, Sendable {
    /// `BTF_ID_LIST*`: 4-byte elements, positional, never sorted.
    case list
    /// `BTF_SET_START*`: 4-byte elements, sorted by resolve_btfids.
    case set
    /// `BTF_SET8_START*`: 8-byte elements with flags.
    case set8
    /// `BTF_KFUNCS_START`: a set8 that register_btf_kfunc_id_set accepts from 6.9 on.
    case kfuncs
  }

  public struct End: Codable, Hashable, Sendable {
    public var macro: String
    public var name: String
    public var range: SourceRange

    public init(macro: String, name: String, range: SourceRange) {
      self.macro = macro
      self.name = name
      self.range = range
    }
  }
}

/// One element of a BTF ID set or list.
public struct EntryFact: Codable, Hashable, Sendable {
  /// `BTF_ID`, `BTF_ID_FLAGS` or `BTF_ID_UNUSED`.
  public var macro: String
  /// `func`, `struct`, `union`, `typedef`; empty for BTF_ID_UNUSED.
  public var prefix: String
  /// The function or type named; empty for BTF_ID_UNUSED.
  public var name: String
  /// The identifiers of ``flagTokens``, in source order; as written where that is not known. Those out of a macro have its place.
  public var flags: [FlagToken]
  /// The flags argument as the assembler gets it, but with KF_* flags as names: other macros of the file and of headers are
  /// expanded. Empty without an argument; nil when what a name stands for is not known.
  public var flagTokens: [String]?
  /// The flags argument as written, without comments; nil when there is none.
  public var flagsText: String?
  /// Where flags stand, or an empty range behind the name where they would.
  public var flagsRange: SourceRange
  /// Arguments after the third, which the macro drops silently.
  public var extraArguments: [String]
  /// The macro call; for an entry that a macro generates, that macro's use.
  public var range: SourceRange
  public var nameRange: SourceRange
  /// The macro whose expansion generated the entry (`XDP_METADATA_KFUNC_xxx`), nil for an entry written out.
  public var generatedBy: String?
  public var condition: Formula
  /// Where ``prefix`` stands; nil for generated entries and BTF_ID_UNUSED.
  public var prefixRange: SourceRange?
  /// The lines that hold nothing but the entry, with their ends; nil when something else stands there too, and for generated ones.
  public var lineRange: SourceRange?
  /// A semicolon right behind it.
  public var semicolonRange: SourceRange?

  public init(
    macro: String, prefix: String, name: String, flags: [FlagToken], flagTokens: [String]?, flagsText: String?,
    flagsRange: SourceRange, extraArguments: [String], range: SourceRange, nameRange: SourceRange,
    generatedBy: String?, condition: Formula
  ) {
    self.macro = macro
    self.prefix = prefix
    self.name = name
    self.flags = flags
    self.flagTokens = flagTokens
    self.flagsText = flagsText
    self.flagsRange = flagsRange
    self.extraArguments = extraArguments
    self.range = range
    self.nameRange = nameRange
    self.generatedBy = generatedBy
    self.condition = condition
  }

  /// The flags argument with those behind it, up to the closing parenthesis; the empty ``flagsRange`` without any.
  public var lastArgumentsRange: SourceRange {
    guard !extraArguments.isEmpty, generatedBy == nil else { return flagsRange }
    var end = range.end
    end.offset -= 1
    end.column -= 1
    return SourceRange(path: range.path, start: flagsRange.start, end: end)
  }

  /// An identifier of the flags argument.
  public struct FlagToken: Codable, Hashable, Sendable {
    public var name: String
    public var range: SourceRange

    public init(name: String, range: SourceRange) {
      self.name = name
      self.range = range
    }
  }
}
