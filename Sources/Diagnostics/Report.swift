/// Everything a report format may show about one run: the only input of the reporters.
public struct Report: Sendable {
  public var tool: Tool
  public var kernel: Kernel
  /// The files analysed, sorted by path.
  public var files: [File]
  /// Every rule that was evaluated, sorted by ID.
  public var rules: [RuleDescription]
  /// All findings, suppressed ones included, in ``Finding/isOrderedBefore(_:_:)`` order.
  public var findings: [Finding]
  /// In ``Notification/isOrderedBefore(_:_:)`` order.
  public var notifications: [Notification]
  /// How many subjects could not be decided, per rule; rules without any are absent.
  public var undecided: [RuleID: Int]
  /// Number of kfuncs in the model.
  public var kfuncCount: Int
  /// The lowest severity that reports show; findings below it are only counted.
  public var lowestShown: Severity
  /// Whether the analysis was complete (exit code 3 otherwise).
  public var isComplete: Bool
  /// The patches or commits that were linted, in their order; nil when the tree was. ``Finding/change`` counts in it.
  public var changes: [Change]?
  /// What the run tells its caller.
  public var exitCode: Int32
  /// The revision that was analysed; nil when it is not known or nobody asked.
  public var versionControl: VersionControl?

  public init(
    tool: Tool, kernel: Kernel, files: [File], rules: [RuleDescription], findings: [Finding],
    notifications: [Notification], undecided: [RuleID: Int], kfuncCount: Int, lowestShown: Severity, isComplete: Bool,
    changes: [Change]? = nil, exitCode: Int32 = 0, versionControl: VersionControl? = nil
  ) {
    self.tool = tool
    self.kernel = kernel
    self.files = files
    self.rules = rules
    self.findings = findings
    self.notifications = notifications
    self.undecided = undecided
    self.kfuncCount = kfuncCount
    self.lowestShown = lowestShown
    self.isComplete = isComplete
    self.changes = changes
    self.exitCode = exitCode
    self.versionControl = versionControl
  }

  /// A patch or commit under review.
  public struct Change: Hashable, Sendable {
    /// What it is called: `patch 2/7 'bpf: Add a kfunc'`.
    public var name: String
    /// How many findings it removed.
    public var fixedCount: Int
    /// Of how many findings it is not known whether it brought them.
    public var undeterminedCount: Int

    public init(name: String, fixedCount: Int, undeterminedCount: Int) {
      self.name = name
      self.fixedCount = fixedCount
      self.undeterminedCount = undeterminedCount
    }
  }

  /// The revision of a repository that a run looked at.
  public struct VersionControl: Hashable, Sendable {
    /// An absolute URI without user names and passwords.
    public var repositoryURI: String
    /// The name of the commit.
    public var revision: String
    /// The branch that is checked out, if one is.
    public var branch: String?
    /// Where in the repository the tree lies, without a slash at either end; empty when it is all of it.
    public var treePath: String

    public init(repositoryURI: String, revision: String, branch: String?, treePath: String) {
      self.repositoryURI = repositoryURI
      self.revision = revision
      self.branch = branch
      self.treePath = treePath
    }
  }

  public struct Tool: Hashable, Sendable {
    public var name: String
    /// Semantic version (`1.0.0`).
    public var version: String
    /// Version text of the libclang used, nil when none was loaded.
    public var libclang: String?

    public init(name: String, version: String, libclang: String?) {
      self.name = name
      self.version = version
      self.libclang = libclang
    }
  }

  public struct Kernel: Hashable, Sendable {
    /// `6.12.117`, or `6.12` when chosen by option.
    public var version: String
    /// Where the version and the dialect come from: `tree`, `option`, `newest-known`, `facts`.
    public var source: String
    /// Absolute path of the tree root; nil without a tree.
    public var root: String?

    public init(version: String, source: String, root: String?) {
      self.version = version
      self.source = source
      self.root = root
    }
  }

  public struct File: Hashable, Sendable {
    public var path: String
    /// The compile context (`bare tree`, `build directory`, ...).
    public var context: String
    /// Why facts are unreliable, nil when they are complete.
    public var degraded: String?

    public init(path: String, context: String, degraded: String?) {
      self.path = path
      self.context = context
      self.degraded = degraded
    }
  }
}

/// What a report says about a rule itself (`SARIF 2.1.0 §3.49`).
public struct RuleDescription: Hashable, Sendable {
  public var id: RuleID
  /// One sentence: what is wrong.
  public var what: String
  /// Why it matters: what a BPF program could do.
  public var why: String
  public var exceptions: String
  /// `kernel/bpf/verifier.c:check_kfunc_args` and the like.
  public var references: [String]
  public var fixSafety: String
  /// Most severe level the rule can report.
  public var severity: Severity
  /// The rulebook's classes: any of E R V U D H.
  public var classes: [String]
  /// `stable`, `preview`, `deprecated`.
  public var status: String

  public init(
    id: RuleID, what: String, why: String, exceptions: String, references: [String], fixSafety: String,
    severity: Severity, classes: [String], status: String
  ) {
    self.id = id
    self.what = what
    self.why = why
    self.exceptions = exceptions
    self.references = references
    self.fixSafety = fixSafety
    self.severity = severity
    self.classes = classes
    self.status = status
  }
}
