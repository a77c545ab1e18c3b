import Facts
import Preprocessor

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
