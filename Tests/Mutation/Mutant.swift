import Diagnostics
import SourceText

/// One mistake planted into a kernel.
struct Mutant: Sendable {
  /// The kind of mistake, such as `flag-misspelt`.
  var kind: String
  /// What was changed, for people: `bpf_task_acquire in helpers.c`.
  var subject: String
  /// The rule that must find it.
  var rule: RuleID
  /// Rules that may find it instead, because they say the same better.
  var alternatives: Set<RuleID> = []
  /// Rules that may speak too: the mistake is theirs as well.
  var consequences: Set<RuleID> = []
  /// The change, in any number of files.
  var edits: [Edit]
  /// Whether nothing is lost that a fix had to know: flags that are deleted with their entry are gone.
  var isRestorable = true
  /// Where the finding may be, in places of the unmodified source. Lines of the edits are always right.
  var places: [SourceRange] = []
}

/// A kind of mistake, and how to plant it.
struct MutationOperator: Sendable {
  /// Named like what it leaves behind, in lower-case words joined by `-`.
  var kind: String
  /// Returns a mutant for every place of a kernel that the mistake can be made at.
  var plant: @Sendable (KernelUnderTest) -> [Mutant]

  init(_ kind: String, _ plant: @escaping @Sendable (KernelUnderTest) -> [Mutant]) {
    self.kind = kind
    self.plant = plant
  }

  /// All kinds, in the order in which they are reported.
  static let all: [MutationOperator] =
    flags + flagSyntax + parameters + parameterTypes + definitions + signatures + entries + sets + lists
    + registrations + iterators + destructors + lifetimes + keptObjects + safeTypes + initTypes + configurations
    + documentation + plantedCode + bodyReturns + bodyReferences + bodyContexts + bodyArguments + bodyMemory
    + bodySizes
}

extension Edit {
  static func replace(_ range: SourceRange, _ text: String) -> Edit { Edit(range: range, replacement: text) }

  static func delete(_ range: SourceRange) -> Edit { Edit(range: range, replacement: "") }

  static func insert(_ text: String, before range: SourceRange) -> Edit {
    Edit(range: SourceRange(path: range.path, start: range.start, end: range.start), replacement: text)
  }

  static func insert(_ text: String, after range: SourceRange) -> Edit {
    Edit(range: SourceRange(path: range.path, start: range.end, end: range.end), replacement: text)
  }
}
