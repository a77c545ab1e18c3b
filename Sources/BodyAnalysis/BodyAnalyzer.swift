import Dialect
import Preprocessor

/// Analyses the functions of one file, each once, those that it calls first.
public final class BodyAnalyzer {
  /// What a parse knows of the text.
  public struct Configuration {
    /// Whether the parsed configuration leaves a byte out.
    let isSkipped: (Int) -> Bool
    /// Whether a macro with control flow of its own is used at a byte.
    let hidesFlow: (Int) -> Bool

    public init(isSkipped: @escaping (Int) -> Bool, hidesFlow: @escaping (Int) -> Bool = { _ in false }) {
      self.isSkipped = isSkipped
      self.hidesFlow = hidesFlow
    }
  }

  let stream: TokenStream
  private let outline: FileOutline
  private let knowledge: KernelKnowledge
  private let configuration: Configuration?
  private let elsewhere: (String, FileOutline.Function) -> FunctionSummary?
  private let functions: [String: FileOutline.Function]
  private var summaries: [String: FunctionSummary] = [:]
  private var open = Set<String>()

  /// - Parameters:
  ///   - configuration: nil for a file that no parse has seen. Bodies with conditional parts are not known then, nor are functions that
  ///     the file has more than once.
  ///   - elsewhere: what a function of another file does that a function of this one calls, nil when that is not known either.
  public init(
    stream: TokenStream, outline: FileOutline, knowledge: KernelKnowledge, configuration: Configuration?,
    elsewhere: @escaping (String, FileOutline.Function) -> FunctionSummary? = { _, _ in nil }
  ) {
    self.stream = stream
    self.outline = outline
    self.knowledge = knowledge
    self.configuration = configuration
    self.elsewhere = elsewhere
    let compiled = outline.functions.filter { function in
      configuration.map { !$0.isSkipped(stream.tokens[function.nameIndex].span.lowerBound) } ?? true
    }
    let byName = Dictionary(grouping: compiled, by: \.name)
    functions = byName.compactMapValues { configuration == nil && $0.count > 1 ? nil : $0.first }
  }

  /// Returns the bytes of the function whose name begins at a byte, body included; nil when none does. O(n).
  public func span(ofFunctionAt offset: Int) -> Range<Int>? {
    outline.functions.first { stream.tokens[$0.nameIndex].span.lowerBound == offset }.map {
      stream.span($0.start..<$0.closeBrace + 1)
    }
  }

  /// Tells whether the file defines a function that other files can call.
  public func definesForOthers(_ name: String) -> Bool {
    guard let function = functions[name] else { return false }
    return !(function.start..<function.nameIndex).contains { stream.isToken($0, "static") }
  }

  /// Returns what a function of the file does, for callers in other files; nil when the file does not define it.
  public func summaryForOthers(of name: String) -> FunctionSummary? { summary(of: name)?.placed(in: stream) }

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
    let body = function.openBrace..<function.closeBrace + 1
    if configuration == nil, body.contains(where: { stream.tokens[$0].isInDirective }) {
      return .unknown("its configuration is not known")
    }
    let tokens = tokens(body)
    var parser = BodyParser(tokens)
    let statements = parser.body()
    var explorer = PathExplorer(
      graph: FlowGraphBuilder.graph(of: statements, knowledge: knowledge), parameters: parameters(of: function),
      locals: LocalNames.names(in: statements), returnsPointer: returnsPointer(function), knowledge: knowledge,
      callee: { [unowned self] (name: String) -> FunctionSummary? in
        self.summary(of: name) ?? self.elsewhere(name, function)
      },
      text: { [stream] (range: Range<Int>) -> String in stream.text(range) })
    var summary = explorer.run()
    if let configuration,
      tokens.indices.contains(where: {
        stream.tokens[$0].kind == .identifier && configuration.hidesFlow(stream.tokens[$0].span.lowerBound)
      })
    {
      summary.gaps.append("a macro that it uses may jump")
    }
    if summary.sleep == nil, let words = KernelDocContext.sleeping(before: function, in: stream) {
      summary.sleep = [FunctionSummary.Step(tokens: function.nameIndex..<function.nameIndex + 1, text: words)]
    }
    return summary
  }

  /// Returns the graph of a function, nil when the file does not define it.
  func graph(of name: String) -> (function: FileOutline.Function, graph: FlowGraph)? {
    guard let function = functions[name] else { return nil }
    var parser = BodyParser(tokens(function.openBrace..<function.closeBrace + 1))
    return (function, FlowGraphBuilder.graph(of: parser.body(), knowledge: knowledge))
  }

  private func tokens(_ range: Range<Int>) -> BodyTokens {
    BodyTokens(stream, body: range, isSkipped: configuration?.isSkipped ?? { _ in false })
  }

  /// Returns the parameters as the definition writes them.
  func parameters(of function: FileOutline.Function) -> [PathExplorer.Parameter] {
    stream.arguments(open: function.openParenthesis, close: function.closeParenthesis).map { range in
      var parser = BodyParser(tokens(range))
      return parser.parameter()
    }
  }

  private func returnsPointer(_ function: FileOutline.Function) -> Bool {
    (function.start..<function.nameIndex).contains { stream.isToken($0, "*") }
  }
}
