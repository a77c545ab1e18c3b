import Diagnostics
import Facts
import SourceText

extension MutationOperator {
  /// Specifiers and surroundings of definitions.
  static let definitions: [MutationOperator] = [
    MutationOperator("kfunc-untagged") { kernel in
      guard kernel.isAtLeast(6, 3) else { return [] }
      return kernel.kfuncs.compactMap { entry, definition in
        guard let tag = definition.fact.tagRange, definition.fact.tagged == .yes else { return nil }
        return Mutant(
          kind: "kfunc-untagged", subject: entry.subject, rule: "def-missing-bpf-kfunc",
          consequences: ["def-static", "def-guard-holds-nonkfunc", "def-static-unused-param"],
          edits: [.delete(tag)], places: entry.places)
      }
    },
    specifier("noinline", kind: "attribute-repeated", rule: "def-manual-attrs") { kernel, _ in kernel.isAtLeast(6, 3) },
    specifier("inline", kind: "kfunc-inline", rule: "def-inline") { _, _ in true },
    specifier("__weak", kind: "kfunc-weak", rule: "def-weak") { _, definition in definition.fact.linkage == .external },
    specifier("__init", kind: "kfunc-in-init-section", rule: "def-init-section") { _, _ in true },
    specifier("noinstr", kind: "kfunc-not-instrumentable", rule: "def-noinstr") { _, _ in true },
    specifier(
      "static", kind: "kfunc-static", rule: "def-static",
      consequences: ["def-static-unused-param", "def-missing-guard", "def-guard-holds-nonkfunc"]
    ) {
      kernel, definition in
      definition.fact.linkage == .external && definition.fact.hasEarlierPrototype == .no && kernel.isAtLeast(6, 3)
    },
    MutationOperator("guard-opened-only") { kernel in
      kernel.calls(of: "__bpf_kfunc_end_defs").map { call in
        Mutant(
          kind: "guard-opened-only", subject: call.path, rule: "def-unbalanced-guard",
          consequences: ["def-guard-holds-nonkfunc"], edits: [.delete(call)],
          places: kernel.calls(of: "__bpf_kfunc_start_defs").filter { $0.path == call.path })
      }
    },
    MutationOperator("guard-closed-only") { kernel in
      kernel.calls(of: "__bpf_kfunc_start_defs").map { call in
        Mutant(
          kind: "guard-closed-only", subject: call.path, rule: "def-unbalanced-guard",
          consequences: ["def-missing-guard"], edits: [.delete(call)],
          places: kernel.calls(of: "__bpf_kfunc_end_defs").filter { $0.path == call.path })
      }
    },
    MutationOperator("guard-missing") { kernel in
      let ends = kernel.calls(of: "__bpf_kfunc_end_defs")
      return kernel.calls(of: "__bpf_kfunc_start_defs").compactMap { start in
        guard let end = ends.first(where: { $0.path == start.path && $0 > start }) else { return nil }
        let region = kernel.kfuncs.filter { _, definition in
          definition.path == start.path && definition.fact.range > start && definition.fact.range < end
            && definition.fact.linkage == .external && definition.fact.hasEarlierPrototype == .no
        }
        guard !region.isEmpty else { return nil }
        return Mutant(
          kind: "guard-missing", subject: start.path, rule: "def-missing-guard", edits: [.delete(start), .delete(end)],
          places: region.map(\.definition.fact.declaratorRange))
      }
    },
    MutationOperator("guard-of-old-kernels") { kernel in
      let ends = kernel.calls(of: "__bpf_kfunc_end_defs")
      return kernel.calls(of: "__bpf_kfunc_start_defs").compactMap { start in
        guard let end = ends.first(where: { $0.path == start.path && $0 > start }) else { return nil }
        return Mutant(
          kind: "guard-of-old-kernels", subject: start.path, rule: "def-old-diag-idiom",
          edits: [
            .replace(
              start, "__diag_push();\n__diag_ignore_all(\"-Wmissing-prototypes\", \"Global functions in BTF\")"),
            .replace(end, "__diag_pop()"),
          ])
      }
    },
    MutationOperator("name-taken-twice") { kernel in
      // A function of the same name, in the first other file that is parsed.
      kernel.kfuncs.compactMap { entry, definition in
        guard definition.fact.linkage == .external, definition.fact.condition == .always, !kernel.isSpecial(definition),
          let other = kernel.kfuncs.first(where: { $0.definition.path != definition.path }).map(\.definition)
        else { return nil }
        return Mutant(
          kind: "name-taken-twice", subject: entry.subject, rule: "def-duplicate-name",
          edits: [
            .insert(
              "static int \(definition.fact.name)(void)\n{\n\treturn 0;\n}\n\n",
              before: kernel.lines(of: kernel.documented(other)))
          ],
          places: [definition.fact.declaratorRange])
      }
    },
    MutationOperator("kfunc-without-entry") { kernel in
      guard kernel.isAtLeast(6, 3) else { return [] }
      let counts = Dictionary(grouping: kernel.model.entries.map(\.fact.name), by: { $0 }).mapValues(\.count)
      return kernel.kfuncs.compactMap { entry, definition in
        guard counts[entry.name] == 1, definition.fact.tagged == .yes else { return nil }
        return Mutant(
          kind: "kfunc-without-entry", subject: entry.subject, rule: "def-no-entry",
          consequences: lostEntry, edits: [.delete(kernel.lines(of: entry.fact.range))], places: entry.places)
      }
    },
    MutationOperator("prototype-with-another-name") { kernel in
      kernel.kfuncs.compactMap { entry, definition in
        let parameters = definition.fact.parameters
        guard definition.fact.hasEarlierPrototype == .no,
          let parameter = parameters.last(where: { !$0.name.isEmpty && !$0.name.contains("__") })
        else { return nil }
        let declarator = definition.fact.declaratorRange
        let place = parameter.nameRange.end.offset - declarator.start.offset
        var text = Array(kernel.text(declarator).utf8)
        text.insert(contentsOf: "__sz".utf8, at: place)
        let prototype = String(decoding: text, as: UTF8.self).replacing("__bpf_kfunc ", with: "")
        return Mutant(
          kind: "prototype-with-another-name", subject: entry.subject, rule: "def-proto-name-drift",
          edits: [.insert(prototype + ";\n\n", before: kernel.lines(of: kernel.documented(definition)))],
          places: [declarator])
      }
    },
    MutationOperator("static-with-unused-parameter") { kernel in
      guard !kernel.isAtLeast(6, 17), !kernel.dialect.kfuncAttributes.contains(where: { $0.contains("noclone") })
      else { return [] }
      return kernel.kfuncs.compactMap { entry, definition in
        let fact = definition.fact
        guard fact.linkage == .external, fact.hasEarlierPrototype == .no, fact.isReferenced == .no, !fact.isVariadic,
          fact.parameters.count < 5, let last = fact.parameters.last
        else { return nil }
        return Mutant(
          kind: "static-with-unused-parameter", subject: entry.subject, rule: "def-static-unused-param",
          consequences: ["def-static", "iter-extra-args", "doc-kerneldoc"],
          edits: [
            .insert("static ", before: fact.declaratorRange), .insert(", int kfunclint", after: last.range),
          ], places: [fact.declaratorRange])
      }
    },
    MutationOperator("named-like-a-helper") { kernel in
      kernel.kfuncs.compactMap { entry, definition in
        guard definition.fact.hasEarlierPrototype == .no, entry.path == definition.path, !kernel.isSpecial(definition),
          !entry.flags.contains(where: { $0.hasPrefix("KF_ITER_") })
        else { return nil }
        return Mutant(
          kind: "named-like-a-helper", subject: entry.subject, rule: "def-name-is-helper",
          consequences: lostEntry.union([
            "doc-param-name", "doc-kerneldoc", "doc-kfunc-directive", "def-no-entry", "def-missing-bpf-kfunc",
            // What was said of the old name is said of the new one.
            "dtor-cfi-type", "flag-trust-without-pointer", "set-duplicate-in-hook", "param-ctx-type",
          ]),
          edits: kernel.words(definition.fact.name, in: definition.path).map { .replace($0, "bpf_map_lookup_elem") },
          places: entry.places)
      }
    },
  ]

  /// Prototypes that BPF cannot call.
  static let signatures: [MutationOperator] = [
    signature("variadic", rule: "def-variadic", consequences: []) { kernel, definition in
      definition.fact.parameters.last.map { [.insert(", ...", after: $0.range)] }
    },
    signature("too-many-parameters", rule: "def-too-many-params", consequences: ["iter-extra-args"]) {
      kernel, definition in
      guard let last = definition.fact.parameters.last else { return nil }
      let count = 6 - definition.fact.parameters.count
      return [.insert((1...max(1, count)).map { ", int extra\($0)" }.joined(), after: last.range)]
    },
    signature("struct-by-value", rule: "def-param-by-value-struct", consequences: ["iter-extra-args"]) {
      kernel, definition in
      definition.fact.parameters.count < 5
        ? definition.fact.parameters.last.map { [.insert(", struct list_head extra", after: $0.range)] } : nil
    },
    signature("very-wide-number", rule: "def-param-too-wide", consequences: ["iter-extra-args"]) { kernel, definition in
      definition.fact.parameters.count < 5
        ? definition.fact.parameters.last.map { [.insert(", __int128 extra", after: $0.range)] } : nil
    },
    returning("struct list_head ", kind: "struct-returned", rule: "def-return-struct") { _, definition in
      definition.fact.returnType.pointee == nil
    },
    returning("u8 *", kind: "buffer-without-size", rule: "def-return-scalar-ptr") { kernel, definition in
      !definition.fact.parameters.contains { $0.name.hasSuffix("_buf_size") }
    },
    returning("void *", kind: "void-pointer-returned", rule: "def-return-void-ptr") { kernel, definition in
      definition.fact.returnType.pointee?.kind != .void
        && !definition.fact.parameters.contains { $0.name.hasSuffix("_buf_size") }
    },
    returning("const struct list_head *", kind: "constant-object", rule: "def-return-const-obj") { _, definition in
      definition.fact.returnType.pointee == nil
    },
  ]

  /// A kfunc that no set names any more leaves gaps where it was needed.
  static let lostEntry: Set<RuleID> = [
    "life-acquire-without-release", "life-release-without-acquire", "life-hook-mismatch", "iter-triple",
    "life-kptr-without-dtor", "set-unregistered", "param-iter-unmarked", "doc-kfunc-directive", "init-conversion",
    "life-release-type",
  ]

  // MARK: Parts

  private static func specifier(
    _ word: String, kind: String, rule: RuleID, consequences: Set<RuleID> = [],
    where isMistake: @escaping @Sendable (KernelUnderTest, KfuncDefinition) -> Bool
  ) -> MutationOperator {
    MutationOperator(kind) { kernel in
      kernel.kfuncs.compactMap { entry, definition in
        guard isMistake(kernel, definition), !definition.fact.attributes.contains(where: { $0.name == word }) else {
          return nil
        }
        let text = word + " "
        let edit: Edit =
          definition.fact.tagRange.map { .insert(" " + word, after: $0) }
          ?? .insert(text, before: definition.fact.declaratorRange)
        return Mutant(
          kind: kind, subject: entry.subject, rule: rule, consequences: consequences, edits: [edit],
          places: entry.places)
      }
    }
  }

  private static func signature(
    _ kind: String, rule: RuleID, consequences: Set<RuleID>,
    _ edits: @escaping @Sendable (KernelUnderTest, KfuncDefinition) -> [Edit]?
  ) -> MutationOperator {
    MutationOperator(kind) { kernel in
      kernel.kfuncs.compactMap { entry, definition in
        guard !kernel.isSpecial(definition), definition.fact.hasEarlierPrototype == .no,
          let edits = edits(kernel, definition)
        else { return nil }
        return Mutant(
          kind: kind, subject: entry.subject, rule: rule,
          consequences: consequences.union(["doc-param-name", "doc-kerneldoc"]), edits: edits, places: entry.places)
      }
    }
  }

  private static func returning(
    _ type: String, kind: String, rule: RuleID,
    where isMistake: @escaping @Sendable (KernelUnderTest, KfuncDefinition) -> Bool
  ) -> MutationOperator {
    MutationOperator(kind) { kernel in
      kernel.kfuncs.compactMap { entry, definition in
        guard !kernel.isSpecial(definition), definition.fact.hasEarlierPrototype == .no,
          !entry.flags.contains(where: { $0.hasPrefix("KF_ITER_") }), isMistake(kernel, definition),
          let written = kernel.place(
            of: definition.fact.returnType.written, in: definition.fact.declaratorRange)
        else { return nil }
        return Mutant(
          kind: kind, subject: entry.subject, rule: rule,
          consequences: [
            "flag-acquire-return", "flag-ret-null-non-pointer", "flag-ret-null-void-ptr", "doc-kerneldoc",
            "life-release-without-acquire", "life-release-type", "def-return-void-ptr", "life-hook-mismatch",
            "life-acquire-without-release", "init-conversion",
          ],
          edits: [.replace(written, type)], places: entry.places)
      }
    }
  }
}

extension KernelUnderTest {
  /// Every call of a macro without arguments in the files with kfuncs, semicolon and line left alone.
  func calls(of macro: String) -> [SourceRange] {
    Set(kfuncs.map(\.definition.path)).sorted().flatMap { path -> [SourceRange] in
      let bytes = bytes(of: path)
      let word = Array((macro + "()").utf8)
      return bytes.indices.dropLast(word.count).filter {
        bytes[$0] == word[0] && bytes[$0..<$0 + word.count].elementsEqual(word)
      }.map { span($0..<$0 + word.count, of: path) }
    }
  }

  /// A definition with the comment above it.
  func documented(_ definition: KfuncDefinition) -> SourceRange {
    guard let comment = definition.fact.kernelDoc?.range else { return definition.fact.range }
    return SourceRange(path: comment.path, start: comment.start, end: definition.fact.range.end)
  }
}
