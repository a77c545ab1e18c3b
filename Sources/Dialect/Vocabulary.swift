/// What is known about the annotations of all releases, read from `Rules/vocabulary`.
///
/// A ``Dialect`` is the part of it that one kernel has. Reports and `explain` use the whole, to say that a flag "was
/// removed in 6.4" and the like.
public struct Vocabulary: Codable, Hashable, Sendable {
  /// A sentence about a range of releases.
  public struct Note: Codable, Hashable, Sendable {
    public var versions: VersionRange
    public var text: String
  }

  /// A flag of `BTF_ID_FLAGS`.
  public struct Flag: Codable, Hashable, Sendable {
    /// Such as `KF_ACQUIRE`.
    public var name: String
    public var bit: Int
    public var versions: VersionRange
    public var meaning: String
    public var notes: [Note]
  }

  /// An ending of parameter names.
  public struct Suffix: Codable, Hashable, Sendable {
    /// What kind of parameter it is looked for on.
    public enum Target: String, Codable, Hashable, Sendable {
      case scalar, any, pointer, memory, dynptr, iterator
      case interruptFlag = "irq_flag"
    }

    /// With its underscores, such as `__sz`.
    public var text: String
    public var versions: VersionRange
    public var target: Target
    public var meaning: String
    public var notes: [Note]
  }

  /// A name that was documented or posted but that no release has.
  public struct NeverMerged: Codable, Hashable, Sendable {
    public var name: String
    public var why: String
  }

  /// A parameter name, type, or ending of a type's or function's name with a meaning.
  public struct Convention: Codable, Hashable, Sendable {
    public var name: String
    public var versions: VersionRange
    public var meaning: String
    /// Flags of the kfuncs for which it makes a difference; nil when it is not for a flag to say.
    public var concerns: [String]?
    /// Flags of the kfuncs for which it makes none; nil when it is not for a flag to say.
    public var spares: [String]?
  }

  /// The macros around the elements of a set or list.
  public struct SetMacro: Codable, Hashable, Sendable {
    /// What the linker makes of the elements.
    public enum Kind: String, Codable, Hashable, Sendable {
      /// Ids in the order in which they are written.
      case list
      /// Sorted ids.
      case set
      /// Sorted ids with flags.
      case set8
      /// Sorted ids with flags, which may be registered as kfuncs.
      case kfuncs
    }

    public var kind: Kind
    public var start: String
    /// Lists have none.
    public var end: String?
    /// The macro of an element.
    public var entry: String
    public var versions: VersionRange
  }

  /// A macro of one element.
  public struct EntryMacro: Codable, Hashable, Sendable {
    public var name: String
    /// What the first argument may be: `struct`, `union`, `typedef`, `func`.
    public var prefixes: [String]
    public var versions: VersionRange
  }

  /// A macro at or around definitions.
  public struct DefinitionMacro: Codable, Hashable, Sendable {
    public enum Role: String, Codable, Hashable, Sendable {
      case kfunc
      case kfuncsStart = "kfuncs-start"
      case kfuncsEnd = "kfuncs-end"
      case hooksStart = "hooks-start"
      case hooksEnd = "hooks-end"
      case diagnosticsStart = "diagnostics-start"
      case diagnosticsIgnore = "diagnostics-ignore"
      case diagnosticsEnd = "diagnostics-end"
      case indirectCallTarget = "indirect-call-target"
    }

    /// The attribute macros that a release's definition consists of.
    public struct Attributes: Codable, Hashable, Sendable {
      public var names: [String]
      public var versions: VersionRange
    }

    public var name: String
    public var role: Role
    public var versions: VersionRange
    public var attributes: [Attributes]
  }

  /// A macro that declares fields of a type as safe to follow.
  public struct SafeTypeMacro: Codable, Hashable, Sendable {
    public enum Promise: String, Codable, Hashable, Sendable {
      case trusted
      case trustedOrNull = "trusted-or-null"
      case rcu
      case rcuOrNull = "rcu-or-null"
    }

    public var name: String
    /// What the macro pastes to the type's name, such as `__safe_rcu`.
    public var suffix: String
    /// The verifier's function that must name the struct.
    public var emittedIn: String
    public var promise: Promise
    public var versions: VersionRange
  }

  /// A function that registers sets.
  public struct RegistrationCall: Codable, Hashable, Sendable {
    public enum Kind: String, Codable, Hashable, Sendable { case kfuncs, fmodret, destructors }

    public var name: String
    public var kind: Kind
    public var versions: VersionRange
  }

  /// A member of `struct btf_kfunc_id_set`.
  public struct Member: Codable, Hashable, Sendable {
    public var name: String
    public var versions: VersionRange
  }

  /// The hook behind a program type.
  public struct Hook: Codable, Hashable, Sendable {
    /// Such as `BPF_PROG_TYPE_XDP`.
    public var programType: String
    /// Without `BTF_KFUNC_HOOK_`, such as `TC`.
    public var hook: String
    public var versions: VersionRange
  }

  /// What programs of a type are given as their context (include/linux/bpf_types.h).
  public struct ProgramContext: Codable, Hashable, Sendable {
    /// Such as `BPF_PROG_TYPE_XDP`.
    public var programType: String
    /// The tag or typedef that a parameter for the context points to, such as `xdp_md`.
    public var type: String
    /// The kernel's struct behind it, if that counts as the context too (btf_is_projection_of).
    public var kernelType: String?
    /// The first release in which ``kernelType`` counts.
    public var projectedSince: KernelVersion?

    /// Returns the names that mean the context in a release.
    public func typeNames(in version: KernelVersion) -> [String] {
      guard let kernelType, let projectedSince, version.mainline >= projectedSince else { return [type] }
      return [type, kernelType]
    }
  }

  /// A kfunc of the kernel's own tests that breaks rules on purpose.
  public struct TestKfunc: Codable, Hashable, Sendable {
    public var name: String
    /// The files that define and list it, relative to the tree.
    public var files: [String]
    /// The rules it breaks.
    public var rules: [String]
    public var why: String
  }

  /// Helpers that came with a release.
  public struct Helpers: Codable, Hashable, Sendable {
    public var names: [String]
    public var versions: VersionRange
  }

  /// A number that the kernel compares with.
  public struct Limit: Codable, Hashable, Sendable {
    /// Such as `entries_per_hook`.
    public var name: String
    public var value: Int
    /// The constant that holds the number in a tree, and the file that defines it.
    public var macro: String?
    public var file: String?
    public var versions: VersionRange
    public var meaning: String
  }

  /// The first release with flags.
  public var oldest: KernelVersion
  /// The newest release that is described.
  public var newest: KernelVersion
  public var flags: [Flag]
  public var flagsNeverMerged: [NeverMerged]
  public var suffixes: [Suffix]
  public var suffixesNeverMerged: [NeverMerged]
  public var parameterNames: [Convention]
  public var typeSuffixes: [Convention]
  public var functionSuffixes: [Convention]
  public var types: [Convention]
  public var setMacros: [SetMacro]
  public var entryMacros: [EntryMacro]
  public var definitionMacros: [DefinitionMacro]
  public var safeTypeMacros: [SafeTypeMacro]
  public var registrationCalls: [RegistrationCall]
  public var registrationMembers: [Member]
  public var hooks: [Hook]
  public var contexts: [ProgramContext]
  public var testKfuncs: [TestKfunc]
  /// Structs whose references helpers release.
  public var helperReleases: [Convention]
  /// Beginnings of the names of functions that macros generate.
  public var generatedFunctions: [Convention]
  public var limits: [Limit]
  public var helpers: [Helpers]
  public var semantics: [Convention]
}
