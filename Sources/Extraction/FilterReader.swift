import Facts
import Preprocessor
import SourceText

/// Reads what a filter of a `btf_kfunc_id_set` does with the id that it is asked about, by the shape of its text.
struct FilterReader {
  let text: CandidateText

  /// Returns the function of the file that an initialiser names; nil when there is none, or none with two parameters.
  func filter(named name: String) -> FilterFact? {
    guard let function = text.outline.functions.first(where: { $0.name == name }) else { return nil }
    let parameters = text.stream.arguments(open: function.openParenthesis, close: function.closeParenthesis)
    guard parameters.count == 2 else { return nil }
    let identifiers = parameters[1].filter { text.stream.tokens[$0].kind == .identifier }
    // A parameter of one word is a type without a name.
    let id = identifiers.count > 1 ? identifiers.last.map { text.stream.text($0) } : nil
    let body = function.openBrace + 1..<function.closeBrace
    let uses = id.map { id in body.filter { text.stream.text($0) == id } } ?? []
    let questions = uses.compactMap { setAsked(byArgument: $0) }
    let sets = questions.reduce(into: [String]()) { if !$0.contains($1.set) { $0.append($1.set) } }
    let results = returns(in: body)
    return FilterFact(
      name: name, nameRange: text.range(ofToken: function.nameIndex), initRange: initRange(of: function),
      alwaysAllows: !results.isEmpty && results.allSatisfy { $0 == "0" }, looksAtID: !uses.isEmpty, setsAsked: sets,
      usesIDOtherwise: questions.count < uses.count,
      isInverted: questions.count == 1 && questions.count == uses.count && results.last != "0"
        && questions.allSatisfy { allowsItsMembers($0.call, in: body) })
  }

  /// Returns the set of `btf_id_set8_contains(&set, id)` and the index of the call's name, if a token is that argument.
  private func setAsked(byArgument index: Int) -> (set: String, call: Int)? {
    guard text.stream.isToken(index + 1, ")"), text.stream.isToken(index - 1, ","),
      text.stream.tokens[index - 2].kind == .identifier, text.stream.isToken(index - 3, "&"),
      text.stream.isToken(index - 4, "(")
    else { return nil }
    let name = text.stream.text(index - 5)
    guard name == "btf_id_set8_contains" || name == "btf_id_set_contains" else { return nil }
    return (text.stream.text(index - 2), index - 5)
  }

  /// Whether `if (contains(&set, id)) return 0;` is all that is said about members of the set.
  private func allowsItsMembers(_ call: Int, in body: Range<Int>) -> Bool {
    guard text.stream.isToken(call - 2, "if"), text.stream.isToken(call - 1, "("),
      let close = text.stream.closing(call - 1), body.contains(close), text.stream.closing(call + 1) == close - 1
    else { return false }
    let next = text.stream.isToken(close + 1, "{") ? close + 2 : close + 1
    return text.stream.isToken(next, "return") && text.stream.isToken(next + 1, "0")
      && text.stream.isToken(next + 2, ";")
  }

  /// The expressions behind `return`, in order.
  private func returns(in body: Range<Int>) -> [String] {
    body.filter { text.stream.isToken($0, "return") }.map { index in
      var end = index + 1
      while end < body.upperBound, !text.stream.isToken(end, ";") { end += 1 }
      return text.stream.text(index + 1..<end)
    }
  }

  private func initRange(of function: FileOutline.Function) -> SourceRange? {
    guard let token = (function.start..<function.nameIndex).first(where: { text.stream.isToken($0, "__init") }) else {
      return nil
    }
    let start = text.stream.tokens[token].span.lowerBound
    return text.file.range(start..<text.stream.tokens[token + 1].span.lowerBound)
  }
}
