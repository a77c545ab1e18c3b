import BooleanLogic
import Preprocessor
import SourceText

/// The condition under which a file that is compiled by inclusion (`kernel/sched/ext.c`) is included.
enum IncluderCondition {
  /// Returns the condition of the `#include` line in the main file that names the candidate; always when the candidate is the main
  /// file, or when it is included through another file in between.
  static func condition(of input: ParseInput) -> Formula {
    guard input.mainFile != input.candidate, let bytes = input.bytes(of: input.mainFile) else { return .always }
    let stream = TokenStream(file: SourceFile(path: input.mainFile, bytes: bytes))
    let structure = ConditionalStructure(stream)
    var conditions: [Formula] = []
    for directive in structure.directives where directive.kind == .include {
      guard let name = directive.operands.first, names(stream.text(name), input.candidate) else { continue }
      conditions.append(structure.condition(at: directive.span.lowerBound))
    }
    return conditions.isEmpty ? .always : Formula.or(of: conditions)
  }

  private static func names(_ operand: String, _ candidate: String) -> Bool {
    guard operand.hasPrefix("\""), operand.hasSuffix("\"") else { return false }
    let name = operand.dropFirst().dropLast().split(separator: "/").filter { $0 != ".." && $0 != "." }.joined(
      separator: "/")
    return candidate == name || candidate.hasSuffix("/" + name)
  }
}
