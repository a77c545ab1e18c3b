import Diagnostics
import Facts
import SourceText

extension MutationOperator {
  /// Mistakes that need code which no kernel has: too many of something, a second registration, a name of an odd form.
  static let plantedCode: [MutationOperator] = [
    MutationOperator("helper-between-kfuncs") { kernel in
      guard kernel.isAtLeast(6, 7) else { return [] }
      return kernel.kfuncs.filter { $0.definition.fact.guardRegion == .kfuncDefs }.map { entry, definition in
        Mutant(
          kind: "helper-between-kfuncs", subject: entry.subject, rule: "def-guard-holds-nonkfunc",
          edits: [
            .insert(
              "int kfunclint_helper(int value)\n{\n\treturn value;\n}\n\n",
              before: kernel.lines(of: kernel.documented(definition)))
          ])
      }
    },
    appending("registered-at-run-time", rule: "reg-context", consequences: registeredAgain) { _, type, object, _ in
      """

      static int kfunclint_open(struct inode *inode, struct file *file)
      {
      \treturn register_btf_kfunc_id_set(\(type), &\(object));
      }

      static const struct file_operations kfunclint_operations = {
      \t.open = kfunclint_open,
      };

      """
    },
    appending(
      "filters-too-many", rule: "reg-filter-limit",
      consequences: registeredAgain.union(["reg-filter-membership", "reg-lsm-needs-filter", "reg-result-ignored"])
    ) { kernel, type, _, _ in
      guard kernel.isAtLeast(6, 5) else { return nil }
      let macro = kernel.isAtLeast(6, 9) ? "BTF_KFUNCS" : "BTF_SET8"
      let numbers = 0..<17
      let filters = numbers.map { number in
        """
        static int kfunclint_filter_\(number)(const struct bpf_prog *prog, u32 id)
        {
        \treturn btf_id_set8_contains(&kfunclint_ids, id) ? -EACCES : 0;
        }

        static const struct btf_kfunc_id_set kfunclint_set_\(number) = {
        \t.owner = THIS_MODULE,
        \t.set = &kfunclint_ids,
        \t.filter = kfunclint_filter_\(number),
        };

        """
      }
      let calls = numbers.map { "register_btf_kfunc_id_set(\(type), &kfunclint_set_\($0))" }
      return "\n\(macro)_START(kfunclint_ids)\n\(macro)_END(kfunclint_ids)\n\n" + filters.joined(separator: "\n")
        + "\nstatic int __init kfunclint_init(void)\n{\n\treturn " + calls.joined(separator: " ?:\n\t       ")
        + ";\n}\nlate_initcall(kfunclint_init);\n"
    },
    appending(
      "module-with-two-tables", rule: "dtor-module-once", consequences: ["def-missing-guard", "dtor-cfi-noseal"]
    ) { kernel, _, _, isModular in
      guard isModular else { return nil }
      let tag = kernel.isAtLeast(6, 3) ? "__bpf_kfunc " : ""
      let call = "register_btf_id_dtor_kfuncs(kfunclint_dtors, ARRAY_SIZE(kfunclint_dtors), THIS_MODULE)"
      return """

        \(tag)void kfunclint_dtor(void *object)
        {
        }

        BTF_ID_LIST(kfunclint_dtor_ids)
        BTF_ID(struct, task_struct)
        BTF_ID(func, kfunclint_dtor)

        static int __init kfunclint_init(void)
        {
        \tconst struct btf_id_dtor_kfunc kfunclint_dtors[] = {
        \t\t{ .btf_id = kfunclint_dtor_ids[0], .kfunc_btf_id = kfunclint_dtor_ids[1] },
        \t};

        \treturn \(call) ?:
        \t       \(call);
        }
        late_initcall(kfunclint_init);

        """
    },
    MutationOperator("destructors-too-many") { kernel in
      kernel.files.filter { !kernel.isSelftest($0.path) }.flatMap { file in
        let calls = file.registrations.filter { $0.api == .destructors }.map(\.range)
        return file.destructors.map { pair in
          Mutant(
            kind: "destructors-too-many", subject: "\(pair.functionName ?? "?") in \(file.path)", rule: "dtor-count",
            // Each copy is as wrong as the original.
            consequences: ["dtor-cfi-type"],
            edits: [
              .insert(String(repeating: ",\n\t\t" + kernel.text(pair.range), count: 256), after: pair.range)
            ], places: calls)
        }
      }
    },
    MutationOperator("init-ending-in-the-middle") { kernel in
      guard kernel.isAtLeast(6, 2) else { return [] }
      return kernel.referenceTypes.compactMap { type in
        guard let definition = type.acquires.lazy.compactMap(\.definition).first,
          !kernel.isSelftest(definition.path)
        else { return nil }
        return Mutant(
          kind: "init-ending-in-the-middle", subject: "\(type.name) in \(definition.path)",
          rule: "init-suffix-position", consequences: ["init-layout"],
          edits: [
            .insert(
              "struct \(type.name)___init_new {\n\tstruct \(type.name) object;\n};\n\n",
              before: kernel.lines(of: kernel.documented(definition)))
          ])
      }
    },
    MutationOperator("safe-type-with-a-long-name") { kernel in
      kernel.files.flatMap(\.safeTypes).compactMap { type in
        guard let emission = type.emissions.first, let field = type.fields.first else { return nil }
        let name = "kfunclint_" + String(repeating: "x", count: 50)
        let members = " {\n\t\(kernel.text(field.range));\n};\n\n"
        return Mutant(
          kind: "safe-type-with-a-long-name", subject: "\(type.tag) in \(type.macro)", rule: "safe-name-length",
          edits: [
            .insert(
              "struct \(name)\(members)\(type.macro)(struct \(name))\(members)", before: kernel.lines(of: type.range)),
            .insert("\tBTF_TYPE_EMIT(\(type.macro)(struct \(name)));\n", before: kernel.lines(of: emission.range)),
          ])
      }
    },
    MutationOperator("safe-type-before-its-time") { kernel in
      guard !kernel.isAtLeast(6, 2) else { return [] }
      let paths = Set(kernel.kfuncs.map(\.definition.path)).sorted()
      return paths.compactMap { path in
        guard let first = kernel.kfuncs.map(\.definition).first(where: { $0.path == path }) else { return nil }
        return Mutant(
          kind: "safe-type-before-its-time", subject: path, rule: "safe-macro-version",
          consequences: ["safe-not-emitted"],
          edits: [
            .insert(
              "BTF_TYPE_SAFE_TRUSTED(struct task_struct) {\n\tconst struct cred *cred;\n};\n\n",
              before: kernel.lines(of: kernel.documented(first)))
          ])
      }
    },
  ]

  private static let registeredAgain: Set<RuleID> = [
    "reg-builtin-same-hook", "reg-module-twice", "set-duplicate-in-hook",
  ]

  /// An operator that adds code to the end of files that register a set; once for each hook of a file.
  private static func appending(
    _ kind: String, rule: RuleID, consequences: Set<RuleID>,
    _ text: @escaping @Sendable (KernelUnderTest, _ type: String, _ object: String, _ isModular: Bool) -> String?
  ) -> MutationOperator {
    MutationOperator(kind) { kernel in
      var seen = Set<String>()
      let registrations = kernel.model.registrations
      return registrations.indices.compactMap { row in
        let registration = registrations[row]
        guard registration.fact.api == .kfunc, !kernel.isSelftest(registration.path), let hook = registration.hook,
          let type = registration.fact.programType, let object = registration.fact.object,
          registration.fact.objectIndex == nil,
          let text = text(kernel, type, object, kernel.isTrue("isModular", of: "registration", row)),
          seen.insert(registration.path + hook).inserted
        else { return nil }
        return Mutant(
          kind: kind, subject: "\(hook) in \(registration.path)", rule: rule, consequences: consequences,
          edits: [.insert(text, after: kernel.end(of: registration.path))],
          // What goes beyond a limit is said of the hook, where the kernel fills it.
          places: registrations.filter { $0.hook == hook }.map(\.fact.range))
      }
    }
  }
}

extension KernelUnderTest {
  /// The empty place behind the last byte of a file.
  func end(of path: String) -> SourceRange {
    let count = bytes(of: path).count
    return span(count..<count, of: path)
  }
}
