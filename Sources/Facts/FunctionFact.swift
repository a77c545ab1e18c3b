import BooleanLogic
import SourceText

/// A function definition that is a kfunc, may be one, or is named by a set, list or destructor table.
public struct FunctionFact: Codable, Hashable, Sendable {
  public var name: String
  /// From the first specifier to the closing brace.
  public var range: SourceRange
  public var nameRange: SourceRange
  /// From the first specifier to the closing parenthesis of the parameter list.
  public var declaratorRange: SourceRange
  public var linkage: Linkage
  /// Whether `__bpf_kfunc` stands on the definition itself; unknown for a definition that a macro generates.
  public var tagged: TriState
  /// Where it stands.
  public var tagRange: SourceRange?
  /// Other specifiers and attribute macros written on the definition (`inline`, `noinline`, `__weak`, `__init`), in source order.
  public var attributes: [AttributeFact]
  public var returnType: TypeFact
  public var parameters: [ParameterFact]
  public var isVariadic: Bool
  /// Whether a declaration without body is visible before the definition.
  public var hasEarlierPrototype: TriState
  /// The diagnostics-guard region the definition stands in.
  public var guardRegion: GuardRegion?
  public var kernelDoc: KernelDocFact?
  public var condition: Formula
  /// The first declaration without body that is visible before the definition.
  public var prototype: PrototypeFact?
  /// Whether the file calls the function or takes its address; a prototype, a set and a CFI_NOSEAL do neither.
  public var isReferenced = TriState.unknown
  /// Every place of its file that names it, sorted: the definition, prototypes, calls, elements of sets, its kernel-doc; empty for a
  /// function that a macro generates.
  public var mentions: [SourceRange] = []
  /// Whether a `CFI_NOSEAL(name)` stands in the file (`include/linux/cfi.h`).
  public var hasCFINoseal = false
  /// What its body does; nil for a function that a macro generates, and for one that only a macro names.
  public var body: BodyFact?
  /// The words of the return type with the space behind them; nil where other specifiers stand among them, or a macro generates
  /// the function.
  public var returnTypeRange: SourceRange?
  /// The values that its `return` statements give, each with the space before it; nil where computing one has effects of its own,
  /// and for a function that a macro generates.
  public var returnedValues: [SourceRange]?
  /// The empty place behind the brace that opens the body; nil for a function that a macro generates.
  public var bodyStart: SourceRange?

  public init(
    name: String, range: SourceRange, nameRange: SourceRange, declaratorRange: SourceRange, linkage: Linkage,
    tagged: TriState, tagRange: SourceRange?, attributes: [AttributeFact], returnType: TypeFact,
    parameters: [ParameterFact],
    isVariadic: Bool, hasEarlierPrototype: TriState, guardRegion: GuardRegion?, kernelDoc: KernelDocFact?,
    condition: Formula
  ) {
    self.name = name
    self.range = range
    self.nameRange = nameRange
    self.declaratorRange = declaratorRange
    self.linkage = linkage
    self.tagged = tagged
    self.tagRange = tagRange
    self.attributes = attributes
    self.returnType = returnType
    self.parameters = parameters
    self.isVariadic = isVariadic
    self.hasEarlierPrototype = hasEarlierPrototype
    self.guardRegion = guardRegion
    self.kernelDoc = kernelDoc
    self.condition = condition
  }

  /// C linkage of a name.
  public enum Linkage: String, Codable, Hashable, Sendable { case external, `internal` }
}

/// A specifier or attribute macro on a declaration.
public struct AttributeFact: Codable, Hashable, Sendable {
  /// As written, with arguments (`__attribute__((cold))`).
  public var name: String
  public var range: SourceRange
  /// What to delete to be rid of it: the words with the space behind them, or before them at the end of a line.
  public var removalRange: SourceRange

  public init(name: String, range: SourceRange, removalRange: SourceRange) {
    self.name = name
    self.range = range
    self.removalRange = removalRange
  }
}

/// One parameter of a function definition.
public struct ParameterFact: Codable, Hashable, Sendable {
  /// Empty for an unnamed parameter.
  public var name: String
  public var type: TypeFact
  /// The whole declaration, type and name.
  public var range: SourceRange
  /// The name; an empty range at the end of the declaration for an unnamed parameter.
  public var nameRange: SourceRange
  /// Where the file names it: the declaration, the body, prototypes and kernel-doc comment, sorted. Nil when a macro may name it too,
  /// or when it has no name, so that it cannot be renamed.
  public var occurrences: [SourceRange]?
  /// Whether the body names it; unknown where a macro generates the function.
  public var isUsed = TriState.unknown
  /// The struct or union without a tag that it points to, as by a typedef; nil for any other type. Others are found by their tag.
  public var anonymousPointee: StructFact?
  /// Where the body names it other than to cast it to another pointer, sorted; nil where ``occurrences`` is.
  public var uncastUses: [SourceRange]?
  /// A name for a converted copy of it that nothing in the function has; nil where ``occurrences`` is.
  public var freeName: String?

  public init(
    name: String, type: TypeFact, range: SourceRange, nameRange: SourceRange, occurrences: [SourceRange]? = nil,
    anonymousPointee: StructFact? = nil
  ) {
    self.name = name
    self.type = type
    self.range = range
    self.nameRange = nameRange
    self.occurrences = occurrences
    self.anonymousPointee = anonymousPointee
  }
}

/// The region in which missing-prototype warnings are off.
public enum GuardRegion: String, Codable, Hashable, Sendable {
  /// `__bpf_kfunc_start_defs()` .. `__bpf_kfunc_end_defs()`.
  case kfuncDefs
  /// `__bpf_hook_start()` .. `__bpf_hook_end()`.
  case hook
  /// `__diag_push(); __diag_ignore_all("-Wmissing-prototypes", ...)` .. `__diag_pop()`.
  case diagnosticPragma
}

/// The kernel-doc comment above a definition (`Documentation/doc-guide/kernel-doc.rst`).
public struct KernelDocFact: Codable, Hashable, Sendable {
  public var range: SourceRange
  /// The name that the comment documents.
  public var name: String
  /// The names after `@`, without the colon, in source order.
  public var parameters: [String]
  /// Where these names stand.
  public var parameterRanges: [SourceRange]
  /// The lines from the first that says something about deprecation to the end of its section; nil when none does.
  public var deprecation: String?
  /// The text of the `Return:` section, nil without one.
  public var returns: String?
  /// The text of the `Context:` section, nil without one.
  public var context: String?

  public init(
    range: SourceRange, name: String, parameters: [String], parameterRanges: [SourceRange], deprecation: String?,
    returns: String?, context: String?
  ) {
    self.range = range
    self.name = name
    self.parameters = parameters
    self.parameterRanges = parameterRanges
    self.deprecation = deprecation
    self.returns = returns
    self.context = context
  }
}
