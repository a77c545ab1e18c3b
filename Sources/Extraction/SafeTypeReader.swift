import Facts
import Preprocessor
import SourceText

/// Reads `BTF_TYPE_SAFE_*` declarations and their emissions from the text; the members' types come from the parse.
struct SafeTypeReader {
  let text: CandidateText

  static let macroPrefix = "BTF_TYPE_SAFE_"

  /// Returns the declarations with an empty member list, in source order.
  func declarations() -> [SafeTypeFact] {
    let emissions = emissions()
    var declarations: [SafeTypeFact] = []
    forEachUse { call, keyword, tag in
      guard text.stream.isToken(call.close + 1, "{") else { return }
      var fact = SafeTypeFact(
        macro: call.name, keyword: keyword, tag: tag, range: text.range(call.tokens), fields: [],
        emissions: emissions.filter { $0.macro == call.name && $0.keyword == keyword && $0.tag == tag }.map {
          SafeTypeFact.Emission(function: $0.function, range: $0.range)
        }, condition: text.condition(ofToken: call.nameIndex))
      fact.keywordRange = text.range(ofToken: call.nameIndex + 2)
      declarations.append(fact)
    }
    return declarations
  }

  /// Returns the statements that put a safe type into BTF, in source order.
  func emissions() -> [SafeEmissionFact] {
    var emissions: [SafeEmissionFact] = []
    forEachUse { call, keyword, tag in
      let start = call.nameIndex - 2
      guard text.stream.isToken(start, "BTF_TYPE_EMIT"), text.stream.isToken(call.close + 1, ")") else { return }
      let end = text.stream.isToken(call.close + 2, ";") ? call.close + 3 : call.close + 2
      emissions.append(
        SafeEmissionFact(
          macro: call.name, keyword: keyword, keywordRange: text.range(ofToken: call.nameIndex + 2), tag: tag,
          function: text.outline.function(containing: call.nameIndex)?.name ?? "", range: text.range(call.tokens),
          statementRange: text.range(start..<end), removalRange: text.removalRange(ofTokens: start..<end)))
    }
    return emissions
  }

  /// Calls the body for every `BTF_TYPE_SAFE_X(struct T)`.
  private func forEachUse(_ body: (CandidateText.Call, String, String) -> Void) {
    text.forEachIdentifier { index in
      guard text.stream.text(index).hasPrefix(SafeTypeReader.macroPrefix), let call = text.call(at: index),
        let argument = call.arguments.first, argument.count == 2
      else { return }
      body(call, text.stream.text(argument.lowerBound), text.stream.text(argument.lowerBound + 1))
    }
  }
}
