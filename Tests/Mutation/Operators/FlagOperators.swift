import Diagnostics
import Facts

extension MutationOperator {
  /// Flags that are dropped, added or swapped, so that they contradict each other or the prototype.
  static let flags: [MutationOperator] = [
    adding("KF_ACQUIRE", rule: "flag-acquire-return", kind: "acquire-without-object") { _, _, definition in
      !returnsRecord(definition.fact)
    },
    adding(
      "KF_RELEASE", rule: "flag-release-no-pointer", kind: "release-without-reference",
      consequences: ["flag-trusted-redundant-release", "flag-iter-with-ref"]
    ) { kernel, _, definition in
      !definition.parameters.contains { !kernel.isFalse("canCarryReference", of: "parameter", $0) }
    },
    adding(
      "KF_RELEASE", rule: "flag-release-multi-ref", kind: "release-of-several",
      consequences: ["life-release-without-acquire", "life-release-type", "flag-trusted-redundant-release"]
    ) { kernel, _, definition in
      // A struct of numbers may be memory, so that it need not carry a reference.
      definition.parameters.filter {
        kernel.isTrue("isObject", of: "parameter", $0) && kernel.isFalse("isMemory", of: "parameter", $0)
      }.count > 1
    },
    adding("KF_RET_NULL", rule: "flag-ret-null-non-pointer", kind: "null-of-number") { _, _, definition in
      definition.fact.returnType.pointee == nil
    },
    adding("KF_RET_NULL", rule: "flag-ret-null-void-ptr", kind: "null-of-void-pointer") { kernel, _, definition in
      kernel.isAtLeast(6, 9) && definition.fact.returnType.pointee?.kind == .void
    },
    adding(
      "KF_RCU", rule: "flag-trusted-and-rcu", kind: "trust-weakened",
      consequences: ["flag-acquire-rcu-ret-null", "flag-trust-without-pointer"]
    ) { kernel, entry, _ in kernel.defines("KF_RCU") && entry.has("KF_TRUSTED_ARGS") },
    adding("KF_TRUSTED_ARGS", rule: "flag-trusted-redundant-release", kind: "trust-repeated") { kernel, entry, _ in
      kernel.isAtLeast(6, 4) && entry.has("KF_RELEASE")
    },
    adding("KF_TRUSTED_ARGS", rule: "flag-trust-without-pointer", kind: "trust-of-nothing") {
      kernel, entry, definition in
      !entry.has("KF_RELEASE") && !entry.has("KF_RCU")
        && definition.parameters.allSatisfy { kernel.kind(ofParameter: $0) == "scalar" }
    },
    adding("KF_RCU_PROTECTED", rule: "flag-rcu-protected-noniter", kind: "protection-of-nothing") { kernel, entry, _ in
      kernel.defines("KF_RCU_PROTECTED") && !kernel.isAtLeast(6, 18) && !entry.has("KF_ITER_NEW")
        && !entry.has("KF_SLEEPABLE")
    },
    adding("KF_SLEEPABLE | KF_RCU_PROTECTED", rule: "flag-sleepable-rcu-protected", kind: "sleep-under-rcu") {
      kernel, entry, _ in
      kernel.defines("KF_RCU_PROTECTED") && entry.has("KF_ITER_NEW") && !entry.has("KF_RCU_PROTECTED")
    },
    adding(
      "KF_ACQUIRE", rule: "flag-iter-with-ref", kind: "iterator-acquires",
      consequences: [
        "flag-acquire-return", "life-acquire-without-release", "flag-acquire-rcu-ret-null", "life-hook-mismatch",
      ]
    ) { _, entry, _ in isIterator(entry) },
    adding(
      "KF_RELEASE", rule: "flag-iter-with-ref", kind: "iterator-releases",
      consequences: ["flag-release-no-pointer", "life-release-without-acquire", "flag-trusted-redundant-release"]
    ) { _, entry, _ in isIterator(entry) },
    adding(
      "KF_KPTR_GET", rule: "flag-kptr-get-incomplete", kind: "kptr-get-alone", consequences: ["flag-kptr-get-arg0"]
    ) {
      kernel, entry, definition in
      kernel.defines("KF_KPTR_GET") && !(entry.has("KF_ACQUIRE") && entry.has("KF_RET_NULL"))
        && returnsRecord(definition.fact)
    },
    adding(
      "KF_KPTR_GET", rule: "flag-kptr-get-arg0", kind: "kptr-get-of-object",
      consequences: [
        "flag-kptr-get-incomplete", "life-acquire-without-release", "flag-release-no-pointer",
        "param-size-without-pointer", "param-void-ptr-unsized",
      ]
    ) { kernel, _, definition in
      kernel.defines("KF_KPTR_GET") && definition.fact.parameters.first?.type.pointee?.kind != .pointer
    },
    MutationOperator("release-of-the-second") { kernel in
      kernel.kfuncs.compactMap { entry, definition in
        guard entry.has("KF_RELEASE"), !kernel.isSpecial(definition), definition.fact.parameters.count < 5,
          let first = definition.fact.parameters.first, let row = definition.parameters.first,
          kernel.isTrue("canCarryReference", of: "parameter", row)
        else { return nil }
        return Mutant(
          kind: "release-of-the-second", subject: entry.subject, rule: "flag-release-not-first",
          consequences: ["doc-param-name", "doc-kerneldoc", "dtor-prototype", "dtor-cfi-type"],
          edits: [.insert("int kfunclint, ", before: first.range)], places: entry.places)
      }
    },
    MutationOperator("rcu-acquire-never-null") { kernel in
      kernel.kfuncEntries.filter { entry in
        // Whether another object than the one that is passed can have no references left is for the body to tell.
        guard let definition = entry.definition, !kernel.isSpecial(definition) else { return false }
        let result = definition.fact.returnType.pointee?.name
        return entry.has("KF_ACQUIRE") && entry.has("KF_RCU") && entry.has("KF_RET_NULL")
          && definition.fact.parameters.contains { $0.type.pointee.map { $0.name == result } ?? false }
      }.map { entry in
        Mutant(
          kind: "rcu-acquire-never-null", subject: entry.subject, rule: "flag-acquire-rcu-ret-null",
          consequences: ["flag-differs-between-sets"], edits: [removing("KF_RET_NULL", from: entry)],
          places: entry.places)
      }
    },
    MutationOperator("kptr-get-incomplete") { kernel in
      kernel.kfuncEntries.filter { $0.has("KF_KPTR_GET") }.flatMap { entry in
        ["KF_ACQUIRE", "KF_RET_NULL"].filter(entry.has).map { flag in
          Mutant(
            kind: "kptr-get-incomplete", subject: entry.subject, rule: "flag-kptr-get-incomplete",
            edits: [removing(flag, from: entry)], places: entry.places)
        }
      }
    },
    MutationOperator("flags-differ") { kernel in
      let entries = Dictionary(grouping: kernel.kfuncEntries, by: \.name).values.filter { $0.count > 1 }
      return entries.compactMap { copies -> Mutant? in
        guard let entry = copies.first(where: { !$0.has("KF_DESTRUCTIVE") }), Set(copies.map(\.flags)).count == 1 else {
          return nil
        }
        return Mutant(
          kind: "flags-differ", subject: entry.subject, rule: "flag-differs-between-sets",
          consequences: ["set-duplicate-in-hook", "set-duplicate-entry", "reg-common-shadow"],
          edits: [adding("KF_DESTRUCTIVE", to: entry)], places: copies.map(\.fact.range))
      }
    },
  ]

  /// Flags arguments that are no expression of flags.
  static let flagSyntax: [MutationOperator] = [
    MutationOperator("flag-misspelt") { kernel in
      kernel.kfuncEntries.compactMap { entry in
        guard let token = entry.fact.flags.first else { return nil }
        return Mutant(
          kind: "flag-misspelt", subject: entry.subject, rule: "flag-unknown",
          // Without the flag the function may break other rules, too.
          consequences: withoutFlag(token.name), edits: [.replace(token.range, misspelt(token.name))])
      }
    },
    MutationOperator("flag-never-defined") { kernel in
      kernel.kfuncEntries.map { entry in
        Mutant(
          kind: "flag-never-defined", subject: entry.subject, rule: "flag-unknown",
          alternatives: ["doc-deprecated-text"], consequences: ["flag-differs-between-sets"],
          edits: [adding("KF_DEPRECATED", to: entry)])
      }
    },
    MutationOperator("flag-removed") { kernel in
      guard !kernel.defines("KF_KPTR_GET") else { return [] }
      return kernel.kfuncEntries.map { entry in
        Mutant(
          kind: "flag-removed", subject: entry.subject, rule: "flag-kptr-get-removed",
          consequences: ["flag-differs-between-sets"], edits: [adding("KF_KPTR_GET", to: entry)])
      }
    },
    MutationOperator("flag-repeated") { kernel in
      kernel.kfuncEntries.compactMap { entry in
        guard let token = entry.fact.flags.first else { return nil }
        return Mutant(
          kind: "flag-repeated", subject: entry.subject, rule: "flag-duplicate-token",
          edits: [adding(token.name, to: entry)])
      }
    },
    MutationOperator("flags-joined-by-or") { kernel in
      kernel.kfuncEntries.compactMap { entry in
        guard entry.fact.flags.count > 1, let bar = kernel.place(of: "|", in: entry.fact.flagsRange) else { return nil }
        return Mutant(
          kind: "flags-joined-by-or", subject: entry.subject, rule: "flag-expression",
          consequences: withoutFlags(entry), edits: [.replace(bar, "||")])
      }
    },
    MutationOperator("flags-joined-by-comma") { kernel in
      kernel.kfuncEntries.compactMap { entry in
        guard entry.fact.flags.count > 1, let bar = kernel.place(of: " |", in: entry.fact.flagsRange) else {
          return nil
        }
        return Mutant(
          kind: "flags-joined-by-comma", subject: entry.subject, rule: "flag-expression",
          consequences: withoutFlags(entry), edits: [.replace(bar, ",")])
      }
    },
    MutationOperator("flags-cast") { kernel in
      kernel.kfuncEntries.compactMap { entry in
        guard let token = entry.fact.flags.first else { return nil }
        return Mutant(
          kind: "flags-cast", subject: entry.subject, rule: "flag-expression", alternatives: ["flag-unknown"],
          consequences: withoutFlags(entry), edits: [.insert("(u32)", before: token.range)])
      }
    },
  ]

  // MARK: Parts

  /// An operator that adds flags to the entries for which the mistake is one.
  private static func adding(
    _ flags: String, rule: RuleID, kind: String, consequences: Set<RuleID> = [],
    where isMistake: @escaping @Sendable (KernelUnderTest, KfuncEntry, KfuncDefinition) -> Bool
  ) -> MutationOperator {
    MutationOperator(kind) { kernel in
      kernel.kfuncEntries.compactMap { entry in
        let added = flags.components(separatedBy: " | ")
        guard let definition = entry.definition, !added.contains(where: entry.has), !kernel.isSpecial(definition),
          isMistake(kernel, entry, definition)
        else { return nil }
        return Mutant(
          kind: kind, subject: entry.subject, rule: rule,
          // The kfunc may be in other sets, where it now has other flags.
          consequences: consequences.union(["flag-differs-between-sets"]), edits: [adding(flags, to: entry)],
          places: entry.places)
      }
    }
  }

  /// The edit that adds flags to an entry.
  static func adding(_ flags: String, to entry: KfuncEntry) -> Edit {
    if entry.fact.flagsText == nil { return .insert(", " + flags, after: entry.fact.nameRange) }
    return .insert((entry.fact.flags.isEmpty ? "" : " | ") + flags, after: entry.fact.flagsRange)
  }

  /// The edit that takes a flag out of an entry.
  static func removing(_ flag: String, from entry: KfuncEntry) -> Edit {
    let rest = entry.flags.filter { $0 != flag }
    return .replace(entry.fact.flagsRange, rest.isEmpty ? "0" : rest.joined(separator: " | "))
  }

  static func returnsRecord(_ function: FunctionFact) -> Bool {
    switch function.returnType.pointee?.kind {
    case .structure, .union: true
    default: false
    }
  }

  private static func isIterator(_ entry: KfuncEntry) -> Bool { entry.flags.contains { $0.hasPrefix("KF_ITER_") } }

  /// A slip of the pen: two letters change places.
  private static func misspelt(_ flag: String) -> String {
    var letters = Array(flag)
    letters.swapAt(letters.count - 1, letters.count - 2)
    let slip = String(letters)
    return slip == flag ? flag + "S" : slip
  }

  /// What else a kfunc without one of its flags may break.
  static func withoutFlag(_ flag: String) -> Set<RuleID> {
    switch flag {
    case "KF_ACQUIRE":
      [
        "flag-differs-between-sets", "life-release-without-acquire", "life-release-type", "life-hook-mismatch",
        "flag-kptr-get-incomplete",
      ]
    case "KF_RELEASE":
      ["flag-differs-between-sets", "life-acquire-without-release", "life-hook-mismatch", "life-kptr-without-dtor"]
    case "KF_RET_NULL":
      ["flag-differs-between-sets", "flag-acquire-rcu-ret-null", "iter-next-ret-null", "flag-kptr-get-incomplete"]
    case "KF_ITER_NEW", "KF_ITER_NEXT", "KF_ITER_DESTROY":
      [
        "flag-differs-between-sets", "iter-triple", "param-iter-unmarked", "flag-rcu-protected-noniter",
        "flag-sleepable-rcu-protected", "def-return-scalar-ptr",
      ]
    default: ["flag-differs-between-sets"]
    }
  }

  private static func withoutFlags(_ entry: KfuncEntry) -> Set<RuleID> {
    entry.flags.reduce(into: ["flag-release-no-pointer"]) { $0.formUnion(withoutFlag($1)) }
  }
}

extension KernelUnderTest {
  func isAtLeast(_ major: Int, _ minor: Int) -> Bool {
    (dialect.version.major, dialect.version.minor) >= (major, minor)
  }

  func defines(_ flag: String) -> Bool { dialect.flag(named: flag) != nil }

  /// Whether a field of an object is known to be false.
  func isFalse(_ field: String, of type: String, _ row: Int) -> Bool {
    if case .bool(false) = model.value(field, of: type, row: row) { true } else { false }
  }
}
