import Diagnostics
import Facts
import SourceText

extension MutationOperator {
  /// Entries of kfunc sets.
  static let entries: [MutationOperator] = [
    MutationOperator("entry-misspelt") { kernel in
      kernel.kfuncEntries.map { entry in
        Mutant(
          kind: "entry-misspelt", subject: entry.subject, rule: "set-entry-unresolved",
          consequences: lostEntry.union(["def-no-entry", "doc-kfunc-directive", "flag-differs-between-sets"]),
          edits: [.replace(entry.fact.nameRange, entry.name + "e")])
      }
    },
    MutationOperator("entry-repeated") { kernel in
      kernel.kfuncEntries.map { entry in
        Mutant(
          kind: "entry-repeated", subject: entry.subject, rule: "set-duplicate-entry",
          alternatives: ["set-duplicate-in-hook"],
          edits: [.insert("\n" + kernel.text(entry.fact.range), after: entry.fact.range)], places: [entry.fact.range])
      }
    },
    MutationOperator("entry-repeated-with-other-flags") { kernel in
      kernel.kfuncEntries.filter { !$0.has("KF_DESTRUCTIVE") }.map { entry in
        let prefix = "\nBTF_ID_FLAGS(func, \(entry.name), "
        return Mutant(
          kind: "entry-repeated-with-other-flags", subject: entry.subject, rule: "set-duplicate-entry",
          alternatives: ["flag-differs-between-sets"],
          consequences: withDestructive, edits: [.insert(prefix + "KF_DESTRUCTIVE)", after: entry.fact.range)],
          places: [entry.fact.range])
      }
    },
    MutationOperator("entry-without-flags-element") { kernel in
      kernel.kfuncEntries.map { entry in
        Mutant(
          kind: "entry-without-flags-element", subject: entry.subject, rule: "set-element-kind",
          consequences: lostEntry.union(["flag-differs-between-sets", "iter-triple", "flag-expression"]).union(
            withoutAllFlags),
          edits: [.replace(entry.fact.range, "BTF_ID(func, \(entry.name))")], isRestorable: entry.flags.isEmpty)
      }
    },
    MutationOperator("entry-of-a-struct") { kernel in
      kernel.kfuncEntries.compactMap { entry in
        guard let prefix = kernel.place(of: "func", in: entry.fact.range) else { return nil }
        return Mutant(
          kind: "entry-of-a-struct", subject: entry.subject, rule: "set-prefix",
          alternatives: ["set-entry-unresolved"],
          consequences: lostEntry.union(["def-no-entry", "flag-differs-between-sets"]),
          edits: [.replace(prefix, "struct")])
      }
    },
    MutationOperator("entry-with-semicolon") { kernel in
      kernel.kfuncEntries.map { entry in
        Mutant(
          kind: "entry-with-semicolon", subject: entry.subject, rule: "set-semicolon",
          edits: [.insert(";", after: entry.fact.range)])
      }
    },
    MutationOperator("entry-behind-the-end") { kernel in
      kernel.kfuncEntries.compactMap { entry in
        guard let end = entry.set.end, entry.fact.condition == entry.set.condition else { return nil }
        return Mutant(
          kind: "entry-behind-the-end", subject: entry.subject, rule: "set-nested-or-stray",
          consequences: lostEntry.union(["def-no-entry"]),
          edits: [
            .delete(kernel.lines(of: entry.fact.range)),
            .insert("\n" + kernel.text(entry.fact.range), after: end.range),
          ], places: [entry.fact.range])
      }
    },
    MutationOperator("entry-in-two-sets") { kernel in
      let entries = kernel.kfuncEntries
      let firsts = Dictionary(grouping: entries) { $0.set.name }.compactMapValues(\.first).values.sorted {
        $0.subject < $1.subject
      }
      return firsts.compactMap { entry in
        guard
          let other = entries.first(where: {
            $0.set.name != entry.set.name && $0.path == entry.path && $0.fact.condition == entry.fact.condition
              && !Set($0.hooks).isDisjoint(with: entry.hooks)
          })
        else { return nil }
        return Mutant(
          kind: "entry-in-two-sets", subject: entry.subject, rule: "set-duplicate-in-hook",
          consequences: ["param-ctx-type", "reg-common-shadow"],
          edits: [.insert("\n" + kernel.text(entry.fact.range), after: other.fact.range)], places: [entry.fact.range])
      }
    },
    MutationOperator("entry-shadowed") { kernel in
      let entries = kernel.kfuncEntries
      guard
        let common = entries.first(where: {
          $0.hooks.contains("COMMON") && $0.fact.flags.isEmpty && $0.fact.condition == .always
        })
      else { return [] }
      let sets = Dictionary(
        grouping: entries.filter { !$0.hooks.contains("COMMON") && $0.set.condition == .always }, by: \.set.name)
      return sets.values.compactMap { $0.first }.map { entry in
        Mutant(
          kind: "entry-shadowed", subject: "\(common.name) in \(entry.path)", rule: "reg-common-shadow",
          alternatives: ["set-duplicate-in-hook"], consequences: ["set-duplicate-in-hook"],
          edits: [.insert("\nBTF_ID_FLAGS(func, \(common.name))", after: entry.fact.range)],
          places: [common.fact.range])
      }
    },
  ]

  /// Whole sets.
  static let sets: [MutationOperator] = [
    MutationOperator("set-not-for-registration") { kernel in
      guard kernel.isAtLeast(6, 9) else { return [] }
      return kernel.kfuncSets.compactMap { set in
        guard set.fact.kind == .kfuncs, let end = set.fact.end else { return nil }
        return Mutant(
          kind: "set-not-for-registration", subject: set.subject, rule: "set-kind",
          edits: framing(set.fact, end, as: "BTF_SET8"), places: set.registrations)
      }
    },
    MutationOperator("set-of-newer-kernels") { kernel in
      guard !kernel.isAtLeast(6, 9) else { return [] }
      return kernel.kfuncSets.compactMap { set in
        guard let end = set.fact.end else { return nil }
        return Mutant(
          kind: "set-of-newer-kernels", subject: set.subject, rule: "set-kind-too-new",
          consequences: lostEntry,
          edits: framing(set.fact, end, as: "BTF_KFUNCS"))
      }
    },
    ending("end-of-another-set") { set, end in "\(end.macro)(\(set.fact.name)_old)" },
    ending("end-of-another-kind") { set, _ in "BTF_SET_END(\(set.fact.name))" },
    MutationOperator("end-missing") { kernel in
      kernel.kfuncSets.compactMap { set in
        set.fact.end.map {
          Mutant(
            kind: "end-missing", subject: set.subject, rule: "set-start-end-name",
            alternatives: ["set-nested-or-stray"], edits: [.delete(kernel.lines(of: $0.range))],
            places: [set.fact.startRange] + kernel.setStarts(in: set.path))
        }
      }
    },
    MutationOperator("set-name-taken") { kernel in
      let sets = kernel.kfuncSets
      return sets.compactMap { set in
        guard let other = sets.first(where: { $0.path != set.path && $0.fact.condition == .always }) else { return nil }
        return Mutant(
          kind: "set-name-taken", subject: set.subject, rule: "set-name-unique",
          consequences: ["set-unregistered", "set-start-end-name", "set-nested-or-stray"],
          edits: [
            .insert(
              "BTF_SET_START(\(set.fact.name))\nBTF_ID(func, kfree)\nBTF_SET_END(\(set.fact.name))\n\n",
              before: kernel.lines(of: other.fact.startRange))
          ], places: [set.fact.startRange])
      }
    },
    MutationOperator("fmodret-set-as-kfuncs") { kernel in
      guard kernel.isAtLeast(6, 9) else { return [] }
      let sets = kernel.model.sets.filter { set in
        !kernel.isSelftest(set.path) && set.fact.kind == .set8
          && set.registrations.contains { kernel.model.registrations[$0].fact.api == .fmodret }
      }
      return sets.compactMap { set in
        set.fact.end.map { end in
          Mutant(
            kind: "fmodret-set-as-kfuncs", subject: "\(set.fact.name) in \(set.path)", rule: "set-kind-fmodret",
            edits: framing(set.fact, end, as: "BTF_KFUNCS"))
        }
      }
    },
    MutationOperator("set-too-large") { kernel in
      kernel.kfuncSets.compactMap { set in
        guard let entry = set.fact.entries.last else { return nil }
        let names = kernel.kfuncs.map(\.entry.name)
        let many = (0..<300).map { "\nBTF_ID_FLAGS(func, \(names[$0 % names.count]))" }.joined()
        return Mutant(
          kind: "set-too-large", subject: set.subject, rule: "set-too-large",
          // Three hundred different functions are not to be had.
          consequences: withDestructive.union([
            "set-duplicate-entry", "set-duplicate-in-hook", "flag-differs-between-sets", "reg-common-shadow",
            "iter-triple",
            "life-hook-mismatch", "life-acquire-without-release", "life-release-without-acquire", "param-ctx-type",
            "cfg-entry-wider-than-def", "set-entry-unresolved", "reg-lsm-needs-filter", "cfg-triple-split",
            "iter-flag-exclusive",
            "set-unregistered", "param-iter-unmarked",
          ]),
          edits: [.insert(many, after: entry.range)],
          // The hook is too small for all of its sets together.
          places: kernel.kfuncSets.flatMap { [$0.fact.startRange] + $0.registrations })
      }
    },
    MutationOperator("set-for-fmodret-registered") { kernel in
      kernel.kfuncSets.compactMap { set in
        guard let end = set.fact.end else { return nil }
        let name = set.fact.name + "_fmodret_ids"
        return Mutant(
          kind: "set-for-fmodret-registered", subject: set.subject, rule: "reg-fmodret-api",
          consequences: ["flag-differs-between-sets", "set-duplicate-in-hook"],
          edits: [
            .replace(set.fact.nameRange, name), .replace(end.range, "\(end.macro)(\(name))"),
          ] + kernel.references(to: set.fact.name, in: set.path).map { .replace($0, name) },
          places: set.registrations)
      }
    },
  ]

  /// Lists that are read by position.
  static let lists: [MutationOperator] = [
    MutationOperator("list-element-in-set8-form") { kernel in
      kernel.idLists.flatMap { list in
        list.fact.entries.filter {
          $0.macro == "BTF_ID" && $0.generatedBy == nil && !$0.range.overlaps(list.fact.startRange)
        }.prefix(2).map { entry in
          Mutant(
            kind: "list-element-in-set8-form", subject: "\(entry.name) in \(list.path)", rule: "set-element-kind",
            edits: [.replace(entry.range, "BTF_ID_FLAGS(\(entry.prefix), \(entry.name))")])
        }
      }
    },
    MutationOperator("list-hole") { kernel in
      // Not the last: what stands behind it must move.
      // A destructor without its type, or the other way round, is a mistake of its own.
      let paired = Set(kernel.files.flatMap(\.destructors).flatMap { [$0.typeRange, $0.functionRange] })
      return kernel.idLists.filter { list in
        list.fact.entries.count > 2 && !list.fact.entries.contains { paired.contains($0.nameRange) }
      }.flatMap { list in
        list.fact.entries.dropLast(2).filter {
          $0.generatedBy == nil && $0.condition == list.fact.condition
        }.prefix(4).map { entry in
          Mutant(
            kind: "list-hole", subject: "\(entry.name) in \(list.path)", rule: "list-positional-hole",
            alternatives: ["list-enum-length"],
            consequences: [
              "list-enum-length", "dtor-pairs", "cfg-dtor-split", "dtor-cfi-type", "life-kptr-without-dtor",
            ],
            edits: [
              .insert("#ifdef CONFIG_DEBUG_KMEMLEAK\n", before: kernel.lines(of: entry.range)),
              .insert("\n#endif", after: entry.range),
            ], places: [list.fact.startRange])
        }
      }
    },
    MutationOperator("list-placeholder-dropped") { kernel in
      kernel.idLists.flatMap { list in
        list.fact.entries.filter {
          $0.macro == "BTF_ID_UNUSED" && $0.generatedBy == nil && $0.condition != list.fact.condition
        }
        .map { entry in
          Mutant(
            kind: "list-placeholder-dropped", subject: "\(list.fact.name) in \(list.path)",
            rule: "list-positional-hole", alternatives: ["list-enum-length"], consequences: ["list-enum-length"],
            edits: [.delete(entry.range)], places: [list.fact.startRange] + list.fact.entries.map(\.range))
        }
      }
    },
    MutationOperator("list-element-dropped") { kernel in
      kernel.idLists.filter { $0.fact.entries.count > 20 }.flatMap { list in
        list.fact.entries.filter { $0.generatedBy == nil && $0.condition == list.fact.condition }.prefix(6).map {
          entry in
          Mutant(
            kind: "list-element-dropped", subject: "\(entry.name) in \(list.path)", rule: "list-enum-length",
            consequences: ["def-no-entry"],
            edits: [.delete(kernel.lines(of: entry.range))],
            places: [list.fact.startRange] + list.fact.entries.map(\.range))
        }
      }
    },
  ]

  /// An operator that writes another end to every set.
  private static func ending(
    _ kind: String, _ text: @escaping @Sendable (KfuncSet, SetFact.End) -> String
  ) -> MutationOperator {
    MutationOperator(kind) { kernel in
      kernel.kfuncSets.compactMap { set in
        set.fact.end.map {
          Mutant(
            kind: kind, subject: set.subject, rule: "set-start-end-name", edits: [.replace($0.range, text(set, $0))],
            places: [set.fact.startRange])
        }
      }
    }
  }

  /// The edits that open and close a set with other macros.
  private static func framing(_ set: SetFact, _ end: SetFact.End, as macro: String) -> [Edit] {
    [.replace(set.startRange, "\(macro)_START(\(set.name))"), .replace(end.range, "\(macro)_END(\(set.name))")]
  }

  private static let withoutAllFlags: Set<RuleID> = [
    "life-acquire-without-release", "life-release-without-acquire", "life-hook-mismatch", "param-iter-unmarked",
  ]
  /// What a second entry with other flags also is.
  private static let withDestructive: Set<RuleID> = [
    "flag-differs-between-sets", "set-duplicate-entry", "set-duplicate-in-hook", "iter-triple",
    "life-acquire-without-release",
    "iter-flag-exclusive", "life-release-without-acquire", "flag-kptr-get-incomplete",
  ]
}

/// A set that is registered as kfuncs.
struct KfuncSet: Sendable {
  var fact: SetFact
  var path: String
  /// The calls that register it.
  var registrations: [SourceRange]
  var subject: String { "\(fact.name) in \(path)" }
}

extension KernelUnderTest {
  var kfuncSets: [KfuncSet] {
    model.sets.filter { set in
      !isSelftest(set.path) && set.registrations.contains { model.registrations[$0].fact.api == .kfunc }
    }.map { set in
      KfuncSet(
        fact: set.fact, path: set.path, registrations: set.registrations.map { model.registrations[$0].fact.range })
    }
  }

  /// The lists of the kernel proper.
  var idLists: [KfuncSet] {
    model.lists.map { model.sets[$0] }.filter { !isSelftest($0.path) }.map {
      KfuncSet(fact: $0.fact, path: $0.path, registrations: [])
    }
  }

  func setStarts(in path: String) -> [SourceRange] { model.sets.filter { $0.path == path }.map(\.fact.startRange) }

  /// Where the objects of a file refer to a set.
  func references(to set: String, in path: String) -> [SourceRange] {
    files.filter { $0.path == path }.flatMap(\.kfuncIDSets).compactMap(\.set).filter {
      $0.text == set || $0.text == "&" + set
    }
    .compactMap { place(of: set, in: $0.range) }
  }
}
