import Diagnostics
import Dialect
import Facts

extension MutationOperator {
  /// Functions that sleep, that end the system, or that leave a lock held.
  static let bodyContexts: [MutationOperator] = [
    planting(
      "sleeps-without-flag", rule: "body-sleep-without-sleepable", consequences: ["flag-differs-between-sets"]
    ) { _, kfunc in kfunc.has("KF_SLEEPABLE") ? [kfunc.removing("KF_SLEEPABLE")] : [] },
    sleeping("might-sleep") { _, kfunc in [kfunc.beginning(with: "might_sleep();")] },
    sleeping("waits-for-a-mutex") { kernel, kfunc in
      [
        .insert(
          "static DEFINE_MUTEX(kfunclint_mutex);\n\n", before: kernel.lines(of: kernel.documented(kfunc.definition))),
        kfunc.beginning(with: "mutex_lock(&kfunclint_mutex);", "mutex_unlock(&kfunclint_mutex);"),
      ]
    },
    sleeping("waits-for-memory") { _, kfunc in
      [kfunc.beginning(with: "void *kfunclint_memory = kmalloc(8, GFP_KERNEL);", "", "kfree(kfunclint_memory);")]
    },
    sleeping("sleeps-in-a-function") { kernel, kfunc in
      [
        .insert(
          "static void kfunclint_wait(int level)\n{\n\tif (level > 3)\n\t\tmsleep(level);\n}\n\n",
          before: kernel.lines(of: kernel.documented(kfunc.definition))),
        kfunc.beginning(with: sometimes, "\tkfunclint_wait(8);"),
      ]
    },
    planting(
      "sleepable-for-nothing", rule: "body-sleepable-impossible",
      consequences: ["flag-differs-between-sets", "flag-sleepable-rcu-protected"]
    ) { kernel, kfunc in
      let body = kfunc.body
      guard !kfunc.has("KF_SLEEPABLE"), !body.tokens.isEmpty,
        // Nothing is called but what the kernel lets interrupt handlers call; a call through a pointer is none by its name.
        body.calls.allSatisfy({ kernel.knowledge[$0.name]?.sleep == .never })
      else { return [] }
      return [kfunc.adding("KF_SLEEPABLE")]
    },
    planting(
      "destructive-without-flag", rule: "body-destructive-missing", consequences: ["flag-differs-between-sets"]
    ) { _, kfunc in
      kfunc.has("KF_DESTRUCTIVE") && !kfunc.body.tokens.isEmpty ? [kfunc.removing("KF_DESTRUCTIVE")] : []
    },
    planting("panics", rule: "body-destructive-missing") { kernel, kfunc in
      kfunc.has("KF_DESTRUCTIVE")
        ? [] : [[kfunc.beginning(with: sometimes, "\tpanic(\"%s: no way out\\n\", __func__);")]]
    },
    planting("unlock-dropped", rule: "body-lock-imbalance") { kernel, kfunc in
      regionCalls(kernel, kfunc).leaving.map { [.delete(kfunc.body.range($0.tokens))] }
    },
    planting("lock-dropped", rule: "body-lock-imbalance") { kernel, kfunc in
      // The destroy function of an iterator may leave what the new function entered.
      kfunc.has("KF_ITER_DESTROY")
        ? [] : regionCalls(kernel, kfunc).entering.map { [.delete(kfunc.body.range($0.tokens))] }
    },
    planting(
      "return-with-lock", rule: "body-lock-imbalance",
      consequences: ["body-null-without-ret-null", "iter-init-on-error"]
    ) { kernel, kfunc in
      regionCalls(kernel, kfunc).entering.filter {
        [";", "{", "}"].contains(kfunc.body.text($0.tokens.lowerBound - 1))
      }
      .map { call in
        let end = call.tokens.upperBound
        return [.insert("\n\t\(sometimes)\n\t\t\(kfunc.failure)", after: kfunc.body.range(end..<end + 1))]
      }
    },
    planting("lock-forgotten", rule: "body-lock-imbalance") { _, kfunc in
      kfunc.isIterator ? [] : [[kfunc.beginning(with: "rcu_read_lock();")]]
    },
    planting("lock-forgotten-sometimes", rule: "body-lock-imbalance") { _, kfunc in
      kfunc.isIterator ? [] : [[kfunc.beginning(with: sometimes, "\tpreempt_disable();")]]
    },
    planting("unlock-without-lock", rule: "body-lock-imbalance") { _, kfunc in
      kfunc.isIterator ? [] : [[kfunc.beginning(with: "local_bh_enable();")]]
    },
    planting("rcu-section-missing", rule: "body-rcu-without-lock", consequences: ["body-null-without-ret-null"]) {
      kernel, kfunc in
      guard kernel.isAtLeast(6, 2), !kfunc.has("KF_RCU"), !kfunc.isIterator, mayBeCalledSleeping(kfunc) else {
        return []
      }
      return [[kfunc.beginning(with: "if (!find_task_by_vpid(1))", "\t" + kfunc.failure)]]
    },
    planting("rcu-section-dropped", rule: "body-rcu-without-lock") { kernel, kfunc in
      let sections = kfunc.body.calls.filter { ["rcu_read_lock", "rcu_read_unlock"].contains($0.name) }
      guard kernel.isAtLeast(6, 2), !kfunc.has("KF_RCU"), !kfunc.isIterator, mayBeCalledSleeping(kfunc),
        kfunc.body.calls.contains(where: { kernel.knowledge[$0.name]?.needsRCU ?? false })
      else { return [] }
      return [sections.map { .delete(kfunc.body.range($0.tokens)) }]
    },
    planting(
      "iterator-outside-of-rcu", rule: "iter-rcu-protected-missing", consequences: ["flag-differs-between-sets"]
    ) { kernel, kfunc in
      guard kfunc.has("KF_ITER_NEW"), kfunc.has("KF_RCU_PROTECTED"), let state = kfunc.parameters.first,
        // The next function goes on from an element that only RCU keeps.
        kernel.bodies.contains(where: { next in
          next.has("KF_ITER_NEXT")
            && next.definition.fact.parameters.first?.type.pointee?.name == state.fact.type.pointee?.name
            && next.body.calls.contains { kernel.knowledge[$0.name]?.needsRCU ?? false }
        })
      else { return [] }
      return [kfunc.removing("KF_RCU_PROTECTED")]
    },
    planting("iterator-keeps-too-much", rule: "iter-kern-layout") { kernel, kfunc in
      guard kernel.isAtLeast(6, 4), kfunc.has("KF_ITER_NEW"), let state = kfunc.parameters.first else { return [] }
      let body = kfunc.body
      return body.aliases(of: state.fact.name).compactMap { alias in
        guard let place = body.tokens.first(where: { body.text($0) == alias }), body.isToken(place - 1, "*"),
          body.isToken(place - 3, "struct"), let brace = body.definition(ofStruct: body.text(place - 2))
        else { return nil }
        return [.insert("\n\tlong kfunclint_more[16];", after: body.range(brace..<brace + 1))]
      }
    },
    planting("iterator-left-as-it-was", rule: "iter-init-on-error") { kernel, kfunc in
      guard kernel.isAtLeast(6, 4), kfunc.has("KF_ITER_NEW") else { return [] }
      return [[kfunc.beginning(with: sometimes, "\t" + kfunc.failure)]]
    },
    planting("iterator-initialised-too-late", rule: "iter-init-on-error") { kernel, kfunc in
      guard kernel.isAtLeast(6, 4), kfunc.has("KF_ITER_NEW"), let state = kfunc.parameters.first else { return [] }
      return lateInitialisations(kfunc.body, state: state.fact.name).map { [.delete(kfunc.body.range($0))] }
    },
  ]

  // MARK: Parts

  /// An operator that makes kfuncs sleep that must not.
  private static func sleeping(
    _ kind: String, _ edits: @escaping @Sendable (KernelUnderTest, KfuncBody) -> [Edit]
  ) -> MutationOperator {
    planting(kind, rule: "body-sleep-without-sleepable", consequences: ["dtor-may-sleep"]) { kernel, kfunc in
      kfunc.has("KF_SLEEPABLE") ? [] : [edits(kernel, kfunc)]
    }
  }

  /// Whether programs that can sleep see a kfunc.
  private static func mayBeCalledSleeping(_ kfunc: KfuncBody) -> Bool {
    kfunc.entries.contains { entry in
      entry.hooks.contains { ["TRACING", "LSM", "SYSCALL", "STRUCT_OPS", "KPROBE", "COMMON"].contains($0) }
    }
  }

  /// The statements that enter and leave regions which the body both enters and leaves. The new and next functions of an iterator
  /// may leave it to others to leave what they entered.
  private static func regionCalls(
    _ kernel: KernelUnderTest, _ kfunc: KfuncBody
  ) -> (entering: [FunctionBody.Call], leaving: [FunctionBody.Call]) {
    guard !kfunc.has("KF_ITER_NEW"), !kfunc.has("KF_ITER_NEXT") else { return ([], []) }
    let calls = kfunc.body.calls.filter { kfunc.body.isStatement($0) }
    let entering = calls.filter { !(kernel.knowledge[$0.name]?.enters.isEmpty ?? true) }
    let leaving = calls.filter { !(kernel.knowledge[$0.name]?.leaves.isEmpty ?? true) }
    func regions(_ calls: [FunctionBody.Call]) -> Set<FunctionKnowledge.Region> {
      Set(calls.compactMap { kernel.knowledge[$0.name] }.flatMap { $0.enters + $0.leaves })
    }
    let both = regions(entering).intersection(regions(leaving))
    func isPaired(_ call: FunctionBody.Call) -> Bool { !regions([call]).isDisjoint(with: both) }
    return (entering.filter(isPaired), leaving.filter(isPaired))
  }

  /// The assignments to the state of an iterator without which some failing return leaves it as it was: the only one on the way there.
  private static func lateInitialisations(_ body: FunctionBody, state: String) -> [Range<Int>] {
    let pointers = [state] + body.aliases(of: state)
    let writes = body.assignments.filter { write in
      pointers.contains { body.isVariable(write.lowerBound, $0) } && body.isToken(write.lowerBound + 1, "->")
    }
    let exits = body.returns.filter { body.isToken($0.lowerBound + 1, "-") }
    // What stands right before a return is for that return.
    let own = writes.filter { write in exits.contains { $0.lowerBound == write.upperBound } }
    let shared = writes.filter { !own.contains($0) }
    let only = exits.compactMap { exit -> Range<Int>? in
      let earlier = shared.filter { $0.upperBound <= exit.lowerBound }
      let last = own.first { $0.upperBound == exit.lowerBound }
      return earlier.isEmpty ? last : earlier.count == 1 && last == nil ? earlier[0] : nil
    }
    return writes.filter(only.contains)
  }
}
