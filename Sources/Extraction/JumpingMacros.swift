import ClangFrontend
import Dialect
import Preprocessor

/// Tells which macros jump: a call of one is no call, and what follows may not be reached.
final class JumpingMacros {
  private let knowledge: KernelKnowledge
  private let bytes: (String) -> [UInt8]?
  private var answers: [String: Bool] = [:]

  private static let words = ["return", "goto", "break", "continue"]

  init(knowledge: KernelKnowledge, bytes: @escaping (String) -> [UInt8]?) {
    self.knowledge = knowledge
    self.bytes = bytes
  }

  /// Whether the definition of a macro of which nothing is known has a jump in it. The answer for a name is kept: few macros are
  /// defined twice, and those are alike.
  func contains(_ expansion: Cursor?) -> Bool {
    guard let expansion else { return false }
    let name = expansion.spelling
    if let known = answers[name] { return known }
    let answer = knowledge[name] == nil && !name.contains("for_each") && jumps(expansion)
    answers[name] = answer
    return answer
  }

  private func jumps(_ expansion: Cursor) -> Bool {
    guard let definition = expansion.referenced, definition.kind == .macroDefinition, let file = definition.file,
      let bytes = bytes(definition.unit.name(of: file))
    else { return false }
    let span = definition.span.clamped(to: 0..<bytes.count)
    return Lexer.tokens(of: bytes, in: span).contains { token in
      token.kind == .identifier && Self.words.contains { $0.utf8.elementsEqual(bytes[token.span]) }
    }
  }
}
