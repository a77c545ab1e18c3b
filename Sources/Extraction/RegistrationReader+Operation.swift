import Facts
import Preprocessor
import SourceText

extension RegistrationReader {
  /// Finds an operation (`.open = f`) whose function reaches another one through calls in this file, none of which is `__init`.
  ///
  /// Functions that nothing of the file names may be called from initialisation elsewhere; only what is certain is said.
  /// O(functions × tokens) in the worst case, for the few functions that register.
  func operation(reaching function: FileOutline.Function) -> RegistrationFact.Operation? {
    var paths = [[function]]
    var seen: Set<String> = [function.name]
    while let path = paths.first {
      paths.removeFirst()
      guard let first = path.first, !isInitCode(first) else { continue }
      if let use = operationUse(of: first.name) {
        return RegistrationFact.Operation(
          member: use.member, range: use.range, functions: path.map(\.name))
      }
      for caller in callers(of: first.name) where seen.insert(caller.name).inserted { paths.append([caller] + path) }
    }
    return nil
  }

  /// Whether a function is freed after initialisation, so that nothing calls it later.
  private func isInitCode(_ function: FileOutline.Function) -> Bool {
    (function.start..<function.nameIndex).contains { index in
      text.stream.isToken(index, "__init") || text.stream.isToken(index, "__exit")
    }
  }

  /// Returns the use of a function as the value of a designated member at file level.
  private func operationUse(of name: String) -> (member: String, range: SourceRange)? {
    var found: (member: String, range: SourceRange)?
    text.forEachIdentifier { index in
      guard found == nil, index >= 3, text.stream.text(index) == name, text.stream.isToken(index - 1, "="),
        text.stream.tokens[index - 2].kind == .identifier, text.stream.isToken(index - 3, "."),
        text.stream.isToken(index + 1, ",") || text.stream.isToken(index + 1, "}")
      else { return }
      if let function = text.outline.function(containing: index), index > function.openBrace { return }
      // What a table calls its initialisation may well run then (kernel/bpf/bpf_struct_ops.c:bpf_struct_ops_desc_init).
      if text.stream.text(index - 2) == "init" { return }
      found = (text.stream.text(index - 2), text.range(index - 3..<index + 1))
    }
    return found
  }

  private func callers(of name: String) -> [FileOutline.Function] {
    var found: [FileOutline.Function] = []
    text.forEachIdentifier { index in
      guard text.stream.text(index) == name, text.stream.isToken(index + 1, "("),
        let function = text.outline.function(containing: index), index > function.openBrace,
        !found.contains(function)
      else { return }
      found.append(function)
    }
    return found
  }
}
