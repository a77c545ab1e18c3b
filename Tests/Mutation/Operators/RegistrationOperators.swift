import Diagnostics
import Facts
import SourceText

extension MutationOperator {
  static let registrations: [MutationOperator] = [
    registration("program-type-without-hook", rule: "reg-unsupported-prog-type", consequences: lostHook) {
      kernel, fact in
      fact.programType.flatMap { kernel.place(of: $0, in: fact.range) }.map {
        [.replace($0, "BPF_PROG_TYPE_RAW_TRACEPOINT_WRITABLE")]
      }
    },
    registration("result-ignored", rule: "reg-result-ignored", consequences: ["reg-result-overwritten"]) {
      kernel, fact in
      // A statement of its own, whose result nobody takes.
      guard fact.result == .assigned else { return nil }
      let line = kernel.lines(of: fact.range)
      let before = kernel.text(line).components(separatedBy: "register_btf").first ?? ""
      guard let name = before.split(separator: "=").first?.trimmingCharacters(in: .whitespaces), before.contains("="),
        !before.contains("("), let left = kernel.place(of: before.trimmingCharacters(in: .whitespaces), in: line),
        !name.isEmpty
      else { return nil }
      return [.delete(left)]
    },
    registration("result-overwritten", rule: "reg-result-overwritten", consequences: ["reg-result-ignored"]) {
      kernel, fact in
      kernel.place(of: "ret ?:", in: kernel.lines(of: fact.range)).map { [.delete($0)] }
    },
    registration(
      "registered-twice", rule: "reg-builtin-same-hook", alternatives: ["reg-module-twice", "set-duplicate-in-hook"],
      consequences: [
        "set-duplicate-in-hook", "reg-lsm-needs-filter", "reg-result-ignored", "reg-result-overwritten",
        "reg-module-twice",
      ]
    ) {
      kernel, fact in
      let twins = ["BPF_PROG_TYPE_TRACING": "BPF_PROG_TYPE_LSM", "BPF_PROG_TYPE_LSM": "BPF_PROG_TYPE_TRACING"]
      guard kernel.isAtLeast(6, 1), let type = fact.programType, let twin = twins[type],
        fact.result == .returned || fact.result == .assigned,
        fact.condition == .always
      else { return nil }
      let call = kernel.text(fact.range)
      return [.replace(fact.range, "\(call) ?: \(call.replacing(type, with: twin))")]
    },
    MutationOperator("module-registers-twice") { kernel in
      kernel.model.registrations.indices.compactMap { row in
        let registration = kernel.model.registrations[row]
        guard registration.fact.api == .kfunc, !kernel.isSelftest(registration.path),
          kernel.isTrue("isModular", of: "registration", row),
          registration.fact.result == .returned || registration.fact.result == .assigned
        else { return nil }
        let call = kernel.text(registration.fact.range)
        return Mutant(
          kind: "module-registers-twice", subject: "\(registration.fact.object ?? "?") in \(registration.path)",
          rule: "reg-module-twice", consequences: ["set-duplicate-in-hook", "reg-builtin-same-hook"],
          edits: [.replace(registration.fact.range, "\(call) ?: \(call)")])
      }
    },
    MutationOperator("open-to-all-tracing") { kernel in
      guard kernel.isAtLeast(6, 5) else { return [] }
      return kernel.kfuncSets.compactMap { set in
        let calls = kernel.model.registrations.filter { set.registrations.contains($0.fact.range) }
        guard let end = set.fact.end, calls.allSatisfy({ $0.hook == "TRACING" }) else { return nil }
        let name = set.fact.name + "_lsm_ids"
        let types = calls.compactMap { call in
          call.fact.programType.flatMap { kernel.place(of: $0, in: call.fact.range) }
        }
        let filters = kernel.files.filter { $0.path == set.path }.flatMap(\.kfuncIDSets).filter {
          $0.set?.text.hasSuffix(set.fact.name) == true
        }.compactMap(\.filter?.range)
        return Mutant(
          kind: "open-to-all-tracing", subject: set.subject, rule: "reg-lsm-needs-filter",
          edits: [.replace(set.fact.nameRange, name), .replace(end.range, "\(end.macro)(\(name))")]
            + kernel.references(to: set.fact.name, in: set.path).map { .replace($0, name) }
            + types.map { .replace($0, "BPF_PROG_TYPE_LSM") } + filters.map { .delete(kernel.lines(of: $0)) },
          places: set.registrations)
      }
    },
    object("owner-missing", rule: "reg-owner") { kernel, object, isModular in
      guard isModular, let owner = object.owner else { return nil }
      return [.replace(owner.range, "NULL")]
    },
    object("set-missing", rule: "reg-set-missing", consequences: lostHook.union(["set-unregistered", "def-no-entry"])) {
      kernel, object, _ in
      object.set.map { [.replace($0.range, "NULL")] }
    },
    MutationOperator("filter-in-init-section") { kernel in
      kernel.filters.compactMap { filter in
        kernel.place(of: "static ", in: kernel.lines(of: filter.signature)).map {
          Mutant(
            kind: "filter-in-init-section", subject: filter.name, rule: "reg-init-data",
            edits: [.insert("__init ", after: $0)], places: [filter.object, filter.signature])
        }
      }
    },
    MutationOperator("filter-of-everything") { kernel in
      kernel.filters.compactMap { filter in
        guard let name = kernel.place(of: "btf_id_set8_contains(", in: filter.body),
          let end = kernel.place(
            of: ")", in: SourceRange(path: name.path, start: name.start, end: filter.body.end))
        else { return nil }
        return Mutant(
          kind: "filter-of-everything", subject: filter.name, rule: "reg-filter-membership",
          edits: [.replace(SourceRange(path: name.path, start: name.start, end: end.end), "true")],
          places: [filter.object, filter.signature, filter.body])
      }
    },
    MutationOperator("set-not-registered") { kernel in
      kernel.kfuncSets.compactMap { set in
        guard let end = set.fact.end, let entry = set.fact.entries.first(where: { $0.generatedBy == nil }) else {
          return nil
        }
        let start = kernel.isAtLeast(6, 9) ? "BTF_KFUNCS_START" : "BTF_SET8_START"
        let name = "kfunclint_forgotten_ids"
        let text =
          "\n\n\(start)(\(name))\nBTF_ID_FLAGS(func, \(entry.name))\n\(start.replacing("START", with: "END"))(\(name))"
        return Mutant(
          kind: "set-not-registered", subject: set.subject, rule: "set-unregistered",
          consequences: ["flag-differs-between-sets"], edits: [.insert(text, after: end.range)])
      }
    },
  ]

  /// Kfuncs that no program sees any more leave gaps for those that are seen.
  private static let lostHook: Set<RuleID> = [
    "life-hook-mismatch", "life-acquire-without-release", "life-release-without-acquire", "iter-triple",
    "set-unregistered", "reg-module-twice", "reg-common-shadow", "param-iter-unmarked", "param-ctx-type",
    "def-no-entry",
    "reg-lsm-needs-filter", "flag-release-no-pointer", "life-kptr-without-dtor", "life-release-type", "init-conversion",
  ]

  private static func registration(
    _ kind: String, rule: RuleID, alternatives: Set<RuleID> = [], consequences: Set<RuleID>,
    _ edits: @escaping @Sendable (KernelUnderTest, RegistrationFact) -> [Edit]?
  ) -> MutationOperator {
    MutationOperator(kind) { kernel in
      kernel.files.filter { !kernel.isSelftest($0.path) }.flatMap { file in
        file.registrations.filter { $0.api == .kfunc }.compactMap { fact in
          edits(kernel, fact).map {
            Mutant(
              kind: kind, subject: "\(fact.object ?? "?") in \(file.path)", rule: rule, alternatives: alternatives,
              consequences: consequences, edits: $0,
              // What one registration loses may be another's result.
              places: file.registrations.map(\.range))
          }
        }
      }
    }
  }

  private static func object(
    _ kind: String, rule: RuleID, consequences: Set<RuleID> = [],
    _ edits: @escaping @Sendable (KernelUnderTest, KfuncIDSetFact, Bool) -> [Edit]?
  ) -> MutationOperator {
    MutationOperator(kind) { kernel in
      kernel.files.filter { !kernel.isSelftest($0.path) }.flatMap { file in
        file.kfuncIDSets.compactMap { object in
          let calls = kernel.model.registrations.filter {
            $0.path == file.path && $0.fact.object == object.name && $0.fact.api == .kfunc
          }
          guard !calls.isEmpty, let edits = edits(kernel, object, calls.contains { $0.isModular == .yes }) else {
            return nil
          }
          return Mutant(
            kind: kind, subject: "\(object.name) in \(file.path)", rule: rule, consequences: consequences, edits: edits,
            places: [object.range] + calls.map(\.fact.range))
        }
      }
    }
  }
}

/// A filter function of a `btf_kfunc_id_set`.
struct KfuncFilter: Sendable {
  var name: String
  /// The object that names it.
  var object: SourceRange
  /// The line of its name in its definition.
  var signature: SourceRange
  /// From its name to the brace in the first column.
  var body: SourceRange
}

extension KernelUnderTest {
  /// Filters that are defined in the file of their object.
  var filters: [KfuncFilter] {
    files.filter { !isSelftest($0.path) }.flatMap { file in
      file.kfuncIDSets.compactMap { object -> KfuncFilter? in
        guard let name = object.filter?.text else { return nil }
        let whole = span(0..<bytes(of: file.path).count, of: file.path)
        guard let start = place(of: " \(name)(", in: whole) else { return nil }
        let rest = SourceRange(path: file.path, start: start.start, end: whole.end)
        guard let end = place(of: "\n}", in: rest) else { return nil }
        return KfuncFilter(
          name: name, object: object.range, signature: start,
          body: SourceRange(path: file.path, start: start.start, end: end.end))
      }
    }
  }
}
