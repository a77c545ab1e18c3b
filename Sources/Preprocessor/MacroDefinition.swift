/// A macro definition as text.
public struct MacroDefinition: Hashable, Sendable {
  public var name: String
  /// The parameters of a function-like macro, nil for an object-like one. A last parameter `__VA_ARGS__` stands for `...`.
  public var parameters: [String]?
  /// The replacement list.
  public var body: [String]

  public init(name: String, parameters: [String]?, body: [String]) {
    self.name = name
    self.parameters = parameters
    self.body = body
  }

  /// Reads `NAME body` or `NAME(a, b) body` from tokens, as they stand behind `#define`.
  public init?(operands: Range<Int>, in stream: TokenStream) {
    guard let first = operands.first, stream.tokens[first].kind == .identifier else { return nil }
    name = stream.text(first)
    var bodyStart = first + 1
    parameters = nil
    // A parameter list follows the name without any space.
    if bodyStart < operands.upperBound, stream.isToken(bodyStart, "("),
      stream.tokens[bodyStart].span.lowerBound == stream.tokens[first].span.upperBound
    {
      guard let close = stream.closing(bodyStart), close < operands.upperBound else { return nil }
      parameters = stream.arguments(open: bodyStart, close: close).map { range in
        // GNU's `args...` names the rest; the standard's `...` is called __VA_ARGS__.
        let text = stream.text(range).filter { $0 != " " }
        return text == "..." ? "__VA_ARGS__" : text.hasSuffix("...") ? String(text.dropLast(3)) : text
      }
      bodyStart = close + 1
      isVariadic = stream.isToken(close - 1, "...")
    }
    body = (bodyStart..<max(bodyStart, operands.upperBound)).map { stream.text($0) }
  }

  /// Whether the last parameter takes all remaining arguments.
  public private(set) var isVariadic = false
}
