import BooleanLogic
import Facts
import Preprocessor
import SourceText

extension RegistrationReader {
  /// Follows the variable of `variable = call(...);` to the next place that names it.
  ///
  /// Only what the order of the statements shows is said: the next mention is a plain assignment in the same block, or, at the
  /// outermost level of the function, there is none.
  func resultLoss(of call: CandidateText.Call, in function: FileOutline.Function) -> RegistrationFact.ResultLoss? {
    let stream = text.stream
    let assignment = assignment(of: call)
    guard let variable = assignment.map({ stream.text($0) }), isLocal(variable, in: function),
      stream.isToken(call.close + 1, ";")
    else { return nil }
    let condition = text.condition(ofToken: call.nameIndex)
    var depth = 0
    for index in call.close + 2..<function.closeBrace where !stream.tokens[index].isInDirective {
      switch stream.text(index) {
      case "{": depth += 1
      case "}":
        depth -= 1
        // Behind the block other paths join.
        if depth < 0 { return nil }
      // Labels and jumps change the order.
      case "goto", "case", "default", "break", "continue": return nil
      case variable:
        // The other branch of an #if is no successor.
        if Formula.and(of: [condition, text.condition(ofToken: index)]).implies(.never) == .yes { continue }
        guard depth == 0, stream.isToken(index + 1, "="), let end = endOfStatement(from: index, in: function),
          [";", "}"].contains(stream.text(index - 1)) || stream.tokens[index - 1].isInDirective,
          !(index + 1..<end).contains(where: { stream.text($0) == variable }),
          condition.implies(text.condition(ofToken: index)) == .yes
        else { return nil }
        let isRegistration = RegistrationFact.API(rawValue: stream.text(index + 2)) != nil
        return RegistrationFact.ResultLoss(
          variable: variable, overwrittenBy: text.range(index..<end),
          nextRegistration: isRegistration ? text.range(index + 2..<end) : nil)
      default: break
      }
    }
    return depth == 0 && isAtOutermostLevel(call.nameIndex, in: function)
      ? RegistrationFact.ResultLoss(variable: variable, overwrittenBy: nil, nextRegistration: nil) : nil
  }

  /// Returns what to delete so that the call is gone and nothing else changes: `a ?: call(...)` becomes `a`, and a statement
  /// `a = a ?: call(...);` disappears. nil where the value of the call is needed.
  func removalRange(of call: CandidateText.Call) -> SourceRange? {
    let stream = text.stream
    let isElvis = stream.isToken(call.nameIndex - 1, ":") && stream.isToken(call.nameIndex - 2, "?")
    guard isElvis || stream.isToken(call.nameIndex - 1, "||") else { return nil }
    let operand = call.nameIndex - (isElvis ? 3 : 2)
    guard (operand...call.close).allSatisfy({ !stream.tokens[$0].isInDirective }) else { return nil }
    if isElvis, let variable = assignment(of: call), stream.isToken(call.close + 1, ";") {
      return text.removalRange(ofTokens: variable..<call.close + 2)
    }
    return text.file.range(stream.tokens[operand].span.upperBound..<stream.tokens[call.close].span.upperBound)
  }

  /// Returns the variable of a statement `variable = call(...)` or `variable = variable ?: call(...)`.
  private func assignment(of call: CandidateText.Call) -> Int? {
    let stream = text.stream
    var equals = call.nameIndex - 1
    let isChained = stream.isToken(equals, ":") && stream.isToken(equals - 1, "?")
    if isChained { equals -= 3 }
    guard stream.isToken(equals, "="), stream.tokens[equals - 1].kind == .identifier,
      !isChained || stream.text(equals - 1) == stream.text(equals + 1),
      [";", "{", "}"].contains(stream.text(equals - 2)) || stream.tokens[equals - 2].isInDirective
    else { return nil }
    return equals - 1
  }

  private func endOfStatement(from index: Int, in function: FileOutline.Function) -> Int? {
    (index..<function.closeBrace).first { text.stream.isToken($0, ";") }
  }

  /// Whether a variable is declared in the function: others may be read elsewhere.
  private func isLocal(_ variable: String, in function: FileOutline.Function) -> Bool {
    (function.openBrace..<function.closeBrace).contains { index in
      guard text.stream.text(index) == variable, text.stream.tokens[index - 1].kind == .identifier else {
        return text.stream.text(index) == variable && text.stream.isToken(index - 1, ",")
      }
      return text.stream.isToken(index - 1, "int") || text.stream.isToken(index - 1, "long")
    }
  }

  private func isAtOutermostLevel(_ index: Int, in function: FileOutline.Function) -> Bool {
    var depth = 0
    for token in function.openBrace + 1..<index where !text.stream.tokens[token].isInDirective {
      if text.stream.isToken(token, "{") { depth += 1 }
      if text.stream.isToken(token, "}") { depth -= 1 }
    }
    return depth == 0
  }
}
