import Diagnostics

/// What `kfunclint compare` found: everything that is different between two trees for the programs that call kfuncs.
public struct ComparisonReport: Sendable {
  /// One of the trees.
  public struct Side: Hashable, Sendable {
    /// As the user named it.
    public var name: String
    public var version: String
    /// Without those of selftests.
    public var kfuncCount: Int

    public init(name: String, version: String, kfuncCount: Int) {
      self.name = name
      self.version = version
      self.kfuncCount = kfuncCount
    }
  }

  /// A kfunc in one of the trees.
  public struct Kfunc: Hashable, Sendable {
    /// As C writes it; nil where it is not known.
    public var prototype: String?
    /// As written, in the order of their bits; those of all entries.
    public var flags: [String]
    /// Those for which it is registered, sorted; nil where they are not known.
    public var programTypes: [String]?
    /// nil where it is not known or always holds.
    public var condition: String?
    public var path: String
    /// From 1.
    public var line: Int

    public init(
      prototype: String?, flags: [String], programTypes: [String]?, condition: String?, path: String, line: Int
    ) {
      self.prototype = prototype
      self.flags = flags
      self.programTypes = programTypes
      self.condition = condition
      self.path = path
      self.line = line
    }
  }

  /// Something that is different, in one aspect.
  public struct Difference: Hashable, Sendable {
    public enum Aspect: String, Hashable, Sendable, CaseIterable {
      case signature, flags, condition
      case programTypes = "program_types"
      case iteratorSize = "iterator_size"
    }

    public var aspect: Aspect
    /// What came and what went: flags, program types; the clauses of a signature are all in ``gained``.
    public var gained: [String]
    public var lost: [String]
    /// The aspect as a whole in either tree, where that says more than what came and went.
    public var before: String?
    public var after: String?

    public init(
      _ aspect: Aspect, gained: [String] = [], lost: [String] = [], before: String? = nil, after: String? = nil
    ) {
      self.aspect = aspect
      self.gained = gained
      self.lost = lost
      self.before = before
      self.after = after
    }
  }

  /// A kfunc that is not the same in both.
  public struct Change: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable, CaseIterable {
      case removed, renamed, changed, added

      /// As a heading begins.
      var heading: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
    }

    public var kind: Kind
    public var name: String
    /// nil unless it was renamed.
    public var oldName: String?
    public var old: Kfunc?
    public var new: Kfunc?
    public var differences: [Difference]
    /// What the kernel-doc of a removed one said about deprecation; nil for nothing.
    public var deprecation: String?
    public var isInSelftests: Bool

    public init(
      kind: Kind, name: String, oldName: String? = nil, old: Kfunc?, new: Kfunc?, differences: [Difference],
      deprecation: String? = nil, isInSelftests: Bool = false
    ) {
      self.kind = kind
      self.name = name
      self.oldName = oldName
      self.old = old
      self.new = new
      self.differences = differences
      self.deprecation = deprecation
      self.isInSelftests = isInSelftests
    }
  }

  /// Something that is different for many kfuncs at once.
  public struct General: Hashable, Sendable {
    /// One sentence with a full stop.
    public var text: String
    /// The kfuncs of both trees that it concerns, sorted; nil where that is not counted.
    public var kfuncs: [String]?

    public init(text: String, kfuncs: [String]?) {
      self.text = text
      self.kfuncs = kfuncs
    }
  }

  /// The filter of a set that both trees register.
  public struct Filter: Hashable, Sendable {
    public var set: String
    public var kind: String
    public var old: String?
    public var new: String?
    public var kfuncs: [String]

    public init(set: String, kind: String, old: String?, new: String?, kfuncs: [String]) {
      self.set = set
      self.kind = kind
      self.old = old
      self.new = new
      self.kfuncs = kfuncs
    }
  }

  /// What could not be compared.
  public struct Undetermined: Hashable, Sendable {
    public var name: String
    public var what: String
    public var reason: String

    public init(name: String, what: String, reason: String) {
      self.name = name
      self.what = what
      self.reason = reason
    }
  }

  public var old: Side
  public var new: Side
  public var general: [General]
  /// Sorted by kind and name.
  public var changes: [Change]
  public var filters: [Filter]
  public var undetermined: [Undetermined]
  /// How many kfuncs of both trees are the same as far as is known.
  public var sameCount: Int
  /// The findings of the rules about changes, and everything else that reports have.
  public var report: Report

  public init(
    old: Side, new: Side, general: [General], changes: [Change], filters: [Filter], undetermined: [Undetermined],
    sameCount: Int, report: Report
  ) {
    self.old = old
    self.new = new
    self.general = general
    self.changes = changes
    self.filters = filters
    self.undetermined = undetermined
    self.sameCount = sameCount
    self.report = report
  }
}
