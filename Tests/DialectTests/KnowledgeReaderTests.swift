import Foundation
import Testing

@testable import Dialect

@Suite struct KnowledgeReaderTests {
  private static let path = "knowledge/functions/sample.yaml"

  private func knowledge(_ entries: String, kernel: String = "6.12") throws -> KernelKnowledge {
    let reader = KnowledgeReader(files: [Self.path: "functions:\n" + entries, "flags/other.yaml": "id: other"])
    return try reader.read(for: #require(KernelVersion(kernel)))
  }

  /// What is wrong with entries, and in which line.
  private func mistake(_ entries: String) throws -> String? {
    do {
      _ = try knowledge(entries)
      return nil
    } catch VocabularyError.malformed(file: Self.path, let line, let problem) {
      return "\(line ?? 0): \(problem)"
    }
  }

  @Test func readsEveryKey() throws {
    let functions = try knowledge(
      """
        - {names: [make, make_node], result: "null", sleep: flags, flags: 1, takes: result, taking: new, reason: "A."}
        - {names: [get], takes: 1, taking: not-zero, accepts_null: [0, 2], dereferences: [1], indexes: [3], reason: A.}
        - {names: [put], drops: 0, dropping: deferred, sleep: never, stops: true, destructive: true, reason: "A."}
        - {names: [copy], probes: [1], strings: [2], memory: {0: 3, 4: 5}, needs_rcu: true, constant: 1, reason: "A."}
        - {names: [lock], enters: [spin, irq], tries: zero, reason: "A."}
        - {names: [trylock], enters: mutex, tries: nonzero, reason: "A."}
        - {names: ["guard(x)"], leaves: bh, initialises_dynptr: 2, shape: bounded, argument: 1, reason: "A."}
      """)
    #expect(functions.names == ["copy", "get", "guard(x)", "lock", "make", "make_node", "put", "trylock"])

    let make = try #require(functions["make_node"])
    #expect(make.result == .null && make.sleep == .flags && make.flagsArgument == 1)
    #expect(make.takesResult && make.takesArgument == nil && make.taking == .new)
    let get = try #require(functions["get"])
    #expect(get.takesArgument == 1 && !get.takesResult && get.taking == .notZero)
    #expect(get.acceptsNull == [0, 2] && get.dereferences == [1] && get.indexes == [3])
    let put = try #require(functions["put"])
    #expect(put.dropsArgument == 0 && put.dropping == .deferred && put.sleep == .never)
    #expect(put.stops && put.isDestructive)
    let copy = try #require(functions["copy"])
    #expect(copy.probes == [1] && copy.strings == [2] && copy.memory == [0: 3, 4: 5])
    #expect(copy.needsRCU && copy.constant == 1)
    let lock = try #require(functions["lock"])
    #expect(lock.enters == [.irq, .spin] && lock.leaves.isEmpty && lock.tries && lock.triesWithZero)
    let trylock = try #require(functions["trylock"])
    #expect(trylock.enters == [.mutex] && trylock.tries && !trylock.triesWithZero)
    let guardOfX = try #require(functions["guard(x)"])
    #expect(guardOfX.leaves == [.bh] && guardOfX.initialisesDynptr == 2)
    #expect(guardOfX.shape == .bounded && guardOfX.argument == 1)
  }

  @Test func takesTheEntryOfTheRelease() throws {
    let entries = """
        - {names: [f], kernel: ".. 6.6", result: value, reason: "A."}
        - {names: [f], kernel: "6.7 ..", result: "null", reason: "A."}
        - {names: [g], kernel: "6.3 .. 6.5", result: value, reason: "A."}
      """
    #expect(try knowledge(entries, kernel: "6.6.30")["f"]?.result == .value)
    #expect(try knowledge(entries, kernel: "6.7")["f"]?.result == .null)
    #expect(try knowledge(entries, kernel: "6.2")["g"] == nil)
    #expect(try knowledge(entries, kernel: "6.5.1")["g"] != nil)
  }

  @Test(arguments: [
    ("- {names: [f], result: value}", "2: missing 'reason'"),
    ("- {names: [f], result: value, reason: \"No sentence\"}", "2: 'reason' is no sentence"),
    ("- {names: [], result: value, reason: A.}", "2: 'names' is empty"),
    ("- {result: value, reason: A.}", "2: missing 'names'"),
    ("- {names: [f], reason: A.}", "2: the entry says nothing about 'f'"),
    ("- {names: [f], returns: value, reason: A.}", "2: unknown key 'returns'"),
    ("- {names: [f], result: maybe, reason: A.}", "2: 'maybe' is not one of the allowed values"),
    ("- {names: [f], result: value, kernel: \"<= 6.2\", reason: A.}", "2: '<= 6.2' is no range of kernel releases"),
    (
      "- {names: [f], result: value, kernel: \"6.5 .. 6.2\", reason: A.}",
      "2: '6.5 .. 6.2' is no range of kernel releases"
    ),
    ("- {names: [f], stops: false, reason: A.}", "2: expected 'true'; leave the key out otherwise"),
    ("- {names: [f], drops: x, dropping: count, reason: A.}", "2: 'x' is not an integer"),
    ("- {names: [f], drops: -1, dropping: count, reason: A.}", "2: '-1' is not an argument"),
    ("- {names: [f], accepts_null: [1, 0], reason: A.}", "2: expected arguments in ascending order"),
    ("- {names: [f], accepts_null: [], reason: A.}", "2: expected arguments in ascending order"),
    ("- {names: [f], memory: {a: 1}, reason: A.}", "2: 'a' is not an argument"),
    ("- {names: [f], enters: [spin, spin], reason: A.}", "2: expected regions, each once"),
    (
      "- {names: [f], enters: spin, tries: true, reason: A.}",
      "2: expected 'nonzero' or 'zero', the result of a success"
    ),
    ("- {names: [f], sleep: flags, reason: A.}", "2: 'sleep: flags' and 'flags' go together"),
    ("- {names: [f], sleep: always, flags: 1, reason: A.}", "2: 'sleep: flags' and 'flags' go together"),
    ("- {names: [f], takes: 0, reason: A.}", "2: 'takes' and 'taking' go together"),
    ("- {names: [f], taking: new, reason: A.}", "2: 'takes' and 'taking' go together"),
    ("- {names: [f], takes: 0, taking: new, reason: A.}", "2: only a result is a new object"),
    (
      "- {names: [f], takes: result, taking: new, result: value, reason: A.}",
      "2: a result that is no pointer holds no reference"
    ),
    ("- {names: [f], drops: 0, reason: A.}", "2: 'drops' and 'dropping' go together"),
    ("- {names: [f], tries: zero, reason: A.}", "2: 'tries' goes with 'enters'"),
    ("- {names: [f], enters: irq, leaves: [spin, irq], reason: A.}", "2: it enters what it leaves"),
    ("- {names: [f], result: value, argument: 1, reason: A.}", "2: 'argument' goes with 'shape'"),
    ("- {names: [f], accepts_null: [0, 1], dereferences: [1], reason: A.}", "2: argument 1 is both tested and not"),
    ("- {names: [f], memory: {1: 1}, reason: A.}", "2: a memory argument is its own size"),
    ("- {names: [f], sleep: always, enters: spin, reason: A.}", "2: what sleeps does not enter an atomic region"),
  ])
  func refuses(entry: String, problem: String) throws {
    #expect(try mistake("  " + entry) == problem)
  }

  @Test func saysInWhichLineANameIsListedAgain() throws {
    let first = "  - {names: [f, g], kernel: \"6.3 .. 6.6\", result: value, reason: A.}\n"
    #expect(
      try mistake(first + "  - {names: [h, g], kernel: \".. 6.3\", result: value, reason: A.}")
        == "3: 'g' is listed before, for kernel 6.3 .. 6.6")
    #expect(try mistake(first + "  - {names: [g], kernel: \"6.7 ..\", result: value, reason: A.}") == nil)
    #expect(
      try mistake("  - {names: [f, f], result: value, reason: A.}") == "2: 'f' is listed before, for kernel all")
  }

  @Test func refusesOtherKeysOfAFile() throws {
    #expect(throws: VocabularyError.malformed(file: Self.path, line: 2, problem: "unknown key 'macros'")) {
      try KnowledgeReader(files: [Self.path: "functions: []\nmacros: []"]).read(for: KernelVersion(6, 12))
    }
  }

  @Test(arguments: (0...19).map { KernelVersion(6, $0) } + (0...3).map { KernelVersion(7, $0) })
  func theBuiltInFilesAreGood(for version: KernelVersion) throws {
    let functions = try KnowledgeReader().read(for: version)
    #expect(functions.names.count > 1000)
    for name in functions.names {
      let isGuardOrFree = ["guard(", "__free("].contains(where: name.hasPrefix) && name.hasSuffix(")")
      #expect(isGuardOrFree || name.utf8.allSatisfy { $0.isIdentifier }, "'\(name)'")
    }
  }

  @Test func theBuiltInFilesSayWhatTheKernelDoes() throws {
    let old = try KnowledgeReader().read(for: KernelVersion(6, 1))
    let new = try KnowledgeReader().read(for: KernelVersion(6, 12))
    #expect(new["kmalloc"]?.result == .null && new["kmalloc"]?.flagsArgument == 1)
    #expect(new["kfree"]?.acceptsNull == [0] && new["kfree"]?.dropping == .immediate)
    #expect(new["cgroup_tryget"]?.taking == .notZero && new["cgroup_tryget"]?.takesArgument == 0)
    #expect(new["spin_lock_irqsave"]?.enters == [.irq, .spin])
    #expect(new["container_of"]?.shape == .derived)
    #expect(old["get_file_rcu"]?.result == .value && new["get_file_rcu"]?.result == .null)
  }

  @Test func guardsEnterAndCleanupDrops() throws {
    let functions = try KnowledgeReader().read(for: KernelVersion(6, 12))
    for name in functions.names where name.hasPrefix("guard(") && name != "guard(srcu)" {
      #expect(functions[name]?.enters.isEmpty == false, "\(name)")
    }
    for name in functions.names where name.hasPrefix("__free(") {
      #expect(functions[name]?.dropsArgument == 0 && functions[name]?.acceptsNull == [0], "\(name)")
    }
  }

  @Test func isTheSameJSONEveryTime() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let knowledge = try KnowledgeReader().read(for: KernelVersion(6, 12))
    let first = try encoder.encode(knowledge)
    for _ in 0..<3 { #expect(try encoder.encode(knowledge) == first) }
    #expect(try JSONDecoder().decode(KernelKnowledge.self, from: first) == knowledge)
  }

  @Test func noParticularKfuncIsListed() throws {
    let functions = try KnowledgeReader().read(for: KernelVersion(6, 12))
    let kfuncs = ["bpf_task_acquire", "bpf_cpumask_create", "bpf_ct_release", "bpf_rcu_read_lock", "bpf_obj_new_impl"]
    #expect(kfuncs.allSatisfy { functions[$0] == nil })
  }
}

extension UInt8 {
  fileprivate var isIdentifier: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
    default: false
    }
  }
}
