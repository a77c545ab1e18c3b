import Diagnostics
import Facts
import SourceText

extension MutationOperator {
  /// kernel-doc comments that say something else than the code.
  static let documentation: [MutationOperator] = [
    MutationOperator("documented-under-another-name") { kernel in
      kernel.kfuncs.compactMap { entry, definition in
        guard let doc = definition.fact.kernelDoc, let parameter = definition.fact.parameters.first?.name,
          doc.parameters.contains(parameter), let place = kernel.place(of: "@\(parameter):", in: doc.range)
        else { return nil }
        return Mutant(
          kind: "documented-under-another-name", subject: entry.subject, rule: "doc-param-name",
          consequences: ["doc-kerneldoc"], edits: [.replace(place, "@\(parameter)_old:")],
          places: [definition.fact.declaratorRange, doc.range])
      }
    },
    MutationOperator("documentation-removed") { kernel in
      kernel.kfuncs.compactMap { entry, definition in
        // Where most functions of a file go without a comment, one more does no harm.
        let others = kernel.kfuncs.map(\.definition).filter { $0.path == definition.path && $0.row != definition.row }
        guard kernel.isAtLeast(6, 3), let doc = definition.fact.kernelDoc, definition.fact.linkage == .external,
          others.count(where: { $0.fact.kernelDoc != nil })
            > max(3, others.count(where: { $0.fact.kernelDoc == nil }) + 1)
        else { return nil }
        return Mutant(
          kind: "documentation-removed", subject: entry.subject, rule: "doc-kerneldoc",
          consequences: ["doc-kfunc-directive"], edits: [.delete(kernel.lines(of: doc.range))], places: entry.places)
      }
    },
    MutationOperator("deprecated-without-a-word") { kernel in
      kernel.kfuncs.compactMap { entry, definition in
        guard kernel.isAtLeast(6, 3), let doc = definition.fact.kernelDoc,
          let end = kernel.place(of: "*/", in: doc.range, last: true)
        else { return nil }
        return Mutant(
          kind: "deprecated-without-a-word", subject: entry.subject, rule: "doc-deprecated-text",
          edits: [.insert("*\n * This kfunc is deprecated.\n ", before: end)],
          places: [definition.fact.declaratorRange, doc.range])
      }
    },
    MutationOperator("directive-misspelt") { kernel in
      kernel.files.flatMap(\.docDirectives).filter { $0.state == .documented }.map { directive in
        Mutant(
          kind: "directive-misspelt", subject: "\(directive.identifier) in \(directive.range.path)",
          rule: "doc-kfunc-directive", edits: [.replace(directive.range, directive.identifier + "e")])
      }
    },
    MutationOperator("flag-described-only") { kernel in
      kernel.files.flatMap(\.docFlags).filter { kernel.defines($0.name) }.map { flag in
        Mutant(
          kind: "flag-described-only", subject: "\(flag.name) in \(flag.range.path)", rule: "doc-stale",
          edits: [.replace(flag.range, flag.name + "_ALWAYS")])
      }
    },
  ]
}
