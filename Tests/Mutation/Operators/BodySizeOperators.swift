import Diagnostics
import Facts

extension MutationOperator {
  /// Sizes that nobody compares, or that count something else, and memory that only looks as if it were left alone.
  static let bodySizes: [MutationOperator] = [
    using("size-test-dropped", rule: "body-size-unchecked", consequences: ["body-ret-null-impossible"]) {
      kernel, kfunc, parameter in
      guard let size = parameter.next?.name, suffix(of: size, among: ["__sz", "__szk"]) != nil,
        parameter.fact.type.pointee?.kind == .structure, kernel.kind(ofParameter: parameter.row) == "pointer"
      else { return [] }
      let edits = handed(size, kernel, kfunc).flatMap { body, name in
        body.comparisons(of: name).map { Edit.replace(body.range($0), "false") }
      }
      return [edits]
    },
    using("sum-without-a-look", rule: "body-size-overflow") { kernel, kfunc, parameter in
      // A number that is compared with a bound of its own as well does no harm.
      let isCompared = kfunc.body.conditions.contains { kfunc.body.mentions(parameter.fact.name, in: $0) }
      guard isUnsigned(kernel, parameter), !isCompared, !kfunc.isIterator
      else { return [] }
      return [[kfunc.beginning(with: "if (\(parameter.fact.name) + 64 > 4096)", "\t" + kfunc.failure)]]
    },
    using(
      "length-without-suffix", rule: "param-len-unannotated",
      consequences: nameConsequences.union([
        "param-scalar-ptr-as-array", "body-size-overflow", "body-scalar-index-unchecked", "param-multiple-const",
      ])
    ) { kernel, kfunc, parameter in
      guard let next = parameter.next, let ending = suffix(of: next.name, among: ["__szk", "__sz"]),
        parameter.fact.type.pointee?.kind == .integer || parameter.fact.type.pointee?.kind == .structure,
        kernel.isTrue("isMemory", of: "parameter", parameter.row)
      else { return [] }
      let name = dropped(ending, from: next.name) + "_len"
      return [kernel.uses(of: next.name, in: kfunc.definition.fact).map { .replace($0, name) }]
    },
    using(
      "size-taken-for-a-count", rule: "param-sized-array-of-struct",
      consequences: ["param-mem-null-unchecked", "body-size-unchecked"]
    ) { kernel, kfunc, parameter in
      guard let size = parameter.next?.name, suffix(of: size, among: ["__szk", "__sz"]) != nil,
        kernel.kind(ofParameter: parameter.row) == "pointer", let element = parameter.fact.type.pointee?.size,
        element > 1
      else { return [] }
      let name = parameter.fact.name
      return [
        [
          kfunc.beginning(
            with: "for (u32 kfunclint = 0; kfunclint < \(size); kfunclint++) {",
            "\ttypeof(*\(name)) kfunclint_copy = \(name)[kfunclint];", "", "\tbarrier_data(&kfunclint_copy);", "}")
        ]
      ]
    },
    using(
      "user-pointer-trusted", rule: "param-user-pointer",
      consequences: nameConsequences.union(lostObject).union(["param-void-ptr-unsized"])
    ) { kernel, kfunc, parameter in
      guard kernel.isAtLeast(6, 2), parameter.fact.type.pointee?.tags.contains("__user") ?? false,
        suffix(of: parameter.fact.name, among: ["__ign"]) != nil
      else { return [] }
      return [kernel.renaming(parameter, to: dropped("__ign", from: parameter.fact.name))]
    },
    using("constant-written", rule: "body-const-opts-mutation", consequences: untestedObject) {
      kernel, kfunc, parameter in
      guard parameter.fact.type.pointee?.isConst ?? false, kernel.kind(ofParameter: parameter.row) == "pointer" else {
        return []
      }
      return [[kfunc.beginning(with: "*(char *)\(parameter.fact.name) = 0;")]]
    },
    using("dynptr-to-be-read-written", rule: "param-dynptr-const-mutated") { kernel, kfunc, parameter in
      guard kernel.isAtLeast(6, 4), parameter.fact.type.pointee?.isConst ?? false,
        kernel.kind(ofParameter: parameter.row) == "dynptr",
        suffix(of: parameter.fact.name, among: ["__nullable"]) == nil
      else { return [] }
      return [[kfunc.beginning(with: "((struct bpf_dynptr_kern *)\(parameter.fact.name))->size = 0;")]]
    },
    MutationOperator("sorted-set-read-by-position") { kernel in
      kernel.kfuncSets.compactMap { set in
        guard set.fact.condition == .always else { return nil }
        let text =
          "\nstatic u32 kfunclint_first(void)\n{\n\treturn \(set.fact.name).pairs[0].id;\n}\n"
        return Mutant(
          kind: "sorted-set-read-by-position", subject: "\(set.fact.name) in \(set.path)",
          rule: "list-sorted-assumption", edits: [.insert(text, after: kernel.end(of: set.path))],
          places: [set.fact.startRange])
      }
    },
  ]

  // MARK: Parts

  /// What is planted looks at memory without a test for NULL, or at an object that nobody vouches for.
  private static let untestedObject: Set<RuleID> = ["param-mem-null-unchecked", "param-obj-untrusted-deref"]

  /// Whether a parameter is a number without a sign that arithmetic does not widen.
  private static func isUnsigned(_ kernel: KernelUnderTest, _ parameter: KfuncParameter) -> Bool {
    kernel.kind(ofParameter: parameter.row) == "scalar" && !parameter.fact.name.contains("__")
      && ["unsigned int", "unsigned long", "unsigned long long"].contains(parameter.fact.type.canonical)
      && kernel.isFalse("isTheConstant", of: "parameter", parameter.row)
  }
}

extension FunctionBody {
  /// Every comparison in a condition whose left side is a variable, without its parentheses.
  func comparisons(of name: String) -> [Range<Int>] {
    tests.flatMap { test in
      test.condition.filter { index in
        isVariable(index, name) && ["==", "!=", "<", "<=", ">", ">="].contains(text(index + 1))
      }.map { start in
        var end = start + 2
        while end < test.condition.upperBound, !["&&", "||", ")", "?"].contains(text(end)) {
          end = ["(", "["].contains(text(end)) ? (file.stream.closing(end) ?? end) + 1 : end + 1
        }
        return start..<end
      }
    }
  }
}
