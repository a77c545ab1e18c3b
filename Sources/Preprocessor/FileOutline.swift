/// The functions of a file, found in its text: in every branch of its conditional directives, and without headers.
///
/// Brace depth is restored at each `#else`, so that two alternative headers of one function, each with its opening brace, do
/// not unbalance the rest; both are functions then, with one body. A function that macros assemble is not seen.
public struct FileOutline: Sendable {
  /// A function with a body.
  public struct Function: Hashable, Sendable {
    public var name: String
    /// Token indices: the first specifier, the name, the parentheses of the parameters, the braces of the body.
    public var start: Int
    public var nameIndex: Int
    public var openParenthesis: Int
    public var closeParenthesis: Int
    public var openBrace: Int
    public var closeBrace: Int
  }

  public private(set) var functions: [Function] = []

  /// Reads the outline. O(n).
  public init(_ stream: TokenStream, directives: [Directive]) {
    var scanner = OutlineScanner(stream: stream, directives: directives)
    scanner.run()
    functions = scanner.functions
  }

  /// Returns the function whose body or header contains a token. O(log n).
  public func function(containing token: Int) -> Function? {
    var low = 0
    var high = functions.count
    while low < high {
      let middle = (low + high) / 2
      if functions[middle].closeBrace < token { low = middle + 1 } else { high = middle }
    }
    guard low < functions.count, functions[low].start <= token else { return nil }
    // Alternative headers share a body; the last one before the token is as good as any.
    while low + 1 < functions.count, functions[low + 1].start <= token { low += 1 }
    return functions[low]
  }
}

/// Walks the tokens of a file once.
private struct OutlineScanner {
  let stream: TokenStream
  let directives: [Directive]
  var functions: [FileOutline.Function] = []

  private var depth = 0
  private var declarationStart: Int?
  private var openFunction: FileOutline.Function?
  /// Headers of other branches for the body that is open.
  private var alternatives: [FileOutline.Function] = []
  private var savedDepths: [Int] = []
  private var nextDirective = 0

  init(stream: TokenStream, directives: [Directive]) {
    self.stream = stream
    self.directives = directives
  }

  mutating func run() {
    var index = 0
    while index < stream.tokens.count {
      let token = stream.tokens[index]
      if token.isInDirective {
        handleDirectives(upTo: token.span.lowerBound)
        index += 1
        continue
      }
      if depth == 0, declarationStart == nil { declarationStart = index }
      if token.kind == .punctuator, token.span.count == 1 {
        handlePunctuator(stream.file.bytes[token.span.lowerBound], at: index)
      }
      index += 1
    }
  }

  private mutating func handleDirectives(upTo offset: Int) {
    while nextDirective < directives.count, directives[nextDirective].span.lowerBound <= offset {
      switch directives[nextDirective].kind {
      case .if, .ifdef, .ifndef: savedDepths.append(depth)
      case .elif, .elifdef, .elifndef, .else:
        if let saved = savedDepths.last { depth = saved }
        if depth == 0, let function = openFunction {
          alternatives.append(function)
          openFunction = nil
        }
      case .endif: savedDepths.removeLast(savedDepths.isEmpty ? 0 : 1)
      case .define, .undef, .include, .other: break
      }
      if depth == 0 { declarationStart = nil }
      nextDirective += 1
    }
  }

  private mutating func handlePunctuator(_ byte: UInt8, at index: Int) {
    switch byte {
    case UInt8(ascii: "{"):
      if depth == 0 { openFunction = header(before: index) }
      depth += 1
    case UInt8(ascii: "}"):
      depth = max(0, depth - 1)
      guard depth == 0 else { return }
      if var function = openFunction {
        for var alternative in alternatives {
          alternative.closeBrace = index
          functions.append(alternative)
        }
        function.closeBrace = index
        functions.append(function)
        openFunction = nil
        alternatives = []
        declarationStart = nil
      }
    case UInt8(ascii: ";") where depth == 0:
      declarationStart = nil
    default: break
    }
  }

  /// Recognises `specifiers name(parameters) attributes {`.
  private func header(before brace: Int) -> FileOutline.Function? {
    guard let start = declarationStart else { return nil }
    var index = brace - 1
    var candidate: FileOutline.Function?
    while index > start {
      if stream.tokens[index].kind == .identifier {
        index -= 1
        continue
      }
      guard stream.isToken(index, ")"), let open = opening(index, notBefore: start) else { return nil }
      let nameIndex = open - 1
      guard nameIndex >= start, stream.tokens[nameIndex].kind == .identifier else { return nil }
      // An assignment is an initialiser, not a body.
      guard !(start..<nameIndex).contains(where: { stream.isToken($0, "=") }) else { return nil }
      let function = FileOutline.Function(
        name: stream.text(nameIndex), start: declarationBegin(start, nameIndex), nameIndex: nameIndex,
        openParenthesis: open, closeParenthesis: index, openBrace: brace, closeBrace: brace)
      guard isReserved(nameIndex) else { return function }
      var before = nameIndex - 1
      while before > start, isReserved(before) { before -= 1 }
      if before >= start, ["struct", "union", "enum"].contains(stream.text(before)) { return nil }
      guard before > start, stream.isToken(before, ")") else {
        // `int __attribute__((cold)) __f(void) {`: what looked like an attribute is the function.
        return stream.isToken(nameIndex, "__attribute__") ? candidate : function
      }
      // `f(int a) __must_hold(lock) {`: the parentheses of an attribute follow those of the parameters.
      if !stream.isToken(nameIndex, "__attribute__") { candidate = function }
      index = before
    }
    return candidate
  }

  /// Whether a token is a word that begins with two underscores, as attributes do.
  private func isReserved(_ index: Int) -> Bool {
    stream.tokens[index].kind == .identifier && stream.text(index).hasPrefix("__")
  }

  /// Skips macro calls that stand like declarations before a function without a semicolon (`BTF_SET8_END(x)`, `module_init(f)`).
  private func declarationBegin(_ start: Int, _ nameIndex: Int) -> Int {
    var begin = start
    var index = start
    while index < nameIndex {
      if stream.isToken(index, "("), index > begin, let close = stream.closing(index), close < nameIndex {
        let opener = index - 1
        // `__attribute__((x))`, `__printf(1, 2)`, `typeof(x)` belong to the declaration; other calls on lines of their own do not.
        let name = stream.text(opener)
        let isUpperCase = name.contains(where: \.isLetter) && name == name.uppercased()
        if !name.hasPrefix("__"), name != "typeof", isUpperCase || opener == begin, isLineStart(opener),
          isLineStart(close + 1)
        {
          begin = close + 1
        }
        index = close + 1
        continue
      }
      // A bare upper-case or mixed word alone on its line is a macro use (`XDP_METADATA_KFUNC_xxx`).
      if index == begin, stream.tokens[index].kind == .identifier, index + 1 < nameIndex, isLineStart(index + 1),
        stream.text(index).contains("_"), stream.text(index).first?.isUppercase == true
      {
        begin = index + 1
      }
      index += 1
    }
    return begin
  }

  private func isLineStart(_ index: Int) -> Bool {
    guard stream.tokens.indices.contains(index), index > 0 else { return true }
    let gap = stream.tokens[index - 1].span.upperBound..<stream.tokens[index].span.lowerBound
    return stream.file.bytes[gap].contains(UInt8(ascii: "\n"))
  }

  private func opening(_ close: Int, notBefore start: Int) -> Int? {
    var depth = 0
    var index = close
    while index >= start {
      if stream.isToken(index, ")") { depth += 1 }
      if stream.isToken(index, "(") {
        depth -= 1
        if depth == 0 { return index }
      }
      index -= 1
    }
    return nil
  }
}
