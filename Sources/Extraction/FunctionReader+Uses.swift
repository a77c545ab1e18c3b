import Facts
import Preprocessor
import SourceText

extension FunctionReader {
  /// Adds what the text tells about uses: of the parameters in the body, and of the function in the file.
  func addUses(of function: FileOutline.Function, to fact: inout FunctionFact) {
    let body = Set(
      (function.openBrace..<function.closeBrace + 1).filter { text.stream.tokens[$0].kind == .identifier }
        .map { text.stream.text($0) })
    for index in fact.parameters.indices where !fact.parameters[index].name.isEmpty {
      fact.parameters[index].isUsed = TriState(body.contains(fact.parameters[index].name))
    }
    var isReferenced = false
    for token in text.tokens(named: function.name) where token != function.nameIndex {
      switch use(ofToken: token) {
      case .reference: isReferenced = true
      case .noseal: fact.hasCFINoseal = true
      case .declaration: break
      }
    }
    fact.isReferenced = TriState(isReferenced)
    let tokens = text.tokens(named: function.name).map { text.range(ofToken: $0) }
    fact.mentions = (tokens + inKernelDoc(of: function)).sorted()
  }

  /// Returns what stands between `return` and the semicolon in each statement that returns a value; nil where a value calls or changes
  /// something, so that it cannot just be left out.
  func returnedValues(of function: FileOutline.Function) -> [SourceRange]? {
    let stream = text.stream
    var values: [SourceRange] = []
    for index in function.openBrace..<function.closeBrace
    where stream.isToken(index, "return") && !stream.tokens[index].isInDirective && !stream.isToken(index + 1, ";") {
      guard let end = (index..<function.closeBrace).first(where: { stream.isToken($0, ";") }),
        !(index + 1..<end).contains(where: hasEffect)
      else { return nil }
      values.append(text.file.range(stream.tokens[index].span.upperBound..<stream.tokens[end].span.lowerBound))
    }
    return values
  }

  /// Whether a token of an expression calls or changes something, or is none of the expression's own.
  private func hasEffect(_ index: Int) -> Bool {
    let word = text.stream.text(index)
    if text.stream.tokens[index].isInDirective || ["++", "--", "{"].contains(word) { return true }
    if word.hasSuffix("=") { return !["==", "!=", "<=", ">="].contains(word) }
    return text.stream.tokens[index].kind == .identifier && word != "sizeof" && text.stream.isToken(index + 1, "(")
  }

  /// The name in the comment above the function, wherever it stands there as a word.
  private func inKernelDoc(of function: FileOutline.Function) -> [SourceRange] {
    guard let span = text.stream.kernelDoc(beforeToken: function.start) else { return [] }
    let bytes = text.file.bytes
    let name = Array(function.name.utf8)
    return span.indices.prefix(max(0, span.count - name.count)).filter { start in
      let end = start + name.count
      return bytes[start..<end].elementsEqual(name) && !Lexer.isIdentifierPart(bytes[end])
        && !(start > 0 && Lexer.isIdentifierPart(bytes[start - 1]))
    }.map { text.file.range($0..<$0 + name.count) }
  }

  private enum Use { case reference, declaration, noseal }

  /// What a name of a function stands for, outside of its own definition.
  private func use(ofToken index: Int) -> Use {
    if text.stream.isToken(index - 1, "("), text.stream.isToken(index - 2, "CFI_NOSEAL") { return .noseal }
    guard text.outline.function(containing: index) == nil else { return .reference }
    // Outside of functions: a prototype, an element of a set, an exported symbol; or an initialiser, which takes the address.
    if text.stream.isToken(index + 1, "(") { return .declaration }
    if text.stream.isToken(index - 1, "("), text.stream.text(index - 2).hasPrefix("EXPORT_SYMBOL") {
      return .declaration
    }
    let isElement = text.stream.isToken(index - 1, ",") && text.stream.text(index - 4).hasPrefix("BTF_")
    return isElement ? .declaration : .reference
  }
}
