import Diagnostics
import Facts

extension MutationOperator {
  /// Functions that take or drop references otherwise than their flags say.
  static let bodyReferences: [MutationOperator] = [
    planting(
      "reference-not-taken", rule: "body-acquire-without-ref", consequences: ["body-ret-null-impossible"]
    ) { kernel, kfunc in
      guard kfunc.has("KF_ACQUIRE"), !kfunc.has("KF_RELEASE") else { return [] }
      return takings(kernel, kfunc).map { [$0.edit] }
    },
    planting("reference-taken-blindly", rule: "life-rcu-acquire-unconditional") { kernel, kfunc in
      guard kernel.isAtLeast(6, 4), kfunc.has("KF_ACQUIRE"), kfunc.has("KF_RCU") else { return [] }
      let blind = [
        "refcount_inc_not_zero": "refcount_inc", "cgroup_tryget": "cgroup_get", "css_tryget": "css_get",
        "kref_get_unless_zero": "kref_get", "percpu_ref_tryget": "percpu_ref_get",
      ]
      return takings(kernel, kfunc).compactMap { taking in
        guard let name = blind[taking.call.name], let argument = taking.call.arguments.first,
          // What another object holds on to has a reference left.
          kfunc.parameters.contains(where: { kfunc.body.mentions($0.fact.name, in: argument) })
        else { return nil }
        return [.replace(kfunc.body.range(taking.call.tokens), "(\(name)(\(kfunc.body.text(argument))), true)")]
      }
    },
    planting(
      "trusted-object-made-rcu", rule: "life-rcu-acquire-unconditional",
      consequences: ["flag-acquire-rcu-ret-null", "flag-differs-between-sets"]
    ) { kernel, kfunc in
      guard kernel.isAtLeast(6, 4), kfunc.has("KF_ACQUIRE"), kfunc.has("KF_TRUSTED_ARGS"),
        takings(kernel, kfunc).contains(where: { taking in
          kernel.knowledge[taking.call.name]?.taking == .unconditional
            && kfunc.parameters.contains { kfunc.body.mentions($0.fact.name, in: taking.call.tokens) }
        })
      else { return [] }
      return [
        kfunc.entries.compactMap { entry in
          entry.fact.flags.first { $0.name == "KF_TRUSTED_ARGS" }.map { .replace($0.range, "KF_RCU") }
        }
      ]
    },
    planting(
      "reference-handed-out-without-flag", rule: "body-ref-without-acquire",
      consequences: withoutFlag("KF_ACQUIRE").union(["life-kptr-without-dtor", "body-returns-untracked-param"])
    ) { kernel, kfunc in
      // One that takes its argument over hands on the reference of the caller.
      guard kfunc.has("KF_ACQUIRE"), !kfunc.has("KF_RELEASE"), !kfunc.isIterator,
        returnsRecord(kfunc.definition.fact),
        // Where releasing does nothing, so does acquiring: the flags only make the pointer trusted.
        kernel.bodies.contains(where: { isRelease($0, of: kfunc) && !$0.body.tokens.isEmpty })
      else { return [] }
      return [kfunc.removing("KF_ACQUIRE")]
    },
    planting(
      "reference-dropped-without-flag", rule: "body-put-without-release",
      consequences: withoutFlag("KF_RELEASE").union([
        "param-obj-untrusted-deref", "param-mem-null-unchecked", "param-forgeable-object", "life-release-type",
        "body-acquire-without-ref",
      ])
    ) { _, kfunc in
      guard kfunc.has("KF_RELEASE"), !kfunc.body.tokens.isEmpty else { return [] }
      return [kfunc.removing("KF_RELEASE")]
    },
    planting(
      "reference-of-the-caller-dropped", rule: "body-put-without-release",
      consequences: ["param-obj-untrusted-deref", "param-forgeable-object"]
    ) { kernel, kfunc in
      guard !kfunc.has("KF_RELEASE"), !kfunc.isIterator else { return [] }
      let drops = [
        "task_struct": "put_task_struct", "cgroup": "cgroup_put", "file": "fput", "sock": "sock_put",
        "nf_conn": "nf_ct_put", "cgroup_subsys_state": "css_put",
      ]
      return kfunc.parameters.compactMap { parameter in
        guard let pointee = parameter.fact.type.pointee, !pointee.isConst, let drop = drops[pointee.name],
          kernel.isTrue("isObject", of: "parameter", parameter.row),
          kernel.kind(ofParameter: parameter.row) == "pointer"
        else { return nil }
        return [kfunc.beginning(with: "\(drop)(\(parameter.fact.name));")]
      }
    },
    planting("release-emptied", rule: "body-release-noop") { _, kfunc in
      guard kfunc.has("KF_RELEASE"), !kfunc.body.tokens.isEmpty, kfunc.definition.fact.returnType.outer?.kind == .void
      else { return [] }
      return [[.delete(kfunc.body.range(kfunc.body.tokens))]]
    },
    planting("freed-at-once", rule: "life-rcu-release-immediate-free") { kernel, kfunc in
      guard kernel.isAtLeast(6, 4), kfunc.has("KF_RELEASE") else { return [] }
      let body = kfunc.body
      return body.calls.compactMap { call in
        guard ["call_rcu", "kfree_rcu", "bpf_mem_cache_free_rcu"].contains(call.name),
          let object = kfunc.parameters.first(where: { body.mentions($0.fact.name, in: call.tokens) })
        else { return nil }
        return [.replace(body.range(call.tokens), "kfree(\(object.fact.name))")]
      }
    },
    planting("release-tests-for-null", rule: "life-release-null-check") { kernel, kfunc in
      guard kernel.isAtLeast(6, 4), kfunc.entries.allSatisfy({ $0.has("KF_RELEASE") }), !kernel.hasOtherCallers(kfunc),
        let parameter = kfunc.parameters.first(where: { kernel.kind(ofParameter: $0.row) == "pointer" })
      else { return [] }
      return [[kfunc.beginning(with: "if (!\(parameter.fact.name))", "\t" + kfunc.failure)]]
    },
    planting(
      "unfinished-object-kept", rule: "init-leak-cast",
      consequences: withoutFlag("KF_RELEASE").union([
        "body-acquire-without-ref", "body-put-without-release", "param-obj-untrusted-deref", "init-conversion",
        "life-release-type",
      ])
    ) { kernel, kfunc in
      guard isConversion(kernel, kfunc) else { return [] }
      return [kfunc.removing("KF_RELEASE")]
    },
    MutationOperator("unfinished-object-never-finished") { kernel in
      kernel.plainBodies.filter { isConversion(kernel, $0) }.flatMap { kfunc in
        kernel.initStructs.filter { type in
          kfunc.definition.fact.parameters.contains { $0.type.pointee?.name == type.tag }
        }.map { type in
          Mutant(
            kind: "unfinished-object-never-finished", subject: kfunc.subject, rule: "init-conversion",
            consequences: withoutFlag("KF_ACQUIRE").union(["body-ref-without-acquire", "body-returns-untracked-param"]),
            edits: kfunc.removing("KF_ACQUIRE"), places: kfunc.places + [type.range])
        }
      }
    },
    MutationOperator("destructor-drops-something-else") { kernel in
      let others = [
        "put_task_struct_rcu_user": "put_task_struct", "cgroup_put": "kfree", "bpf_cpumask_release": "kfree",
        "bpf_crypto_ctx_release": "kfree",
      ]
      return kernel.files.filter { !kernel.isSelftest($0.path) }.flatMap { file in
        file.destructors.flatMap { pair -> [Mutant] in
          guard let function = file.functions.first(where: { $0.name == pair.functionName }),
            let body = kernel.body(of: function)
          else { return [] }
          return body.calls.compactMap { call in
            guard let other = others[call.name], let argument = call.arguments.first else { return nil }
            return Mutant(
              kind: "destructor-drops-something-else", subject: "\(function.name) in \(file.path)",
              rule: "dtor-releases-same",
              edits: [.replace(body.range(call.tokens), "\(other)(\(body.text(argument)))")],
              places: [function.declaratorRange, pair.range, pair.functionRange])
          }
        }
      }
    },
    MutationOperator("destructor-sleeps") { kernel in
      kernel.files.filter { !kernel.isSelftest($0.path) }.flatMap { file in
        file.destructors.compactMap { pair in
          guard let function = file.functions.first(where: { $0.name == pair.functionName }),
            let body = kernel.body(of: function)
          else { return nil }
          return Mutant(
            kind: "destructor-sleeps", subject: "\(function.name) in \(file.path)", rule: "dtor-may-sleep",
            // A kfunc can be the destructor of its objects.
            consequences: ["body-sleep-without-sleepable"], edits: [.insert("\n\tmight_sleep();", after: body.start)],
            places: [function.declaratorRange, pair.range, pair.functionRange])
        }
      }
    },
  ]

  // MARK: Parts

  /// The calls that take a reference to one of their arguments, each with the edit that takes it out and goes on as if it had succeeded.
  static func takings(
    _ kernel: KernelUnderTest, _ kfunc: KfuncBody
  ) -> [(call: FunctionBody.Call, edit: Edit)] {
    let body = kfunc.body
    let acquires = Set(kernel.kfuncEntries.filter { $0.has("KF_ACQUIRE") }.map(\.name))
    return body.calls.compactMap { call in
      let isKfunc = acquires.contains(call.name) && call.arguments.count == 1
      guard isKfunc || kernel.knowledge[call.name]?.takesArgument != nil, let argument = call.arguments.first else {
        return nil
      }
      let place = body.range(call.tokens)
      if body.isStatement(call) { return (call, .delete(place)) }
      if body.isToken(call.tokens.lowerBound - 1, "=") { return (call, .replace(place, body.text(argument))) }
      return (call, .replace(place, "true"))
    }
  }

  /// Whether a function turns an unfinished object into a finished one.
  private static func isConversion(_ kernel: KernelUnderTest, _ kfunc: KfuncBody) -> Bool {
    guard kernel.isAtLeast(6, 2), kfunc.has("KF_ACQUIRE"), kfunc.has("KF_RELEASE"),
      let type = kfunc.definition.fact.returnType.pointee?.name
    else { return false }
    return kfunc.definition.fact.parameters.contains { $0.type.pointee?.name == type + "___init" }
  }

  private static func isRelease(_ other: KfuncBody, of kfunc: KfuncBody) -> Bool {
    guard other.has("KF_RELEASE"), let type = kfunc.definition.fact.returnType.pointee?.name else { return false }
    return other.definition.fact.parameters.contains { $0.type.pointee?.name == type }
  }
}
