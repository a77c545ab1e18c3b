import Dialect
import Preprocessor

/// Analyses the functions of one file, each once, those that it calls first.
public final class BodyAnalyzer {
  let stream: TokenStream
  private let outline: FileOutline
  private let knowledge: KernelKnowledge
  private let isSkipped: (Int) -> Bool
  private let hidesFlow: (Int) -> Bool
  private let functions: [String: FileOutline.Function]
  private var summaries: [String: FunctionSummary] = [:]
  private var open = Set<String>()

  /// - Parameters:
  ///   - isSkipped: whether the parsed configuration leaves a byte out.
  ///   - hidesFlow: whether a macro with control flow of its own is used at a byte.
  public init(
    stream: TokenStream, outline: FileOutline, knowledge: KernelKnowledge, isSkipped: @escaping (Int) -> Bool,
    hidesFlow: @escaping (Int) -> Bool = { _ in false }
  ) {
    self.stream = stream
    self.outline = outline
    self.knowledge = knowledge
    self.isSkipped = isSkipped
    self.hidesFlow = hidesFlow
    functions = Dictionary(
      outline.functions.filter { !isSkipped(stream.tokens[$0.nameIndex].span.lowerBound) }.map { ($0.name, $0) },
      uniquingKeysWith: { first, _ in first })
  }

  /// Returns what a function of the file does, nil when the file does not define it.
  func summary(of name: String) -> FunctionSummary? {
    if let known = summaries[name] { return known }
    guard let function = functions[name] else { return nil }
    guard open.count < 64, open.insert(name).inserted else { return .unknown("it is recursive") }
    defer { open.remove(name) }
    let summary = analyse(function)
    summaries[name] = summary
    return summary
  }

  private func analyse(_ function: FileOutline.Function) -> FunctionSummary {
    let tokens = BodyTokens(stream, body: function.openBrace..<function.closeBrace + 1, isSkipped: isSkipped)
    var parser = BodyParser(tokens)
    let body = parser.body()
    let graph = FlowGraphBuilder.graph(of: body, knowledge: knowledge)
    var explorer = PathExplorer(
      graph: graph, parameters: parameters(of: function), locals: LocalNames.names(in: body),
      returnsPointer: returnsPointer(function), knowledge: knowledge,
      callee: { [unowned self] (name: String) -> FunctionSummary? in self.summary(of: name) },
      text: { [stream] (range: Range<Int>) -> String in stream.text(range) })
    var result = explorer.run()
    if tokens.indices.contains(where: {
      stream.tokens[$0].kind == .identifier && hidesFlow(stream.tokens[$0].span.lowerBound)
    }) {
      result.gaps.append("a macro that it uses may jump")
    }
    return result
  }

  /// Returns the parameters as the definition writes them.
  func parameters(of function: FileOutline.Function) -> [PathExplorer.Parameter] {
    stream.arguments(open: function.openParenthesis, close: function.closeParenthesis).map { range in
      var parser = BodyParser(BodyTokens(stream, body: range, isSkipped: isSkipped))
      return parser.parameter()
    }
  }

  private func returnsPointer(_ function: FileOutline.Function) -> Bool {
    (function.start..<function.nameIndex).contains { stream.isToken($0, "*") }
  }
}
