import Facts
import SourceText

extension BodyAnalyzer {
  /// Returns the control flow graph of a function and what its paths do, for people who ask why a rule about bodies fires or does not;
  /// nil when the file does not define the function.
  public func dump(of name: String) -> String? {
    guard let (function, graph) = graph(of: name), let fact = fact(of: name) else { return nil }
    let names = parameters(of: function).map(\.name)
    let place = stream.file.range(stream.span(function.nameIndex..<function.nameIndex + 1))
    let lines =
      ["\(place.path):\(place.start.line): body of '\(name)'", "graph:"] + nodes(graph) + ["paths:"]
      + paths(fact, names)
    return lines.map { $0 + "\n" }.joined()
  }

  private func nodes(_ graph: FlowGraph) -> [String] {
    let width = String(max(graph.nodes.count - 1, 0)).count
    return graph.nodes.enumerated().map { number, node in
      let label = String(repeating: " ", count: width - String(number).count) + String(number)
      let line = node.tokens.isEmpty ? "" : "line \(stream.file.range(stream.span(node.tokens)).start.line): "
      return "  \(label)  \(line)\(text(of: node))"
    }
  }

  private func text(of node: FlowGraph.Node) -> String {
    let next = node.next.map(String.init)
    let goesOn = next.isEmpty ? "" : " -> " + next.joined(separator: ", ")
    switch node.kind {
    case .evaluate(let expression): return expression.lowered + goesOn
    case .assign(let target, let operation, let value):
      return "\(target.lowered) \(operation?.text ?? "")= \(value.lowered)" + goesOn
    case .declare(let declarator): return "declare \(declarator.name)" + goesOn
    case .branch(let condition):
      return "if \(condition.lowered) -> " + next.joined(separator: " else ")
    case .loop(let call): return "loop \(call.lowered) -> " + next.joined(separator: " then ")
    case .enterGuard(let name, _): return "enter guard(\(name))" + goesOn
    case .leaveGuard(let name, _): return "leave guard(\(name))" + goesOn
    case .cleanUp(let function, let variable): return "clean up \(variable) by \(function)" + goesOn
    case .return(let value): return "return" + (value.map { " " + $0.lowered } ?? "")
    case .join: return "·" + goesOn
    case .unknown(let reason): return "not understood: \(reason)" + goesOn
    }
  }

  private func paths(_ fact: BodyFact, _ names: [String]) -> [String] {
    var lines = fact.returns.map { "  returns \(text(of: $0, names)): \(text(of: $0.steps))" }
    for use in fact.parameters {
      let name = names.indices.contains(use.index) ? names[use.index] : String(use.index)
      lines += uses(use).map { "  '\(name)' \($0)" }
    }
    func add(_ words: String, _ steps: [BodyFact.Step]?) {
      if let steps { lines.append("  \(words): \(text(of: steps))") }
    }
    add("may sleep", fact.sleep)
    if fact.sleep == nil, fact.hasUnknownSleep { lines.append("  may sleep: not known") }
    add("ends or damages the system", fact.destructive)
    add("needs RCU", fact.needsRCU)
    if let imbalance = fact.imbalance {
      add("\(imbalance.isHeld ? "keeps" : "leaves") '\(imbalance.region)'", imbalance.steps)
    }
    if !fact.unknownCallees.isEmpty {
      lines.append("  nothing is known of: \(fact.unknownCallees.joined(separator: ", "))")
    }
    return lines + fact.gaps.map { "  not followed: \($0)" }
  }

  private func text(of outcome: BodyFact.Return, _ names: [String]) -> String {
    func name(_ index: Int) -> String { names.indices.contains(index) ? "'\(names[index])'" : String(index) }
    var words: String
    switch outcome.kind {
    case .null: words = "NULL"
    case .error: words = "an ERR_PTR"
    case .object: words = "an object"
    case .parameter: words = outcome.number.map(name) ?? "a parameter"
    // Names like EINVAL are numbers of the analysis' own.
    case .integer: words = outcome.number.flatMap { abs($0) < 1 << 16 ? String($0) : nil } ?? "a constant"
    case .call: words = "what '\(outcome.callee ?? "")' returns"
    case .nothing: words = "nothing"
    case .unknown: words = "something unknown"
    }
    if outcome.hasReference == .yes { words += " with a reference" }
    if !outcome.nullParameters.isEmpty {
      words += " where " + outcome.nullParameters.map(name).joined(separator: ", ") + " is NULL"
    }
    return words
  }

  private func uses(_ use: BodyFact.Parameter) -> [String] {
    let all: [(String, [BodyFact.Step]?)] = [
      ("is dereferenced untested", use.untested), ("is tested for NULL", use.nullTest.map { [$0] }),
      ("loses a reference (\(use.dropping ?? ""))", use.dropped), ("is taken unconditionally", use.taken.map { [$0] }),
      ("is read up to a NUL byte", use.string), ("is accessed beyond its first element", use.beyondFirst),
      ("is an index without bound", use.unboundedIndex),
      ("is accessed as struct \(use.viewedTag ?? "") unmeasured", use.viewed), ("is written", use.written.map { [$0] }),
      ("is initialised", use.initialised.map { [$0] }), ("is part of an object", use.containerOf.map { [$0] }),
    ]
    var lines = all.compactMap { words, steps in steps.map { "\(words): \(text(of: $0))" } }
    if !use.testedMembers.isEmpty { lines.append("decides by its \(use.testedMembers.joined(separator: ", "))") }
    if use.escapes { lines.append("goes to functions of which nothing is known") }
    return lines
  }

  private func text(of steps: [BodyFact.Step]) -> String {
    steps.map { step in
      let file = step.range.path == stream.file.path ? "line " : step.range.path + ":"
      return file + "\(step.range.start.line) " + Self.line(step.text)
    }.joined(separator: "; ")
  }

  /// A statement on one line, without its semicolon.
  private static func line(_ text: String) -> String {
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return words.hasSuffix(";") ? String(words.dropLast()) : words
  }
}
