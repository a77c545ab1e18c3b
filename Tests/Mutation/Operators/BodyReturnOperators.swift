import Diagnostics
import Facts

extension MutationOperator {
  /// Functions that return what their flags deny, or never what their flags promise.
  static let bodyReturns: [MutationOperator] = [
    planting("null-returned", rule: "body-null-without-ret-null") { kernel, kfunc in
      guard kernel.returnsObject(kfunc), !kfunc.has("KF_RET_NULL"), !kfunc.isIterator else { return [] }
      return [[kfunc.beginning(with: sometimes, "\treturn NULL;")]]
    },
    planting(
      "null-returned-without-flag", rule: "body-null-without-ret-null", consequences: withoutFlag("KF_RET_NULL")
    ) { kernel, kfunc in
      guard kernel.returnsObject(kfunc), kfunc.has("KF_RET_NULL"), !kfunc.isIterator else { return [] }
      return [kfunc.removing("KF_RET_NULL")]
    },
    planting("error-pointer-returned", rule: "body-errptr") { kernel, kfunc in
      guard kernel.returnsObject(kfunc) else { return [] }
      return [[kfunc.beginning(with: sometimes, "\treturn ERR_PTR(-EINVAL);")]]
    },
    planting("error-pointer-untested", rule: "body-errptr", consequences: ["body-ret-null-impossible"]) {
      kernel, kfunc in
      guard kernel.returnsObject(kfunc) else { return [] }
      let body = kfunc.body
      return body.tests.compactMap { test in
        guard let call = body.calls(in: test.condition).first, call.name == "IS_ERR", call.tokens == test.condition,
          let argument = call.arguments.first, body.leaves(test.then), test.otherwise == nil,
          body.returns.contains(where: { body.text($0) == "return \(body.text(argument));" })
        else { return nil }
        return [.delete(body.range(test.tokens))]
      }
    },
    planting(
      "ret-null-flag-for-nothing", rule: "body-ret-null-impossible", consequences: ["flag-differs-between-sets"]
    ) { kernel, kfunc in
      guard kernel.returnsObject(kfunc), !kfunc.has("KF_RET_NULL"), !kfunc.isIterator,
        returnedObject(kernel, kfunc, withNull: false) != nil
      else { return [] }
      return [kfunc.adding("KF_RET_NULL")]
    },
    planting(
      "null-no-longer-returned", rule: "body-ret-null-impossible",
      consequences: withoutFlag("KF_RCU").union(["body-acquire-without-ref", "param-obj-untrusted-deref"])
    ) { kernel, kfunc in
      guard kernel.returnsObject(kfunc), kfunc.has("KF_RET_NULL"), !kfunc.isIterator,
        let object = returnedObject(kernel, kfunc, withNull: true)
      else { return [] }
      let returns = kfunc.body.returns.filter { kfunc.body.text($0) == "return NULL;" }
        .map { Edit.replace(kfunc.body.range($0), "return \(object);") }
      // What is only protected by RCU may be NULL for programs whatever the body says.
      return [returns + kfunc.removing("KF_RCU")]
    },
    planting(
      "parameter-returned-untracked", rule: "body-returns-untracked-param",
      consequences: withoutFlag("KF_ACQUIRE").union([
        // Others that get their reference from the function no longer get one.
        "body-acquire-without-ref", "body-ret-null-impossible",
      ])
    ) { kernel, kfunc in
      guard kfunc.has("KF_ACQUIRE"), !kfunc.has("KF_RELEASE"), returnedParameter(kfunc) != nil else { return [] }
      return takings(kernel, kfunc).map { [$0.edit] + kfunc.removing("KF_ACQUIRE") }
    },
  ]

  /// A condition of which nobody knows whether it holds. Every file with kfuncs has the counter.
  static let sometimes = "if (jiffies & 1)"

  // MARK: Parts

  /// An operator on kfuncs that the verifier does not treat by name, with any number of mutants for each. Left out are those that the
  /// unmodified kernel has the mistake in.
  static func planting(
    _ kind: String, rule: RuleID, alternatives: Set<RuleID> = [], consequences: Set<RuleID> = [],
    _ edits: @escaping @Sendable (KernelUnderTest, KfuncBody) -> [[Edit]]
  ) -> MutationOperator {
    MutationOperator(kind) { kernel in
      kernel.plainBodies.filter { !kernel.isReported(rule, at: $0.places) }.flatMap { kfunc in
        edits(kernel, kfunc).filter { !$0.isEmpty }.map {
          Mutant(
            kind: kind, subject: kfunc.subject, rule: rule, alternatives: alternatives, consequences: consequences,
            edits: $0, places: kfunc.places)
        }
      }
    }
  }

  /// The parameter that some `return` gives back.
  private static func returnedParameter(_ kfunc: KfuncBody) -> KfuncParameter? {
    kfunc.parameters.first { parameter in
      parameter.fact.type.pointee != nil
        && kfunc.body.returns.contains { kfunc.body.mentions(parameter.fact.name, in: $0) }
    }
  }

  /// What the function returns if each `return` gives the address of something or a parameter that is never NULL, or, where it is
  /// asked for, NULL.
  private static func returnedObject(_ kernel: KernelUnderTest, _ kfunc: KfuncBody, withNull: Bool) -> String? {
    let values = kfunc.body.returns.map { kfunc.body.text($0.lowerBound + 1..<$0.upperBound - 1) }
    let objects = values.filter { $0 != "NULL" }
    guard (objects.count < values.count) == withNull,
      objects.allSatisfy({ value in
        // The address of the first member of nothing is NULL.
        (value.hasPrefix("&") && !value.contains("->"))
          || kfunc.parameters.contains {
            $0.fact.name == value && $0.fact.type.pointee != nil
              && kernel.isFalse("acceptsNull", of: "parameter", $0.row)
          }
      })
    else { return nil }
    return objects.first
  }
}
