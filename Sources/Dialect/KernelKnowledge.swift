/// What particular kernel functions and macros do, from `Rules/knowledge/functions/*.yaml`: what the analysis of a body
/// needs to know of its callees and cannot derive.
public struct KernelKnowledge: Codable, Hashable, Sendable {
  private var functions: [String: FunctionKnowledge]
  /// The release that it is about; empty where nothing is known.
  public let release: String

  public init(functions: [String: FunctionKnowledge] = [:], release: String = "") {
    self.functions = functions
    self.release = release
  }

  /// Returns what is known of a function or macro, nil for nothing. O(1).
  public subscript(name: String) -> FunctionKnowledge? { functions[name] }

  /// The names, sorted.
  public var names: [String] { functions.keys.sorted() }
}

/// What one kernel function or function-like macro does; `guard(NAME)` stands for what a guard of this class enters,
/// and `__free(NAME)` for what a variable with that attribute undergoes as argument 0 when it goes out of scope.
///
/// Arguments count from 0. Whatever is absent is unknown.
public struct FunctionKnowledge: Codable, Hashable, Sendable {
  /// What a returned pointer can be.
  public enum Result: String, Codable, Sendable, CaseIterable {
    /// An object, or NULL.
    case null
    /// An object, or an ERR_PTR.
    case error
    /// An object, NULL, or an ERR_PTR.
    case nullOrError = "null-or-error"
    /// Always an object.
    case object
    /// No pointer, or nothing.
    case value
  }

  /// Whether a call may sleep.
  public enum Sleep: String, Codable, Sendable, CaseIterable {
    case always, never
    /// As the allocation flags in the argument ``FunctionKnowledge/flagsArgument`` say.
    case flags
  }

  /// How a reference is taken.
  public enum Taking: String, Codable, Sendable, CaseIterable {
    /// A count that must not be zero before (`refcount_inc`, `get_*`).
    case unconditional
    /// Fails when the count is zero (`refcount_inc_not_zero`, `*_tryget`).
    case notZero = "not-zero"
    /// A new object, owned by the caller.
    case new
  }

  /// How a reference goes.
  public enum Dropping: String, Codable, Sendable, CaseIterable {
    /// A count that frees at zero, in whatever way the object has.
    case count
    /// Freed at once (`kfree`).
    case immediate
    /// Freed behind a grace period (`kfree_rcu`, `call_rcu`).
    case deferred
  }

  /// A state that a function enters or leaves.
  public enum Region: String, Codable, Sendable, CaseIterable {
    case rcu, preempt, migrate, irq, bh, spin, mutex, semaphore
  }

  /// What a macro does to control flow or to its argument, beyond a call.
  public enum Shape: String, Codable, Sendable, CaseIterable {
    /// Its value is that of ``FunctionKnowledge/argument`` (`likely`, `READ_ONCE`, `rcu_dereference`).
    case transparent
    /// Its value is whether the argument is an ERR_PTR, or that or NULL.
    case isError = "is-error"
    case isNullOrError = "is-null-or-error"
    /// Makes an ERR_PTR (`ERR_PTR`, `ERR_CAST`).
    case makesError = "makes-error"
    /// A pointer into or around the object in the argument (`container_of`, `this_cpu_ptr`): never NULL or ERR_PTR by itself.
    case derived
    /// Its value is bounded by its other arguments (`min`, `clamp`, `array_index_nospec`).
    case bounded
    /// Stops when the argument is true (`BUG_ON`).
    case stopsIf = "stops-if"
    /// Stores the second argument to the first (`WRITE_ONCE`, `rcu_assign_pointer`).
    case stores
    /// Is decided when compiling (`BUILD_BUG_ON`, `IS_ENABLED`), so no part of the flow.
    case compileTime = "compile-time"
    /// Arithmetic that cannot wrap unnoticed: it tells (`check_add_overflow`) or saturates (`size_add`, `struct_size`).
    case checked
    /// Tells about the caller's context (`in_task`, `irqs_disabled`): what it guards depends on the caller.
    case context
    /// Its value is that of the argument, which becomes NULL (`no_free_ptr`).
    case moves
    /// A loop head: the statement behind it runs any number of times (`list_for_each_entry`).
    case loop
  }

  public var result: Result?
  public var sleep: Sleep?
  /// The argument with allocation flags.
  public var flagsArgument: Int?
  /// Takes a reference on the object in the argument, or, for nil with ``takesResult``, on the one it returns.
  public var takesArgument: Int?
  public var takesResult: Bool
  public var taking: Taking?
  public var dropsArgument: Int?
  public var dropping: Dropping?
  /// Arguments that may be NULL. Like all lists of arguments: in ascending order, each once.
  public var acceptsNull: [Int]
  /// Arguments that are dereferenced without a test, whatever the other arguments are.
  public var dereferences: [Int]
  /// Numbers that index memory without a test (the CPU of `per_cpu_ptr`, the bit of `set_bit`).
  public var indexes: [Int]
  /// Arguments that are pointers to user space, or to memory that is read without fault (`copy_from_kernel_nofault`).
  public var probes: [Int]
  /// Arguments that are read up to a NUL byte.
  public var strings: [Int]
  /// Pairs of a memory argument and the one that says how many bytes.
  public var memory: [Int: Int]
  /// Must be called inside an RCU read section.
  public var needsRCU: Bool
  /// The states entered, in the order of ``Region``: `spin_lock_irqsave` enters `irq` and `spin`.
  public var enters: [Region]
  public var leaves: [Region]
  /// Whether entering can fail, told by a false or NULL result (`spin_trylock`) or, for ``triesWithZero``, by a
  /// non-zero one (`down_interruptible`).
  public var tries: Bool
  public var triesWithZero: Bool
  /// What it always returns when a BPF program calls (`has_current_bpf_ctx`: 1).
  public var constant: Int?
  /// Does not return.
  public var stops: Bool
  /// Ends or damages the system (`panic`, `crash_kexec`).
  public var isDestructive: Bool
  /// The dynptr argument that is initialised.
  public var initialisesDynptr: Int?
  public var shape: Shape?
  /// The argument that ``shape`` is about.
  public var argument: Int

  public init() {
    takesResult = false
    acceptsNull = []
    dereferences = []
    indexes = []
    probes = []
    strings = []
    memory = [:]
    enters = []
    leaves = []
    needsRCU = false
    tries = false
    triesWithZero = false
    stops = false
    isDestructive = false
    argument = 0
  }
}
