import BooleanLogic
import Dialect
import Facts
import SourceText

/// All facts of a run, joined: what rules are evaluated over. Objects are rows of arrays and refer to each other by index, so that a
/// cyclic model costs nothing. Immutable; made by ``ModelBuilder``.
public struct Model: Sendable {
  public let dialect: Dialect
  /// Why something may be missing from the model; nil when the whole tree was analysed without loss.
  public let incompleteReason: String?
  /// What the tree's Makefiles and Kconfig files say; nil without a tree.
  let configuration: KernelConfiguration?
  public internal(set) var sets: [SetRow] = []
  public internal(set) var entries: [EntryRow] = []
  public internal(set) var definitions: [DefinitionRow] = []
  public internal(set) var parameters: [ParameterRow] = []
  public internal(set) var kfuncs: [KfuncRow] = []
  public internal(set) var idSets: [IDSetRow] = []
  public internal(set) var registrations: [RegistrationRow] = []
  public internal(set) var destructors: [DestructorRow] = []
  public internal(set) var safeFields: [SafeFieldRow] = []
  /// The sets that are positional lists.
  public internal(set) var lists: [Int] = []
  public internal(set) var hooks: [HookRow] = []
  public internal(set) var tables: [TableRow] = []
  public internal(set) var strays: [StrayRow] = []
  public internal(set) var objectTypes: [ObjectTypeRow] = []
  public internal(set) var iterators: [IteratorRow] = []
  public internal(set) var initTypes: [InitTypeRow] = []
  public internal(set) var attributes: [AttributeRow] = []
  public internal(set) var docParameters: [DocParameterRow] = []
  public internal(set) var namesakes: [NamesakeRow] = []
  public internal(set) var docDirectives: [DocDirectiveRow] = []
  public internal(set) var docFlags: [DocFlagRow] = []
  public internal(set) var guards: [GuardRow] = []
  public internal(set) var safeTypes: [SafeTypeRow] = []
  public internal(set) var safeEmissions: [SafeEmissionRow] = []
  /// Names of functions in sets with flags and in destructor tables.
  var listedFunctions: Set<String> = []
  /// Names of functions in lists and plain sets, by file.
  var functionsListedInFile: [String: Set<String>] = [:]
  /// Functions with the name of a kfunc that only a search of the tree found.
  var otherFunctions: [String: [OtherFunction]] = [:]
  /// Structs by tag, each with the file whose translation unit shows them so.
  var structs: [String: [SeenStruct]] = [:]
  /// Tags of structs that nothing in the tree defines, of those that parameters point to.
  var undefinedStructs: Set<String> = []
  /// What bodies do, step by step, and the rows of each definition's steps.
  var steps: [StepRow] = []
  var bodySteps: [Int: BodyStepRows] = [:]
  /// Functions that sets and lists name and that nothing in the tree defines, and those that only a macro may make.
  var undefinedFunctions: Set<String> = []
  var pastedFunctions: Set<String> = []
  public internal(set) var types: [TypeFact] = []
  public internal(set) var ranges: [SourceRange] = []
  /// An older model with what is different; nil when there is nothing to compare with.
  public internal(set) var comparison: ModelComparison?

  /// What became of the kfuncs, and of the filters, of the older model.
  var kfuncChanges: [KfuncChange] { comparison?.changes ?? [] }
  var filterChanges: [FilterChange] { comparison?.filterChanges ?? [] }

  init(dialect: Dialect, configuration: KernelConfiguration?, incompleteReason: String?) {
    self.dialect = dialect
    self.configuration = configuration
    self.incompleteReason = incompleteReason
  }

  /// A BTF ID set or list.
  public struct SetRow: Sendable {
    public var fact: SetFact
    /// The file, and the main file of its translation unit.
    public var path: String
    public var translationUnit: String
    public var fileCondition: Formula?
    public var entries: [Int] = []
    /// Registrations that reach it through a `btf_kfunc_id_set`.
    public var registrations: [Int] = []
    /// Why registrations may be missing; nil when all are known.
    public var incompleteReason: String?
    /// Whether the file is compiled as a part of a module and nothing else.
    public var isModuleOnly = false
    /// The set in whose middle it starts.
    public var enclosing: Int?
    /// Whether another set starts in the middle of it.
    public var isInterrupted = false
    var range = 0
    var nameRange = 0
    var startRange = 0
    /// The places of ``SetFact/uses``.
    var uses: [Int] = []
    var endRange: Int?
    var indexRange: Int?
  }

  /// An element of a set or list.
  public struct EntryRow: Sendable {
    public var fact: EntryFact
    public var set: Int
    /// The definitions of the function it names: several in mutually exclusive configurations. Empty when there is none, or none is known.
    public var definitions: [Int] = []
    /// The same for the elements of lists and plain sets, which make nothing of a function.
    var listedDefinitions: [Int] = []
    public var kfunc: Int?
    /// The iterator that its flags and its definition make it a part of.
    public var iterator: Int?
    /// Whether it is the first of entries of a list whose absence moves later ones; the others with it are in ``hole``.
    public var opensHole = TriState.no
    public var hole: [Int] = []
    var range = 0
    var nameRange = 0
    var flagsRange = 0
    var lastArgumentsRange = 0
    var prefixRange: Int?
    var lineRange: Int?
    var semicolonRange: Int?
  }

  /// A function definition.
  public struct DefinitionRow: Sendable {
    public var fact: FunctionFact
    public var path: String
    public var translationUnit: String
    public var parameters: [Int] = []
    public var entries: [Int] = []
    public var attributes: [Int] = []
    public var docParameters: [Int] = []
    /// Other functions of its name that can be in one kernel with it.
    public var namesakes: [Int] = []
    /// The condition under which the file is compiled; nil when not derivable.
    public var fileCondition: Formula?
    /// Whether types and names in it can be relied on.
    public var isReliable: Bool
    /// Whether the verifier checks calls of it by name.
    public var isVerifierSpecial = false
    var range = 0
    var nameRange = 0
    var declaratorRange = 0
    /// From the kernel-doc comment, if there is one, to the closing brace.
    var documentedRange = 0
    var documentationRange: Int?
    var returnType = 0
    var mentions: [Int] = []
    var returnTypeRange: Int?
    var returnedValues: [Int] = []
    var bodyStart: Int?
  }

  /// A place in a body, with what happens there.
  struct StepRow: Sendable {
    var text: String
    var range: Int
  }

  /// A parameter of a definition.
  public struct ParameterRow: Sendable {
    public var fact: ParameterFact
    public var definition: Int
    /// From 0.
    public var index: Int
    var type = 0
    var range = 0
    var nameRange = 0
    /// Where the file names it; nil when that is not known.
    var occurrences: [Int]?
    /// Where the prototype names it.
    var prototypeNameRange: Int?
    var typeRange = 0
    var uncastUses: [Int]?
  }

  /// A function that sets register for calls from BPF programs, with everything said about it.
  public struct KfuncRow: Sendable {
    public var name: String
    /// Entries in sets that are registered as kfuncs, in the order of the files.
    public var entries: [Int]
    public var definitions: [Int]
  }

  /// A call of a registration function.
  public struct RegistrationRow: Sendable {
    public var fact: RegistrationFact
    public var path: String
    public var translationUnit: String
    /// Whether the code can be compiled as a module.
    public var isModular: TriState
    /// The condition under which the file is compiled; nil when not derivable.
    public var fileCondition: Formula?
    /// The set it registers; nil when not resolved.
    public var set: Int?
    /// The object through which it does; nil when not resolved.
    public var idSet: Int?
    /// The hook of its program type, nil for other calls and unknown types.
    public var hook: String?
    /// Whether the object that it registers has a filter.
    var hasFilter = false
    var range = 0
    var operationRange: Int?
    var overwriteRange: Int?
    var overwriteValueRange: Int?
    var removalRange: Int?
  }

  /// A `struct btf_kfunc_id_set` object, or an element of an array of them.
  public struct IDSetRow: Sendable {
    public var fact: KfuncIDSetFact
    public var path: String
    public var translationUnit: String
    /// Whether the code can be compiled as a module.
    public var isModular: TriState
    /// Whether it is compiled as a part of a module and nothing else.
    public var isModuleOnly: Bool
    /// The sets that it points to: several in mutually exclusive configurations.
    public var sets: [Int] = []
    public var registrations: [Int] = []
    /// Why ``sets`` may not be all; nil when they are.
    public var incompleteReason: String?
    var range = 0
    var nameRange = 0
    var bodyStart: Int?
    var ownerRange: Int?
    var setRange: Int?
    var filterRange: Int?
    var filterNameRange: Int?
    var filterInitRange: Int?
  }

  /// A macro of btf_ids.h that stands where it does not belong.
  public struct StrayRow: Sendable {
    public var fact: StrayFact
    public var path: String
    /// Whether it opens a set in the middle of another; others stand outside of every set and list.
    public var isStart = false
    var range = 0
  }

  /// What the kernel keeps for one hook of one BTF object: the kernel's own, or a module's (`struct btf_kfunc_set_tab`).
  public struct TableRow: Sendable {
    public var hook: String
    /// The main file of a module; nil for the kernel itself.
    public var module: String?
    public var registrations: [Int] = []
  }

  /// A struct whose references kfuncs hand out or take over.
  public struct ObjectTypeRow: Sendable {
    public var name: String
    /// Entries of KF_ACQUIRE kfuncs that return it, and of KF_RELEASE kfuncs that take it.
    public var acquires: [Int] = []
    public var releases: [Int] = []
    public var destructors: [Int] = []
  }

  /// A type and the function that drops a kptr of it.
  public struct DestructorRow: Sendable {
    public var fact: DestructorFact
    public var path: String
    public var definitions: [Int] = []
    var range = 0
    var functionRange = 0
    var typeRange = 0
  }

  /// A field of a `BTF_TYPE_SAFE_*` declaration.
  public struct SafeFieldRow: Sendable {
    public var declaration: SafeTypeFact
    public var fact: FieldFact
    /// The member of that name in the real struct.
    public var real: FieldFact?
    /// Whether the real struct has a member of that name.
    public var exists: TriState
    /// Names of the real struct's members, for suggestions.
    public var candidates: [String]
    var range = 0
    var realRange: Int?
    var type = 0
    var realType: Int?
  }

  /// A place where the kernel looks for the kfuncs of program types (`enum btf_kfunc_hook`).
  public struct HookRow: Sendable {
    /// Without `BTF_KFUNC_HOOK_`.
    public var name: String
    /// Registrations for it, in the order of the files.
    public var registrations: [Int] = []
    /// The entries of the sets registered for it, each set once.
    public var entries: [Int] = []
  }

  /// The state of an open-coded iterator with the functions that work on it.
  public struct IteratorRow: Sendable {
    /// The tag of the struct.
    public var name: String
    public var isTest: Bool
    public var size: Int?
    /// Entries by role.
    public var entries: [IteratorRole: [Int]] = [:]
  }

  /// A struct whose name ends in `___init`.
  public struct InitTypeRow: Sendable {
    public var fact: StructFact
    var range = 0
    var mentions: [Int] = []
  }

  /// A function of which no more is known than where it is.
  struct OtherFunction: Sendable {
    var path: String
    var condition: Formula
  }

  /// A struct as one translation unit shows it.
  struct SeenStruct: Sendable {
    var path: String
    var fact: StructFact
  }
}

/// What a function does with an iterator.
public enum IteratorRole: String, Sendable, CaseIterable {
  case new, next, destroy

  /// The flag that gives a kfunc the role.
  var flag: String { "KF_ITER_" + rawValue.uppercased() }
}

extension Model {
  /// How many objects of a type there are.
  public func rowCount(of type: String) -> Int {
    switch type {
    case "set": sets.count
    case "entry": entries.count
    case "definition": definitions.count
    case "parameter": parameters.count
    case "kfunc": kfuncs.count
    case "registration": registrations.count
    case "destructor": destructors.count
    case "safeField": safeFields.count
    case "list": lists.count
    case "hook": hooks.count
    case "table": tables.count
    case "idSet": idSets.count
    case "stray": strays.count
    case "objectType": objectTypes.count
    case "iterator": iterators.count
    case "initType": initTypes.count
    case "attribute": attributes.count
    case "docParameter": docParameters.count
    case "namesake": namesakes.count
    case "docDirective": docDirectives.count
    case "docFlag": docFlags.count
    case "guard": guards.count
    case "safeType": safeTypes.count
    case "safeEmission": safeEmissions.count
    case "type": types.count
    case "body": definitions.count
    case "step": steps.count
    case "range": ranges.count
    case "change": kfuncChanges.count
    case "filterChange": filterChanges.count
    case "dialect": 1
    default: 0
    }
  }

  /// Returns a field's value; unknown for a field or type that the schema does not have.
  public func value(_ field: String, of type: String, row: Int) -> FieldValue {
    guard let read = ModelSchema.readers[type]?[field] else {
      return .unknown("'\(type)' has no field '\(field)'")
    }
    return row < rowCount(of: type) ? read(self, row) : oldValue(field, of: type, row: row)
  }

  /// Returns the place that a row of type `range` stands for.
  public func range(_ row: Int) -> SourceRange { ranges[row] }
}
