import Dialect

/// Lowers the statements of a body to a ``FlowGraph``.
struct FlowGraphBuilder {
  /// What has to happen when a scope is left.
  private enum Exit {
    case guarded(String, Expression)
    case cleanup(function: String, variable: String)
  }

  private struct Loop {
    var breakTarget: Int
    var continueTarget: Int?
    var scopeDepth: Int
  }

  let knowledge: KernelKnowledge
  private(set) var nodes: [FlowGraph.Node] = []
  /// The node that is still without successor; nil behind a jump.
  private var current: Int?
  private var scopes: [[Exit]] = [[]]
  private var loops: [Loop] = []
  private var switches: [(value: Expression, cases: [(Expression?, Bool, Int, Range<Int>)])] = []
  private var labels: [String: (node: Int, scopeDepth: Int)] = [:]
  private var gotos: [(node: Int, label: String, scopes: [[Exit]])] = []
  private var temporaries = 0

  /// Returns the graph of a body.
  static func graph(of body: [Statement], knowledge: KernelKnowledge) -> FlowGraph {
    var builder = FlowGraphBuilder(knowledge: knowledge)
    let entry = builder.add(.join, 0..<0)
    builder.current = entry
    builder.block(body)
    if builder.current != nil {
      builder.emit(.return(nil), body.last.map { $0.tokens.upperBound - 1..<$0.tokens.upperBound } ?? 0..<0)
    }
    builder.resolveGotos()
    return FlowGraph(nodes: builder.nodes, entry: entry)
  }

  private init(knowledge: KernelKnowledge) { self.knowledge = knowledge }

  // MARK: Nodes

  private mutating func add(_ kind: FlowGraph.Kind, _ tokens: Range<Int>) -> Int {
    nodes.append(FlowGraph.Node(kind: kind, next: [], tokens: tokens))
    return nodes.count - 1
  }

  /// Adds a step behind the current one. Code that nothing reaches gets steps too, for labels in it.
  private mutating func emit(_ kind: FlowGraph.Kind, _ tokens: Range<Int>) {
    let node = add(kind, tokens)
    connect(to: node)
    if case .return = kind { current = nil } else { current = node }
  }

  private mutating func connect(to node: Int) {
    if let current { nodes[current].next.append(node) }
    current = nil
  }

  private mutating func continueAt(_ node: Int) {
    connect(to: node)
    current = node
  }

  // MARK: Statements

  private mutating func block(_ statements: [Statement]) {
    scopes.append([])
    for statement in statements { lower(statement) }
    closeScope(tokens: statements.last?.tokens ?? 0..<0)
  }

  private mutating func closeScope(tokens: Range<Int>) {
    let exits = scopes.removeLast()
    if current != nil { leave([exits], tokens) }
  }

  private mutating func leave(_ scopes: [[Exit]], _ tokens: Range<Int>) {
    for exit in scopes.reversed().flatMap({ $0.reversed() }) {
      switch exit {
      case .guarded(let name, let call): emit(.leaveGuard(name, call), tokens)
      case .cleanup(let function, let variable): emit(.cleanUp(function: function, variable: variable), tokens)
      }
    }
  }

  private mutating func lower(_ statement: Statement) {
    switch statement.kind {
    case .empty: break
    case .block(let inner): block(inner)
    case .expression(let expression): lowerStatement(expression)
    case .declaration(let declarators):
      for declarator in declarators { lower(declarator) }
    case .if(let condition, let then, let otherwise):
      let yes = add(.join, then.tokens)
      let no = add(.join, otherwise?.tokens ?? then.tokens)
      branch(condition, yes, no)
      current = yes
      block([then])
      if let otherwise {
        let end = add(.join, statement.tokens)
        connect(to: end)
        current = no
        block([otherwise])
        continueAt(end)
      } else {
        continueAt(no)
      }
    case .while(let condition, let body):
      let head = add(.join, condition.tokens)
      let inside = add(.join, body.tokens)
      let end = add(.join, statement.tokens)
      continueAt(head)
      branch(condition, inside, end)
      current = inside
      loop(body, breakTarget: end, continueTarget: head)
      connect(to: head)
      current = end
    case .doWhile(let body, let condition):
      let inside = add(.join, body.tokens)
      let test = add(.join, condition.tokens)
      let end = add(.join, statement.tokens)
      continueAt(inside)
      loop(body, breakTarget: end, continueTarget: test)
      continueAt(test)
      branch(condition, inside, end)
      current = end
    case .for(let initial, let condition, let step, let body):
      scopes.append([])
      if let initial { lower(initial) }
      let head = add(.join, statement.tokens)
      let inside = add(.join, body.tokens)
      let next = add(.join, step?.tokens ?? body.tokens)
      let end = add(.join, statement.tokens)
      continueAt(head)
      if let condition { branch(condition, inside, end) } else { connect(to: inside) }
      current = inside
      loop(body, breakTarget: end, continueTarget: next)
      continueAt(next)
      if let step { lowerStatement(step) }
      connect(to: head)
      current = end
      closeScope(tokens: statement.tokens)
    case .macroLoop(let call, let body):
      let value = lower(call)
      let head = add(.loop(value), call.tokens)
      let inside = add(.join, body.tokens)
      let end = add(.join, statement.tokens)
      continueAt(head)
      nodes[head].next = [inside, end]
      current = inside
      loop(body, breakTarget: end, continueTarget: head)
      connect(to: head)
      current = end
    case .scopedGuard(let call, let body):
      scopes.append([])
      enterGuard(of: call)
      lower(body)
      closeScope(tokens: statement.tokens)
    case .switch(let value, let body): lowerSwitch(value, body, statement.tokens)
    case .label(let value, let isDefault):
      let target = add(.join, statement.tokens)
      continueAt(target)
      if switches.isEmpty {
        emit(.unknown("a case stands outside of its switch"), statement.tokens)
      } else {
        switches[switches.count - 1].cases.append((value, isDefault, target, statement.tokens))
      }
    case .named(let name):
      let target = add(.join, statement.tokens)
      continueAt(target)
      labels[name] = (target, scopes.count)
    case .goto(let label):
      let jump = add(.join, statement.tokens)
      connect(to: jump)
      gotos.append((jump, label, scopes))
    case .return(let value):
      let lowered = value.map { lowerValue($0) }
      var result = lowered
      let exits = scopes.flatMap { $0 }
      if let lowered, !exits.isEmpty { result = keep(lowered) }
      leave(scopes, statement.tokens)
      emit(.return(result), statement.tokens)
    case .break: jump(loops.last?.breakTarget, depth: loops.last?.scopeDepth, statement.tokens)
    case .continue:
      let target = loops.last { $0.continueTarget != nil }
      jump(target?.continueTarget, depth: target?.scopeDepth, statement.tokens)
    case .unknown(let reason): emit(.unknown(reason), statement.tokens)
    }
  }

  private mutating func jump(_ target: Int?, depth: Int?, _ tokens: Range<Int>) {
    guard let target, let depth else {
      emit(.unknown("a jump leads nowhere"), tokens)
      return
    }
    leave(Array(scopes[min(depth, scopes.count)...]), tokens)
    connect(to: target)
  }

  private mutating func loop(_ body: Statement, breakTarget: Int, continueTarget: Int?) {
    loops.append(Loop(breakTarget: breakTarget, continueTarget: continueTarget, scopeDepth: scopes.count))
    block([body])
    loops.removeLast()
  }

  private mutating func lowerSwitch(_ value: Expression, _ body: Statement, _ tokens: Range<Int>) {
    let kept = keep(lowerValue(value))
    let head = add(.join, value.tokens)
    continueAt(head)
    let end = add(.join, tokens)
    current = nil
    switches.append((kept, []))
    loop(body, breakTarget: end, continueTarget: nil)
    connect(to: end)
    let cases = switches.removeLast().cases
    current = head
    for (label, isDefault, target, place) in cases where !isDefault {
      guard let label else {
        // A range of values: either way is possible.
        let test = add(.branch(Expression(.unknown, tokens)), tokens)
        connect(to: test)
        let rest = add(.join, tokens)
        nodes[test].next = [target, rest]
        current = rest
        continue
      }
      let test = add(.branch(Expression(.binary(.equal, kept, label), label.tokens)), place)
      connect(to: test)
      let rest = add(.join, tokens)
      nodes[test].next = [target, rest]
      current = rest
    }
    connect(to: cases.first { $0.1 }?.2 ?? end)
    current = end
  }

  private mutating func lower(_ declarator: Declarator) {
    emit(.declare(declarator), declarator.tokens)
    if let value = declarator.value, !declarator.isStatic {
      emit(.assign(Expression(.name(declarator.name), declarator.tokens), nil, lowerValue(value)), declarator.tokens)
    }
    if let cleanup = declarator.cleanup {
      scopes[scopes.count - 1].append(.cleanup(function: cleanup, variable: declarator.name))
    }
    if case .unknown? = declarator.value?.kind, let name = declarator.type.words.first, declarator.type.words.count == 1
    {
      // `CLASS(name, variable)(...)`.
      emit(.enterGuard(name, Expression(.unknown, declarator.tokens)), declarator.tokens)
      scopes[scopes.count - 1].append(.guarded(name, Expression(.unknown, declarator.tokens)))
    }
  }

  private mutating func resolveGotos() {
    for (jump, label, open) in gotos {
      current = jump
      guard let (target, depth) = labels[label] else {
        emit(.unknown("the label '\(label)' is not in the body"), nodes[jump].tokens)
        emit(.return(Expression(.unknown, nodes[jump].tokens)), nodes[jump].tokens)
        continue
      }
      if depth < open.count { leave(Array(open[depth...]), nodes[jump].tokens) }
      connect(to: target)
    }
  }

  // MARK: Guards

  private mutating func enterGuard(of call: Expression) {
    guard case .call(_, let arguments) = call.kind, case .name(let name)? = arguments.first?.kind else {
      emit(.unknown("the class of a guard is not a name"), call.tokens)
      return
    }
    emit(.enterGuard(name, call), call.tokens)
    scopes[scopes.count - 1].append(.guarded(name, call))
  }

  /// Lowers an expression whose value nobody wants.
  private mutating func lowerStatement(_ expression: Expression) {
    // `guard(rcu)();`
    if case .call(let function, let arguments) = expression.kind, case .call(let inner, let classes) = function.kind,
      case .name("guard") = inner.kind, case .name(let name)? = classes.first?.kind
    {
      let call = Expression(.call(inner, classes + arguments), expression.tokens)
      emit(.enterGuard(name, call), expression.tokens)
      scopes[scopes.count - 1].append(.guarded(name, call))
      return
    }
    switch expression.kind {
    case .comma(let first, let second):
      lowerStatement(first)
      lowerStatement(second)
    case .assign, .statements: _ = lower(expression)
    case .logical, .conditional, .not:
      let end = add(.join, expression.tokens)
      branch(expression, end, end)
      current = end
    default:
      let value = lower(expression)
      if let callee = value.callee, let statement = returnMacro(callee, value) {
        lower(statement)
      } else {
        emit(.evaluate(value), expression.tokens)
      }
    }
  }

  /// `return_ptr(p);` returns from the function.
  private func returnMacro(_ callee: String, _ call: Expression) -> Statement? {
    guard callee == "return_ptr", case .call(_, let arguments) = call.kind, let value = arguments.first else {
      return nil
    }
    let moved = Expression(.call(Expression(.name("no_free_ptr"), call.tokens), [value]), call.tokens)
    return Statement(.return(moved), call.tokens)
  }

  // MARK: Expressions

  /// Emits the control flow of an expression and returns what is left of it.
  private mutating func lower(_ expression: Expression) -> Expression {
    func made(_ kind: Expression.Kind) -> Expression { Expression(kind, expression.tokens) }
    switch expression.kind {
    case .name, .number, .string, .constant, .temporary, .unknown: return expression
    case .call(let function, let arguments):
      let callee = lower(function)
      return made(.call(callee, arguments.map { lower($0) }))
    case .member(let base, let name, let arrow): return made(.member(lowerBase(base), name, arrow: arrow))
    case .dereference(let inner): return made(.dereference(lowerBase(inner)))
    case .index(let base, let index):
      let array = lowerBase(base)
      return made(.index(array, lower(index)))
    case .addressOf(let inner): return made(.addressOf(lower(inner)))
    case .not(let inner) where !Self.hasFlow(inner): return made(.not(lower(inner)))
    case .arithmetic(let inner): return made(.arithmetic(lower(inner)))
    case .binary(let operation, let left, let right):
      let first = lower(left)
      return made(.binary(operation, first, lower(right)))
    case .cast(let type, let inner): return made(.cast(type, lower(inner)))
    case .comma(let first, let second):
      lowerStatement(first)
      return lower(second)
    case .initializer(let values): return made(.initializer(values.map { lower($0) }))
    case .assign(let operation, let target, let value):
      let place = lower(target)
      let result = operation == nil ? lowerValue(value) : lower(value)
      emit(.assign(place, operation, result), expression.tokens)
      return place
    case .logical, .not: return truth(expression)
    case .conditional(let condition, let then, let otherwise):
      let result = temporary(expression.tokens)
      let yes = add(.join, then?.tokens ?? condition.tokens)
      let no = add(.join, otherwise.tokens)
      let end = add(.join, expression.tokens)
      if let then {
        branch(condition, yes, no)
        current = yes
        assign(result, lower(then))
      } else {
        let kept = keep(lower(condition))
        branch(kept, yes, no)
        current = yes
        assign(result, kept)
      }
      connect(to: end)
      current = no
      assign(result, lower(otherwise))
      continueAt(end)
      return result
    case .statements(let inner):
      let result = temporary(expression.tokens)
      scopes.append([])
      for (number, statement) in inner.enumerated() {
        if number == inner.count - 1, case .expression(let value) = statement.kind {
          assign(result, lower(value))
        } else {
          lower(statement)
        }
      }
      closeScope(tokens: expression.tokens)
      return result
    }
  }

  /// Lowers what is accessed through. The analysis looks at it more than once, and a call must happen once.
  private mutating func lowerBase(_ expression: Expression) -> Expression {
    let value = lower(expression)
    switch value.kind {
    case .call: return keep(value)
    case .cast(_, let inner):
      if case .call = inner.kind { return keep(value) }
      return value
    default: return value
    }
  }

  /// Lowers a value that is kept: a comparison becomes two paths, so that what it found out is known where the value is tested.
  private mutating func lowerValue(_ expression: Expression) -> Expression {
    switch expression.kind {
    case .not, .binary(.equal, _, _), .binary(.notEqual, _, _), .binary(.less, _, _), .binary(.lessOrEqual, _, _),
      .binary(.greater, _, _), .binary(.greaterOrEqual, _, _):
      truth(expression)
    default: lower(expression)
    }
  }

  private static func hasFlow(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .logical, .conditional, .statements, .assign, .comma: true
    case .not(let inner): hasFlow(inner)
    default: false
    }
  }

  private mutating func temporary(_ tokens: Range<Int>) -> Expression {
    temporaries += 1
    return Expression(.temporary(temporaries), tokens)
  }

  /// Stores a value where nothing can change it.
  private mutating func keep(_ value: Expression) -> Expression {
    switch value.kind {
    case .temporary, .number, .string, .constant: return value
    default:
      let result = temporary(value.tokens)
      assign(result, value)
      return result
    }
  }

  private mutating func assign(_ target: Expression, _ value: Expression) {
    if current != nil { emit(.assign(target, nil, value), value.tokens) }
  }

  /// The value of a condition: one or zero.
  private mutating func truth(_ condition: Expression) -> Expression {
    let result = temporary(condition.tokens)
    let yes = add(.join, condition.tokens)
    let no = add(.join, condition.tokens)
    let end = add(.join, condition.tokens)
    branch(condition, yes, no)
    current = yes
    assign(result, Expression(.number(1), condition.tokens))
    connect(to: end)
    current = no
    assign(result, Expression(.number(0), condition.tokens))
    continueAt(end)
    return result
  }

  /// Goes to `yes` when the condition is true, else to `no`.
  private mutating func branch(_ condition: Expression, _ yes: Int, _ no: Int) {
    switch condition.kind {
    case .not(let inner): branch(inner, no, yes)
    case .logical(let isAnd, let left, let right):
      let middle = add(.join, right.tokens)
      if isAnd { branch(left, middle, no) } else { branch(left, yes, middle) }
      current = middle
      branch(right, yes, no)
    case .comma(let first, let second):
      lowerStatement(first)
      branch(second, yes, no)
    case .call(_, let arguments)
    where condition.callee.flatMap({ knowledge[$0]?.shape }) == .transparent:
      let place = condition.callee.flatMap { knowledge[$0]?.argument } ?? 0
      if arguments.indices.contains(place) { branch(arguments[place], yes, no) } else { test(condition, yes, no) }
    default: test(condition, yes, no)
    }
  }

  private mutating func test(_ condition: Expression, _ yes: Int, _ no: Int) {
    let value = lower(condition)
    guard current != nil else { return }
    let node = add(.branch(value), condition.tokens)
    connect(to: node)
    nodes[node].next = [yes, no]
  }
}
