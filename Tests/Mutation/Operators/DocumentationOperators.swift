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
    }
  ]
}
