import Diagnostics
import Facts
import SourceText

extension MutationOperator {
  /// Iterators (`kernel/bpf/btf.c:btf_check_iter_kfuncs`).
  static let iterators: [MutationOperator] = [
    MutationOperator("iterator-incomplete") { kernel in
      kernel.iteratorKfuncs.map { entry, _ in
        Mutant(
          kind: "iterator-incomplete", subject: entry.subject, rule: "iter-triple",
          consequences: ["def-no-entry", "param-iter-unmarked", "doc-kfunc-directive", "life-acquire-without-release"],
          edits: [.delete(kernel.lines(of: entry.fact.range))],
          places: kernel.iteratorKfuncs.map(\.entry.fact.range).filter { $0.path == entry.path })
      }
    },
    MutationOperator("iterator-of-two-kinds") { kernel in
      kernel.iteratorKfuncs.compactMap { entry, _ in
        let other = entry.has("KF_ITER_NEW") ? "KF_ITER_DESTROY" : "KF_ITER_NEW"
        return Mutant(
          kind: "iterator-of-two-kinds", subject: entry.subject, rule: "iter-flag-exclusive",
          consequences: [
            "iter-name", "iter-triple", "iter-destroy-return", "iter-extra-args", "flag-sleepable-rcu-protected",
            "iter-new-returns-int",
          ],
          edits: [adding(other, to: entry)], places: entry.places)
      }
    },
    MutationOperator("iterator-state-of-another-name") { kernel in
      kernel.iteratorKfuncs.compactMap { entry, definition in
        definition.fact.parameters.first.map {
          Mutant(
            kind: "iterator-state-of-another-name", subject: entry.subject, rule: "iter-arg0",
            consequences: ["iter-name", "iter-triple", "param-reserved-type", "param-iter-unmarked"],
            edits: [.replace($0.range, "struct list_head *" + $0.name)], places: entry.places)
        }
      }
    },
    MutationOperator("iterator-renamed") { kernel in
      kernel.iteratorKfuncs.filter {
        $0.definition.path == $0.entry.path && $0.definition.fact.hasEarlierPrototype == .no
      }.map { entry, definition in
        Mutant(
          kind: "iterator-renamed", subject: entry.subject, rule: "iter-name",
          consequences: ["doc-kerneldoc", "doc-param-name", "doc-kfunc-directive"],
          edits: [
            .replace(entry.fact.nameRange, entry.name + "_it"), .replace(definition.fact.nameRange, entry.name + "_it"),
          ], places: entry.places)
      }
    },
    MutationOperator("iterator-with-extra-argument") { kernel in
      kernel.iteratorKfuncs.filter { !$0.entry.has("KF_ITER_NEW") }.compactMap { entry, definition in
        definition.fact.parameters.last.map {
          Mutant(
            kind: "iterator-with-extra-argument", subject: entry.subject, rule: "iter-extra-args",
            consequences: ["doc-param-name", "doc-kerneldoc", "def-proto-name-drift"],
            edits: [.insert(", int extra", after: $0.range)], places: entry.places)
        }
      }
    },
    iteratorReturning("u64 ", kind: "iterator-next-returns-number", rule: "iter-next-return", flag: "KF_ITER_NEXT"),
    iteratorReturning("int ", kind: "iterator-destroy-returns", rule: "iter-destroy-return", flag: "KF_ITER_DESTROY"),
    iteratorReturning("bool ", kind: "iterator-new-returns-bool", rule: "iter-new-returns-int", flag: "KF_ITER_NEW"),
    MutationOperator("iterator-never-ends") { kernel in
      kernel.iteratorKfuncs.filter { $0.entry.has("KF_ITER_NEXT") && $0.entry.has("KF_RET_NULL") }.map { entry, _ in
        Mutant(
          kind: "iterator-never-ends", subject: entry.subject, rule: "iter-next-ret-null",
          edits: [removing("KF_RET_NULL", from: entry)], places: entry.places)
      }
    },
    MutationOperator("iterator-state-of-odd-size") { kernel in
      let wanted = Set(kernel.iteratorKfuncs.compactMap { $0.definition.fact.parameters.first?.type.pointee?.name })
      return kernel.structs(wanted).map { fact in
        Mutant(
          kind: "iterator-state-of-odd-size", subject: fact.tag, rule: "iter-size",
          consequences: ["iter-triple", "diff-iter-size"],
          // Without the alignment behind it, which would round the size up.
          edits: [.replace(kernel.declaration(fact.range), "struct \(fact.tag) {\n\t__u32 state[3];\n}")],
          places: [fact.range]
            + kernel.iteratorKfuncs.filter { $0.definition.fact.parameters.first?.type.pointee?.name == fact.tag }
            .flatMap(\.entry.places))
      }
    },
  ]

  /// Destructors of kptrs.
  static let destructors: [MutationOperator] = [
    destructor("destructor-of-typed-pointer", rule: "dtor-cfi-type", consequences: ["dtor-prototype"]) {
      kernel, function in
      guard function.parameters.first?.type.pointee?.kind == .void else { return nil }
      return function.parameters.first.map { [.replace($0.range, "struct task_struct *" + $0.name)] }
    },
    destructor(
      "destructor-returns", rule: "dtor-prototype", consequences: ["dtor-cfi-type", "body-null-without-ret-null"]
    ) { kernel, function in
      kernel.place(of: "void", in: function.declaratorRange).map { [.replace($0, "int")] }
    },
    destructor("destructor-of-two", rule: "dtor-prototype", consequences: ["dtor-cfi-type"]) { kernel, function in
      function.parameters.last.map { [.insert(", int extra", after: $0.range)] }
    },
    destructor("destructor-sealed", rule: "dtor-cfi-noseal") { kernel, function in
      let whole = kernel.span(0..<kernel.bytes(of: function.range.path).count, of: function.range.path)
      return kernel.place(of: "CFI_NOSEAL(\(function.name));", in: whole).map { [.delete($0)] }
    },
    destructor("destructor-untagged", rule: "dtor-attr", consequences: ["def-guard-holds-nonkfunc"]) {
      kernel, function in
      guard kernel.isAtLeast(6, 3) else { return nil }
      return function.tagRange.map { [.delete($0)] }
    },
    MutationOperator("destructor-before-type") { kernel in
      kernel.files.filter { !kernel.isSelftest($0.path) }.flatMap { file in
        file.destructors.compactMap { pair in
          guard pair.typeRange.path == file.path, pair.functionRange.path == file.path, let type = pair.typeName,
            let function = pair.functionName
          else { return nil }
          return Mutant(
            kind: "destructor-before-type", subject: "\(function) in \(file.path)", rule: "dtor-pairs",
            consequences: [
              "dtor-attr", "def-no-entry", "list-enum-length", "dtor-cfi-noseal", "life-kptr-without-dtor",
            ],
            edits: [
              .replace(kernel.entryCall(at: pair.typeRange), "BTF_ID(func, \(function))"),
              .replace(kernel.entryCall(at: pair.functionRange), "BTF_ID(struct, \(type))"),
            ], places: [pair.range])
        }
      }
    },
  ]

  /// Declarations of fields that are safe to follow (`kernel/bpf/verifier.c`).
  static let safeTypes: [MutationOperator] = [
    safeField("safe-field-misspelt", rule: "safe-field-missing") { kernel, field in
      kernel.place(of: field.name, in: field.range, last: true).map { [.replace($0, field.name + "_x")] }
    },
    safeField("safe-field-of-another-type", rule: "safe-field-type") { kernel, field in
      guard field.type.pointee != nil else { return nil }
      return [.replace(field.range, "struct list_head *" + field.name)]
    },
    safeField("safe-field-by-value", rule: "safe-field-not-pointer", alternatives: ["safe-field-type"]) {
      kernel, field in
      guard field.type.pointee != nil else { return nil }
      return [.replace(field.range, "int " + field.name)]
    },
    safeType("safe-type-twice", rule: "safe-duplicate") { kernel, type in
      let text = "\(type.macro)(\(type.keyword) \(type.tag)) {\n\tstruct list_head *kfunclint;\n};\n\n"
      return [.insert(text, before: kernel.lines(of: type.range))]
    },
    safeType("safe-type-not-emitted", rule: "safe-not-emitted") { kernel, type in
      type.emissions.isEmpty ? nil : type.emissions.map { .delete(kernel.lines(of: $0.range)) }
    },
    safeType("safe-type-of-union", rule: "safe-kind") { kernel, type in
      guard type.keyword == "struct" else { return nil }
      return [.replace(type.range, "\(type.macro)(union \(type.tag))")]
        + type.emissions.compactMap { emission in
          kernel.place(of: "struct \(type.tag)", in: emission.range).map { .replace($0, "union \(type.tag)") }
        }
    },
    MutationOperator("safe-type-emitted-elsewhere") { kernel in
      let types = kernel.files.flatMap(\.safeTypes)
      return types.compactMap { type in
        guard let emission = type.emissions.first,
          let other = types.flatMap(\.emissions).first(where: { $0.function != emission.function })
        else { return nil }
        return Mutant(
          kind: "safe-type-emitted-elsewhere", subject: "\(type.tag) in \(type.macro)",
          rule: "safe-emit-wrong-function",
          edits: [
            .delete(kernel.lines(of: emission.range)),
            .insert(kernel.text(kernel.lines(of: emission.range)), before: kernel.lines(of: other.range)),
          ], places: [type.range])
      }
    },
    safeType("safe-type-said-to-be-trusted", rule: "safe-rcu-as-trusted") { kernel, type in
      guard kernel.isAtLeast(6, 4), type.macro.hasPrefix("BTF_TYPE_SAFE_RCU"),
        kernel.realMembers(of: type).contains(where: { $0.type.layers.contains { $0.tags.contains("__rcu") } })
      else { return nil }
      return kernel.renaming(type, to: type.macro.replacing("SAFE_RCU", with: "SAFE_TRUSTED"))
    },
    MutationOperator("member-said-to-be-there") { kernel in
      guard kernel.isAtLeast(6, 4) else { return [] }
      return kernel.files.flatMap(\.safeTypes).filter { $0.macro == "BTF_TYPE_SAFE_RCU" }.prefix(1).compactMap { type in
        guard let emission = type.emissions.first else { return nil }
        // Anonymous memory has no file, as the comment at the member says.
        return Mutant(
          kind: "member-said-to-be-there", subject: "vm_area_struct.vm_file", rule: "safe-nullable-field",
          edits: [
            .insert(
              "\(type.macro)(struct vm_area_struct) {\n\tstruct file *vm_file;\n};\n\n",
              before: kernel.lines(of: type.range)),
            .insert(
              "\tBTF_TYPE_EMIT(\(type.macro)(struct vm_area_struct));\n", before: kernel.lines(of: emission.range)),
          ])
      }
    },
    safeType("safe-type-of-old-kernels", rule: "safe-macro-version") { kernel, type in
      guard kernel.isAtLeast(6, 4), type.macro != "BTF_TYPE_SAFE_NESTED" else { return nil }
      return [.replace(type.range, "BTF_TYPE_SAFE_NESTED(\(type.keyword) \(type.tag))")]
    },
  ]

  // MARK: Parts

  private static func iteratorReturning(_ type: String, kind: String, rule: RuleID, flag: String) -> MutationOperator {
    MutationOperator(kind) { kernel in
      kernel.iteratorKfuncs.filter { $0.entry.has(flag) }.compactMap { entry, definition in
        kernel.place(of: definition.fact.returnType.written, in: definition.fact.declaratorRange).map {
          Mutant(
            kind: kind, subject: entry.subject, rule: rule,
            consequences: ["flag-ret-null-non-pointer", "doc-kerneldoc", "life-acquire-without-release"],
            edits: [.replace($0, type)], places: entry.places)
        }
      }
    }
  }

  private static func destructor(
    _ kind: String, rule: RuleID, consequences: Set<RuleID> = [],
    _ edits: @escaping @Sendable (KernelUnderTest, FunctionFact) -> [Edit]?
  ) -> MutationOperator {
    MutationOperator(kind) { kernel in
      kernel.files.filter { !kernel.isSelftest($0.path) }.flatMap { file in
        file.destructors.compactMap { pair in
          guard let function = file.functions.first(where: { $0.name == pair.functionName }),
            let edits = edits(kernel, function)
          else { return nil }
          return Mutant(
            kind: kind, subject: "\(function.name) in \(file.path)", rule: rule, consequences: consequences,
            edits: edits, places: [function.declaratorRange, pair.range, pair.functionRange])
        }
      }
    }
  }

  private static func safeField(
    _ kind: String, rule: RuleID, alternatives: Set<RuleID> = [],
    _ edits: @escaping @Sendable (KernelUnderTest, FieldFact) -> [Edit]?
  ) -> MutationOperator {
    MutationOperator(kind) { kernel in
      kernel.files.flatMap(\.safeTypes).flatMap { type in
        type.fields.compactMap { field in
          edits(kernel, field).map {
            Mutant(
              kind: kind, subject: "\(type.tag).\(field.name) in \(type.macro)", rule: rule, alternatives: alternatives,
              edits: $0)
          }
        }
      }
    }
  }

  private static func safeType(
    _ kind: String, rule: RuleID, _ edits: @escaping @Sendable (KernelUnderTest, SafeTypeFact) -> [Edit]?
  ) -> MutationOperator {
    MutationOperator(kind) { kernel in
      kernel.files.flatMap(\.safeTypes).compactMap { type in
        edits(kernel, type).map {
          Mutant(
            kind: kind, subject: "\(type.tag) in \(type.macro)", rule: rule,
            consequences: ["safe-field-missing", "safe-not-emitted", "safe-emit-wrong-function", "safe-duplicate"],
            edits: $0,
            places: [type.range] + type.fields.map(\.range) + type.emissions.map(\.range))
        }
      }
    }
  }
}

extension KernelUnderTest {
  /// Entries of iterators with their functions.
  var iteratorKfuncs: [(entry: KfuncEntry, definition: KfuncDefinition)] {
    kfuncs.filter { $0.entry.flags.contains { $0.hasPrefix("KF_ITER_") } }
  }

  /// The definitions of structs in the files that were parsed, one for each tag.
  func structs(_ tags: Set<String>) -> [StructFact] {
    var seen = Set<String>()
    return files.flatMap(\.structs).filter {
      tags.contains($0.tag) && $0.range.path.hasSuffix(".c") && seen.insert($0.tag).inserted
    }
  }

  /// The members of the real struct that a declaration speaks of.
  func realMembers(of type: SafeTypeFact) -> [FieldFact] {
    model.safeFields.filter { $0.declaration.range == type.range }.compactMap(\.real)
  }

  /// The edits that put another macro into a declaration of safe fields and where it is emitted.
  func renaming(_ type: SafeTypeFact, to macro: String) -> [Edit] {
    ([type.range] + type.emissions.map(\.range)).compactMap { range in
      place(of: type.macro, in: range).map { .replace($0, macro) }
    }
  }

  /// A struct with what stands between its brace and the semicolon.
  func declaration(_ range: SourceRange) -> SourceRange {
    let bytes = bytes(of: range.path)
    let end = bytes[range.end.offset...].firstIndex(of: UInt8(ascii: ";")) ?? range.end.offset
    return span(range.start.offset..<end, of: range.path)
  }

  /// The macro call of the list element at a place.
  func entryCall(at place: SourceRange) -> SourceRange {
    files.flatMap(\.sets).flatMap(\.entries).first { $0.range.contains(place) }?.range ?? place
  }
}
