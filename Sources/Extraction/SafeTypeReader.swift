import Facts
import Preprocessor
import SourceText

/// Reads `BTF_TYPE_SAFE_*` declarations and their emissions from the text; the members' types come from the parse.
struct SafeTypeReader {
  let text: CandidateText

  static let macroPrefix = "BTF_TYPE_SAFE_"

  /// Returns the declarations with an empty member list, in source order.
  func declarations() -> [SafeTypeFact] {
    var declarations: [SafeTypeFact] = []
    var emissions: [(macro: String, keyword: String, tag: String, SafeTypeFact.Emission)] = []
    text.forEachIdentifier { index in
      let name = text.stream.text(index)
      guard name.hasPrefix(SafeTypeReader.macroPrefix), let call = text.call(at: index),
        let argument = call.arguments.first, argument.count == 2
      else { return }
      let keyword = text.stream.text(argument.lowerBound)
      let tag = text.stream.text(argument.lowerBound + 1)
      if text.stream.isToken(call.close + 1, "{") {
        declarations.append(
          SafeTypeFact(
            macro: name, keyword: keyword, tag: tag, range: text.range(call.tokens), fields: [], emissions: [],
            condition: text.condition(ofToken: index)))
      } else if text.stream.isToken(index - 2, "BTF_TYPE_EMIT") {
        let function = text.outline.function(containing: index)?.name ?? ""
        emissions.append(
          (name, keyword, tag, SafeTypeFact.Emission(function: function, range: text.range(call.tokens))))
      }
    }
    for index in declarations.indices {
      let fact = declarations[index]
      declarations[index].emissions =
        emissions.filter { $0.macro == fact.macro && $0.keyword == fact.keyword && $0.tag == fact.tag }.map(\.3)
    }
    return declarations
  }
}
