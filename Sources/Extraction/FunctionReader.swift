import BooleanLogic
import ClangFrontend
import Facts
import Preprocessor
import SourceText

/// Joins a function of the outline with its parsed declaration.
struct FunctionReader {
  let text: CandidateText
  let guards: GuardRegions
  let types = TypeReader()

  private static let sparseTags: Set<String> = ["__user", "__rcu", "__percpu", "__kernel", "__iomem", "__arena"]
  /// Words of C that may stand before a name and are neither a type nor an attribute.
  private static let storageWords: Set<String> = ["static", "extern", "register", "auto"]
  private static let typeWords: Set<String> = [
    "struct", "union", "enum", "const", "volatile", "unsigned", "signed", "long", "short", "int", "char", "void",
    "bool",
    "_Bool", "float", "double",
  ]

  /// Returns the fact for a function whose header stands in the text.
  /// - Parameter isMacro: whether the parse found a macro use at an offset.
  func fact(_ function: FileOutline.Function, cursor: Cursor, isMacro: (Int) -> Bool) -> FunctionFact {
    let specifiers = function.start..<function.nameIndex
    let tag = specifiers.first { text.stream.isToken($0, "__bpf_kfunc") }
    let trailing = function.closeParenthesis + 1..<function.openBrace
    let parameters = self.parameters(of: function, cursor: cursor)
    var isVariadic = false
    if case .function(_, _, let variadic, _) = cursor.type.shape { isVariadic = variadic }
    var fact = FunctionFact(
      name: function.name, range: text.range(function.start..<function.closeBrace + 1),
      nameRange: text.range(ofToken: function.nameIndex),
      declaratorRange: text.range(function.start..<function.closeParenthesis + 1),
      linkage: cursor.hasExternalLinkage ? .external : .internal, tagged: TriState(tag != nil),
      tagRange: tag.map { text.range(ofToken: $0) }, attributes: attributes(specifiers) + attributes(trailing),
      returnType: returnType(specifiers, cursor: cursor, isMacro: isMacro), parameters: parameters,
      isVariadic: isVariadic,
      hasEarlierPrototype: TriState(cursor.canonical != cursor),
      guardRegion: guards.region(atToken: function.nameIndex),
      kernelDoc: CommentReader(text: text).kernelDoc(beforeToken: function.start),
      condition: text.condition(ofToken: function.nameIndex))
    fact.returnTypeRange = returnTypeRange(specifiers)
    fact.returnedValues = returnedValues(of: function)
    fact.bodyStart = text.placeBehind(function.openBrace)
    addUses(of: function, to: &fact)
    return fact
  }

  /// Returns the fact for a function that a macro generates: nothing is known about how it is written.
  func generatedFact(_ cursor: Cursor, at offset: Int) -> FunctionFact {
    let token = text.stream.firstToken(at: offset)
    let range = text.range(ofToken: min(token, max(0, text.stream.tokens.count - 1)))
    var isVariadic = false
    if case .function(_, _, let variadic, _) = cursor.type.shape { isVariadic = variadic }
    return FunctionFact(
      name: cursor.spelling, range: range, nameRange: range, declaratorRange: range,
      linkage: cursor.hasExternalLinkage ? .external : .internal, tagged: .unknown, tagRange: nil, attributes: [],
      returnType: types.fact(cursor.resultType),
      parameters: cursor.arguments.map {
        ParameterFact(name: $0.spelling, type: types.fact($0.type, isParameter: true), range: range, nameRange: range)
      },
      isVariadic: isVariadic, hasEarlierPrototype: TriState(cursor.canonical != cursor),
      guardRegion: guards.region(atToken: token), kernelDoc: nil, condition: text.condition(at: offset))
  }

  /// The type as the definition writes it. clang gives a function the type merged from all its declarations, so that a prototype
  /// with `__u64` hides the `u64` of the definition, which is what BTF has.
  private func returnType(_ specifiers: Range<Int>, cursor: Cursor, isMacro: (Int) -> Bool) -> TypeFact {
    var fact = types.fact(cursor.resultType)
    let words = specifiers.filter {
      text.stream.tokens[$0].kind == .identifier && !isMacro(text.stream.tokens[$0].span.lowerBound)
    }
    let names = words.map { text.stream.text($0) }.filter {
      !FunctionReader.storageWords.contains($0) && !FunctionReader.typeWords.contains($0)
        && !FunctionReader.sparseTags.contains($0) && $0 != "__bpf_kfunc" && !FunctionReader.isAttributeWord($0)
    }
    guard names.count == 1, let written = names.first, let base = fact.layers.last else { return fact }
    let known = base.typedefs.first ?? base.name
    guard known != written, base.kind != .structure, base.kind != .union, base.kind != .enumeration,
      let place = fact.btf.utf8.firstRange(of: known.utf8)
    else { return fact }
    fact.btf.replaceSubrange(place, with: written)
    fact.written = fact.btf
    fact.layers[fact.layers.count - 1].typedefs = [written]
    return fact
  }

  /// Specifiers that are no part of the type: `inline`, `noinline`, `__weak`, `__init`, `__attribute__((x))`.
  private func attributes(_ tokens: Range<Int>) -> [AttributeFact] {
    var result: [AttributeFact] = []
    var index = tokens.lowerBound
    while index < tokens.upperBound {
      let name = text.stream.text(index)
      var end = index + 1
      if text.stream.isToken(end, "("), let close = text.stream.closing(end), close < tokens.upperBound {
        end = close + 1
      }
      if text.stream.tokens[index].kind == .identifier, FunctionReader.isAttributeWord(name) {
        result.append(
          AttributeFact(
            name: text.stream.text(index..<end), range: text.range(index..<end),
            removalRange: text.removalRange(ofTokens: index..<end)))
      }
      index = end
    }
    return result
  }

  /// The words of the return type up to what stands behind them; nil if other specifiers stand among them.
  private func returnTypeRange(_ specifiers: Range<Int>) -> SourceRange? {
    let others = attributes(specifiers).map(\.range.bytes)
    let words = specifiers.filter { index in
      let word = text.stream.text(index)
      return !FunctionReader.storageWords.contains(word) && word != "__bpf_kfunc"
        && !others.contains { $0.contains(text.stream.tokens[index].span.lowerBound) }
    }
    guard let first = words.first, let last = words.last, words.count == last - first + 1 else { return nil }
    return text.file.range(text.stream.tokens[first].span.lowerBound..<text.stream.tokens[last + 1].span.lowerBound)
  }

  private static func isAttributeWord(_ name: String) -> Bool {
    if ["inline", "noinline", "noinline_for_stack", "notrace", "noinstr", "asmlinkage"].contains(name) { return true }
    return name.hasPrefix("__") && !looksLikeType(name) && name != "__bpf_kfunc" && !sparseTags.contains(name)
  }

  /// Kernel integer typedefs begin with two underscores as attributes do.
  private static func looksLikeType(_ name: String) -> Bool {
    let body = name.dropFirst(2)
    let stem = body.drop { "usbel".contains($0) }
    return ["8", "16", "32", "64", "128"].contains(String(stem)) || body.hasSuffix("_t") || body == "int128"
      || ["sum16", "wsum", "poll_t"].contains(String(body))
  }

  private func parameters(of function: FileOutline.Function, cursor: Cursor) -> [ParameterFact] {
    let written = text.stream.arguments(open: function.openParenthesis, close: function.closeParenthesis)
    return cursor.arguments.enumerated().map { position, argument in
      let name = argument.spelling
      guard written.indices.contains(position) else {
        let range = text.range(ofToken: function.closeParenthesis)
        return ParameterFact(
          name: name, type: types.fact(argument.type, isParameter: true), range: range, nameRange: range)
      }
      let tokens = written[position]
      let nameIndex = name.isEmpty ? nil : tokens.last { text.stream.text($0) == name }
      let withoutName = tokens.filter { $0 != nameIndex }
      let tags = withoutName.map { text.stream.text($0) }.filter { FunctionReader.sparseTags.contains($0) }
      let range = text.range(tokens)
      let spelledType = FunctionReader.join(withoutName.map { text.stream.text($0) })
      let occurrences = OccurrenceReader(text: text, function: function)
      var fact = ParameterFact(
        name: name,
        type: types.fact(argument.type, written: spelledType, tags: Set(tags).sorted(), isParameter: true),
        range: range,
        nameRange: nameIndex.map { text.range(ofToken: $0) }
          ?? SourceRange(path: range.path, start: range.end, end: range.end),
        occurrences: nameIndex.flatMap { occurrences.occurrences(ofParameterAt: $0, position: position) },
        anonymousPointee: anonymousPointee(of: argument.type, at: range))
      fact.uncastUses = nameIndex.flatMap { occurrences.uncastUses(ofParameterAt: $0) }
      fact.freeName = fact.uncastUses == nil ? nil : occurrences.freeName(like: name)
      return fact
    }
  }

  /// Returns what a pointer's record without a tag holds; its place is that of the parameter.
  private func anonymousPointee(of type: CType, at range: SourceRange) -> StructFact? {
    guard case .pointer(var pointee) = type.shape else { return nil }
    while case .typedef(let declaration, _) = pointee.shape { pointee = CType.underlying(of: declaration) }
    guard case .record(let record) = pointee.shape, record.tag.isEmpty else { return nil }
    let reader = StructReader(range: { _ in range }, tokens: { _ in nil })
    return reader.fact(record, withFields: false)
  }

  /// Joins the tokens of a type as people write them: a space between words and before a run of `*`.
  static func join(_ tokens: [String]) -> String {
    var result = ""
    var previous = ""
    for token in tokens {
      let isWord = token.utf8.first.map(Lexer.isIdentifierPart) ?? false
      let previousIsWord = previous.utf8.first.map(Lexer.isIdentifierPart) ?? false
      if previousIsWord, isWord || token == "*" || token == "(" { result += " " }
      if previous == ",", !previous.isEmpty { result += " " }
      result += token
      previous = token
    }
    return result
  }
}
