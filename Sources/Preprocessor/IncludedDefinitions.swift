import BooleanLogic
import SourceText

/// Finds the functions that a file defines by including a list of macro calls, as `kernel/bpf/bpf_lsm.c` does with
/// `lsm_hook_defs.h`: `#define HOOK(RET, NAME) RET pre_##NAME(void) { }`, then `#include <hooks.h>`, then `#undef HOOK`.
public struct IncludedDefinitions {
  /// A function that a call in the included file stands for.
  public struct Definition: Hashable, Sendable {
    public var name: String
    /// The call.
    public var range: SourceRange
    /// Of the `#include` and the call.
    public var condition: Formula
  }

  private let stream: TokenStream
  private let structure: ConditionalStructure
  /// Returns an included file by what stands between the brackets or quotes; nil when it cannot be read.
  private let header: (String) -> SourceFile?

  public init(_ file: SourceFile, header: @escaping (String) -> SourceFile?) {
    stream = TokenStream(file: file)
    structure = ConditionalStructure(stream)
    self.header = header
  }

  /// Returns the functions in the order of their calls. O(tokens of the file and of what it includes for a macro).
  public func definitions() -> [Definition] {
    var macros: [String: Recipe] = [:]
    var result: [Definition] = []
    for directive in structure.directives {
      switch directive.kind {
      case .define:
        guard let macro = MacroDefinition(operands: directive.operands, in: stream) else { continue }
        macros[macro.name] = Recipe(macro)
      case .undef: macros[directive.operands.first.map { stream.text($0) } ?? ""] = nil
      case .include where !macros.isEmpty:
        guard let name = target(of: directive), let file = header(name) else { continue }
        let condition = structure.condition(at: directive.span.lowerBound)
        result += calls(of: macros, in: file).map { call in
          Definition(name: call.name, range: call.range, condition: .and(of: [condition, call.condition]))
        }
      case .include, .if, .ifdef, .ifndef, .elif, .elifdef, .elifndef, .else, .endif, .other: continue
      }
    }
    return result
  }

  private func target(of directive: Directive) -> String? {
    let text = directive.operands.map { stream.text($0) }.joined()
    guard text.count > 2, text.hasPrefix("<") && text.hasSuffix(">") || text.hasPrefix("\"") && text.hasSuffix("\"")
    else { return nil }
    return String(text.dropFirst().dropLast())
  }

  private func calls(of macros: [String: Recipe], in file: SourceFile) -> [Definition] {
    // Most headers hold none, and bytes are found faster than words.
    guard file.bytes.withUnsafeBytes({ bytes in macros.keys.contains { KfuncMarkers.contains(bytes, $0 + "(") } })
    else { return [] }
    let stream = TokenStream(file: file)
    let structure = ConditionalStructure(stream)
    return stream.tokens.indices.compactMap { index in
      guard stream.tokens[index].kind == .identifier, !stream.tokens[index].isInDirective,
        let recipe = macros[stream.text(index)], stream.isToken(index + 1, "("), let close = stream.closing(index + 1)
      else { return nil }
      let arguments = stream.arguments(open: index + 1, close: close).map { stream.text($0) }
      return recipe.name(arguments).map {
        Definition(
          name: $0, range: file.range(stream.span(index..<close + 1)),
          condition: structure.condition(at: stream.tokens[index].span.lowerBound))
      }
    }
  }
}

/// How a macro that defines a function pastes the function's name together.
private struct Recipe {
  private enum Piece {
    case text(String)
    case argument(Int)
  }

  private var pieces: [Piece] = []

  /// nil for a macro that has no body of a function, or whose function has a name without arguments in it.
  init?(_ macro: MacroDefinition) {
    let body = macro.body
    guard let parameters = macro.parameters, body.contains("{"),
      let first = body.indices.first(where: { body.indices.contains($0 + 1) && body[$0 + 1] == "##" })
    else { return nil }
    var index = first
    while true {
      let word = body[index]
      pieces.append(parameters.firstIndex(of: word).map { .argument($0) } ?? .text(word))
      guard index + 2 < body.count, body[index + 1] == "##" else { break }
      index += 2
    }
    guard index + 1 < body.count, body[index + 1] == "(" else { return nil }
  }

  /// The name that a call with these arguments makes; nil when it has too few.
  func name(_ arguments: [String]) -> String? {
    var name = ""
    for piece in pieces {
      switch piece {
      case .text(let text): name += text
      case .argument(let index):
        guard arguments.indices.contains(index) else { return nil }
        name += arguments[index]
      }
    }
    return name
  }
}
