import BooleanLogic
import SourceText

/// Everything learned from one candidate file.
public struct FileFacts: Codable, Hashable, Sendable {
  /// The candidate, relative to the tree.
  public var path: String
  /// The main file of the translation unit, relative to the tree: the file itself, or the one that includes it.
  public var translationUnit: String
  /// How it was parsed, for reports (`bare tree, through kernel/sched/build_policy.c`).
  public var context: String
  public var status: ParseStatus
  /// Clang errors in this file and in all others.
  public var errorsInFile: Int
  public var errorsElsewhere: Int
  public var functions: [FunctionFact] = []
  public var sets: [SetFact] = []
  public var strays: [StrayFact] = []
  public var kfuncIDSets: [KfuncIDSetFact] = []
  public var registrations: [RegistrationFact] = []
  public var destructors: [DestructorFact] = []
  public var structs: [StructFact] = []
  /// Tags of structs that parameters of its functions point to and that nothing in the tree defines, sorted.
  public var undefinedStructs: [String] = []
  /// Functions that its sets and lists name and that nothing in the tree defines, sorted.
  public var undefinedFunctions: [String] = []
  /// Functions that they name and that no file defines, but a macro may make, sorted.
  public var pastedFunctions: [String] = []
  public var safeTypes: [SafeTypeFact] = []
  /// Every `BTF_TYPE_EMIT` of a safe type, with or without a declaration.
  public var safeEmissions: [SafeEmissionFact] = []
  /// Macros that open and close regions of other warnings.
  public var guards: [GuardFact] = []
  /// What a document's directives ask for, and the flags that it names.
  public var docDirectives: [DocDirectiveFact] = []
  public var docFlags: [DocFlagFact] = []
  /// Functions of the file that have a name which sets and lists speak of, other than ``functions``.
  public var namesakes: [NamesakeFact] = []
  public var suppressions: [SuppressionFact] = []
  /// Things seen but not understood, or not analysed, in this file.
  public var gaps: [Gap] = []
  /// Condition under which the file is compiled, from its Makefile; nil when not derivable.
  public var fileCondition: Formula?
  /// Whether the file is compiled as a part of a module (`-DMODULE`).
  public var isModuleCode = false
  /// Whether the file says MODULE_LICENSE, as one file of every module does.
  public var namesModuleLicense = false

  public init(
    path: String, translationUnit: String, context: String, status: ParseStatus, errorsInFile: Int = 0,
    errorsElsewhere: Int = 0
  ) {
    self.path = path
    self.translationUnit = translationUnit
    self.context = context
    self.status = status
    self.errorsInFile = errorsInFile
    self.errorsElsewhere = errorsElsewhere
  }

  /// How far a file's facts can be relied on.
  public enum ParseStatus: Codable, Hashable, Sendable {
    case complete
    /// Facts are there, but types and function lists may be wrong.
    case degraded(reason: String)
    /// No facts.
    case failed(reason: String)
  }

  /// Something that was not analysed.
  public struct Gap: Codable, Hashable, Sendable {
    public var range: SourceRange
    public var reason: String

    public init(range: SourceRange, reason: String) {
      self.range = range
      self.reason = reason
    }
  }
}

/// A facts file: what `--facts-out` writes and `--facts` reads.
public struct FactsBundle: Codable, Hashable, Sendable {
  /// The version of this schema; a reader refuses any other.
  public static let currentSchema = 5

  public var schema: Int
  /// The kernel version the facts were taken from (`6.12.117`).
  public var kernelVersion: String
  public var files: [FileFacts]
  /// Why files with kfuncs may be missing; nil when these are all of a tree.
  public var missing: String?

  public init(kernelVersion: String, files: [FileFacts], missing: String? = nil) {
    schema = FactsBundle.currentSchema
    self.kernelVersion = kernelVersion
    self.files = files
    self.missing = missing
  }
}
