import BodyAnalysis
import ClangFrontend
import Facts
import Preprocessor
import SourceText

extension FileExtractor {
  /// The functions with external linkage that stand between kfuncs, in a region that turns warnings about prototypes off.
  func bystanders(_ guards: GuardRegions, except known: Set<FileOutline.Function>) -> [FileOutline.Function] {
    text.outline.functions.filter { function in
      !known.contains(function) && guards.region(atToken: function.nameIndex) == .kfuncDefs
        && !(function.start..<function.nameIndex).contains { text.stream.isToken($0, "static") }
    }
  }

  /// Returns the first declaration of a function, nil if that is its definition or its file cannot be read.
  func prototype(of function: Cursor) -> PrototypeFact? {
    let declaration = function.canonical
    guard declaration != function, let file = declaration.file else { return nil }
    let path = function.unit.name(of: file)
    let name = relative(path)
    var ranges: [SourceRange] = []
    var names: [String] = []
    for argument in declaration.arguments {
      names.append(argument.spelling)
      let start = argument.position
      let length = argument.spelling.utf8.count
      let end = SourcePosition(offset: start.offset + length, line: start.line, column: start.column + length)
      ranges.append(SourceRange(path: name, start: start, end: end))
    }
    return PrototypeFact(parameterNames: names, nameRanges: ranges)
  }
}

extension FileExtractor {
  /// Returns the analysis of the bodies in the configuration that a parse saw.
  func bodyAnalyzer(_ parsed: ParsedCandidate, callees: CalleeFinder) -> BodyAnalyzer {
    let jumps = JumpingMacros(knowledge: input.knowledge) { input.bytes(of: $0) }
    let stream = text.stream
    return BodyAnalyzer(
      stream: stream, outline: text.outline, knowledge: input.knowledge,
      configuration: BodyAnalyzer.Configuration(
        isSkipped: { parsed.isSkipped($0) }, hidesFlow: { jumps.contains(parsed.expansions[$0]) }),
      elsewhere: { name, caller in
        callees.summary(of: name, calledAt: stream.tokens[caller.nameIndex].span.lowerBound)
      })
  }
}
