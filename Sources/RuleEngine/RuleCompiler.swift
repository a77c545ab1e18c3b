import CEL
import SourceText

/// Compiles the expressions of one rule file and collects what is wrong with them, each at its place in the file.
struct RuleCompiler {
  /// What is known where an expression is evaluated: conditions that hold, as texts, and further variables.
  struct Context {
    var holds: [String] = []
    var variables: [String: CELType] = [:]
    /// Whether a condition has mistakes, so that nobody knows what it would have made certain.
    var isUncertain = false

    /// Returns the context in which the condition of a node, if there is one, holds as well or fails.
    func assuming(_ condition: RuleExpression?, of node: RuleNode?, fails: Bool = false) -> Context {
      var context = self
      if let condition {
        context.holds.append(fails ? "!(\(condition.text)\n)" : condition.text)
      } else if node != nil {
        context.isUncertain = true
      }
      return context
    }
  }

  private let environment: Environment
  private(set) var mistakes: [RuleDiagnostic] = []

  init(environment: Environment) {
    self.environment = environment
  }

  /// Compiles the expression of a node; nil if the node is missing or something is wrong with it.
  mutating func expression(_ node: RuleNode?, of type: CELType?, in context: Context = Context()) -> RuleExpression? {
    guard let node, let (text, map) = source(of: node) else { return nil }
    return compile(text, of: type, in: context) { node.file.range(map.span($0)) }
  }

  /// Compiles an expression whose value is shown as text or becomes part of an identity.
  mutating func renderable(_ node: RuleNode?, in context: Context) -> RuleExpression? {
    guard let node, let expression = expression(node, of: nil, in: context) else { return nil }
    return isRenderable(expression, node.range) ? expression : nil
  }

  /// Compiles a list of objects; returns the type of its elements too.
  mutating func objects(_ node: RuleNode, in context: Context) -> (list: RuleExpression, element: CELType)? {
    guard let list = expression(node, of: nil, in: context) else { return nil }
    guard case .list(let element) = list.program.resultType, case .object = element else {
      if environment.checksTypes {
        mistakes.append(
          node.mistake("'each' is of type \(list.program.resultType)", expected: "a list of objects"))
      }
      return nil
    }
    return (list, element)
  }

  /// Compiles a message.
  mutating func template(_ node: RuleNode?, in context: Context) -> MessageTemplate? {
    guard let node, let (text, map) = source(of: node) else { return nil }
    let bytes = Array(text.utf8)
    var parts: [MessageTemplate.Part] = []
    let before = mistakes.count
    for piece in TemplateScanner.pieces(of: bytes) {
      switch piece {
      case .text(let text): parts.append(.text(text))
      case .unclosed(let brace):
        let place = node.file.range(map.span(brace..<brace + 1))
        mistakes.append(
          RuleDiagnostic(range: place, message: "'{' is not closed", expected: "'}', or '{{' for a brace"))
      case .expression(let range):
        let inner = String(decoding: bytes[range], as: UTF8.self)
        let shift = range.lowerBound
        let expression = compile(inner, of: nil, in: context) {
          node.file.range(map.span($0.lowerBound + shift..<$0.upperBound + shift))
        }
        if let expression, isRenderable(expression, node.file.range(map.span(range))) {
          parts.append(.expression(expression))
        }
      }
    }
    return mistakes.count == before ? MessageTemplate(parts: parts) : nil
  }

  // MARK: Pieces

  /// Returns the text of a scalar with the places of its bytes; nil for nodes that the shape check refused.
  private mutating func source(of node: RuleNode) -> (text: String, map: ScalarMap)? {
    guard let scalar = node.node.scalar, !scalar.string.allSatisfy(\.isWhitespace) else { return nil }
    guard let map = ScalarMap(scalar, at: node.start, in: node.file.bytes) else {
      mistakes.append(
        node.mistake(
          "the place of an expression is not known in this style",
          expected: "a plain or quoted text on one line, or a '|' block"))
      return nil
    }
    // The final line feed of a block does not belong to the text.
    let text =
      scalar.style == .literal ? String(scalar.string.reversed().drop { $0 == "\n" }.reversed()) : scalar.string
    return (text, map)
  }

  private mutating func isRenderable(_ expression: RuleExpression, _ range: SourceRange) -> Bool {
    let type = expression.program.resultType
    guard environment.checksTypes, !type.isRenderable else { return true }
    mistakes.append(
      RuleDiagnostic(
        range: range, message: "a value of type \(type) cannot be shown as text",
        expected: "a string, number, boolean or a list of these"))
    return false
  }

  private mutating func compile(
    _ text: String, of type: CELType?, in context: Context, place: (Range<Int>) -> SourceRange
  ) -> RuleExpression? {
    var environment = environment
    environment.variables.merge(context.variables) { _, new in new }
    switch Program.compile(text, in: environment, expecting: environment.checksTypes ? type : nil) {
    case .failure(let errors):
      mistakes += errors.errors.map {
        RuleDiagnostic(range: place($0.range), message: $0.message, expected: $0.expected, suggestion: $0.suggestion)
      }
      return nil
    case .success(let program):
      let unguarded = unguardedSelections(of: text, program, in: context, environment)
      mistakes += unguarded.map {
        RuleDiagnostic(
          range: place($0.range), message: "'\($0.field)' of '\($0.objectType)' may be absent",
          expected: "a test with has() before it")
      }
      return unguarded.isEmpty ? RuleExpression(text: text, program: program) : nil
    }
  }

  /// Returns what the expression selects without a guard, given that the conditions of the context hold.
  ///
  /// Guards are found within one expression, so the conditions are put in front of this one.
  private func unguardedSelections(
    of text: String, _ program: Program, in context: Context, _ environment: Environment
  ) -> [UnguardedSelection] {
    if context.isUncertain { return [] }
    guard !program.unguardedSelections.isEmpty, !context.holds.isEmpty else { return program.unguardedSelections }
    var environment = environment
    environment.limits.maximumCost = .max
    environment.limits.maximumNodes *= context.holds.count + 1
    environment.limits.maximumDepth += 10
    // The line feeds end comments.
    let conditions = context.holds.map { "(\($0)\n)" }.joined(separator: " && ")
    let prefix = conditions + " ? dyn("
    guard case .success(let guarded) = Program.compile("\(prefix)\(text)\n) : dyn(null)", in: environment) else {
      return program.unguardedSelections
    }
    let start = prefix.utf8.count
    let open = Set(guarded.unguardedSelections.map { $0.range.lowerBound - start })
    return program.unguardedSelections.filter { open.contains($0.range.lowerBound) }
  }
}
