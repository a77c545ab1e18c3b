import Diagnostics
import Facts

extension MutationOperator {
  /// Arguments that are taken for more than the verifier knows them to be.
  static let bodyMemory: [MutationOperator] = [
    using("text-without-suffix", rule: "param-str-missing", consequences: nameConsequences) {
      kernel, kfunc, parameter in
      guard suffix(of: parameter.fact.name, among: ["__str"]) != nil else { return [] }
      return [kernel.renaming(parameter, to: dropped("__str", from: parameter.fact.name))]
    },
    using("number-read-as-text", rule: "param-str-missing", consequences: untestedAccess) {
      kernel, kfunc, parameter in
      guard pointsToNumber(kernel, parameter) else { return [] }
      return [
        [kfunc.beginning(with: "if (strlen((const char *)\(parameter.fact.name)) > 8)", "\t" + kfunc.failure)]
      ]
    },
    using("number-read-as-array", rule: "param-scalar-ptr-as-array", consequences: untestedAccess) {
      kernel, kfunc, parameter in
      guard pointsToNumber(kernel, parameter) else { return [] }
      return [[kfunc.beginning(with: "if (\(parameter.fact.name)[1])", "\t" + kfunc.failure)]]
    },
    using("number-read-in-a-loop", rule: "param-scalar-ptr-as-array", consequences: untestedAccess) {
      kernel, kfunc, parameter in
      guard pointsToNumber(kernel, parameter) else { return [] }
      return [
        [
          kfunc.beginning(
            with: "for (int kfunclint = 0; kfunclint < 8; kfunclint++)", "\tif (\(parameter.fact.name)[kfunclint])",
            "\t\t" + kfunc.failure)
        ]
      ]
    },
    using("dynptr-overwritten", rule: "param-uninit-missing") { kernel, kfunc, parameter in
      guard kernel.isAtLeast(6, 4), isDynptr(kernel, parameter),
        suffix(of: parameter.fact.name, among: ["__uninit"]) == nil
      else { return [] }
      return [[kfunc.beginning(with: "bpf_dynptr_set_null((struct bpf_dynptr_kern *)\(parameter.fact.name));")]]
    },
    using("dynptr-says-uninit", rule: "param-uninit-not-set-on-error", consequences: nameConsequences) {
      kernel, kfunc, parameter in
      guard kernel.dialect.hasSuffix("__uninit"), isDynptr(kernel, parameter), !parameter.fact.name.contains("__")
      else {
        return []
      }
      return [kernel.renaming(parameter, to: parameter.fact.name + "__uninit")]
    },
    using("dynptr-not-initialised", rule: "param-uninit-not-set-on-error", alsoSpecial: true) {
      kernel, kfunc, parameter in
      guard kernel.isAtLeast(6, 4), suffix(of: parameter.fact.name, among: ["__uninit"]) != nil else { return [] }
      let body = kfunc.body
      let pointers = [parameter.fact.name] + body.aliases(of: parameter.fact.name)
      return body.calls.compactMap { call in
        guard let position = kernel.knowledge[call.name]?.initialisesDynptr, call.arguments.indices.contains(position),
          pointers.contains(body.text(call.arguments[position])), body.isStatement(call)
        else { return nil }
        return [.delete(body.range(call.tokens))]
      }
    },
    using("map-type-untested", rule: "param-map-type-unchecked") { kernel, kfunc, parameter in
      guard kernel.isAtLeast(6, 9), kernel.kind(ofParameter: parameter.row) == "map" else { return [] }
      let body = kfunc.body
      return body.tests.flatMap { test in
        test.condition.filter { index in
          body.isToken(index, "map_type") && body.isToken(index - 1, "->") && body.isToken(index + 1, "!=")
        }.map { [.replace(body.range($0 - 2..<$0 + 3), "false")] }
      }
    },
    using("memory-taken-for-a-part", rule: "param-forgeable-object", consequences: untestedAccess) {
      kernel, kfunc, parameter in
      guard kernel.isTrue("isMemory", of: "parameter", parameter.row),
        kernel.isTrue("isObject", of: "parameter", parameter.row), !kfunc.has("KF_RELEASE"),
        let pointee = parameter.fact.type.pointee, pointee.kind == .structure, !pointee.name.isEmpty
      else { return [] }
      return [
        [
          .insert(
            "struct kfunclint_whole {\n\tlong secret;\n\tstruct \(pointee.name) part;\n};\n\n",
            before: kernel.lines(of: kernel.documented(kfunc.definition))),
          kfunc.beginning(
            with: "READ_ONCE(container_of(\(parameter.fact.name), struct kfunclint_whole, part)->secret);"),
        ]
      ]
    },
  ]

  // MARK: Parts

  /// What is planted looks at memory without a test for NULL or of its size.
  private static let untestedAccess: Set<RuleID> = ["param-mem-null-unchecked", "body-size-unchecked"]

  /// Whether a parameter points to one number, whose size the verifier knows by its type alone.
  private static func pointsToNumber(_ kernel: KernelUnderTest, _ parameter: KfuncParameter) -> Bool {
    kernel.kind(ofParameter: parameter.row) == "pointer" && parameter.fact.type.pointee?.kind == .integer
      && kernel.isFalse("hasSize", of: "parameter", parameter.row)
  }

  private static func isDynptr(_ kernel: KernelUnderTest, _ parameter: KfuncParameter) -> Bool {
    kernel.kind(ofParameter: parameter.row) == "dynptr" && parameter.fact.type.pointee?.isConst == false
  }
}
