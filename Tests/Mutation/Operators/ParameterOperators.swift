import Diagnostics
import Facts
import SourceText

/// A parameter of a kfunc.
struct KfuncParameter: Sendable {
  var entry: KfuncEntry
  var definition: KfuncDefinition
  var index: Int
  /// Its row in the model.
  var row: Int
  var fact: ParameterFact { definition.fact.parameters[index] }
  var subject: String { "'\(fact.name)' of \(entry.name) in \(definition.path)" }
  /// The parameter before it.
  var previous: ParameterFact? { index > 0 ? definition.fact.parameters[index - 1] : nil }
  var next: ParameterFact? {
    index + 1 < definition.fact.parameters.count ? definition.fact.parameters[index + 1] : nil
  }
}

extension KernelUnderTest {
  /// Every parameter of kfuncs, those that the verifier treats by name left out.
  var parameters: [KfuncParameter] {
    kfuncs.filter { !isSpecial($0.definition) }.flatMap { entry, definition in
      definition.parameters.enumerated().map {
        KfuncParameter(entry: entry, definition: definition, index: $0.offset, row: $0.element)
      }
    }.filter { !$0.fact.name.isEmpty }
  }

  /// The edits that rename a parameter wherever its function speaks of it.
  func renaming(_ parameter: KfuncParameter, to name: String) -> [Edit] {
    uses(of: parameter.fact.name, in: parameter.definition.fact).map { .replace($0, name) }
  }
}

extension MutationOperator {
  /// What a parameter's name is besides a name: comments and prototypes speak of it too.
  static let nameConsequences: Set<RuleID> = [
    "doc-param-name", "def-proto-name-drift", "param-size-name-mismatch",
  ]

  /// Endings of parameter names that are dropped, misspelt, or put where they mean nothing.
  static let parameters: [MutationOperator] = [
    renaming("size-suffix-dropped", rule: "param-void-ptr-unsized", consequences: ["param-len-unannotated"]) {
      kernel, parameter in
      guard let suffix = suffix(of: parameter.fact.name, among: ["__szk", "__sz"]),
        parameter.previous?.type.pointee?.kind == .void
      else { return nil }
      return dropped(suffix, from: parameter.fact.name) + "_size"
    },
    renaming(
      "suffix-misspelt", rule: "param-unknown-suffix",
      consequences: [
        "param-void-ptr-unsized", "param-len-unannotated", "param-iter-unmarked", "param-incomplete-type",
        "flag-trust-without-pointer", "param-reserved-type", "param-map-suffix-type", "flag-release-no-pointer",
        "def-return-scalar-ptr",
      ]
    ) { _, parameter in
      let slips = [
        "__szk": "__sizek", "__sz": "__size", "__nullable": "__nullabel", "__ign": "__ignore", "__k": "__konst",
        "__iter": "__itr", "__map": "__mpa", "__str": "__string", "__uninit": "__unint",
      ]
      guard let suffix = suffix(of: parameter.fact.name, among: slips.keys.sorted { $0.count > $1.count }) else {
        return nil
      }
      return dropped(suffix, from: parameter.fact.name) + (slips[suffix] ?? "")
    },
    renaming("size-of-nothing", rule: "param-size-without-pointer", consequences: ["param-multiple-const"]) {
      kernel, parameter in
      guard kernel.kind(ofParameter: parameter.row) == "scalar", !parameter.fact.name.contains("__"),
        !parameter.fact.name.hasSuffix("_buf_size"), parameter.previous.map({ $0.type.pointee == nil }) ?? true
      else { return nil }
      return parameter.fact.name + "__sz"
    },
    renaming(
      "two-suffixes", rule: "param-size-two-suffixes", consequences: ["param-void-ptr-unsized", "param-multiple-const"]
    ) {
      kernel, parameter in
      guard kernel.dialect.hasSuffix("__k"), let suffix = suffix(of: parameter.fact.name, among: ["__sz"]) else {
        return nil
      }
      return dropped(suffix, from: parameter.fact.name) + "__sz__k"
    },
    renaming("constant-pointer", rule: "param-k-not-scalar", consequences: ["param-void-ptr-unsized"]) {
      kernel, parameter in
      guard kernel.dialect.hasSuffix("__k"), parameter.fact.type.pointee != nil, !parameter.fact.name.contains("__")
      else { return nil }
      return parameter.fact.name + "__k"
    },
    renaming("uninit-of-memory", rule: "param-uninit-not-dynptr", consequences: ["param-void-ptr-unsized"]) {
      kernel, parameter in
      guard kernel.dialect.hasSuffix("__uninit"), parameter.fact.type.pointee != nil,
        kernel.kind(ofParameter: parameter.row) != "dynptr", !parameter.fact.name.contains("__")
      else { return nil }
      return parameter.fact.name + "__uninit"
    },
    renaming("map-of-something-else", rule: "param-map-suffix-type", consequences: lostObject) { kernel, parameter in
      guard kernel.dialect.hasSuffix("__map"), !parameter.fact.name.contains("__"),
        parameter.fact.type.pointee.map({ $0.kind != .void && $0.name != "bpf_map" }) ?? true
      else { return nil }
      return parameter.fact.name + "__map"
    },
    renaming("iterator-unmarked", rule: "param-iter-unmarked") { _, parameter in
      suffix(of: parameter.fact.name, among: ["__iter"]).map { dropped($0, from: parameter.fact.name) }
    },
    renaming("iterator-of-something-else", rule: "param-iter-type", consequences: lostObject) { kernel, parameter in
      guard kernel.dialect.hasSuffix("__iter"), let pointee = parameter.fact.type.pointee, pointee.kind == .structure,
        !pointee.name.hasPrefix("bpf_iter_"), !parameter.fact.name.contains("__")
      else { return nil }
      return parameter.fact.name + "__iter"
    },
    renaming("suffix-of-another-release", rule: "param-removed-suffix") { kernel, parameter in
      guard parameter.fact.type.pointee != nil, !parameter.fact.name.contains("__"),
        let foreign = ["__nullable", "__prog"].first(where: { !kernel.dialect.hasSuffix($0) })
      else { return nil }
      return parameter.fact.name + foreign
    },
    renaming("optional-where-never-null", rule: "param-opt-misuse", consequences: ["param-void-ptr-unsized"]) {
      kernel, parameter in
      guard kernel.dialect.hasSuffix("__opt"), parameter.fact.type.pointee != nil, !parameter.fact.name.contains("__")
      else { return nil }
      let isPair = parameter.next.map { suffix(of: $0.name, among: ["__sz", "__szk"]) != nil } ?? false
      let isTrusted = ["KF_TRUSTED_ARGS", "KF_RCU", "KF_RELEASE"].contains(where: parameter.entry.has)
      guard !isPair || isTrusted else { return nil }
      return parameter.fact.name + "__opt"
    },
    renaming("size-of-another", rule: "param-size-name-mismatch") { _, parameter in
      guard let suffix = suffix(of: parameter.fact.name, among: ["__szk", "__sz"]), let pointer = parameter.previous,
        pointer.type.pointee != nil, pointer.name == dropped(suffix, from: parameter.fact.name)
      else { return nil }
      return "whole" + suffix
    },
    renaming("result-size-of-object", rule: "param-retbuf") { kernel, parameter in
      guard kernel.kind(ofParameter: parameter.row) == "scalar", !parameter.fact.name.contains("__"),
        !parameter.fact.name.hasSuffix("_buf_size"), parameter.definition.fact.returnType.pointee?.kind != .integer
      else { return nil }
      return "rdonly_buf_size"
    },
    MutationOperator("constant-suffix-dropped") { kernel in
      guard kernel.dialect.hasSuffix("__k") else { return [] }
      return kernel.kfuncs.filter { kernel.isSpecial($0.definition) }.flatMap { entry, definition in
        definition.fact.parameters.indices.compactMap { index in
          let parameter = KfuncParameter(
            entry: entry, definition: definition, index: index, row: definition.parameters[index])
          guard let suffix = suffix(of: parameter.fact.name, among: ["__k"]) else { return nil }
          return Mutant(
            kind: "constant-suffix-dropped", subject: parameter.subject, rule: "param-k-missing",
            consequences: nameConsequences,
            edits: kernel.renaming(parameter, to: dropped(suffix, from: parameter.fact.name)),
            places: [definition.fact.declaratorRange])
        }
      }
    },
    MutationOperator("two-constants") { kernel in
      kernel.kfuncs.compactMap { entry, definition in
        guard kernel.dialect.hasSuffix("__k"), !kernel.isSpecial(definition) else { return nil }
        let numbers = definition.parameters.indices.filter { index in
          kernel.kind(ofParameter: definition.parameters[index]) == "scalar"
            && !definition.fact.parameters[index].name.contains("__")
            && !definition.fact.parameters[index].name.hasSuffix("_buf_size")
        }
        guard numbers.count > 1 else { return nil }
        let chosen = numbers.prefix(2).map {
          KfuncParameter(entry: entry, definition: definition, index: $0, row: definition.parameters[$0])
        }
        return Mutant(
          kind: "two-constants", subject: entry.subject, rule: "param-multiple-const",
          consequences: nameConsequences,
          edits: chosen.flatMap { kernel.renaming($0, to: $0.fact.name + "__k") },
          places: [definition.fact.declaratorRange])
      }
    },
  ]

  /// Parameters of types that the verifier cannot check.
  static let parameterTypes: [MutationOperator] = [
    retyping("size-is-pointer", rule: "param-size-type", consequences: ["param-void-ptr-unsized"]) { _, parameter in
      suffix(of: parameter.fact.name, among: ["__szk", "__sz"]).map { _ in "u32 *" + parameter.fact.name }
    },
    retyping("pointer-to-pointer", rule: "param-double-pointer", consequences: lostObject) { kernel, parameter in
      guard parameter.fact.type.pointee != nil, parameter.fact.type.pointee?.kind != .pointer,
        parameter.fact.type.pointee?.kind != .function, kernel.kind(ofParameter: parameter.row) != "ignored"
      else { return nil }
      let text = kernel.text(parameter.fact.range)
      guard let star = text.lastIndex(of: "*") else { return nil }
      return text[...star] + "*" + text[text.index(after: star)...]
    },
    retyping("incomplete-struct", rule: "param-incomplete-type", consequences: lostObject) { kernel, parameter in
      guard parameter.fact.type.pointee?.kind == .structure,
        !["ignored", "map", "iterator", "dynptr"].contains(kernel.kind(ofParameter: parameter.row) ?? "")
      else { return nil }
      return "struct kfunclint_undefined *" + parameter.fact.name
    },
    retyping(
      "dynptr-of-the-other-kind", rule: "param-dynptr-kern-type",
      // What is no dynptr is an object or memory, which the body accesses.
      consequences: ["param-obj-untrusted-deref", "param-mem-null-unchecked"]
    ) { kernel, parameter in
      switch parameter.fact.type.pointee?.name {
      case "bpf_dynptr": "struct bpf_dynptr_kern *" + parameter.fact.name
      case "bpf_dynptr_kern": "struct bpf_dynptr *" + parameter.fact.name
      default: nil
      }
    },
    retyping("list-head", rule: "param-reserved-type", consequences: lostObject) { kernel, parameter in
      guard kernel.isAtLeast(6, 2), kernel.isTrue("isObject", of: "parameter", parameter.row),
        !parameter.fact.name.contains("__")
      else { return nil }
      return "struct bpf_list_head *" + parameter.fact.name
    },
    retyping("string-of-numbers", rule: "param-str-type") { kernel, parameter in
      suffix(of: parameter.fact.name, among: ["__str"]).map { _ in "const u64 *" + parameter.fact.name }
    },
    retyping("context-of-another-program", rule: "param-ctx-type", consequences: lostObject) { kernel, parameter in
      guard parameter.fact.type.pointee?.name == "__sk_buff", !parameter.entry.hooks.contains("XDP") else { return nil }
      return "struct xdp_md *" + parameter.fact.name
    },
    retyping("nested-array-of-structs", rule: "param-mem-pointee-unsupported", consequences: lostObject) {
      kernel, parameter in
      guard kernel.isTrue("isMemory", of: "parameter", parameter.row), !parameter.fact.name.contains("__"),
        parameter.next.map({ suffix(of: $0.name, among: ["__sz", "__szk"]) == nil }) ?? true,
        parameter.fact.type.pointee?.kind != .void
      else { return nil }
      return "struct { struct { int a; } b[2]; } *" + parameter.fact.name
    },
    retyping("sized-object", rule: "param-sized-pointee") { kernel, parameter in
      guard let next = parameter.next, suffix(of: next.name, among: ["__sz", "__szk"]) != nil else { return nil }
      return "struct task_struct *" + parameter.fact.name
    },
  ]

  /// A function that takes no object of a type any more also falls out of the type's life.
  static let lostObject: Set<RuleID> = [
    "flag-release-no-pointer", "life-acquire-without-release", "life-release-without-acquire", "life-release-type",
    "life-hook-mismatch", "flag-trust-without-pointer", "iter-arg0", "iter-name", "iter-triple", "def-proto-name-drift",
    "flag-acquire-rcu-one-arg", "init-conversion", "iter-extra-args",
  ]

  // MARK: Parts

  private static func renaming(
    _ kind: String, rule: RuleID, consequences: Set<RuleID> = [],
    to name: @escaping @Sendable (KernelUnderTest, KfuncParameter) -> String?
  ) -> MutationOperator {
    MutationOperator(kind) { kernel in
      kernel.parameters.compactMap { parameter in
        name(kernel, parameter).map {
          Mutant(
            kind: kind, subject: parameter.subject, rule: rule,
            consequences: consequences.union(nameConsequences), edits: kernel.renaming(parameter, to: $0),
            places: [parameter.definition.fact.declaratorRange])
        }
      }
    }
  }

  private static func retyping(
    _ kind: String, rule: RuleID, consequences: Set<RuleID> = [],
    to declaration: @escaping @Sendable (KernelUnderTest, KfuncParameter) -> String?
  ) -> MutationOperator {
    MutationOperator(kind) { kernel in
      kernel.parameters.compactMap { parameter in
        declaration(kernel, parameter).map {
          Mutant(
            kind: kind, subject: parameter.subject, rule: rule, consequences: consequences,
            edits: [.replace(parameter.fact.range, $0)], places: [parameter.definition.fact.declaratorRange])
        }
      }
    }
  }

  /// The first of some endings that a name has.
  static func suffix(of name: String, among endings: [String]) -> String? {
    endings.first { name.hasSuffix($0) && name.utf8.count > $0.utf8.count }
  }

  static func dropped(_ suffix: String, from name: String) -> String { String(name.dropLast(suffix.count)) }
}
